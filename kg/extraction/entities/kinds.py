"""The type of a name, decided once for the whole article from all that its places in the text tell together.

Each clue adds weight to one of a few coarse kinds: what the language model labelled, what the gazetteer knows under the name,
the head word in it ("Agency"), a title or a courtesy before it, the preposition or verb beside it, and a longer name of a
person that it is a part of. The heaviest kind wins; the class within it comes from head word and gazetteer.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kg.extraction.entities.columns import Columns
from kg.extraction.entities.names import Name
from kg.gazetteer import Gazetteer, NameKind, Row
from kg.gazetteer.names import name_key
from kg.vocabulary.head_words import OTHER, head_words
from kg.vocabulary.titles import title_at_end

Score = defaultdict[str, float]

PERSON: Final = "Person"
ORGANIZATION: Final = "Organization"
PLACE: Final = "Place"
AGREEMENT: Final = "Agreement"
EVENT: Final = "Event"

_OF_LABEL: Final = {
    "PERSON": PERSON,
    "ORG": ORGANIZATION,
    "GPE": PLACE,
    "LOC": PLACE,
    "FACILITY": PLACE,
    "FAC": PLACE,
    "AGREEMENT": AGREEMENT,
    "EVENT": EVENT,
    "NORP": OTHER,
    "MISC": OTHER,
}
_OF_ROW: Final = {
    "Person": PERSON,
    "Organization": ORGANIZATION,
    "Country": PLACE,
    "City": PLACE,
    "Region": PLACE,
    "Place": PLACE,
    "Event": EVENT,
    "Agreement": AGREEMENT,
}
_NOTHING: Final = frozenset({EVENT, OTHER, None})
_CLOSED: Final = _NOTHING | {PERSON}  # what lies in a name of these types is no mention
# Weights of the clues; chosen on GUM's free news, interview, biography and speech documents outside of the test list.
_LABEL: Final = 1.5
_ROW: Final = 1.0
_ROW_PROMINENT: Final = 1.5  # more at prominence 100
_ROW_SEVERAL_WORDS: Final = 1.0  # more when the name has several words
_HEAD: Final = 2.5
_HEAD_OF_PERSON: Final = 0.8  # when the model takes the name for a person's
_TITLE: Final = 3.0
_PART_OF_PERSON: Final = 2.0
_SEAT: Final = 4.0  # a seat of power ("the Kremlin") is mostly spoken of as those who sit there
_LOCATIVE: Final = 0.6
_SPEAKS: Final = 0.5
_ROWS_READ: Final = 4
_LONGEST_DESCRIPTION: Final = 3  # words of "the state news agency"
_LOCATIVES: Final = frozenset(
    {"in", "near", "at", "across", "throughout", "into", "towards", "toward", "outside", "around", "from"}
)
_SPEECH: Final = frozenset(
    {"say", "tell", "add", "note", "report", "state", "explain", "argue", "announce", "write", "ask"}
)


def decide_types(columns: Columns, names: list[Name], gazetteer: Gazetteer) -> None:
    """Set the type of every name that has none; a name that is no entity (an event, a work) becomes `Event` or `Other`."""
    groups: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.type is None:
            groups[group_key(columns, name)].append(name)
    scores = {key: _clues(columns, group) for key, group in groups.items()}
    for key, group in groups.items():
        if _is_seat(columns, group[0], gazetteer):
            scores[key][ORGANIZATION] += _SEAT
    parts = _parts_of_persons(groups, scores)
    for key, group in groups.items():
        if len(group[0].words) == 1 and key in parts:
            scores[key][PERSON] += _PART_OF_PERSON
        kind = _heaviest(scores[key])
        for name in group:
            name.type = refine(kind, name)


def _is_seat(columns: Columns, name: Name, gazetteer: Gazetteer) -> bool:
    if any(row.type in {"City", "Country", "Region"} for row in name.rows[:1]):
        return False
    return gazetteer.metonym(columns.span_text(name.start, name.end)) is not None


def group_key(columns: Columns, name: Name) -> str:
    """Return the key under which places in the text count as one name."""
    return name_key(columns.span_text(name.start, name.end)) or columns.lower[name.start]


def refine(kind: str, name: Name) -> str:
    """Return the class of the ontology for a name of the coarse kind `kind`."""
    if kind not in {PLACE, ORGANIZATION}:
        return kind
    table = head_words()
    told = table.class_of_name(name.words)
    row = next((row for row in name.rows if _OF_ROW.get(row.type) == kind), None)
    if kind == PLACE:
        if row is not None and row.type != "Place":
            return row.type
        if told is not None and table.is_a(told, PLACE):
            return told
        return "Facility" if name.label in {"FACILITY", "FAC"} else PLACE
    for known in (told, name.described):
        if known is not None and table.is_a(known, ORGANIZATION):
            return known
    described = _class_of_description(row)
    return described if described is not None and table.is_a(described, ORGANIZATION) else ORGANIZATION


def _class_of_description(row: Row | None) -> str | None:
    if row is None or row.kind is not NameKind.LABEL:
        return None  # an alias may be that of a body which sits there
    words = row.description.lower().split()
    stop = next((i for i, word in enumerate(words) if word in {"in", "of", "for", "that", "and"}), len(words))
    return head_words().class_of_name(words[:stop]) if stop else None


def _clues(columns: Columns, group: list[Name]) -> Score:
    score: Score = defaultdict(float)
    for name in group:
        if name.label in _OF_LABEL:
            score[_OF_LABEL[name.label]] += _LABEL / len(group)
        if name.title is not None or _title_before(columns, name):
            score[PERSON] += _TITLE / len(group)
        _add_context(columns, name, score, 1 / len(group))
        name.described = _described_before(columns, name) or _described_behind(columns, name)
        if name.described is not None:
            score[_coarse(name.described)] += _HEAD / len(group)
    _add_rows(group[0], score)
    told = head_words().class_of_name(group[0].words)
    if told is not None:
        several = len(group[0].words) > 1 or told == OTHER
        surname = (
            several
            and _also_surname(told)
            and group[0].words[-1] in head_words().heads
            and score[PERSON] >= _LABEL / 2
            and score[PERSON] > score[ORGANIZATION]
        )  # "Ada Hill"
        score[_coarse(told)] += _HEAD_OF_PERSON if surname else _HEAD if several else _HEAD / 2
    if len(group[0].words) == 1 and sum(c.isdigit() for c in group[0].words[0]) > 1:
        score[OTHER] += _HEAD  # "USD900", "SEK9000"
    return score


def _described_before(columns: Columns, name: Name) -> str | None:
    """Return the class of body or place that a common noun with an article right before a name tells: "the newspaper Diario Norte"."""
    last = _comma_before(columns, name) - 1
    if last < 1 or columns.pos[last] != "NOUN" or columns.capital[last] or columns.lemma[last] != columns.lower[last]:
        return None
    if name.end < len(columns) and columns.pos[name.end] == "NOUN":
        return None  # "a government Herald account": both describe what follows
    start = last
    while start and (
        columns.pos[start - 1] == "ADJ" or (columns.pos[start - 1] == "NOUN" and not columns.capital[start - 1])
    ):
        start -= 1
    if not start or columns.lower[start - 1] not in {"the", "a", "an"} or last - start >= _LONGEST_DESCRIPTION:
        return None
    return _described_as([columns.lower[i] for i in range(start, last + 1) if not columns.capital[i]])


def _comma_before(columns: Columns, name: Name) -> int:
    """Return where a name in apposition begins, comma and article included ("a daily*, the Norte*"), else where it begins."""
    root = columns.root(name.start, name.end)
    start = name.start - (name.start > 0 and columns.lower[name.start - 1] == "the")
    joined = start > 1 and columns.lower[start - 1] == "," and columns.head[root] == start - 2
    return start - 1 if joined and columns.dep[root] == "appos" else name.start


def _described_behind(columns: Columns, name: Name) -> str | None:
    """Return the class of body or place that an apposition with an article tells: "Diario Norte, a daily in Quito,"."""
    start = name.end + 2
    if start >= len(columns) or columns.lower[name.end] != "," or columns.lower[start - 1] not in {"the", "a", "an"}:
        return None
    end = start
    while end < len(columns) and columns.pos[end] in {"NOUN", "ADJ"} and end - start <= _LONGEST_DESCRIPTION:
        end += 1
    if (
        end == start
        or columns.pos[end - 1] != "NOUN"
        or (end < len(columns) and columns.lower[end] in {"'s", "’s", "-"})
    ):
        return None  # "Ann Lee, the party's leader"
    return _described_as([columns.lower[i] for i in range(start, end) if not columns.capital[i]])


def _described_as(words: list[str]) -> str | None:
    classes, _ = head_words().classes_of_description(words)
    table = head_words()
    return next((kind for kind in classes if table.is_a(kind, ORGANIZATION) or table.is_a(kind, PLACE)), None)


def _also_surname(kind: str) -> bool:
    """Tell whether head words of this class are family names too: "Hill", "Church", but not "Ministry" or "Daily"."""
    return kind in {ORGANIZATION, "Company"} or head_words().is_a(kind, PLACE)


def _add_rows(name: Name, score: Score) -> None:
    best: dict[str, float] = {}
    for row in name.rows[:_ROWS_READ]:
        weight = _ROW + _ROW_PROMINENT * row.prominence / 100 + (_ROW_SEVERAL_WORDS if len(name.words) > 1 else 0)
        kind = _OF_ROW[row.type]
        best[kind] = max(best.get(kind, 0), weight)
    score.update(best)


def _add_context(columns: Columns, name: Name, score: Score, share: float) -> None:
    before = name.start - 1
    while before >= 0 and columns.lower[before] in {"the", "eastern", "western", "northern", "southern", "central"}:
        before -= 1
    if before >= 0 and columns.lower[before] in _LOCATIVES:
        score[PLACE] += _LOCATIVE * share
    root = columns.root(name.start, name.end)
    if columns.dep[root].startswith("nsubj") and columns.lemma[columns.head[root]] in _SPEECH:
        score[PERSON] += _SPEAKS * share
        score[ORGANIZATION] += _SPEAKS * share / 2


def _title_before(columns: Columns, name: Name) -> bool:
    if name.start == 0 or columns.sentence[name.start - 1] != columns.sentence[name.start]:
        return False
    title, size = title_at_end(columns.lower[max(0, name.start - 4) : name.start])
    if title is None:
        return False
    name.title = (name.start - size, name.start)
    return True


def _parts_of_persons(groups: dict[str, list[Name]], scores: dict[str, Score]) -> frozenset[str]:
    """Return the first and last words of the longer names that are persons'."""
    found = set()
    for key, group in groups.items():
        if len(group[0].words) > 1 and _heaviest(scores[key]) == PERSON:
            found |= {key.split()[0], key.split()[-1]}
    return frozenset(found)


def _coarse(kind: str) -> str:
    table = head_words()
    return next((coarse for coarse in (ORGANIZATION, PLACE, AGREEMENT) if table.is_a(kind, coarse)), kind)


def _heaviest(score: Score) -> str:
    return max(score, key=lambda kind: (score[kind], kind)) if score else OTHER


def entities_only(names: Iterable[Name]) -> list[Name]:
    """Return the names that are mentions of entities.

    Events and works are none, nor is what lies in a person's name or in theirs ("Paris Hilton", "Prague Spring").
    """
    return [
        name
        for name in names
        if name.type not in _NOTHING
        and (name.outer is None or (name.outer.type not in _CLOSED and name.type != PERSON))
    ]
