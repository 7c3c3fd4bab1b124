"""CSV and TSV with a header line: one article per row, its columns under usual names or named ones."""

import csv
from collections.abc import Iterator
from typing import Final

from kg.errors import InputError
from kg.readers.checks import MAX_CHARACTERS
from kg.readers.decoding import decode_line
from kg.readers.draft import MAX_RECORD_BYTES, Draft, Reader, ReadOptions
from kg.readers.records import draft_of_record
from kg.readers.streams import Stream


def _read(stream: Stream, options: ReadOptions) -> Iterator[Draft | InputError]:
    csv.field_size_limit(MAX_CHARACTERS)  # process-wide in Python's csv; its own default cuts at 131,072
    lines = _lines(stream, options.encoding)
    first = next(lines, "")
    delimiter = max(",;\t", key=first.count)
    try:
        header = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error as error:
        raise InputError(f"{stream.name}: the first line is no header of a table ({error})") from error
    rows = csv.reader(lines, delimiter=delimiter)
    number = 1
    while True:
        number += 1
        where = f"{stream.name}#{number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield InputError(f"{where}: not CSV ({error}); look for a missing quotation mark before this row")
            continue
        if row:
            yield draft_of_record(dict(zip(header, row, strict=False)), where, options)


def _lines(stream: Stream, encoding: str) -> Iterator[str]:
    """Yield the lines; raises `InputError` when they cannot be lines of a table."""
    for number, line in stream.lines(MAX_RECORD_BYTES):
        if line is None:
            raise InputError(
                f"{stream.name}: line {number} is longer than {MAX_RECORD_BYTES // 2**20} MB; this is not a table of articles"
            )
        yield decode_line(line, encoding if number == 1 else encoding.removesuffix("-sig"), stream.name)


READER: Final = Reader(
    name="csv",
    endings=(".csv", ".tsv"),
    description="CSV or TSV with a header line, one article per row; columns by usual names or --field",
    read=_read,
    example=(
        b"id,title,date,publisher,text\n"
        b'harbour-1,Ministry counts 300 soldiers,2024-03-04,The Harbour Courier,"The defence ministry said on Monday that 300 soldiers were at the border."\n'
    ),
)
