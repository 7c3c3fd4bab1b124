"""From bytes to text: UTF-8 unless something says otherwise, and never a guess.

A byte order mark decides (UTF-8, UTF-16, UTF-32); else the encoding that the user names. A wrong guess would change the
text in silence, and offsets with it.
"""

import codecs
from typing import Final

from kg.errors import InputError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, encoding: str, where: str) -> str:
    """Return the text of `data`; raises `InputError` where it is not in its encoding."""
    named = next((name for mark, name in _MARKS if data.startswith(mark)), encoding)
    try:
        return data.decode(named)
    except UnicodeDecodeError as error:
        if b"\x00" in data[:4096]:
            raise InputError(f"{where}: binary data, not text; extract the text from it first") from error
        raise InputError(
            f"{where}: not {_plain(named)} at byte {error.start}; convert it (iconv) or name its encoding with --encoding"
        ) from error
    except LookupError as error:
        raise InputError(
            f"{where}: no encoding is called {encoding!r}; use for example utf-8, latin-1 or cp1252"
        ) from error


def decode_line(line: bytes, encoding: str, where: str) -> str:
    """Return the text of one line; bytes that do not decode become lone surrogates, which the checks find in the record they harm.

    Raises `InputError` for an encoding that is not known, or of which single lines cannot be read (UTF-16).
    """
    try:
        return line.decode(encoding, errors="surrogateescape")
    except (LookupError, UnicodeError) as error:
        raise InputError(
            f"{where}: cannot be read as {_plain(encoding)} line by line ({error}); convert it to UTF-8 first"
        ) from error


def _plain(encoding: str) -> str:
    return encoding.removesuffix("-sig").upper()
