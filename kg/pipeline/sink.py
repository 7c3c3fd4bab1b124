"""Where finished articles go: the local store, or anything else that can say what it holds and what it has taken safely.

`kg.pipeline.load` asks a sink whether it holds an article as it is, hands it the rest, and calls an article loaded when the sink
says that it is durable. A sink may gather articles as long as it likes between the two, and never claims what a crash could take back.
"""

from collections.abc import Sequence
from typing import Final, Protocol

from kg.pipeline.machine import Document
from kg.store import Failures, Store, Writer


class Sink(Protocol):
    """A place for documents. Made by whoever calls `load`, closed by whoever made it."""

    failures: Failures  # what could not be loaded, and still is not; `Failures(None)` where nothing is kept of it

    @property
    def lookahead(self) -> int:
        """Return how many articles `unchanged` is best asked about at once: more than one where every question is a journey."""

    def unchanged(self, articles: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return which articles (IRI, fingerprint) are here as they are: same text, metadata, pipeline and snapshot."""

    def put(self, document: Document) -> Sequence[Document]:
        """Take a document over; return those that are durable from now on: this one, earlier ones, or none.

        A document without quads takes its article out: validation refused it whole. Raises `StoreError` when nothing can be written.
        """

    def flush(self) -> Sequence[Document]:
        """Write what is gathered, and return what is durable from now on; afterwards nothing is gathered."""

    def finish(self) -> None:
        """Do what is worth doing once everything is loaded; called after the last `flush` of a load that nothing interrupted."""

    def record_run(self, run: dict[str, object]) -> None:
        """Note in the journal that a load begins (it has no `ended` then) or what it did; `started` tells loads apart."""


class StoreSink:
    """The local store as a sink."""

    lookahead: Final = 1
    backfill: Final = 2000  # new articles from which on it pays to compact a store that they have at least doubled

    def __init__(self, store: Store) -> None:
        """Write to an open store, which stays open."""
        self.failures = store.failures
        self._store = store
        self._writer = Writer(store)
        self._waiting: list[Document] = []
        self._written = 0

    def unchanged(self, articles: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Ask the store's manifest."""
        return {article for article in articles if self._store.holds(*article)}

    def put(self, document: Document) -> Sequence[Document]:
        """Put an article in the store and what was refused of it in the quarantine."""
        if document.quads:
            self._writer.put(document.iri, document.quads, document.entry, document.text)
        else:
            self._writer.remove(document.iri)
        self._store.quarantine.renew(document.iri, document.refusal)
        self._waiting.append(document)
        return self._durable() if self._writer.idle else ()

    def flush(self) -> Sequence[Document]:
        """Write what the writer has gathered."""
        self._writer.flush()
        return self._durable()

    def finish(self) -> None:
        """Compact the store after a backfill; doing it after every load would cost more than it saves."""
        if self._written >= self.backfill and 2 * self._written >= sum(1 for _ in self._store.articles()):
            self._store.compact()

    def record_run(self, run: dict[str, object]) -> None:
        """Add a load to the store's journal."""
        self._store.record_run(run)

    def _durable(self) -> Sequence[Document]:
        durable, self._waiting = self._waiting, []
        self._written += len(durable)
        return durable
