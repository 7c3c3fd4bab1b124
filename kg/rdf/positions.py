"""Where words stand in an article, written as a fragment identifier of plain text (RFC 5147): `char=96,101`.

RFC 5147 counts as we do: characters (Unicode code points), the first position before the first character, so that the end is
exclusive. Put behind the article's IRI and a `#`, the identifier names the stretch itself, as NIF does with texts.
"""

import re
from typing import Final

from kg.model import Span

_POSITION: Final = re.compile(r"char=(\d+),(\d+)")


def position(span: Span) -> str:
    """Return the fragment identifier of a stretch.

    >>> position(Span(96, 101))
    'char=96,101'
    """
    return f"char={span[0]},{span[1]}"


def read_position(text: str) -> Span | None:
    """Return the stretch that a fragment identifier names, or None when it is none.

    >>> read_position("char=96,101")
    Span(start=96, end=101)
    """
    match = _POSITION.fullmatch(text)
    return None if match is None else Span(int(match[1]), int(match[2]))
