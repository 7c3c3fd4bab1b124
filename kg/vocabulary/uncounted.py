"""Words beside which a number counts nothing: units of time and length, nouns that a number names ("Article 5").

They stand in `ontology/not-counted.ttl`, grouped by reason.
"""

from enum import StrEnum
from functools import cache

from kg.vocabulary.namespaces import KG, local_name
from kg.vocabulary.turtle import read_graph


class Reason(StrEnum):
    """Why a number is not counted: the local names of the groups."""

    DURATION = "Durations"
    DISTANCE = "Distances"
    TEMPERATURE = "Temperatures"
    CLOCK = "ClockMarks"
    MULTIPLIER = "Multipliers"
    AGE = "AgeWords"
    IDENTIFIER = "IdentifierNouns"
    DISCOURSE = "DiscourseNouns"


@cache
def uncounted(reason: Reason) -> frozenset[str]:
    """Return the lemmas of one group, in lower case."""
    graph = read_graph("not-counted.ttl")
    return frozenset(
        lemma
        for iri in graph.subjects(f"{KG}UncountedGroup")
        if local_name(iri) == reason
        for lemma in graph.texts(iri, f"{KG}lemmas")
    )
