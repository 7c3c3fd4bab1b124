"""Many new articles into a store: gathered, and written at once by Oxigraph's bulk loader.

An article that the store does not hold needs no transaction of its own, and the bulk loader takes half the time of one. What is
gathered counts as written only after `flush`. Killed meanwhile, the store holds none of it, or some, and the next one who opens it
writes the rest (`kg.store.pending`).
"""

from itertools import chain
from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.iris import node_space
from kg.store import manifest
from kg.store.entities import shared_lines
from kg.store.manifest import Entry
from kg.store.store import Store
from kg.store.versions import version_quads

_FIRST: Final = (
    2 * 2**20
)  # bytes of N-Quads in the first batch: a dozen articles, so that whoever waits sees something soon
_LIMIT: Final = (
    32 * 2**20
)  # in the largest: every batch costs the store some work on all that it holds, so few are better than many


class Writer:
    """Puts articles into a store; as a context manager it flushes at the end, after an error too."""

    def __init__(self, store: Store, limit: int = _LIMIT) -> None:
        """Write to `store` whenever enough bytes are gathered: few at first, then ever more, up to `limit`."""
        self._store = store
        self._limit = limit
        self._gathered: dict[str, tuple[bytes, Entry, str | None]] = {}
        self._size = 0
        self._due = min(_FIRST, limit)
        self._said: dict[
            bytes, set[bytes]
        ] = {}  # what the entity graph says of linked entities, as far as is known, by subject

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.flush()

    @property
    def idle(self) -> bool:
        """Tell whether everything that was put is in the store."""
        return not self._gathered

    def put(self, article: str, quads: bytes, entry: Entry, text: str | None = None) -> None:
        """Put an article in place of what the store held of it; arguments as in `Store.replace`."""
        if self._holds(article) or not self._agrees(article, shared_lines(quads)):
            self.flush()
            self._store.replace(article, quads, entry, text)
            self._said.clear()
            return
        self._gathered[article] = (quads, entry, text)
        self._size += len(quads)
        if self._size >= self._due:
            self.flush()

    def remove(self, article: str) -> None:
        """Take an article out, if it is here."""
        self.flush()
        self._store.remove(article)
        self._said.clear()

    def flush(self) -> None:
        """Write what is gathered; interrupted, it is still gathered, and the next flush writes it."""
        if not self._gathered:
            return
        for _, entry, text in self._gathered.values():
            self._store.keep_text(entry, text)
        quads = b"".join(
            part
            for article, (quads, entry, _) in self._gathered.items()
            for part in (quads, manifest.entry_quads(article, entry).encode(), version_quads(article, entry).encode())
        )
        self._store.pending.begin(self._gathered, quads)
        try:
            # lenient: IRIs are not checked once more, which takes a fifth of the time; `kg.rdf` writes no others than valid ones
            self._store.graph.bulk_load(quads, format=ox.RdfFormat.N_QUADS, lenient=True)
        except SyntaxError:  # nothing is written then; one by one, so that the malformed article is named
            self._store.pending.end()
            for article, (quads, entry, text) in self._forget().items():
                self._store.replace(article, quads, entry, text)
        except OSError as error:
            count = len(self._forget())
            raise StoreError(f"{count} articles cannot be written ({error}); is the disk full?") from error
        else:
            self._store.copies.update(self._store.graph, {a: entry for a, (_, entry, _) in self._gathered.items()})
            self._store.pending.end()
            self._forget()
            self._due = min(2 * self._due, self._limit)

    def _forget(self) -> dict[str, tuple[bytes, Entry, str | None]]:
        gathered, self._gathered, self._size = self._gathered, {}, 0
        return gathered

    def _holds(self, article: str) -> bool:
        return article in self._gathered or self._store.entry(article) is not None

    def _agrees(self, article: str, said: dict[bytes, set[bytes]]) -> bool:
        """Tell whether store and gathered articles say nothing else of the entities that a new article speaks of; remember what it says.

        Its unlinked entities are its own: nobody can have spoken of them.
        """
        own = f"<{node_space(article)}".encode()
        shared = {subject: lines for subject, lines in said.items() if not subject.startswith(own)}
        if any(self._said.get(subject, lines) != lines for subject, lines in shared.items()):
            return False
        new = {subject: lines for subject, lines in shared.items() if subject not in self._said}
        if self._store.outdated(article, chain.from_iterable(new.values())):
            return False
        self._said.update(new)
        return True
