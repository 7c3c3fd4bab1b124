"""A SPARQL server as a sink: article graphs by the Graph Store Protocol, and a manifest that acknowledges them last.

Order makes a crash harmless: a batch of articles first loses its manifest entries, then each graph is put whole, then the
entities are brought up to date, and only then the manifest says again that the articles are here. What a crash leaves without
an entry is put again by the next load, over what is there. Besides the triples nothing goes to the server: texts, quarantine and
journal are kept in a local store. Unlike there, an entity that no article uses any more stays in the entity graph.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

import pyoxigraph as ox

from kg.errors import QueryError
from kg.pipeline.machine import Document
from kg.store import Store
from kg.store.endpoint import Endpoint
from kg.store.manifest import entry_lines
from kg.store.schema import vocabulary_lines, vocabulary_mark
from kg.vocabulary.graphs import ENTITIES, MANIFEST, VOCABULARY
from kg.vocabulary.namespaces import KG

_ARTICLES: Final = 64  # put between two acknowledgements
_BYTES: Final = 16 * 2**20  # of N-Quads gathered at most
_SUBJECTS: Final = 200  # asked about in one query
_SHARED: Final = f"<{ENTITIES}>".encode()


class EndpointSink:
    """Puts articles into a SPARQL server."""

    lookahead: Final = _SUBJECTS

    def __init__(self, endpoint: Endpoint, beside: Store) -> None:
        """Write to `endpoint`; texts, refusals and the journal go to the store `beside`. Both stay open."""
        self.failures = beside.failures
        self._endpoint = endpoint
        self._beside = beside
        self._gathered: dict[str, Document] = {}
        self._size = 0
        self._settled: set[bytes] = set()  # subjects of the entity graph that are up to date on the server
        self._load_vocabulary()

    def unchanged(self, articles: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return which of the articles (IRI, fingerprint) the server's manifest has as they are."""
        pattern = f"GRAPH <{MANIFEST}> {{ ?s <{KG}fingerprint> ?o }}"
        rows = self._about({ox.NamedNode(iri) for iri, _ in articles}, f"SELECT ?s ?o {{ {{}} {pattern} }}")
        return {(s.value, o.value) for s, o in rows} & set(articles)

    def put(self, document: Document) -> Sequence[Document]:
        """Gather an article; with enough of them, put them all."""
        durable = self.flush() if document.iri in self._gathered else ()
        self._gathered[document.iri] = document
        self._size += len(document.quads)
        full = len(self._gathered) >= _ARTICLES or self._size >= _BYTES
        return [*durable, *self.flush()] if full else durable

    def flush(self) -> Sequence[Document]:
        """Put what is gathered on the server; raises `StoreError`, and then it is still gathered."""
        if not self._gathered:
            return ()
        batch = list(self._gathered.values())
        self._forget_entries(batch)
        for document in batch:
            self._put_graph(document)
        self._put_entities(batch)
        entries = "".join(entry_lines(document.iri, document.entry) for document in batch if document.quads)
        if entries:
            self._endpoint.add_to_graph(MANIFEST, entries.encode())
        self._gathered, self._size = {}, 0
        return batch

    def finish(self) -> None:
        """Leave the server as it is: it looks after its own files."""

    def record_run(self, run: dict[str, object]) -> None:
        """Add a load to the journal of the local store."""
        self._beside.record_run({**run, "endpoint": self._endpoint.url})

    def _load_vocabulary(self) -> None:
        subject, predicate, mark = vocabulary_mark()
        pattern = f"GRAPH <{VOCABULARY}> {{ ?s {predicate} ?o }}"
        if (subject, mark) not in list(self._about([subject], f"SELECT ?s ?o {{ {{}} {pattern} }}")):
            self._endpoint.put_graph(VOCABULARY, vocabulary_lines().encode())

    def _forget_entries(self, batch: list[Document]) -> None:
        names = " ".join(f"<{document.iri}>" for document in batch)
        pattern = f"GRAPH <{MANIFEST}> {{ ?s ?p ?o }}"
        self._endpoint.update(f"DELETE {{ {pattern} }} WHERE {{ VALUES ?s {{ {names} }} {pattern} }}")

    def _put_graph(self, document: Document) -> None:
        """Put the graph of an article, and beside it its text and what was refused of it."""
        triples = _triples(document.quads, f"<{document.iri}>".encode())
        if triples:
            self._endpoint.put_graph(document.iri, b"".join(triples))
        else:
            self._endpoint.drop_graph(document.iri)
        self._beside.keep_text(document.entry, document.text)
        self._beside.quarantine.renew(document.iri, document.refusal)

    def _put_entities(self, batch: list[Document]) -> None:
        """Bring the entity graph up to what these articles say of their entities."""
        lines: dict[bytes, set[bytes]] = {}
        for document in batch:
            for line in _triples(document.quads, _SHARED):
                lines.setdefault(line.split(b" ", 1)[0], set()).add(line)
        told = {subject: rows for subject, rows in lines.items() if subject not in self._settled}
        subjects = [ox.NamedNode(subject[1:-1].decode()) for subject in told]
        known = self._about(subjects, f"SELECT ?s ?p ?o {{ {{}} GRAPH <{ENTITIES}> {{ ?s ?p ?o }} }}")
        there = {f"{s} {p} {o} .\n".encode() for s, p, o in known}
        new = {row for rows in told.values() for row in rows}
        if outdated := b"".join(sorted(there - new)):
            self._endpoint.update(f"DELETE DATA {{ GRAPH <{ENTITIES}> {{\n{outdated.decode()}}} }}")
        if missing := b"".join(sorted(new - there)):
            self._endpoint.add_to_graph(ENTITIES, missing)
        self._settled.update(told)

    def _about(self, subjects: Iterable[ox.NamedNode], query: str) -> Iterator[tuple[ox.NamedNode | ox.Literal, ...]]:
        """Yield the solutions of a query with a place for the subjects that it is about, some hundreds of them at a time."""
        rest = iter(subjects)
        while some := list(islice(rest, _SUBJECTS)):
            solutions = self._endpoint.query(query.replace("{}", f"VALUES ?s {{ {' '.join(map(str, some))} }}", 1))
            if not isinstance(solutions, ox.QuerySolutions):
                raise QueryError(f"{self._endpoint.url}: does not answer a SELECT query with solutions")
            for solution in solutions:
                yield tuple(solution)


def _triples(quads: bytes, graph: bytes) -> list[bytes]:
    """Return the N-Quads of one graph as N-Triples lines."""
    end = b" " + graph + b" .\n"
    return [line.removesuffix(end) + b" .\n" for line in quads.splitlines(keepends=True) if line.endswith(end)]
