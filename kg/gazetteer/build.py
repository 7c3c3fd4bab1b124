"""Building a snapshot: from a table of entities (TSV) and a table of metonyms to one SQLite file."""

import bz2
import csv
import gzip
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.errors import GazetteerError
from kg.gazetteer.names import initials, loose_key, name_key
from kg.gazetteer.snapshot import SCHEMA_VERSION, NameKind, hash64, name_rows

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

REQUIRED: Final = ("qid", "label", "type")
TYPES: Final = frozenset({"Person", "Organization", "Country", "Region", "City", "Place", "Event", "Agreement"})
OPTIONAL: Final = (
    "aliases",
    "demonyms",
    "description",
    "country_qid",
    "lat",
    "lon",
    "valid_from",
    "valid_to",
    "source",
    "prominence",
)

KNOWN_BY_INITIALS: Final = 50  # prominence from which an organization may be found by initials that no source attests


@dataclass(frozen=True, slots=True)
class Record:
    """One line of an entity table. `key` is the number of the Wikidata item, negative where there is none."""

    key: int
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    description: str = ""
    country: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    source: str = ""
    prominence: int = 0


def read_table(path: Path) -> Iterator[Record]:
    """Yield the records of a TSV (gzip allowed) with a header line; aliases and demonyms are separated by `|`.

    Raises GazetteerError naming file and line where a column is missing or a QID or type is malformed.
    """
    with open_text(path) as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [column for column in REQUIRED if column not in (reader.fieldnames or ())]
        if missing:
            raise GazetteerError(
                f"{path}: no column {', '.join(missing)}; needed are {', '.join(REQUIRED)}, known are {', '.join(OPTIONAL)}"
            )
        for number, line in enumerate(reader, 2):
            yield _record(line, f"{path}:{number}")


def build_snapshot(
    records: Iterable[Record], out: Path, metonyms: Path | None = None, version: str | None = None
) -> int:
    """Write a snapshot of `records` to `out` and return the number of entities.

    `version` defaults to a hash of the content, so that the same input gives the same version. The file is
    written beside `out` and moved into place, so that a broken build leaves the old snapshot whole.
    """
    work = out.with_name(f"{out.name}.part")
    work.unlink(missing_ok=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(work)
    try:
        connection.executescript(Path(__file__).with_name("schema.sql").read_text(encoding="utf-8"))
        content = sha256()
        count = _fill(connection, records, content)
        if metonyms is not None:
            content.update(metonyms.read_bytes())
            connection.executemany("INSERT OR IGNORE INTO metonym VALUES (?, ?, ?)", _metonyms(metonyms))
        meta = [("schema", SCHEMA_VERSION), ("version", version or content.hexdigest()[:12]), ("entities", str(count))]
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta)
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    work.replace(out)
    return count


def _fill(connection: sqlite3.Connection, records: Iterable[Record], content: "Hash") -> int:
    count = 0
    texts: dict[str, dict[str, int]] = {"description": {}, "source": {}}
    for count, record in enumerate(records, 1):  # noqa: B007  # the last value is the number of entities
        content.update(repr(record).encode(errors="surrogatepass"))
        connection.execute(
            "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.key,
                record.label,
                record.type,
                _text_id(connection, "description", record.description, texts),
                record.country,
                record.prominence,
                record.valid_from,
                record.valid_to,
                "|".join(record.aliases) or None,
                record.latitude,
                record.longitude,
                _text_id(connection, "source", record.source, texts),
            ),
        )
        rows = name_rows(record.key, record.label, record.aliases, record.demonyms)
        if (
            record.type == "Organization"
            and record.prominence >= KNOWN_BY_INITIALS
            and (short := initials(record.label))
        ):
            rows.add((name_key(short), record.key, int(NameKind.INITIALS)))
        connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", sorted(rows))
        if record.type == "Person":
            hashes = {hash64(loose_key(name)) for name in (record.label, *record.aliases) if " " in name_key(name)}
            connection.executemany(
                "INSERT OR IGNORE INTO loose VALUES (?, ?)", [(h, record.key) for h in sorted(hashes)]
            )
    return count


def _text_id(connection: sqlite3.Connection, table: str, text: str, known: dict[str, dict[str, int]]) -> int | None:
    if not text:
        return None
    if text not in known[table]:
        known[table][text] = len(known[table]) + 1
        connection.execute(f"INSERT INTO {table} VALUES (?, ?)", (known[table][text], text))  # noqa: S608  # one of two fixed names
    return known[table][text]


def _metonyms(path: Path) -> Iterator[tuple[str, int | None, int]]:
    with open_text(path) as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            own = row["own_qid"]
            yield name_key(row["surface"]), int(own[1:]) if own else None, int(row["stands_for_country_qid"][1:])


def _record(line: dict[str, str], where: str) -> Record:
    if line["type"] not in TYPES:
        raise GazetteerError(f"{where}: type {line['type']!r} is none of {', '.join(sorted(TYPES))}")
    if not line["label"]:
        raise GazetteerError(f"{where}: no label")
    return Record(
        key=_number(line["qid"], where)
        or -int.from_bytes(sha256(f"{line['type']}\t{line['label']}".encode()).digest()[:6], "big"),
        label=line["label"],
        type=line["type"],
        aliases=_split(line.get("aliases")),
        demonyms=_split(line.get("demonyms")),
        description=line.get("description") or "",
        country=_number(line.get("country_qid"), where),
        latitude=float(line["lat"]) if line.get("lat") else None,
        longitude=float(line["lon"]) if line.get("lon") else None,
        valid_from=line.get("valid_from") or None,
        valid_to=line.get("valid_to") or None,
        source=line.get("source") or "",
        prominence=round(float(line.get("prominence") or 0)),
    )


def _number(qid: str | None, where: str) -> int | None:
    if not qid:
        return None
    if qid[:1] != "Q" or not qid[1:].isdecimal() or qid[1] == "0":
        raise GazetteerError(f"{where}: {qid!r} is no Wikidata id (a Q and digits)")
    return int(qid[1:])


def _split(field: str | None) -> tuple[str, ...]:
    return tuple(part for part in (field or "").split("|") if part)


def open_text(path: Path) -> IO[str]:
    """Open a text file, compressed by gzip or bzip2 or not; raises GazetteerError when there is none."""
    if not path.is_file():
        raise GazetteerError(f"{path}: no such file")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return bz2.open(path, "rt", encoding="utf-8") if path.suffix == ".bz2" else path.open(encoding="utf-8")
