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
    files = turtle_files(*_FILES)
    digest = sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
    if any(True for _ in graph.quads_for_pattern(_ONTOLOGY, _DIGEST, ox.Literal(digest), _GRAPH)):
        return
    triples = [triple for path in files for triple in parse_turtle(path)]
    lines = "".join(f"{triple} .\n" for triple in [*triples, ox.Triple(_ONTOLOGY, _DIGEST, ox.Literal(digest))])
    graph.update(f"DROP SILENT GRAPH {_GRAPH} ; INSERT DATA {{ GRAPH {_GRAPH} {{\n{lines}}} }}")
