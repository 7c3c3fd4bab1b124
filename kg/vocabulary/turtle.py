"""Read the Turtle files under `ontology/` into small read-only graphs that are asked by subject and property.

A missing folder is an empty graph (a vocabulary may have no file of a kind); a malformed file is an error with file and line.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.config import data_folder
from kg.errors import VocabularyError
from kg.vocabulary.namespaces import RDF

_TYPE: Final = f"{RDF}type"


class Graph:
    """Triples indexed by subject and property; IRIs are plain strings, and every answer is sorted."""

    def __init__(self, triples: list[ox.Triple]) -> None:
        """Index `triples`; those with a blank node as subject (OWL restrictions, lists) stay in `triples` only."""
        self.triples = triples
        self._by_subject: defaultdict[str, defaultdict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for subject, predicate, value in triples:
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                self._by_subject[subject.value][predicate.value].append(value)

    def subjects(self, kind: str | None = None) -> tuple[str, ...]:
        """Return the IRIs that are described here; with `kind`, those of that `rdf:type`."""
        return tuple(sorted(s for s in self._by_subject if kind is None or kind in self.iris(s, _TYPE)))

    def iris(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the IRIs that `subject` has for `predicate`."""
        return tuple(sorted(v.value for v in self._values(subject, predicate) if isinstance(v, ox.NamedNode)))

    def texts(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the lexical forms of the literals that `subject` has for `predicate`."""
        return tuple(sorted(v.value for v in self._values(subject, predicate) if isinstance(v, ox.Literal)))

    def iri(self, subject: str, predicate: str) -> str | None:
        """Return the first IRI that `subject` has for `predicate`, or None."""
        return next(iter(self.iris(subject, predicate)), None)

    def text(self, subject: str, predicate: str) -> str | None:
        """Return the first literal that `subject` has for `predicate`, or None."""
        return next(iter(self.texts(subject, predicate)), None)

    def _values(self, subject: str, predicate: str) -> list[ox.NamedNode | ox.Literal]:
        described = self._by_subject.get(subject)
        return [] if described is None else described.get(predicate, [])


def turtle_files(*patterns: str) -> tuple[Path, ...]:
    """Return the files under `ontology/` that match the glob `patterns`, in order of their paths."""
    folder = data_folder("ontology")
    return tuple(sorted({path for pattern in patterns for path in folder.glob(pattern)}))


def parse_turtle(path: Path) -> list[ox.Triple]:
    """Return the triples of one Turtle file; raises `VocabularyError` with the line when it is malformed."""
    try:
        return [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise VocabularyError(f"{path}:{error.lineno or 0}: {error.msg}; mend the Turtle there") from error


@cache
def read_graph(*patterns: str) -> Graph:
    """Return one graph of all files under `ontology/` that match, read once per process.

    For example `read_graph("schemes/*.ttl")`, `read_graph("core.ttl", "relations/*.ttl")`.
    """
    return Graph([triple for path in turtle_files(*patterns) for triple in parse_turtle(path)])
