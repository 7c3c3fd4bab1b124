"""Names that the layout gives: the speaker before a turn of a transcript ("MR. OBI:"), the author of a byline, a credit.

They stand in capitals as often as not, where a language model sees little; the region tells what they are.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from kg.extraction.annotations import article_of
from kg.extraction.entities.boundaries import skip_titles
from kg.extraction.entities.columns import Columns
from kg.extraction.entities.names import Name
from kg.model import RegionKind

SPEAKING: Final = frozenset({RegionKind.LABEL, RegionKind.BYLINE})
_LONGEST: Final = 4  # words of a speaker's name; longer labels describe ("SENIOR ADMINISTRATION OFFICIAL ON THE CALL")
_NOBODY: Final = frozenset(
    {"q", "a", "question", "answer", "reporter", "moderator", "official", "participant", "press", "audience", "member"}
)


def find_speakers(columns: Columns, names: list[Name]) -> list[Name]:
    """Return the names in speaker labels, bylines and credits of captions; a bare title ("THE PRESIDENT:") names nobody."""
    found = []
    for start, end, kind in _stretches(columns):
        name = _READERS[kind](columns, start, end)
        if name is not None and not any(other.overlaps(name.start, name.end) for other in names):
            found.append(name)
    return found


def _stretches(columns: Columns) -> Iterator[tuple[int, int, RegionKind]]:
    start = 0
    for kind, tokens in groupby(columns.region):
        end = start + len(list(tokens))
        if kind in _READERS:
            yield start, end, kind
        start = end


def _speaker(columns: Columns, start: int, end: int) -> Name | None:
    while end > start and not columns.text[end - 1][-1:].isalnum():
        end -= 1
    first = skip_titles(columns, start, end)
    words = columns.lower[first:end]
    if not words or len(words) > _LONGEST or not columns.capital[first] or _NOBODY & set(words) or words[0] == "the":
        return None
    return Name(first, end, "PERSON", title=(start, first) if first > start else None)


def _author(columns: Columns, start: int, end: int) -> Name | None:
    """Return the place of the article's author in a byline."""
    author = (article_of(columns.doc).author or "").lower().split()
    for i in range(start, end - len(author) + 1):
        if author and columns.lower[i : i + len(author)] == author:
            return Name(i, i + len(author), "PERSON")
    return None


def _credit(columns: Columns, start: int, end: int) -> Name | None:
    """Return the name in the brackets that end a caption: "[Harbour Daily]"."""
    closing = next((i for i in range(end - 1, start, -1) if not columns.text[i].isspace()), start)
    if columns.text[closing] not in {"]", ")"}:
        return None
    opening = next((i for i in range(closing - 1, start - 1, -1) if columns.text[i] in {"[", "("}), closing)
    words = range(opening + 1, closing)
    if not words or len(words) > _LONGEST or not all(columns.capital[i] for i in words):
        return None
    return Name(opening + 1, closing, "ORG")


_READERS: Final = {RegionKind.LABEL: _speaker, RegionKind.BYLINE: _author, RegionKind.CAPTION: _credit}
