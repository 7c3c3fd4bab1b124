"""Gathering the names of persons: full names, then family names, given names and titled names that are parts of them."""

from dataclasses import dataclass, field
from typing import Final

from kg.extraction.annotations import Cluster, EntityMention
from kg.extraction.entities.columns import Columns
from kg.extraction.entities.names import PARTICLES, Name
from kg.gazetteer.names import loose_key, name_key
from kg.model import RegionKind
from kg.vocabulary.titles import TitleKind, title_at_end, titles

_SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_SPEAKING: Final = frozenset({RegionKind.LABEL, RegionKind.BYLINE})
_APPOSITION_REACH: Final = 12  # tokens behind a name within which its apposition has its head
_LAST: Final = 3  # points when a part is the last word of the full name
_FIRST_FAMILY: Final = 3  # when it is the first word of a name that puts the family name first
_FIRST: Final = 1
_TITLE_AGREES: Final = 4
_NAMED_BEFORE: Final = 1


@dataclass(slots=True, eq=False)
class Person:
    """One person: the words of the fullest name, the titles and the gender that the text gives, the places of the names."""

    words: tuple[str, ...]
    label: str
    names: list[Name] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    gender: str | None = None
    key: str = field(init=False)  # the same in any romanization

    def __post_init__(self) -> None:
        self.key = loose_key(" ".join(self.words))

    @property
    def family_first(self) -> bool:
        """Tell whether the family name seems to stand first: "Cho Tae-yong" has its hyphen in the given name."""
        return len(self.words) == 2 and "-" in self.words[1] and "-" not in self.words[0]


def gather_persons(
    columns: Columns, names: list[Name], nations: dict[int, Cluster]
) -> tuple[list[Cluster], dict[str, list[Cluster]]]:
    """Return a cluster for each person named, and the persons by the titles that they bear.

    `nations` are the countries by the token at which what they modify begins: "Danish | Foreign Minister".
    """
    persons: list[Person] = []
    parts: list[Name] = []
    worded = [(words_of(columns, name), name) for name in names]
    for words, name in sorted(worded, key=lambda pair: (-len(pair[0]), pair[1].start)):
        key = loose_key(" ".join(words))
        known = next((person for person in persons if _same(person, words, key)), None)
        if known is not None:
            _add(columns, known, name)
        elif len(words) > 1:
            persons.append(_add(columns, Person(words, _label(columns, name)), name))
        else:
            parts.append(name)
    for name in sorted(parts, key=lambda name: name.start):
        person = _owner(columns, persons, name)
        if person is None:
            person = Person(words_of(columns, name), _label(columns, name))
            persons.append(person)
        _add(columns, person, name)
    clusters = [_cluster(columns, person, nations) for person in persons]
    bearers: dict[str, list[Cluster]] = {}
    for person, cluster in zip(persons, clusters, strict=True):
        for title in person.titles:
            bearers.setdefault(title, []).append(cluster)
    return clusters, bearers


def _label(columns: Columns, name: Name) -> str:
    """Return the name as written, "ADA OBI" of a label or a byline as "Ada Obi"."""
    text = columns.span_text(name.start, name.end)
    return text.title() if text.isupper() and columns.region[name.start] in _SPEAKING else text


def words_of(columns: Columns, name: Name) -> tuple[str, ...]:
    """Return the words of a person's name in lower case, hyphened parts as one, without "Jr." and the like."""
    words = columns.span_text(name.start, name.end).lower().replace("’", "'").split()
    kept = [word for word in words if word.strip(",") not in _SUFFIXES]
    return tuple(word.strip(",") for word in kept) or tuple(words)


def _same(person: Person, words: tuple[str, ...], key: str) -> bool:
    """Tell whether a name is the person's: equal in any romanization, or one of several words without those inside."""
    full = person.words
    if len(words) == 1:
        return full == words
    if person.key == key:
        return True
    if len(full) <= len(words):
        return False
    kept = [word for word in words if word in full]
    return len(kept) == len(words) and full[-1] == words[-1] and full[0] == words[0]


def _owner(columns: Columns, persons: list[Person], name: Name) -> Person | None:
    """Return the person whose name has `name` as a part, or None."""
    word = _plain(words_of(columns, name)[0])
    own_titles, gender = _titles_of(columns, name)
    best: tuple[int, int, int] | None = None
    owner = None
    for number, person in enumerate(persons):
        points = _fit(person, word)
        if not points or (gender and person.gender and gender != person.gender):
            continue
        if own_titles & person.titles:
            points += _TITLE_AGREES
        before = [other.start for other in person.names if other.start < name.start]
        points += _NAMED_BEFORE if before else 0
        rank = (points, max(before, default=-min(other.start for other in person.names)), -number)
        if best is None or rank > best:
            best, owner = rank, person
    return owner


def _fit(person: Person, word: str) -> int:
    if len(person.words) == 1:
        return _LAST if _plain(person.words[0]) == word else 0
    if _plain(person.words[-1]) == word:
        return _FIRST if person.family_first else _LAST
    if _plain(person.words[0]) == word:
        return _FIRST_FAMILY if person.family_first else _FIRST
    inner = {_plain(other) for other in person.words[1:-1]} - PARTICLES
    return _FIRST if word in inner else 0


def _plain(word: str) -> str:
    """Return a name's word without an Arabic article: "al-Sharif" and "Sharif" are one."""
    head, _, rest = word.partition("-")
    return name_key(rest if rest and head in PARTICLES else word)


def _add(columns: Columns, person: Person, name: Name) -> Person:
    own, gender = _titles_of(columns, name)
    person.names.append(name)
    person.titles |= own
    person.gender = person.gender or gender
    return person


def _titles_of(columns: Columns, name: Name) -> tuple[set[str], str | None]:
    """Return the titles at a name, before it or in apposition, and the gender that they tell."""
    found = []
    if name.title is not None:
        title, _ = title_at_end(columns.lower[max(0, name.title[1] - 4) : name.title[1]])
        found.append(title)
    root = columns.root(name.start, name.end)
    found += [titles().get(columns.lemma[i]) for i in columns.beside(root, name.end, name.end + _APPOSITION_REACH)]
    kept = [title for title in found if title is not None]
    gender = next((title.gender for title in kept if title.gender), None)
    return {title.words for title in kept if title.kind is not TitleKind.COURTESY}, gender


def _cluster(columns: Columns, person: Person, nations: dict[int, Cluster]) -> Cluster:
    mentions = []
    country = None
    for name in person.names:
        start = name.start
        country = country or (nations.get(name.title[0]) if name.title is not None else None)
        if name.title is not None and columns.text[name.title[1] - 1].islower():
            start = name.title[1] - 1  # a common noun heads the name that it stands before ("student Ada Obi")
        mentions.append(EntityMention(columns.doc[start : name.end], name.kind))
    return Cluster("", "Person", person.label, mentions, gender=person.gender, country=country)
