"""What a format reader hands on: the text and the metadata that its format declares, before anything is checked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.errors import InputError
from kg.readers.metadata import Metadata
from kg.readers.streams import Stream

MAX_DOCUMENT_BYTES: Final = 16 * 2**20  # a whole document, markup included
MAX_RECORD_BYTES: Final = 16 * 2**20  # one line of a file of records


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read what the files themselves do not tell.

    `fields` maps a name of ours (`text`, `title`, `published` …) to the field or column of the input that holds it.
    `format` names a reader for inputs whose name does not tell it; `encoding` is that of plain text, Markdown and CSV.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None
    encoding: str = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of one article as its format gives it, with what the format declares about it."""

    text: str
    metadata: Metadata
    source: str


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format: how its files end, how to read them, and an example of one article for the contract test.

    `read` yields a `Draft` for every article and an `InputError` for every one that it had to give up, so that
    one bad record does not end a file.
    """

    name: str
    endings: tuple[str, ...]
    description: str
    read: Callable[[Stream, ReadOptions], Iterator[Draft | InputError]]
    example: bytes
