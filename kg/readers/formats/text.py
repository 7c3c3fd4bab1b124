"""Plain text: one file is one article, and its text stays as it is, line endings and all."""

from collections.abc import Iterator
from typing import Final

from kg.errors import InputError
from kg.readers.decoding import decode
from kg.readers.draft import MAX_DOCUMENT_BYTES, Draft, Reader, ReadOptions
from kg.readers.metadata import Metadata
from kg.readers.streams import Stream


def _read(stream: Stream, options: ReadOptions) -> Iterator[Draft | InputError]:
    data = stream.whole(MAX_DOCUMENT_BYTES)
    yield Draft(decode(data, options.encoding, stream.name), Metadata(), stream.name)


READER: Final = Reader(
    name="text",
    endings=(".txt", ".text"),
    description="plain text; metadata from a sidecar or from the text's own header",
    read=_read,
    example=(
        b"Ministry counts 300 soldiers at the border\nMonday, March 4, 2024\n\n"
        b"The defence ministry said on Monday that 300 soldiers were at the border.\n"
    ),
)
