"""How likely a candidate is the entity: a logistic model over few readable features, with coefficients as data.

The coefficients in `weights.json` were fitted on the free genres of GUM (training split) by `scripts/fit-linker`;
the score of a link is the model's probability, so that a score of .9 is right about nine times in ten there.
What GUM's annotation does not show (countries that a text ties an entity to, role words, dates) has weights set by hand.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from kg.gazetteer import Gazetteer, Row
from kg.gazetteer.names import name_key
from kg.link.context import Context, content_words
from kg.model import Entity, LinkCandidate, MentionKind

FAMILY: Final = {
    "Person": "person",
    **dict.fromkeys(("Place", "Country", "Region", "City", "Facility"), "place"),
    "Agreement": "agreement",
    "Event": "event",
}  # every other class is an organization
_HIGH_OFFICE: Final = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|king|queen|emperor|secretary[- ]general|pope|supreme leader"
    r"|head of (?:state|government)|foreign minister|minister of foreign affairs|secretary of state)\b",
    re.IGNORECASE,
)
_COMPASS: Final = frozenset(
    f"{point}{ending}"
    for point in "north south east west northeast northwest southeast southwest".split()
    for ending in ("", "ern")
)
_LOWER_CASE: Final = re.compile(r"^(?:[a-z][\w’'-]*\s+)+(?=[A-Z])")  # "leader", "the": no part of the name
_ARTICLE: Final = re.compile(r"^the\s+(?=[A-Z])")
_MEMORY: Final = timedelta(days=10 * 365)  # former office holders stay in the news for about so long


def family(type_name: str) -> str:
    """Return person, place, agreement, event or organization for a class name of the ontology or the snapshot."""
    return FAMILY.get(type_name, "organization")


def candidates(entity: Entity, gazetteer: Gazetteer, country: str | None = None) -> dict[Row, str]:
    """Return the rows that the names of `entity` may name, each with the fullest name that found it.

    `country`: QID of the country that the text ties the entity to; a body's name may leave it out ("Labour Party" of Norway).
    A part of a fuller name finds nobody beside it: "Firefly" is not looked up where "Rufus Firefly" stands, nor "the Church"
    beside "Church of the Hills"; points of the compass alone name nothing.
    """
    found: dict[int, tuple[Row, str]] = {}
    titled = _LOWER_CASE if family(entity.type) == "person" else _ARTICLE  # "leader Kim", but not "eastern Finland"
    written = {titled.sub("", m.text) for m in entity.mentions if m.kind is MentionKind.NAME} or {entity.label}
    names = sorted(written, key=lambda n: (-len(n), n))
    for place, name in enumerate(names):
        words = set(name_key(name).split())
        if words <= _COMPASS or any(words < set(name_key(fuller).split()) for fuller in names[:place]):
            continue
        for row in _named(name, entity, gazetteer):
            found.setdefault(row.key, (row, name))
        if seats := {row.key for row, found_by in found.values() if _is_seat(row, found_by, gazetteer)}:
            return {row: found_by for row, found_by in found.values() if row.key in seats}
    if not found:
        for name in names:
            for row, rest in _of_nation(name, gazetteer):
                found.setdefault(row.key, (row, rest))
    if (nation := gazetteer.get(country or "")) is not None and family(entity.type) == "organization":
        for name in names:
            for row in _of_that_nation(name, nation, gazetteer):
                found.setdefault(row.key, (row, name))
    demonyms = (m.text for m in entity.mentions if m.kind is MentionKind.DEMONYM)
    for demonym in demonyms:
        if people := gazetteer.demonym(demonym):
            found.setdefault(people.key, (people, demonym))
    return dict(found.values())


def _named(name: str, entity: Entity, gazetteer: Gazetteer) -> Iterator[Row]:
    """Yield the rows that a name may name; a person is never a place or a body ("Mister America")."""
    person = family(entity.type) == "person"
    for row in gazetteer.lookup(name):
        if not person or family(row.type) == "person":
            yield row


def _of_nation(name: str, gazetteer: Gazetteer) -> list[tuple[Row, str]]:
    """Return the rows of a nation that a name without its nationality names: "South Korean | National Assembly"."""
    words = name.split()
    for size in (2, 1):
        nation, rest = gazetteer.demonym(" ".join(words[:size])), " ".join(words[size:])
        if nation is not None and rest:
            return [(row, rest) for row in gazetteer.lookup(rest) if row.country == nation.qid]
    return []


def _of_that_nation(name: str, nation: Row, gazetteer: Gazetteer) -> Iterator[Row]:
    """Yield the rows of `nation` whose names add its name to `name`: "Democratic Party | of Korea" for one of South Korea."""
    for place in dict.fromkeys((nation.label, nation.label.rpartition(" ")[2])):
        for row in gazetteer.lookup(f"{name} of {place}"):
            if row.country == nation.qid:
                yield row


def features(
    entity: Entity, row: Row, name: str, rivals: tuple[Row, ...], context: Context, *, seat: bool = False
) -> dict[str, float]:
    """Return the features of one candidate by name; absent means zero.

    `seat`: the name is that of a seat of power, whose building and body share one item ("White House").
    """
    kinds = (family(row.type) if seat else family(entity.type), family(row.type))
    country = context.entity_country.get(entity.id)
    words = context.words.get(entity.id, frozenset())
    described = content_words(row.description)
    values: dict[str, float] = {
        "bias": 1.0,
        f"name {row.kind.name.lower()}": 1.0,
        f"type {kinds[1]}": 1.0,
        "type agrees": float(kinds[0] == kinds[1]),
        "type place for organization or the reverse": float({*kinds} == {"place", "organization"}),
        "prominence": row.prominence / 100,
        "share of prominence": _share(row, rivals),
        "several candidates": float(len(rivals) > 1),
        "single word": float(" " not in name_key(name)),
        "single-word person": float(" " not in name_key(name) and kinds[1] == "person"),
        "exact spelling": float(row.label == name),
        "country of the text": context.countries.get(row.country or "", 0.0) if row.type != "Country" else 0.0,
        "country in the text": float(row.country in context.countries and row.type != "Country"),
        "country agrees": float(country is not None and row.country == country),
        "country differs": float(country is not None and row.country not in (None, country)),
        "role words": min(2.0, len(words & described)) / 2,
        "organization without country": float(kinds[1] == "organization" and row.country is None),
        "high office": float(kinds[1] == "person" and _is_high_office(row.description)),
        "out of office": float(row.type == "Person" and _gone(row, context.published)),
        "dissolved": float(row.type == "Organization" and _gone(row, context.published)),
    }
    return {key: value for key, value in values.items() if value}


@lru_cache(maxsize=16384)
def _is_high_office(description: str) -> bool:
    return _HIGH_OFFICE.search(description) is not None


def probability(values: dict[str, float]) -> float:
    """Return the model's probability for the features of a candidate."""
    weights = _weights()
    return 1 / (1 + math.exp(-sum(weights.get(key, 0.0) * value for key, value in values.items())))


class Scored(NamedTuple):
    """A candidate with its score and the features that made it."""

    score: float
    row: Row
    values: dict[str, float]

    def candidate(self) -> LinkCandidate:
        """Return the candidate with what each feature adds to the log-odds."""
        weights = _weights()
        parts = ((key, round(weights.get(key, 0.0) * value, 3)) for key, value in self.values.items())
        return LinkCandidate(self.row.qid or "", self.row.label, self.score, tuple(sorted(parts)))


def scored(entity: Entity, gazetteer: Gazetteer, context: Context) -> list[Scored]:
    """Return all candidates of an entity, the likeliest first.

    Scores share out when several are likely, so that they never sum to more than one.
    """
    found = candidates(entity, gazetteer, context.entity_country.get(entity.id))
    rivals = _rivals(entity, found, context)
    read = [
        (row, features(entity, row, name, rivals, context, seat=_is_seat(row, name, gazetteer)))
        for row, name in found.items()
        if row.qid
    ]
    raw = [(row, values, probability(values)) for row, values in read]
    total = max(1.0, sum(p for _, values, p in raw if "country differs" not in values))
    return sorted(
        (Scored(round(p / total, 4), row, values) for row, values, p in raw),
        key=lambda one: (-one.score, len(one.row.qid or ""), one.row.qid or ""),
    )


def ranked(entity: Entity, gazetteer: Gazetteer, context: Context) -> list[LinkCandidate]:
    """Return all candidates of an entity, the likeliest first, with what each feature adds to the log-odds."""
    return [one.candidate() for one in scored(entity, gazetteer, context)]


def _rivals(entity: Entity, found: Iterable[Row], context: Context) -> tuple[Row, ...]:
    """Return the candidates that compete: of the entity's kind, and of the country that the text ties it to, where there are such."""
    rows = tuple(found)
    rows = tuple(row for row in rows if family(row.type) == family(entity.type)) or rows
    country = context.entity_country.get(entity.id)
    return tuple(row for row in rows if country is not None and row.country == country) or rows


def _is_seat(row: Row, name: str, gazetteer: Gazetteer) -> bool:
    seat = gazetteer.metonym(name) if row.type == "Place" else None
    return seat is not None and seat[0] == row.qid


def _share(row: Row, rivals: tuple[Row, ...]) -> float:
    """Return the part of the candidates' prominence that is `row`'s, on a scale where ten points are a factor of e."""
    if rivals == (row,):
        return 1.0
    top = max((r.prominence for r in rivals), default=row.prominence)
    total = sum(math.exp((r.prominence - top) / 10) for r in rivals)
    return min(1.0, math.exp((row.prominence - top) / 10) / total) if total else 1.0


def _gone(row: Row, published: date | None) -> bool:
    """Tell whether a person left their best office long before the article or came after it, or an organization had ended."""
    if published is None:
        return False
    ended, began = _day(row.valid_to), _day(row.valid_from)
    memory = _MEMORY if row.type == "Person" else timedelta()
    return bool((ended and ended + memory < published) or (began and began - memory > published))


@lru_cache(maxsize=4096)
def _day(text: str | None) -> date | None:
    if not text:
        return None
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 and year > 0 else None


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
    return weights
