"""JSON Lines: one article per line, its fields under usual names (`text`, `title`, `date`, `url` …) or named ones."""

from collections.abc import Iterator
from typing import Final

import orjson

from kg.errors import InputError
from kg.readers.draft import MAX_RECORD_BYTES, Draft, Reader, ReadOptions
from kg.readers.records import draft_of_record
from kg.readers.streams import Stream


def _read(stream: Stream, options: ReadOptions) -> Iterator[Draft | InputError]:
    for number, line in stream.lines(MAX_RECORD_BYTES):
        where = f"{stream.name}#{number}"
        if line is None:
            yield InputError(f"{where}: a line of more than {MAX_RECORD_BYTES // 2**20} MB; one line is one article")
        elif line.strip():
            yield _parse(line.removeprefix(b"\xef\xbb\xbf"), where, options)


def _parse(line: bytes, where: str, options: ReadOptions) -> Draft | InputError:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return InputError(f"{where}: not JSON ({error}); write one object per line")
    if not isinstance(record, dict):
        return InputError(f"{where}: not a JSON object; write one object with a text field per line")
    return draft_of_record(record, where, options)


READER: Final = Reader(
    name="jsonl",
    endings=(".jsonl", ".ndjson"),
    description="JSON Lines, one article per line; fields by usual names or --field",
    read=_read,
    example=orjson.dumps(
        {
            "id": "harbour-1",
            "title": "Ministry counts 300 soldiers",
            "date": "2024-03-04",
            "publisher": "The Harbour Courier",
            "text": "The defence ministry said on Monday that 300 soldiers were at the border.",
        }
    )
    + b"\n",
)
