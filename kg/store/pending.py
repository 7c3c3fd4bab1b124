"""What is being written just now: a file that is there from before a batch is written until all of it is.

Oxigraph's bulk loader is not transactional, and what lies beside the triples (the index of copies) is written after them. So the
batch is first put into a file of its own, whole and synced to disk; whoever opens the store next and finds it there writes it again.
Statements are a set, so that writing again what was written changes nothing.

    STORE/batch.pending     a JSON list of articles in one line, then their N-Quads (none: the articles have been written)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import orjson

from kg.store.keep import Keep

_NAME: Final = "batch"


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles that were being written when a process ended, with all their statements."""

    articles: tuple[str, ...]
    quads: bytes


class Pending:
    """The write-ahead file of a store."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep

    def begin(self, articles: Iterable[str], quads: bytes = b"") -> None:
        """Note what is about to be written; on the disk when this returns, if there are statements to lose."""
        self._keep.put(_NAME, orjson.dumps(list(articles)), b"\n", quads, synced=bool(quads))

    def end(self) -> None:
        """Forget it: everything is written."""
        self._keep.drop(_NAME)

    def unfinished(self) -> Batch | None:
        """Return what another process began to write and did not end."""
        data = self._keep.get(_NAME)
        if data is None:
            return None
        articles, _, quads = data.partition(b"\n")
        return Batch(tuple(orjson.loads(articles)), quads)
