"""Sharded N-Quads files as a sink, and the way back: from such files into a store or a server, without reading a text again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import StoreError
from kg.pipeline.machine import Document
from kg.pipeline.sink import Sink
from kg.store import Store
from kg.store.manifest import entry_quads, parse_entry
from kg.store.schema import vocabulary_lines
from kg.store.shards import Shards, graph_of, write_packed
from kg.vocabulary.graphs import MANIFEST, VOCABULARY
from kg.vocabulary.namespaces import KG

_ENTRY = f"<{MANIFEST}>".encode()
_CLAIM = f" <{KG}inArticle> ".encode()


class ShardSink:
    """Writes articles to shards; texts, refusals and the journal go to a local store beside them."""

    lookahead = 1

    def __init__(self, shards: Shards, beside: Store) -> None:
        """Write to `shards`; both stay open."""
        self.failures = beside.failures
        self._shards = shards
        self._beside = beside
        self._waiting: dict[str, Document] = {}
        lines = (line.removesuffix(" .") for line in vocabulary_lines().splitlines())
        write_packed(shards.folder / "vocabulary.nq.gz", (f"{line} <{VOCABULARY}> .\n".encode() for line in lines))

    def unchanged(self, articles: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Ask the index of the shards."""
        return self._shards.unchanged(articles)

    def put(self, document: Document) -> Sequence[Document]:
        """Add an article to the part that is being written."""
        earlier = self._durable(self._shards.flush()) if document.iri in self._waiting else []
        self._beside.keep_text(document.entry, document.text)
        self._beside.quarantine.renew(document.iri, document.refusal)
        if not document.quads:
            self._shards.remove(document.iri)
            return [*earlier, document]
        entry = document.entry
        quads = document.quads + entry_quads(document.iri, entry).encode()
        self._waiting[document.iri] = document
        return earlier + self._durable(self._shards.put(document.iri, entry.fingerprint, entry.published, quads))

    def flush(self) -> Sequence[Document]:
        """End the parts that are being written, and take out of older ones what came anew."""
        durable = self._durable(self._shards.flush())
        self._shards.compact()
        return durable

    def finish(self) -> None:
        """Leave the parts as they are: `flush` has ended them."""

    def record_run(self, run: dict[str, object]) -> None:
        """Add a load to the journal of the local store."""
        self._beside.record_run({**run, "shards": str(self._shards.folder)})

    def _durable(self, articles: list[str]) -> list[Document]:
        return [self._waiting.pop(iri) for iri in articles]


@dataclass(slots=True)
class Replayed:
    """What a replay did."""

    loaded: int = 0
    unchanged: int = 0


def replay(shards: Shards, beside: Store, sink: Sink) -> Replayed:
    """Put all articles of some shards into a sink, with their texts from `beside`; those that it holds unchanged are left out.

    Interrupted, the same call goes on. Raises `StoreError` for a part that is missing or damaged, before any of it is used.
    """
    report = Replayed()
    for document in _documents(shards, beside):
        if sink.unchanged([(document.iri, document.entry.fingerprint)]):
            report.unchanged += 1
        else:
            report.loaded += len(sink.put(document))
    report.loaded += len(sink.flush())
    sink.finish()
    return report


def _documents(shards: Shards, beside: Store) -> Iterator[Document]:
    for iri, quads in shards.articles():
        lines = quads.splitlines(keepends=True)
        own = [line for line in lines if graph_of(line) != _ENTRY]
        entry = parse_entry(ox.parse(b"".join(lines[len(own) :]), ox.RdfFormat.N_QUADS))
        if entry is None:
            raise StoreError(f"{shards.folder}: {iri} has no manifest entry; load it again")
        claims = sum(_CLAIM in line for line in own)
        yield Document(iri, entry.source, b"".join(own), entry, beside.text(entry.text_hash), claims, 0, 0)
