"""A user's own entities, laid over a snapshot: where they know a name, they win."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.gazetteer.build import build_snapshot, read_table
from kg.gazetteer.snapshot import Gazetteer, Row


class Overlaid(Gazetteer):
    """A snapshot with the user's own table over it: what the table names is never looked for below."""

    def __init__(self, over: Gazetteer, base: Gazetteer) -> None:
        self._over = over
        self._base = base
        self.version = f"{base.version}+{over.version}"
        self.size = base.size + over.size

    def lookup(self, surface: str) -> tuple[Row, ...]:
        """Return the user's entities of that name, else the snapshot's."""
        return self._over.lookup(surface) or self._base.lookup(surface)

    def demonym(self, surface: str) -> Row | None:
        """Return the user's demonym of that spelling, else the snapshot's."""
        return self._over.demonym(surface) or self._base.demonym(surface)

    def demonyms(self) -> frozenset[str]:
        """Return the keys of all demonyms of both."""
        return self._over.demonyms() | self._base.demonyms()

    def metonym(self, surface: str) -> tuple[str | None, str] | None:
        """Return the snapshot's metonym of that spelling."""
        return self._base.metonym(surface)

    def get(self, qid: str) -> Row | None:
        """Return the user's row with this QID, else the snapshot's."""
        return self._over.get(qid) or self._base.get(qid)


def overlay(base: Gazetteer, table: Path) -> Gazetteer:
    """Lay the entities of the TSV `table` (columns as for `kg snapshot build`; `qid` may be empty) over `base`."""
    with TemporaryDirectory() as folder:
        built = Path(folder) / "own.sqlite"
        build_snapshot(read_table(table), built)
        memory = sqlite3.connect(":memory:", check_same_thread=False)
        with sqlite3.connect(built) as source:
            source.backup(memory)
        source.close()
    return Overlaid(Gazetteer(memory), base)
