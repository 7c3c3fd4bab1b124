"""The vocabulary inside a store: labels, definitions and `skos:broader`, which stored queries resolve kinds by.

It has a graph of its own, rewritten when the files under `ontology/` differ from those that it was made of.
"""

from hashlib import sha256
from typing import Final

import pyoxigraph as ox

from kg.config import ONTOLOGY_IRI
from kg.vocabulary.graphs import VOCABULARY
from kg.vocabulary.namespaces import KG
from kg.vocabulary.turtle import parse_turtle, turtle_files

_GRAPH: Final = ox.NamedNode(VOCABULARY)
_ONTOLOGY: Final = ox.NamedNode(ONTOLOGY_IRI)
_DIGEST: Final = ox.NamedNode(f"{KG}fingerprint")
_FILES: Final = ("core.ttl", "schemes/*.ttl", "relations/*.ttl")


def load_vocabulary(graph: ox.Store) -> None:
    """Bring the store's vocabulary graph up to the files of this program, in one transaction."""
    if not any(True for _ in graph.quads_for_pattern(*vocabulary_mark(), _GRAPH)):
        graph.update(f"DROP SILENT GRAPH {_GRAPH} ; INSERT DATA {{ GRAPH {_GRAPH} {{\n{vocabulary_lines()}}} }}")


def vocabulary_mark() -> tuple[ox.NamedNode, ox.NamedNode, ox.Literal]:
    """Return the statement that tells a vocabulary graph made of this program's files from all others."""
    digest = sha256(b"\0".join(path.read_bytes() for path in turtle_files(*_FILES))).hexdigest()
    return _ONTOLOGY, _DIGEST, ox.Literal(digest)


def vocabulary_lines() -> str:
    """Return the content of the vocabulary graph as N-Triples, its mark among it."""
    triples = [triple for path in turtle_files(*_FILES) for triple in parse_turtle(path)]
    return "".join(f"{triple} .\n" for triple in [*triples, ox.Triple(*vocabulary_mark())])
