"""The hedges: words that say how a figure bounds what it counts ("at least 300", "300 or more", "exceeded 300").

They stand in `ontology/hedges.ttl`, grouped by comparator and position.
"""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kg.errors import VocabularyError
from kg.model import Comparator
from kg.vocabulary.namespaces import KG, SKOS, local_name
from kg.vocabulary.turtle import read_graph


class Position(StrEnum):
    """Where a hedge stands."""

    BEFORE = "before"  # directly before the figure
    AFTER = "after"  # directly after the figure or after the counted noun
    VERB = "verb"  # the figure is the object of this verb; `words` is its lemma


@dataclass(frozen=True, slots=True)
class Hedge:
    """One hedge: its words in lower case, and what they do to a figure."""

    words: tuple[str, ...]
    position: Position
    comparator: Comparator
    approximate: bool
    not_after: frozenset[str]  # lemmas after which the words are no hedge: "adds up to 300"


@cache
def hedges(position: Position) -> dict[str, tuple[Hedge, ...]]:
    """Return the hedges of a position, longest first, by the word that touches the figure (the last one before it)."""
    graph = read_graph("hedges.ttl", "schemes/comparators.ttl")
    index: defaultdict[str, list[Hedge]] = defaultdict(list)
    for iri in graph.subjects(f"{KG}Hedge"):
        place, comparator = graph.text(iri, f"{KG}position"), graph.iri(iri, f"{KG}setsComparator")
        if place is None or comparator is None:
            raise VocabularyError(f"hedges.ttl: {local_name(iri)} lacks kg:position or kg:setsComparator; add it")
        if place != position:
            continue
        notation = graph.text(comparator, f"{SKOS}notation")
        if notation is None:
            raise VocabularyError(f"hedges.ttl: {local_name(iri)} names no comparator of comparators.ttl; mend it")
        for text in graph.texts(iri, f"{KG}words"):
            words = tuple(text.split())
            touching = words[0] if position is Position.AFTER else words[-1]
            approximate = graph.text(iri, f"{KG}makesApproximate") == "true"
            not_after = frozenset(graph.texts(iri, f"{KG}notAfter"))
            index[touching].append(Hedge(words, position, Comparator(notation), approximate, not_after))
    return {word: tuple(sorted(found, key=lambda h: -len(h.words))) for word, found in index.items()}
