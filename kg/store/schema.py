"""The vocabulary inside a store: labels, definitions, and what is broader than what, which stored queries resolve kinds by.

It has a graph of its own, rewritten when the files under `ontology/` differ from those that it was made of. Chains are closed in it:
`skos:broaderTransitive` holds from every concept to all above it and to itself, `rdfs:subClassOf` from every class to all above it.
So a query looks up one statement where it would walk a path, which is quicker everywhere and more than some servers can do.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

import pyoxigraph as ox

from kg.config import ONTOLOGY_IRI
from kg.vocabulary.graphs import VOCABULARY
from kg.vocabulary.namespaces import KG, RDFS, SKOS
from kg.vocabulary.turtle import parse_turtle, turtle_files

_GRAPH: Final = ox.NamedNode(VOCABULARY)
_ONTOLOGY: Final = ox.NamedNode(ONTOLOGY_IRI)
_DIGEST: Final = ox.NamedNode(f"{KG}fingerprint")
_FILES: Final = ("core.ttl", "schemes/*.ttl", "relations/*.ttl")
_FORM: Final = b"closed"  # of this graph, whatever the files say: another one makes stores rewrite it
_BROADER: Final = ox.NamedNode(f"{SKOS}broader")
_CONCEPT: Final = ox.NamedNode(f"{SKOS}Concept")
_ABOVE: Final = ox.NamedNode(f"{SKOS}broaderTransitive")
_CLASS_OF: Final = ox.NamedNode(f"{RDFS}subClassOf")


def load_vocabulary(graph: ox.Store) -> None:
    """Bring the store's vocabulary graph up to the files of this program.

    An older one is exchanged in one transaction. A new store gets it from the bulk loader, its mark last: articles that are loaded
    upon what a transaction wrote take half as long again.
    """
    mark = ox.Quad(*vocabulary_mark(), _GRAPH)
    if mark in graph:
        return
    if any(True for _ in graph.quads_for_pattern(None, None, None, _GRAPH)):
        graph.update(f"DROP SILENT GRAPH {_GRAPH} ; INSERT DATA {{ GRAPH {_GRAPH} {{\n{vocabulary_lines()}}} }}")
    else:
        graph.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, _GRAPH) for t in _vocabulary())
        graph.bulk_extend([mark])


def vocabulary_mark() -> tuple[ox.NamedNode, ox.NamedNode, ox.Literal]:
    """Return the statement that tells a vocabulary graph made of this program's files from all others."""
    parts = [_FORM, *(path.read_bytes() for path in turtle_files(*_FILES))]
    return _ONTOLOGY, _DIGEST, ox.Literal(sha256(b"\0".join(parts)).hexdigest())


def vocabulary_lines() -> str:
    """Return the content of the vocabulary graph as N-Triples, its mark among it."""
    return "".join(f"{triple} .\n" for triple in [*_vocabulary(), ox.Triple(*vocabulary_mark())])


def _vocabulary() -> list[ox.Triple]:
    told = [triple for path in turtle_files(*_FILES) for triple in parse_turtle(path)]
    return list(dict.fromkeys([*told, *_closed(told)]))


def _closed(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return from every concept and class to all above it."""
    steps: dict[ox.NamedNode, dict[ox.NamedNode, set[ox.NamedNode]]] = {_BROADER: {}, _CLASS_OF: {}}
    concepts = set()
    for triple in triples:
        below, above = triple.subject, triple.object
        if triple.predicate in steps and isinstance(below, ox.NamedNode) and isinstance(above, ox.NamedNode):
            steps[triple.predicate].setdefault(below, set()).add(above)
        if above == _CONCEPT and isinstance(below, ox.NamedNode):
            concepts.add(below)
    kinds = [
        ox.Triple(node, _ABOVE, above) for node in sorted(concepts, key=str) for above in _from(node, steps[_BROADER])
    ]
    classes = [
        ox.Triple(node, _CLASS_OF, above)
        for node in sorted(steps[_CLASS_OF], key=str)
        for above in _from(node, steps[_CLASS_OF])
        if above != node
    ]
    return kinds + classes


def _from(node: ox.NamedNode, steps: dict[ox.NamedNode, set[ox.NamedNode]]) -> list[ox.NamedNode]:
    """Return a node and all that steps lead to from it."""
    found = [node]
    for reached in found:  # which grows meanwhile
        found += sorted(steps.get(reached, set()) - set(found), key=str)
    return found
