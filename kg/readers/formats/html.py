"""Web pages: trafilatura finds the article in the page, its date, author, site and canonical address.

The text is the headline and the paragraphs, one blank line between them, without markup, navigation and captions.
"""

from collections.abc import Iterator
from typing import Final

from kg.errors import InputError
from kg.readers.draft import MAX_DOCUMENT_BYTES, Draft, Reader, ReadOptions
from kg.readers.metadata import clean, read_metadata
from kg.readers.streams import Stream

_MODIFIED: Final = (
    'string(//meta[@property="article:modified_time" or @itemprop="dateModified" or @name="last-modified"]/@content)'
)


def _read(stream: Stream, options: ReadOptions) -> Iterator[Draft | InputError]:  # noqa: ARG001  # a page declares its encoding itself
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415  # half a second: only for who reads pages

    tree = load_html(stream.whole(MAX_DOCUMENT_BYTES))
    modified = None if tree is None else tree.xpath(_MODIFIED)
    page = (
        None
        if tree is None
        else bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=False)
    )
    if page is None or isinstance(page, dict) or not page.text:
        yield InputError(f"{stream.name}: no article found in the page; save its text as .txt instead")
        return
    record = {
        "title": page.title,
        "published": page.date,
        "modified": modified,
        "publisher": page.sitename or page.hostname,
        "author": page.author,
        "url": page.url,
    }
    metadata = read_metadata({name: value for name, value in record.items() if value}, stream.name)
    yield Draft(_with_headline(page.text, clean(page.title)), metadata, stream.name)


def _with_headline(text: str, title: str | None) -> str:
    """Return the paragraphs with the headline before them: a headline makes claims of its own."""
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    if title and " ".join(paragraphs[0].split()).casefold() != title.casefold():
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs) + "\n"


READER: Final = Reader(
    name="html",
    endings=(".html", ".htm", ".xhtml"),
    description="a web page, its article found by trafilatura",
    read=_read,
    example=(
        b'<!DOCTYPE html><html lang="en"><head><title>Ministry counts 300 soldiers</title>'
        b'<meta property="og:site_name" content="The Harbour Courier"><meta property="article:published_time" content="2024-03-04"></head>'
        b"<body><nav>Home | World</nav><article><h1>Ministry counts 300 soldiers</h1>"
        b"<p>The defence ministry said on Monday that 300 soldiers were at the border, a day after the talks in the port had ended.</p>"
        b"<p>Fishermen who had watched the road from the pier said that they had counted far more than that over the weekend.</p>"
        b"</article><footer>All rights reserved</footer></body></html>"
    ),
)
