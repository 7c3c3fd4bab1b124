"""Input that somebody made to break a reader, or that broke on its way: articles or clear errors, in bounded time.

What comes through must give valid triples too: metadata end in IRIs and literals.
"""

import gzip
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import orjson
import pyoxigraph as ox
import pytest

from kg.errors import InputError
from kg.model import Article, Extraction
from kg.rdf.triples import article_nquads
from kg.readers import ReadOptions, read, read_text, readers
from kg.validate.article import validate_article

SECONDS: Final = 15.0  # generous: the machine may be busy; what is quadratic takes minutes
SENTENCE: Final = "The army said on Monday that 300 soldiers had left the port. "
RTL: Final = "\u202e\u200f\u2066"

PAYLOADS: Final[dict[str, bytes]] = {
    "one line of 20 MB": b"word " * (4 * 2**20),
    "a line of 20 MB among others": b"first line\n" + b"x" * (20 * 2**20) + b"\nlast line\n",
    "5 MB without a space": b"a" * (5 * 2**20),
    "1 MB of brackets": b"[{(<" * 2**18,
    "1 MB of quotation marks": b'"' * 2**20,
    "100,000 blank lines": SENTENCE.encode() + b"\n" * 100_000 + SENTENCE.encode(),
    "1 MB of spaces in a line": b"Monday " + b" " * 2**20 + b"March 4, 2024",
    "1 MB of capitals and colons": b"MR. LEE: Q " * 2**16,
    "NULs": SENTENCE.encode() + b"\x00" * 5000,
    "NULs far behind": SENTENCE.encode() * 300 + b"\x00",
    "control characters": SENTENCE.encode() + bytes(range(1, 32)),
    "right-to-left marks": (RTL + SENTENCE + RTL).encode(),
    "lone surrogates": (SENTENCE + "\ud800 \udfff").encode("utf-8", "surrogatepass"),
    "UTF-16 with a mark": SENTENCE.encode("utf-16"),
    "UTF-16 without a mark": SENTENCE.encode("utf-16-le"),
    "UTF-32": SENTENCE.encode("utf-32"),
    "Latin-1": "Café in Zürich, said the army. ".encode("latin-1") * 20,
    "Shift JIS": "港の兵士は三百人だった。".encode("shift-jis") * 20,
    "half of a UTF-8 character": SENTENCE.encode() + b"\xe2\x82",
    "no gzip behind its magic": b"\x1f\x8b" + b"nonsense" * 100,
    "gzip inside gzip": gzip.compress(gzip.compress(SENTENCE.encode() * 40)),
    "gzip with rubbish behind": gzip.compress(SENTENCE.encode() * 40) + b"rubbish" * 100,
    "gzip, truncated": gzip.compress(SENTENCE.encode() * 40)[:-9],
    "gzip bomb": gzip.compress(b" " * (80 * 2**20)),
    "deep JSON": b'{"text": ' + b"[" * 200_000,
    "deep front matter": b"---\na: " + b"[" * 5_000 + b"\n---\n" + SENTENCE.encode(),
    "front matter of references": b"---\na: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c\n---\n" + SENTENCE.encode(),
    "front matter without end": b"---\n" + b"title: x\n" * 10_000,
    "a table of one column": b"text\n" + SENTENCE.encode() * 3,
    "a table with an open quotation mark": b'id,text\n1,"' + SENTENCE.encode() * 9,
    "a table of 5,000 columns": b",".join(b"c%d" % n for n in range(5_000)) + b"\n" + b"," * 4_999 + b"\n",
}
PAGES: Final[dict[str, bytes]] = {
    "deep page": b"<html><body>" + b"<div>" * 20_000 + SENTENCE.encode() * 9,
    "page of open paragraphs": b"<html><body><article>" + b"<p>" * 5_000 + SENTENCE.encode() * 9,
    "page with a huge attribute": b"<html><body title='" + b"x" * 2**20 + b"'><p>" + SENTENCE.encode() * 9,
    "page of entities": b"<html><body><p>" + b"&amp;&#0;&#xD800;&nosuch;" * 5_000 + SENTENCE.encode() * 9,
    "page with NULs": b"<html><body><p>\x00" + SENTENCE.encode() * 9 + b"</p>\x00",
    "page that ends in a comment": b"<html><body><p>" + SENTENCE.encode() * 9 + b"<!--" + b"-" * 100_000,
}
DATES: Final = (
    "9999-12-31",
    "0000-00-00",
    "2999-02-30",
    "-44-03-15",
    "1e9",
    "tomorrow",
    "2024-13-45T99:99",
    "𝟚𝟘𝟚𝟜-𝟘𝟙-𝟘𝟙",
    "",
)
NASTY: Final = (
    'a "quoted" <b>title</b>\nin two\r\nlines\x00\x1b[31m',
    '> . <https://example.org/x> <https://example.org/y> "z',
    "\\u0022 \\ \\\\ \t \u2028 \u2029 \x85",
    RTL + "\ud800" + "\ufffe",
    "x" * 100_000,
    "{}[]()^@_:#%20%%zz",
)


def _check(items: list[Article | InputError], file: Path) -> None:
    """Insist that every item is an article whose triples are valid, or an error that names the file."""
    for item in items:
        if isinstance(item, Article):
            check_triples(item)
        else:
            assert str(file) in str(item)


def check_triples(article: Article) -> None:
    """Insist that the triples of an article parse again and pass validation."""
    quads = article_nquads(Extraction(article))
    assert list(ox.parse(quads, format=ox.RdfFormat.N_QUADS))
    report = validate_article(quads, article.text)
    assert report.conforms, report.findings


def _timed(run: Callable[[], None]) -> None:
    started = time.process_time()
    run()
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("name", readers())
@pytest.mark.parametrize("kind", PAYLOADS)
def test_payload(name: str, kind: str, tmp_path: Path) -> None:
    """Whatever stands in a file, its reader ends soon, with valid articles or errors."""
    file = tmp_path / f"bad{readers()[name].endings[0]}"
    file.write_bytes(PAYLOADS[kind])
    _timed(lambda: _check(list(read([file])), file))


@pytest.mark.parametrize("kind", PAGES)
def test_page(kind: str, tmp_path: Path) -> None:
    """Pages that no browser would like."""
    file = tmp_path / "bad.html"
    file.write_bytes(PAGES[kind])
    _timed(lambda: _check(list(read([file])), file))


@pytest.mark.parametrize("field", ["title", "date", "publisher", "author", "url", "id", "speaker", "language"])
def test_metadata(field: str, tmp_path: Path) -> None:
    """Metadata of any content and type give valid triples; absurd dates are left out."""
    values = [
        *NASTY,
        *DATES,
        'https://example.org/a b<c>"d',
        "https://[::1",
        "javascript:alert(1)",
        7,
        True,
        [1, None],
        {"name": "<x>"},
    ]
    records = []
    for value in values:
        try:
            records.append(orjson.dumps({"text": SENTENCE, field: value}))
        except orjson.JSONEncodeError:  # lone surrogates: JSON can hold them as escapes only
            records.append(b'{"text": "%s", "%s": "\\ud800 \\udfff"}' % (SENTENCE.encode(), field.encode()))
    file = tmp_path / "bad.jsonl"
    file.write_bytes(b"\n".join(records))
    items = list(read([file]))
    assert len(items) == len(records)
    _check(items, file)


def test_duplicated_ids(tmp_path: Path) -> None:
    """Two articles with one id are both read; which one stays is the store's decision, and the later one's right."""
    file = tmp_path / "twice.jsonl"
    records = [{"id": "same", "text": SENTENCE + more} for more in ("One.", "Two.", "One.")]
    file.write_bytes(b"\n".join(map(orjson.dumps, records)))
    items = list(read([file]))
    assert [item.identifier for item in items if isinstance(item, Article)] == ["same"] * 3
    _check(items, file)


@pytest.mark.parametrize(
    "encoding", ["latin-1", "cp1252", "utf-16", "ascii", "no-such-encoding", "utf-7", "idna", "hex"]
)
@pytest.mark.parametrize("name", ["text", "markdown", "csv"])
def test_encoding(name: str, encoding: str, tmp_path: Path) -> None:
    """A wrongly named encoding gives an article or an error, never another exception."""
    file = tmp_path / f"named{readers()[name].endings[0]}"
    file.write_bytes(readers()[name].example + "é “”".encode())
    _check(list(read([file], ReadOptions(encoding=encoding))), file)


@pytest.mark.parametrize("text", ["", RTL, "\x00", "\ud800", "a" * 3000, *NASTY])
def test_text(text: str) -> None:
    """Plain text from Python takes the same checks."""
    try:
        article = read_text(text)
    except InputError:
        return
    check_triples(article)
