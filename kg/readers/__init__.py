"""Articles from files, folders, URLs and standard input: text, metadata and layout.

`read` never stops at a bad article: what cannot be read comes as an `InputError` in its place, and the rest follows.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.errors import InputError
from kg.model import Article
from kg.readers.checks import check_text
from kg.readers.draft import Draft, Reader, ReadOptions
from kg.readers.layout import read_layout
from kg.readers.metadata import Metadata
from kg.readers.paths import STDIN, article_paths
from kg.readers.position import Position
from kg.readers.registry import reader_by_look, reader_by_name, reader_for, readers
from kg.readers.remote import RemoteFile
from kg.readers.sidecar import read_sidecar
from kg.readers.streams import Stream

__all__ = ["Position", "ReadOptions", "Reader", "make_article", "read", "read_text", "readers"]

_LOOK: Final = 512  # bytes of standard input that tell its format


def read(
    paths: Iterable[str | Path], options: ReadOptions | None = None, position: Position | None = None
) -> Iterator[Article | InputError]:
    """Yield every article under `paths` (`-` is standard input), and an `InputError` for each that cannot be read.

    A `position` is kept up to date, for which all inputs are looked at before the first is read.
    """
    chosen, place = options or ReadOptions(), position or Position()
    files = article_paths(paths) if position is None else _measured(article_paths(paths), place)
    for path in files:
        if isinstance(path, InputError):
            yield path
            continue
        before = place.done
        try:
            yield from _read_path(path, chosen, place)
        except InputError as error:
            yield error
        place.done = before + _size(path)


def _measured(
    files: Iterable[Path | RemoteFile | InputError], position: Position
) -> list[Path | RemoteFile | InputError]:
    """Return the files, and set how many bytes there are in all, when every one is a file here."""
    found = list(files)
    if not any(isinstance(file, RemoteFile) or str(file) == STDIN for file in found):
        position.total = sum(_size(file) for file in found if isinstance(file, Path))
    return found


def _size(path: Path | RemoteFile) -> int:
    return path.stat().st_size if isinstance(path, Path) and path.is_file() else 0


def read_text(text: str, source: str = STDIN) -> Article:
    """Return the article of a plain text; raises `InputError` when it cannot be one."""
    return make_article(Draft(text, Metadata(), source))


def make_article(draft: Draft) -> Article:
    """Check a draft and find its layout; metadata that the format declares goes before what the text shows.

    Raises `InputError` when the text cannot be an English news article.
    """
    check_text(draft.text, draft.source)
    declared = draft.metadata
    if declared.language and not declared.language.lower().startswith("en"):
        raise InputError(
            f"{draft.source}: declared as {declared.language!r}; only English articles are read, translate it first"
        )
    layout = read_layout(draft.text, declared.title)
    known = declared.over(layout.metadata)
    return Article(
        text=draft.text,
        source=draft.source,
        url=known.url,
        identifier=known.identifier,
        title=known.title,
        published=known.published,
        modified=known.modified,
        publisher=known.publisher,
        author=known.author,
        speaker=known.speaker,
        regions=layout.regions,
    )


def _read_path(path: Path | RemoteFile, options: ReadOptions, position: Position) -> Iterator[Article | InputError]:
    if str(path) == STDIN:
        with Stream(sys.stdin.buffer, STDIN) as stream:
            yield from _articles(_reader_by_look(stream, options).read(stream, options), Metadata())
        return
    reader = reader_by_name(options.format) if options.format else reader_for(path.name)
    if isinstance(path, RemoteFile):
        if reader is None and not path.of_web:
            raise _unknown(path.source)
        with path.open() as stream:  # a web page need not have an ending
            yield from _articles((reader or _reader_by_look(stream, options)).read(stream, options), path.sidecar())
        return
    if reader is None:
        raise _unknown(str(path))
    before = position.done
    with Stream.open(path, str(path)) as stream:
        for article in _articles(reader.read(stream, options), read_sidecar(path)):
            position.done = before + stream.taken
            yield article


def _reader_by_look(stream: Stream, options: ReadOptions) -> Reader:
    return reader_by_name(options.format) if options.format else reader_by_look(stream.peek(_LOOK))


def _unknown(source: str) -> InputError:
    return InputError(f"{source}: no reader knows this ending; `kg ref formats` lists them, --input-format names one")


def _articles(drafts: Iterable[Draft | InputError], sidecar: Metadata) -> Iterator[Article | InputError]:
    for draft in drafts:
        if isinstance(draft, InputError):
            yield draft
            continue
        try:
            yield make_article(replace(draft, metadata=sidecar.over(draft.metadata)))
        except InputError as error:
            yield error
