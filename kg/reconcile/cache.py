"""Answers of services, kept with the date on which they were given, so that a run can be broken off and gone on with."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self


class AnswerCache:
    """A SQLite file of JSON answers by service and question."""

    def __init__(self, path: Path | None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path or ":memory:")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS answer (service TEXT, question TEXT, answer TEXT NOT NULL, retrieved TEXT NOT NULL, PRIMARY KEY (service, question)) WITHOUT ROWID"
        )

    def get(self, service: str, question: object) -> Any | None:
        """Return the kept answer, or None."""
        found = self._db.execute(
            "SELECT answer FROM answer WHERE service = ? AND question = ?", (service, _key(question))
        ).fetchone()
        return None if found is None else json.loads(found[0])

    def retrieved(self, service: str, question: object) -> datetime | None:
        """Return when the kept answer was given, or None."""
        found = self._db.execute(
            "SELECT retrieved FROM answer WHERE service = ? AND question = ?", (service, _key(question))
        ).fetchone()
        return None if found is None else datetime.fromisoformat(found[0])

    def put(self, service: str, question: object, answer: object) -> None:
        """Keep an answer; it is on disk when this returns."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.execute(
            "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", (service, _key(question), json.dumps(answer), now)
        )
        self._db.commit()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _key(question: object) -> str:
    return json.dumps(question, sort_keys=True, ensure_ascii=False)
