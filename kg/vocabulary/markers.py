"""Modality markers: words inside a statement that tell how firmly it is made ("plans to", "an estimated", "the pretext that").

They stand in `ontology/modality-markers.ttl`, one individual for all lemmas that share part of speech, modality and frames.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Final

from kg.errors import VocabularyError
from kg.model import Modality
from kg.vocabulary.namespaces import KG, local_name
from kg.vocabulary.turtle import Graph, read_graph

_FILE: Final = "modality-markers.ttl"


class Reach(StrEnum):
    """Through which dependent a marker reaches the statement that it marks."""

    INFINITIVE = "infinitive"
    CLAUSE = "clause"
    NOMINAL = "nominal"
    PREDICATIVE = "predicative"
    MODIFIER = "modifier"


@dataclass(frozen=True, slots=True)
class Marker:
    """What one marker says: `particles` are the prepositions of its nominal ("calls for"); none means a bare object."""

    name: str
    modality: Modality
    reach: frozenset[Reach]
    particles: frozenset[str] = frozenset()


@cache
def markers() -> Mapping[tuple[str, str], tuple[Marker, ...]]:
    """Return the markers by (lemma in lower case, UD tag); raises `VocabularyError` when a code is unknown."""
    graph = read_graph(_FILE)
    found: dict[tuple[str, str], tuple[Marker, ...]] = {}
    for iri in graph.subjects(f"{KG}ModalityMarker"):
        marker = _read(graph, iri)
        pos = graph.text(iri, f"{KG}pos") or ""
        for lemma in graph.texts(iri, f"{KG}lemma"):
            found[lemma, pos] = (*found.get((lemma, pos), ()), marker)
    return MappingProxyType(found)


def _read(graph: Graph, iri: str) -> Marker:
    try:
        return Marker(
            name=local_name(iri),
            modality=Modality(graph.text(iri, f"{KG}modalityCode") or ""),
            reach=frozenset(Reach(code) for code in graph.texts(iri, f"{KG}frame")),
            particles=frozenset(graph.texts(iri, f"{KG}particle")),
        )
    except ValueError as error:
        raise VocabularyError(f"ontology/{_FILE}: {iri}: {error}; use a code of kg/vocabulary/markers.py") from error
