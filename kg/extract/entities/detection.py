"""Finding names: the language model's, with their borders mended, and what it missed of proper nouns and known names."""

from collections.abc import Iterator
from typing import Final

from kg.extract.entities.boundaries import is_title, repair, trim
from kg.extract.entities.columns import Columns
from kg.extract.entities.demonyms import demonym_at, find_demonyms, find_national_bodies
from kg.extract.entities.names import CALENDAR, Name
from kg.gazetteer import Gazetteer, Row
from kg.model import RegionKind
from kg.vocabulary.head_words import head_words
from kg.vocabulary.titles import titles

_SKIPPED_LABELS: Final = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"})
_SILENT: Final = frozenset({RegionKind.BOILERPLATE})
_LONGEST_KNOWN: Final = 7  # words of the longest name that is looked up as a whole
_CONNECTORS: Final = frozenset({"of", "for", "and", "the", "in", "on", "&"})
_NAMED_PLACES: Final = frozenset({"Country", "City", "Region", "Place"})
_KNOWN_SINGLE: Final = 40  # prominence from which one word alone is taken for the name that the gazetteer knows


def find_names(columns: Columns, gazetteer: Gazetteer) -> list[Name]:
    """Return all names, demonyms and national bodies in the order of the text; nested ones behind the longer name."""
    names = _model_names(columns)
    names = _lengthen(columns, names, gazetteer)
    names += _missed(columns, names, gazetteer)
    names += find_demonyms(columns, names, gazetteer)
    spans = {(name.start, name.end) for name in names if name.nation is not None and name.label == ""}
    names = [name for name in names if name.label == "" or (name.start, name.end) not in spans]
    for name in names:
        if not name.rows:
            name.rows = gazetteer.lookup(columns.span_text(name.start, name.end))
            if not name.rows and name.core > name.start:
                name.rows = gazetteer.lookup(columns.span_text(name.core, name.end))
        if name.nation is None and name.rows and name.rows[0].type == "Country":
            name.nation = name.rows[0]
    names += find_national_bodies(columns, names)
    names += list(_nested_places(columns, names, gazetteer))
    for name in names:
        name.words = tuple(columns.lower[name.start : name.end])
    return sorted(names, key=lambda name: (name.start, -name.end))


def _model_names(columns: Columns) -> list[Name]:
    found: list[Name] = []
    covered = -1
    for ent in columns.doc.ents:
        if ent.label_ in _SKIPPED_LABELS or columns.region[ent.start] in _SILENT:
            continue
        for start, end in _pieces(columns, ent.start, ent.end):
            mended = repair(columns, start, end, ent.label_)
            if mended is None or mended[0] <= covered or is_title(columns, mended[0], mended[1]):
                continue
            found.append(Name(mended[0], mended[1], ent.label_, title=mended[2]))
            covered = mended[1] - 1
    return found


def _pieces(columns: Columns, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a span around possessive endings and line breaks: "Assembly's | Intelligence Committee"."""
    piece = start
    for i in range(start, end):
        ending = columns.apostrophe(i) and i + 1 < end and columns.capital(i + 1)
        if ending or columns.text[i].isspace():
            if i > piece:
                yield piece, i
            piece = i + 1
    if piece < end:
        yield piece, end


def _lengthen(columns: Columns, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Return the names, those widened that are parts of a longer known name ("Korea" of "North Korea")."""
    taken = {i for name in names for i in range(name.start, name.end)}
    for name in names:
        if name.label == "PERSON" and len(name) > 1:
            continue
        for start, end in ((name.start - 1, name.end), (name.start, name.end + 1), (name.start - 1, name.end + 1)):
            if start < 0 or end > len(columns) or columns.sentence[start] != columns.sentence[end - 1]:
                continue
            added = [i for i in (start, end - 1) if not name.start <= i < name.end]
            if any(i in taken or not columns.capital(i) for i in added):
                continue
            rows = gazetteer.lookup(columns.span_text(start, end))
            if rows and rows[0].type != "Person":
                taken.update(added)
                name.start = name.core = start
                name.end, name.rows = end, rows
                break
    return names


def _missed(columns: Columns, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Return known names and runs of proper nouns outside of `names`."""
    covered = {i for name in names for i in range(name.start, name.end)}
    found: list[Name] = []
    i = 0
    while i < len(columns):
        if i in covered or not columns.capital(i) or columns.region[i] in _SILENT or columns.lower[i] in CALENDAR:
            i += 1
            continue
        known = _longest_known(columns, i, covered, gazetteer)
        if known is not None:
            end, rows = known
            found.append(Name(i, end, "", rows=rows))
            i = end
            continue
        end = i + 1
        while end < len(columns) and end not in covered and _proper(columns, end):
            end += 1
        if _proper(columns, i) and not columns.headline[i] and demonym_at(columns, i, gazetteer) is None:
            mended = repair(columns, i, end, "")
            if mended is not None and mended[0] not in covered and mended[1] - 1 not in covered:
                found.append(Name(mended[0], mended[1], "", title=mended[2]))
                end = max(end, mended[1])
        i = end
    return found


def _proper(columns: Columns, i: int) -> bool:
    return columns.pos[i] == "PROPN" and columns.capital(i) and columns.lower[i] not in CALENDAR


def _longest_known(columns: Columns, start: int, covered: set[int], gazetteer: Gazetteer) -> tuple[int, tuple[Row, ...]] | None:
    """Return the end and the rows of the longest name that the gazetteer knows at `start`, places and bodies only."""
    end = start
    ends = []
    while end < min(len(columns), start + _LONGEST_KNOWN) and end not in covered:
        if columns.capital(end):
            ends.append(end + 1)
        elif columns.lower[end] not in _CONNECTORS:
            break
        end += 1
    for end in reversed(ends):
        if end - start == 1 and not _may_stand_alone(columns, start):
            return None
        rows = gazetteer.lookup(columns.span_text(start, end))
        if not rows or is_title(columns, start, end):
            continue
        if end - start > 1 or (rows[0].type in _NAMED_PLACES and rows[0].prominence >= _KNOWN_SINGLE):
            return end, rows
        if rows[0].type == "Organization" and rows[0].prominence >= _KNOWN_SINGLE:
            return end, rows
    return None


def _may_stand_alone(columns: Columns, i: int) -> bool:
    """Tell whether one capitalised word may be a name: a proper noun, and in a headline a noun that no title and no head is."""
    if columns.pos[i] == "PROPN":
        return columns.lower[i] not in titles() or not columns.headline[i]
    return columns.headline[i] and columns.pos[i] in {"NOUN", "ADJ", "X"} and columns.lower[i] not in head_words().heads


def _nested_places(columns: Columns, names: list[Name], gazetteer: Gazetteer) -> Iterator[Name]:
    """Yield places and bodies that longer names begin or end with: "University of | Porto", "Porto | City Council"."""
    for name in names:
        if name.body or name.nested or len(name) < 2 or name.label in {"PERSON", "EVENT", "MISC", "AGREEMENT"}:
            continue
        if name.rows and name.rows[0].type in _NAMED_PLACES:
            continue
        for start, end in ((name.start, name.start + 2), (name.start, name.start + 1), *_after_of(columns, name)):
            if end >= name.end and start == name.start:
                continue
            start, end = trim(columns, start, end)  # noqa: PLW2901  (articles inside of names)
            rows = gazetteer.lookup(columns.span_text(start, end)) if end > start and columns.capital(start) else ()
            if rows and (rows[0].type in _NAMED_PLACES and rows[0].prominence >= _KNOWN_SINGLE) and rows[0].type != "Place":
                yield Name(start, end, "", rows=rows, nested=True, nation=rows[0] if rows[0].type == "Country" else None)
                break


def _after_of(columns: Columns, name: Name) -> list[tuple[int, int]]:
    return [(i + 1, name.end) for i in range(name.start + 1, name.end - 1) if columns.lower[i] in {"of", "for", "in", "at"}]
