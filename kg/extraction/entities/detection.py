"""Finding names: the language model's, with their borders mended, and what it missed of proper nouns and known names."""

from collections.abc import Iterator
from typing import Final

from kg.extraction.entities.boundaries import is_title, repair
from kg.extraction.entities.columns import Columns
from kg.extraction.entities.demonyms import demonym_at, find_demonyms, find_national_bodies, give_nations
from kg.extraction.entities.names import ARTICLES, CALENDAR, COUNTS, HYPHENS, PLACES, Name
from kg.extraction.entities.places import find_nested, name_regions
from kg.extraction.entities.speakers import SPEAKING, find_speakers
from kg.gazetteer import Gazetteer, NameKind, Row
from kg.model import RegionKind
from kg.vocabulary.head_words import head_words
from kg.vocabulary.titles import title_starts, titles

_SKIPPED_LABELS: Final = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"})
_UNREAD: Final = SPEAKING | {RegionKind.BOILERPLATE}  # regions whose names are read otherwise, or not at all
_LONGEST_KNOWN: Final = 7  # words of the longest name that is looked up as a whole
_NO_START: Final = CALENDAR | ARTICLES | COUNTS
_CONNECTORS: Final = frozenset({"of", "for", "and", "the", "in", "on", "&"})
_GREAT: Final = 70  # prominence of the countries of today
_KNOWN_SINGLE: Final = 40  # prominence from which one word alone is taken for the name that the gazetteer knows


def find_names(columns: Columns, gazetteer: Gazetteer) -> list[Name]:
    """Return all names, demonyms and national bodies in the order of the text; nested ones behind the longer name."""
    names = _model_names(columns, gazetteer)
    names += find_speakers(columns, names)
    names = _lengthen(columns, _part(columns, names, gazetteer), gazetteer)
    names += _missed(columns, names, gazetteer)
    for name in names:
        name.rows = name.rows or _rows(columns, name, gazetteer)
    demonyms = find_demonyms(columns, names, gazetteer)
    spans = {(name.start, name.end) for name in demonyms}
    names = [name for name in names if (name.start, name.end) not in spans] + demonyms
    for name in names:
        if not name.rows and name.core > name.start:
            name.rows = gazetteer.lookup(columns.span_text(name.core, name.end))
    give_nations(columns, names)
    names += find_national_bodies(columns, names)
    name_regions(columns, names)
    names += find_nested(columns, names, gazetteer)
    for name in names:
        name.words = tuple(columns.lower[name.start : name.end])
    return sorted(names, key=lambda name: (name.start, -name.end))


def _model_names(columns: Columns, gazetteer: Gazetteer) -> list[Name]:
    found: list[Name] = []
    covered = -1
    for ent in columns.doc.source.ents:
        if ent.label_ in _SKIPPED_LABELS or columns.region[ent.start] in _UNREAD:
            continue
        for start, end in _pieces(columns, ent.start, ent.end, gazetteer):
            mended = repair(columns, start, end, ent.label_)
            if mended is None or mended[0] <= covered or is_title(columns, mended[0], mended[1]):
                continue
            found.append(Name(mended[0], mended[1], ent.label_, title=mended[2]))
            covered = mended[1] - 1
    return [name for name in found if not _is_plain_word(columns, name, gazetteer)]


def _is_plain_word(columns: Columns, name: Name, gazetteer: Gazetteer) -> bool:
    """Tell whether a single word has its capital only from the beginning of a sentence or headline: "*Drone* strike", later "a drone"."""
    at, word = name.start, columns.lower[name.start]
    if len(name) > 1 or not columns.starts_sentence(at):
        return False
    if columns.pos[at] == "NOUN" and columns.dep[at] == "compound":
        return True  # "*Trade* minister Pavel Orlik"
    if gazetteer.lookup(columns.text[at]):
        return False
    others = [
        i for i, lower in enumerate(columns.lower) if lower == word and i != at and not columns.starts_sentence(i)
    ]
    return bool(others) and all(not columns.capital[i] and columns.pos[i] == "NOUN" for i in others)


def _rows(columns: Columns, name: Name, gazetteer: Gazetteer) -> tuple[Row, ...]:
    """Return what the gazetteer knows under a name; an adjective alone is no place ("Islamic" for the Islamic Republic)."""
    rows = gazetteer.lookup(columns.span_text(name.start, name.end))
    if len(name) == 1 and columns.pos[name.start] == "ADJ":
        rows = tuple(row for row in rows if row.kind is NameKind.LABEL)
    country = next((row for row in rows[1:] if row.type == "Country" and row.prominence >= _GREAT), None)
    if country is not None and rows[0].prominence < _KNOWN_SINGLE and rows[0].type in PLACES:
        return (country, *(row for row in rows if row is not country))  # "Congo" is seldom the river
    return rows


def _pieces(columns: Columns, start: int, end: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Yield the parts of a span around line breaks and possessive endings: "Assembly's | Intelligence Committee".

    "Farmers' Party" stays whole: what stands before the ending is no name in its own right.
    """
    piece = start
    for i in range(start, end):
        ending = columns.apostrophe(i) and i + 1 < end and columns.capital[i + 1]
        if columns.text[i].isspace() or (ending and _owns(columns, piece, i, end, gazetteer)):
            if i > piece:
                yield piece, i
            piece = i + 1
    if piece < end:
        yield piece, end


def _owns(columns: Columns, start: int, ending: int, end: int, gazetteer: Gazetteer) -> bool:
    """Tell whether the words before a possessive ending name somebody: a body, a known place or a person."""
    if gazetteer.lookup(columns.span_text(start, end)):
        return False
    words = columns.lower[start:ending]
    return head_words().class_of_name(words) is not None or bool(gazetteer.lookup(columns.span_text(start, ending)))


def _part(columns: Columns, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Return the names, a country that ran into the next name parted from it: "ambassador to | Chad | Ada Obi"."""
    found = []
    for name in names:
        after_preposition = name.start > 0 and columns.lower[name.start - 1] in {"to", "of", "in"}
        if after_preposition and len(name) > 2 and not gazetteer.lookup(columns.span_text(name.start, name.end)):
            for size in (2, 1):
                rows = gazetteer.lookup(columns.span_text(name.start, name.start + size))
                whole = (
                    name.end - name.start - size > 1
                    and head_words().class_of_name(columns.lower[name.start : name.end]) is None
                )
                if rows and rows[0].type == "Country" and whole:
                    found.append(Name(name.start, name.start + size, "GPE", rows=rows))
                    name.start = name.core = name.start + size
                    name.label = "PERSON"
                    break
        found.append(name)
    return found


def _lengthen(columns: Columns, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Return the names, those widened that are parts of a longer known name ("Korea" of "North Korea")."""
    taken = {i for name in names for i in range(name.start, name.end)}
    widened: list[Name] = []
    for name in names:
        if name.label == "PERSON" and len(name) > 1:
            continue
        for start, end in _wider(columns, name):
            if columns.sentence[start] != columns.sentence[end - 1]:
                continue
            added = [i for i in (start, end - 1) if not name.start <= i < name.end]
            if end <= name.end + 1 and not taken.isdisjoint(added):
                continue
            rows = gazetteer.lookup(columns.span_text(start, end))
            if rows and rows[0].type != "Person":
                taken.update(added)
                name.start = name.core = start
                name.end, name.rows = end, rows
                widened.append(name)
                break
    return [name for name in names if not _inside(name, widened)]


def _inside(name: Name, widened: list[Name]) -> bool:
    """Tell whether a name that was widened has taken this one in."""
    return any(other is not name and other.start <= name.start and name.end <= other.end for other in widened)


def _wider(columns: Columns, name: Name) -> list[tuple[int, int]]:
    """Return borders by which a name may be a part of a longer one: a word before, behind, both; a possessive behind."""
    start, end = name.start, name.end
    before = _may_begin(columns, start - 1)
    behind = _may_begin(columns, end)
    found = [(start - 1, end)] if before else []
    if behind:
        found.append((start, end + 1))
        if before:
            found.append((start - 1, end + 1))
    if columns.apostrophe(end) and end + 1 < len(columns) and columns.capital[end + 1]:
        longer = [last for last in (end + 1, end + 2) if _may_begin(columns, last)]
        found += [(start, last + 1) for last in longer]  # "People | 's Army", "Workers | ' Party"
    return found


def _may_begin(columns: Columns, i: int) -> bool:
    """Tell whether token `i`, if there is one, looks like the first word of a name."""
    return 0 <= i < len(columns) and columns.capital[i] and columns.lower[i] not in _NO_START


def _missed(columns: Columns, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Return known names and runs of proper nouns outside of `names`."""
    covered = {i for name in names for i in range(name.start, name.end)}
    found: list[Name] = []
    end = 0
    for i, capital in enumerate(columns.capital):
        if not capital or i < end or i in covered or columns.lower[i] in _NO_START or columns.region[i] in _UNREAD:
            continue
        known = _longest_known(columns, i, covered, gazetteer)
        if known is not None:
            end, rows = known
            found.append(Name(i, end, "", rows=rows))
            continue
        end = _run_end(columns, i, covered)
        for start, stop, titled, label in _segments(columns, i, end, gazetteer):
            mended = repair(columns, start, stop, label)
            if mended is not None and not any(j in covered for j in range(mended[0], mended[1])):
                found.append(Name(mended[0], mended[1], label, title=mended[2] or titled))
                end = max(end, mended[1])
    return found


def _run_end(columns: Columns, start: int, covered: set[int]) -> int:
    """Return the end of the run of capitalised words at `start`; "of" goes on a run that a head word has begun."""
    end = start + 1
    last = columns.doc.sentences[columns.sentence[start]].end
    while end < last and end not in covered:
        following = end + 1 < len(columns) and end + 1 not in covered
        if columns.capital[end] and columns.lower[end] not in CALENDAR:
            end += 1
        elif following and (_hyphen(columns, end) or _of(columns, end)):
            end += 2
        else:
            break
    return end


def _hyphen(columns: Columns, i: int) -> bool:
    return columns.text[i] in HYPHENS and columns.joined(i) and columns.capital[i - 1]


def _of(columns: Columns, i: int) -> bool:
    return columns.lower[i] == "of" and columns.lower[i - 1] in head_words().heads and columns.capital[i + 1]


def _segments(
    columns: Columns, start: int, end: int, gazetteer: Gazetteer
) -> Iterator[tuple[int, int, tuple[int, int] | None, str]]:
    """Yield the parts of a run between titles, with the title before each and a label: "Border Service | Director | Ada Obi".

    What stands before a title is taken for an organization, what stands behind for a person.
    """
    hit = demonym_at(columns, start, gazetteer)
    if hit is not None and hit[0] >= end:
        return
    if columns.starts_sentence(start) and columns.pos[start] not in {"PROPN", "ADJ", "NOUN"}:
        start += 1
    first = min(start, end - 1)
    piece = start
    titled: tuple[int, int] | None = None
    i = start
    while i < end:
        size = _title_size(columns, i, end)
        if not size:
            i += 1
            continue
        if _names_something(columns, piece, i, first):
            yield piece, i, titled, "ORG"
        titled = (i, i + size)
        i = piece = i + size
    if _names_something(columns, piece, end, first if titled is None else None):
        before_title = titled is None and end < len(columns) and columns.lower[end] in titles()
        yield piece, end, titled, "PERSON" if titled is not None else "ORG" if before_title else ""


def _title_size(columns: Columns, i: int, end: int) -> int:
    if columns.lower[i] not in title_starts():
        return 0
    table = titles()
    return next((size for size in (3, 2, 1) if i + size <= end and " ".join(columns.lower[i : i + size]) in table), 0)


def _names_something(columns: Columns, start: int, end: int, first: int | None) -> bool:
    """Tell whether a part of a run is a name: it has a proper noun or a head word.

    In a headline every word has a capital, so that a head word must end it; `first` is a token of the sentence that may be one.
    """
    if end - start > 1 and head_words().class_of_name(columns.lower[start:end]) is not None:
        return True
    return "PROPN" in columns.pos[start:end] and (first is None or not columns.in_headline(first))


def _longest_known(
    columns: Columns, start: int, covered: set[int], gazetteer: Gazetteer
) -> tuple[int, tuple[Row, ...]] | None:
    """Return the end and the rows of the longest name that the gazetteer knows at `start`, places and bodies only."""
    end = start
    ends = []
    last = min(len(columns), start + _LONGEST_KNOWN)
    while end < last and end not in covered:
        if columns.capital[end]:
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
        if end - start > 1 or (rows[0].type in PLACES and rows[0].prominence >= _KNOWN_SINGLE):
            return end, rows
        if rows[0].type == "Organization" and rows[0].prominence >= _KNOWN_SINGLE:
            return end, rows
    return None


def _may_stand_alone(columns: Columns, i: int) -> bool:
    """Tell whether one capitalised word may be a name: a proper noun, and in a headline a noun that no title and no head is."""
    if columns.pos[i] == "PROPN":
        return columns.lower[i] not in titles() or not columns.in_headline(i)
    common = columns.pos[i] in {"NOUN", "ADJ", "X"} and columns.lower[i] not in head_words().heads
    return common and columns.in_headline(i)
