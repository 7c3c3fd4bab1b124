"""Places in longer names and in longer places: "University of | Porto", "Porto | City Council", "eastern | Chad"."""

from typing import Final

from kg.extraction.entities.boundaries import trim
from kg.extraction.entities.columns import Columns
from kg.extraction.entities.names import Name
from kg.gazetteer import Gazetteer
from kg.model import MentionKind

_KNOWN: Final = frozenset({"Country", "City", "Region"})
_PROMINENCE: Final = 40  # from which a place is recognised inside another name
_CLOSED: Final = frozenset({"PERSON", "EVENT", "MISC", "AGREEMENT"})  # labels of names that are not taken apart
_REPEATED: Final = frozenset({"PERSON", "GPE", "LOC"})  # labels of names that are also found inside of others
_BEFORE_PLACE: Final = frozenset({"of", "for", "in", "at"})
_COMPASS: Final = frozenset(
    prefix + point
    for point in ("eastern", "western", "northern", "southern", "east", "west", "north", "south", "central")
    for prefix in ("", "south", "north", "south-", "north-", "mid-", "far-", "upper ")
)


def name_regions(columns: Columns, names: list[Name]) -> None:
    """Widen countries and regions to the part of them that is meant: "eastern Chad" is a region of its own, in Chad."""
    for name in names:
        row = name.rows[0] if name.rows else None
        if (
            row is None
            or row.type not in _KNOWN
            or name.kind is not MentionKind.NAME
            or name.core > name.start
            or name.body
        ):
            continue
        start = name.start
        if (
            start > 1
            and columns.lower[start - 1] in _COMPASS
            and columns.text[start - 2] == "-"
            and columns.lower[start - 3] in _COMPASS
        ):
            start -= 2  # "south-eastern" as three tokens
        if start and columns.lower[start - 1] in _COMPASS and (columns.lower[start - 1].endswith(("ern", "central"))):
            name.start = name.core = start - 1
            name.nation = row if row.type == "Country" else None
            name.type, name.rows = "Region", ()


def find_nested(columns: Columns, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Return names inside of names: known places and what the article also names by itself, at the borders of a longer name."""
    alone = {tuple(columns.lower[name.start : name.end]): name for name in names if name.label in _REPEATED}
    covered = {(name.start, name.end) for name in names}
    found = []
    for name in names:
        if name.body or name.nested or len(name) < 2 or name.label in _CLOSED or name.kind is not MentionKind.NAME:
            continue
        if name.type is not None or (name.rows and name.rows[0].type in _KNOWN):
            continue
        for start, end in _borders(columns, name):
            inner = _inner(columns, start, end, alone, gazetteer)
            if inner is not None and (inner.start, inner.end) not in covered:
                inner.outer = name
                found.append(inner)
                break
    return found


def _inner(
    columns: Columns, start: int, end: int, alone: dict[tuple[str, ...], Name], gazetteer: Gazetteer
) -> Name | None:
    start, end = trim(columns, start, end)
    if end <= start or not columns.capital[start]:
        return None
    rows = gazetteer.lookup(columns.span_text(start, end))
    if rows and rows[0].type in _KNOWN and rows[0].prominence >= _PROMINENCE:
        return Name(start, end, "", rows=rows, nation=rows[0] if rows[0].type == "Country" else None)
    same = alone.get(tuple(columns.lower[start:end]))
    return None if same is None else Name(start, end, same.label, rows=rows)


def _borders(columns: Columns, name: Name) -> list[tuple[int, int]]:
    """Return the parts at the borders of a name that may be names themselves, longer ones first."""
    tails = [(i + 1, name.end) for i in range(name.start + 1, name.end - 1) if columns.lower[i] in _BEFORE_PLACE]
    starts = [(name.start, name.start + size) for size in (3, 2, 1) if size < len(name)]
    return [*starts, *tails]
