"""The OWL 2 DL module as N-Triples: core and defined classes, the classes of the relations, the concepts as individuals.

What else stands in the files (trigger patterns, examples, word lists, shapes) is data for the program and never reaches a
reasoner. Concepts of the closed schemes are stated to be different, so that two modalities of one claim are a contradiction.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from kg.vocabulary.namespaces import OWL, RDF, RDFS, SKOS
from kg.vocabulary.schemes import concepts
from kg.vocabulary.turtle import Graph, read_graph

OWL_FILES: Final = ("core.ttl", "defined-classes.ttl")

_CLOSED: Final = (
    "ComparatorScheme",
    "GranularityScheme",
    "MeasureScheme",
    "MentionKindScheme",
    "ModalityScheme",
    "PolarityScheme",
)
_LOGICAL: Final = frozenset((f"{RDF}type", f"{RDFS}subClassOf", f"{OWL}disjointWith", f"{OWL}equivalentClass"))
_CONCEPT: Final = frozenset((f"{RDF}type", f"{SKOS}broader"))


def owl_module(data: Iterable[ox.Triple] = ()) -> bytes:
    """Return the axioms as N-Triples; with `data`, of the concepts only those that it uses and what they are under."""
    used = {triple.object.value for triple in data if isinstance(triple.object, ox.NamedNode)}
    return ntriples([*_axioms(), *_concepts(used), *_differences()])


def ntriples(triples: Iterable[ox.Triple]) -> bytes:
    """Return triples as N-Triples."""
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def classes() -> tuple[str, ...]:
    """Return the IRIs of all classes of ours in the module."""
    return tuple(sorted({s for graph in (_core(), _relations()) for s in graph.subjects(f"{OWL}Class") if "#" in s}))


def _core() -> Graph:
    return read_graph(*OWL_FILES)


def _relations() -> Graph:
    return read_graph("relations/*.ttl")


def _axioms() -> Iterator[ox.Triple]:
    yield from _core().triples
    described = frozenset(_relations().subjects(f"{OWL}Class"))
    for triple in _relations().triples:
        if (
            triple.predicate.value in _LOGICAL
            and isinstance(triple.subject, ox.NamedNode)
            and triple.subject.value in described
        ):
            yield triple


def _concepts(used: set[str]) -> Iterator[ox.Triple]:
    """Yield the concepts that are `used` with what they are under; all of them when none is."""
    graph = read_graph("schemes/*.ttl")
    everything = graph.subjects(f"{SKOS}Concept")
    agenda = [iri for iri in everything if iri in used] or list(everything)
    wanted = set(agenda)
    while agenda:
        broader = [iri for iri in graph.iris(agenda.pop(), f"{SKOS}broader") if iri not in wanted]
        wanted.update(broader)
        agenda.extend(broader)
    for triple in graph.triples:
        if (
            triple.predicate.value in _CONCEPT
            and isinstance(triple.subject, ox.NamedNode)
            and triple.subject.value in wanted
        ):
            yield triple


def _differences() -> Iterator[ox.Triple]:
    """Yield `owl:AllDifferent` over the concepts of each closed scheme."""
    for scheme in _CLOSED:
        members = [ox.NamedNode(iri) for iri in sorted(concepts(scheme).values())]
        cells = [ox.BlankNode(f"{scheme}{number}") for number in range(len(members))]
        ends: list[ox.BlankNode | ox.NamedNode] = [*cells[1:], ox.NamedNode(f"{RDF}nil")]
        node = ox.BlankNode(f"{scheme}AllDifferent")
        yield ox.Triple(node, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{OWL}AllDifferent"))
        yield ox.Triple(node, ox.NamedNode(f"{OWL}distinctMembers"), cells[0])
        for cell, member, rest in zip(cells, members, ends, strict=True):
            yield ox.Triple(cell, ox.NamedNode(f"{RDF}first"), member)
            yield ox.Triple(cell, ox.NamedNode(f"{RDF}rest"), rest)
