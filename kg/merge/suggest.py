"""Merges worth a look: unlinked entities of different articles that may be one, with the reasons for and against.

Nothing is merged by itself: namesakes are common, and a wrong merge makes one person say what another said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import pyoxigraph as ox

from kg.gazetteer.names import loose_key, name_key
from kg.store import Store
from kg.vocabulary.graphs import ENTITIES, IDENTITY
from kg.vocabulary.namespaces import KG, OWL, RDFS

_LARGEST_GROUP = 30  # a name that more entities share says nothing

_UNLINKED = f"""
PREFIX kg: <{KG}> PREFIX rdfs: <{RDFS}> PREFIX owl: <{OWL}>
SELECT ?entity ?label ?type ?article ?role WHERE {{
  GRAPH <{ENTITIES}> {{ ?entity rdfs:label ?label ; a ?type .
    FILTER NOT EXISTS {{ ?entity owl:sameAs ?item }} }}
  GRAPH ?article {{ ?mention kg:refersTo ?entity . }}
  FILTER NOT EXISTS {{ GRAPH <{IDENTITY}> {{ ?entity kg:mergedInto ?other }} }}
  OPTIONAL {{ GRAPH ?article {{ ?post a kg:RoleDescription ; kg:holder ?entity ; kg:roleTitle ?role }} }}
}}"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An unlinked entity as far as suggestions look at it."""

    iri: str
    label: str
    type: str
    articles: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities that may be one. `score` orders the list; it is no probability."""

    one: str
    other: str
    label: str
    score: float
    reasons: tuple[str, ...]


def suggest(store: Store) -> list[Suggestion]:
    """Return the pairs worth a look, the best first."""
    groups: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in _unlinked(store):
        groups[candidate.type, loose_key(candidate.label)].append(candidate)
    pairs = (pair for group in groups.values() if len(group) <= _LARGEST_GROUP for pair in combinations(group, 2))
    return sorted(_compared(pairs), key=lambda s: (-s.score, s.label, s.one, s.other))


def _unlinked(store: Store) -> Iterator[Candidate]:
    rows: dict[str, tuple[str, str, set[str], set[str]]] = {}
    solutions = store.query(_UNLINKED)
    assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101  # a SELECT query
    for row in solutions:
        label, kind = row["label"].value, row["type"].value.removeprefix(KG)
        _, _, articles, roles = rows.setdefault(row["entity"].value, (label, kind, set(), set()))
        articles.add(row["article"].value)
        if row["role"] is not None:
            roles.add(name_key(row["role"].value))
    for iri, (label, kind, articles, roles) in sorted(rows.items()):
        yield Candidate(iri, label, kind, frozenset(articles), frozenset(roles))


def _compared(pairs: Iterable[tuple[Candidate, Candidate]]) -> Iterator[Suggestion]:
    for one, other in pairs:
        if one.articles & other.articles:
            continue  # the article itself told them apart
        reasons = [
            "same name" if name_key(one.label) == name_key(other.label) else f"spelt {one.label} and {other.label}"
        ]
        score = 0.6 if reasons[0] == "same name" else 0.4
        score += 0.1 * min(2, one.label.count(" "))
        if shared := sorted(one.roles & other.roles):
            reasons.append(f"both {shared[0]}")
            score += 0.2
        elif one.roles and other.roles:
            reasons.append(f"but {min(one.roles)} and {min(other.roles)}")
            score -= 0.2
        yield Suggestion(one.iri, other.iri, one.label, round(score, 2), tuple(reasons))
