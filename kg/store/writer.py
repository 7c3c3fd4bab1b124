"""Many new articles into a store: gathered, and written at once by Oxigraph's bulk loader.

An article that the store does not hold needs no transaction of its own, and the bulk loader takes half the time of one. What is
gathered counts as written only after `flush`. Killed meanwhile, the store holds none of it, or some, and the next one who opens it
writes the rest (`kg.store.pending`).
"""

from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import manifest
from kg.store.entities import outdated_rows
from kg.store.manifest import Entry
from kg.store.store import Store
from kg.store.versions import version_quads

_LIMIT: Final = 8 * 2**20  # bytes of N-Quads gathered at most: some dozens of articles, a few seconds of work


class Writer:
    """Puts articles into a store; as a context manager it flushes at the end, after an error too."""

    def __init__(self, store: Store, limit: int = _LIMIT) -> None:
        """Write to `store` whenever `limit` bytes are gathered."""
        self._store = store
        self._limit = limit
        self._gathered: dict[str, tuple[bytes, Entry, str | None]] = {}
        self._size = 0
        self._rows: dict[str, set[ox.Quad]] = {}  # of the entity graph, by subject

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
        rows = self._store.entity_rows(article, quads)
        if self._holds(article) or outdated_rows(self._store.graph, rows) or not self._agrees(rows):
            self.flush()
            self._store.replace(article, quads, entry, text)
            return
        self._gathered[article] = (quads, entry, text)
        self._size += len(quads)
        if self._size >= self._limit:
            self.flush()

    def remove(self, article: str) -> None:
        """Take an article out, if it is here."""
        self.flush()
        self._store.remove(article)

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
            self._store.graph.bulk_load(quads, format=ox.RdfFormat.N_QUADS)
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

    def _forget(self) -> dict[str, tuple[bytes, Entry, str | None]]:
        gathered, self._gathered, self._rows, self._size = self._gathered, {}, {}, 0
        return gathered

    def _holds(self, article: str) -> bool:
        return article in self._gathered or self._store.entry(article) is not None

    def _agrees(self, rows: list[ox.Quad]) -> bool:
        """Tell whether gathered articles say the same of the same entities, and remember what this one says."""
        said: dict[str, set[ox.Quad]] = {}
        for row in rows:
            said.setdefault(str(row.subject), set()).add(row)
        if any(self._rows.get(subject, found) != found for subject, found in said.items()):
            return False
        self._rows.update(said)
        return True
