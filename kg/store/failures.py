"""What could not be loaded, and why: kept until it is loaded, so that it can be told and tried again.

A table in SQLite, since a load may fail in a million articles and shall not hold them in memory.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Final

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS failed (
    name TEXT PRIMARY KEY, source TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL, article TEXT, fingerprint TEXT
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that could not be loaded; one that could not even be read has no IRI."""

    source: str
    reason: str
    at: str  # ISO 8601, UTC
    article: str | None = None
    fingerprint: str | None = None  # of what failed: another text or another version of the rules may not


class Failures:
    """The failures of a store that still stand."""

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        """Open the table in the file `path`; None, or a file that is not there to be read, is an empty one in memory."""
        if path is None or (read_only and not path.exists()):
            self._table = sqlite3.connect(":memory:", isolation_level=None)
        elif read_only:
            self._table = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        else:
            self._table = sqlite3.connect(path, isolation_level=None)
        if path is None or not path.exists() or not read_only:
            self._table.execute(_SCHEMA)

    def add(self, failed: Failed) -> None:
        """Note a failure, in place of an earlier one of the same article."""
        row = (_name(failed.article or failed.source), *map(_storable, astuple(failed)))
        self._table.execute("INSERT OR REPLACE INTO failed VALUES (?, ?, ?, ?, ?, ?)", row)

    def settle(self, article: str, source: str) -> bool:
        """Forget the failure of an article that is loaded now, under its IRI and under its source; False when there is none."""
        if not self.has(article, source):  # writing is dear
            return False
        self._table.execute("DELETE FROM failed WHERE name IN (?, ?)", (_name(article), _name(source)))
        return True

    def known(self, article: str, fingerprint: str) -> Failed | None:
        """Return how this article failed as it is, if it did."""
        where = "name = ? AND fingerprint = ?"
        row = self._table.execute(f"{_SELECT} WHERE {where}", (_name(article), fingerprint)).fetchone()
        return None if row is None else Failed(*row)

    def has(self, article: str, source: str) -> bool:
        """Tell whether an article failed, whatever it was then."""
        row = self._table.execute("SELECT 1 FROM failed WHERE name IN (?, ?)", (_name(article), _name(source)))
        return row.fetchone() is not None

    def __iter__(self) -> Iterator[Failed]:
        """Yield all failures, by source."""
        for row in self._table.execute(f"{_SELECT} ORDER BY source"):
            yield Failed(*row)

    def __len__(self) -> int:
        """Return how many there are."""
        return int(self._table.execute("SELECT COUNT(*) FROM failed").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self._table.close()


_SELECT: Final = "SELECT source, reason, at, article, fingerprint FROM failed"


def _name(text: str) -> str:
    return _storable(text) or ""


def _storable(text: str | None) -> str | None:
    """Return a text that UTF-8 can hold: names of files may hold lone surrogates."""
    return None if text is None else text.encode(errors="backslashreplace").decode()
