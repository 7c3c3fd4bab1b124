"""The entity snapshot: Wikidata items by name, offline, in one read-only SQLite file."""

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, Self

from kg.errors import GazetteerError
from kg.gazetteer.names import is_acronym, loose_key, name_key, without_initials

SCHEMA_VERSION: Final = "1"
SHIPPED: Final = Path(__file__).parent / "data" / "snapshot.sqlite"
_COLUMNS: Final = "e.id, e.label, e.type, d.text, e.country, e.prominence, e.valid_from, e.valid_to, e.aliases"
_CACHE_LIMIT: Final = 50_000


class NameKind(IntEnum):
    """How a name names its entity; the smaller, the closer."""

    LABEL = 0
    ALIAS = 1
    ACRONYM = 2
    DEMONYM = 3
    ROMANIZATION = 4
    INITIALS = 5  # made from an organization's label, not attested


@dataclass(frozen=True, slots=True)
class Row:
    """One entity of the snapshot. `qid` is None for a user's own entity without a Wikidata item."""

    key: int
    label: str
    type: str  # Person, Organization, Country, Region, City, Place, Event, Agreement
    description: str
    country: str | None  # QID
    prominence: int  # 0..100
    valid_from: str | None  # of the best office held, as far as the snapshot knows
    valid_to: str | None
    aliases: tuple[str, ...]
    kind: NameKind = NameKind.LABEL  # how the looked-up name named it

    def __hash__(self) -> int:
        return self.key

    @property
    def qid(self) -> str | None:
        """Return the Wikidata id, or None for a user's own entity."""
        return f"Q{self.key}" if self.key > 0 else None


class Gazetteer:
    """Read-only look-ups in an entity snapshot; one instance per thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._cache: dict[str, tuple[Row, ...]] = {}
        self._rows: dict[tuple[int, NameKind], Row | None] = {}
        self._demonyms: dict[str, int] = dict(
            connection.execute(
                "SELECT key, id FROM name JOIN entity USING (id) WHERE kind = ? ORDER BY prominence",
                (NameKind.DEMONYM,),
            )
        )  # of several, the most prominent
        self._metonyms: dict[str, tuple[int | None, int]] = {
            key: (own, country) for key, own, country in connection.execute("SELECT key, own, country FROM metonym")
        }
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        self.version: str = meta["version"]
        self.size = int(meta["entities"])

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """Open the snapshot at `path` (default: the shipped one); `kg.gazetteer.own.overlay` lays own entities over it.

        Raises GazetteerError when the file is missing, damaged or of another version.
        """
        path = path or SHIPPED
        if not path.is_file():
            raise GazetteerError(
                f"{path}: no entity snapshot; build one with `kg snapshot build ENTITIES.tsv --out {path}`"
            )
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        try:
            found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        except sqlite3.DatabaseError as error:
            raise GazetteerError(
                f"{path}: not an entity snapshot ({error}); build it again with `kg snapshot build`"
            ) from error
        if found is None or found[0] != SCHEMA_VERSION:
            version = found[0] if found else "none"
            raise GazetteerError(
                f"{path}: snapshot of schema {version}, this program reads {SCHEMA_VERSION}; build it again"
            )
        return cls(connection)

    def lookup(self, surface: str) -> tuple[Row, ...]:
        """Return the entities that `surface` may name, the closest and most prominent first.

        Words without a capital name nothing; acronyms are found by capitals only. Where no spelling fits as it is,
        middle initials are dropped, then romanizations of persons' names are compared.
        """
        rows = self._cache.get(surface)
        if rows is None:
            if len(self._cache) > _CACHE_LIMIT:
                self._cache.clear()
            rows = self._cache[surface] = self._find(surface)
        return rows

    def demonym(self, surface: str) -> Row | None:
        """Return the country, region or people's land that a demonym ("South Korean", "Ukrainians") belongs to."""
        key = self._demonyms.get(name_key(surface)) if surface[:1].isupper() else None
        return None if key is None else self._row(key, NameKind.DEMONYM)

    def demonyms(self) -> frozenset[str]:
        """Return the keys of all demonyms, for matching."""
        return frozenset(self._demonyms)

    def metonym(self, surface: str) -> tuple[str | None, str] | None:
        """Return (own QID or None, QID of the country it may speak for) of a capital or seat of power, else None."""
        found = self._metonyms.get(name_key(surface)) if surface[:1].isupper() or surface[:4] == "the " else None
        return None if found is None else (None if found[0] is None else f"Q{found[0]}", f"Q{found[1]}")

    def get(self, qid: str) -> Row | None:
        """Return the entity with this QID, or None."""
        return self._row(int(qid[1:]), NameKind.LABEL) if qid[:1] == "Q" and qid[1:].isdigit() else None

    def starting_with(self, prefix: str, limit: int) -> tuple[Row, ...]:
        """Return the most prominent entities with a name that starts with `prefix`, for suggestions while typing."""
        key = name_key(prefix)
        if not key:
            return ()
        query = f"SELECT DISTINCT {_COLUMNS}, 0 FROM name n JOIN entity e USING (id) LEFT JOIN description d ON d.id = e.description WHERE n.key >= ? AND n.key < ? ORDER BY e.prominence DESC, e.id LIMIT ?"  # noqa: S608
        return tuple(_row(found) for found in self._db.execute(query, (key, f"{key}\U0010ffff", limit)))

    def _find(self, surface: str) -> tuple[Row, ...]:
        if surface == surface.lower():
            return ()
        key = name_key(surface)
        if not key:
            return ()
        rows = self._named(surface, key)
        if not rows and (shorter := without_initials(surface)) != surface:
            rows = self._named(shorter, name_key(shorter))
        if not rows and " " in key:
            query = f"SELECT {_COLUMNS}, {NameKind.ROMANIZATION:d} FROM loose n JOIN entity e USING (id) LEFT JOIN description d ON d.id = e.description WHERE n.hash = ?"  # noqa: S608
            rows = [_row(found) for found in self._db.execute(query, (hash64(loose_key(surface)),))]
        return tuple(sorted(rows, key=lambda row: (row.kind, -row.prominence, row.key)))

    def _named(self, surface: str, key: str) -> list[Row]:
        query = f"SELECT {_COLUMNS}, n.kind FROM name n JOIN entity e USING (id) LEFT JOIN description d ON d.id = e.description WHERE n.key = ?"  # noqa: S608
        acronym = is_acronym(surface)
        best: dict[int, Row] = {}
        for row in map(_row, self._db.execute(query, (key,))):
            if row.kind == NameKind.DEMONYM or (row.kind in (NameKind.ACRONYM, NameKind.INITIALS) and not acronym):
                continue
            if row.key not in best or row.kind < best[row.key].kind:
                best[row.key] = row
        return list(best.values())

    def _row(self, key: int, kind: NameKind) -> Row | None:
        if (key, kind) not in self._rows:
            if len(self._rows) > _CACHE_LIMIT:
                self._rows.clear()
            self._rows[key, kind] = self._read_row(key, kind)
        return self._rows[key, kind]

    def _read_row(self, key: int, kind: NameKind) -> Row | None:
        query = (
            f"SELECT {_COLUMNS}, {kind:d} FROM entity e LEFT JOIN description d ON d.id = e.description WHERE e.id = ?"  # noqa: S608
        )
        found = self._db.execute(query, (key,)).fetchone()
        return None if found is None else _row(found)


def _row(found: tuple[int, str, str, str | None, int | None, int, str | None, str | None, str | None, int]) -> Row:
    key, label, kind_of, description, country, prominence, valid_from, valid_to, aliases, kind = found
    return Row(
        key,
        label,
        kind_of,
        description or "",
        None if country is None else f"Q{country}",
        prominence,
        valid_from,
        valid_to,
        tuple(aliases.split("|")) if aliases else (),
        NameKind(kind),
    )


def hash64(key: str) -> int:
    """Return a signed 64-bit hash of `key`, as SQLite stores integers."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def name_rows(key: int, label: str, aliases: Iterable[str], demonyms: Iterable[str]) -> set[tuple[str, int, int]]:
    """Return the rows of table `name` for one entity."""
    rows = {(name_key(label), key, int(NameKind.ACRONYM if is_acronym(label) else NameKind.LABEL))}
    rows |= {(name_key(a), key, int(NameKind.ACRONYM if is_acronym(a) else NameKind.ALIAS)) for a in aliases}
    rows |= {(name_key(d), key, int(NameKind.DEMONYM)) for d in demonyms}
    return {row for row in rows if row[0]}


@cache
def shared() -> Gazetteer:
    """Return the snapshot in use, opened once per process: the file that `$KG_SNAPSHOT` names, else the shipped one."""
    named = os.environ.get("KG_SNAPSHOT")
    return Gazetteer.open(Path(named) if named else None)
