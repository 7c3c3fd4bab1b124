"""A snapshot as the table that it can be built from again."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.gazetteer.build import OPTIONAL, REQUIRED
from kg.gazetteer.snapshot import SHIPPED, NameKind

COLUMNS: Final = (*REQUIRED, *OPTIONAL)


def dump_table(path: Path | None = None) -> Iterator[str]:
    """Yield the lines of the tab-separated table of a snapshot (default: the shipped one), header first."""
    yield "\t".join(COLUMNS)
    connection = sqlite3.connect(f"{(path or SHIPPED).resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    query = f"""
        SELECT e.id, e.label, e.type, e.aliases,
            (SELECT group_concat(key, '|') FROM name WHERE name.id = e.id AND kind = {NameKind.DEMONYM:d}),
            d.text, e.country, e.latitude, e.longitude, e.valid_from, e.valid_to, s.text, e.prominence
        FROM entity e LEFT JOIN description d ON d.id = e.description LEFT JOIN source s ON s.id = e.source
        ORDER BY e.id
    """  # noqa: S608  # a number of our own
    for key, *fields in connection.execute(query):
        fields[3] = "|".join(name.title() for name in fields[3].split("|")) if fields[3] else None
        fields[5] = None if fields[5] is None else f"Q{fields[5]}"
        yield "\t".join("" if field is None else str(field) for field in (f"Q{key}" if key > 0 else "", *fields))
    connection.close()
