"""Articles as gzipped N-Quads files, for stores that are built from files and for machines that share a folder and no store.

    DIR/2024-10/part-0000001.nq.gz    articles one after another: graph, entities and manifest entry of each (by month)
    DIR/part-0000001.nq.gz            the same (by count)
    DIR/vocabulary.nq.gz            the graph of the vocabulary
    DIR/index.sqlite                which part holds which article with which fingerprint, and what each part is

A part is written aside, synced and moved into place, and only then the index knows its articles: what the index does not know is not
there, and the next part of that name takes its place. An article that changes goes to a new part, and its old lines are taken out of
the old one by `compact`; until then the index says which lines count no longer.
"""

import gzip
import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, Self

from kg.errors import StoreError
from kg.vocabulary.graphs import MANIFEST

PART_ARTICLES: Final = 1000  # in a part; with news articles about 10 MB
_OPEN_PARTS: Final = 8  # as many times the articles of a part may be on their way before the fullest part is ended
_UNDATED: Final = "undated"
_ENTRY: Final = f"<{MANIFEST}>".encode()
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS article (iri TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, part TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS part (name TEXT PRIMARY KEY, articles INT, quads INT, bytes INT, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outdated (part TEXT, iri TEXT, PRIMARY KEY (part, iri)) WITHOUT ROWID;
"""


@dataclass(slots=True)
class _Growing:
    """A part that is being written: a file aside, and the fingerprints of what is in it."""

    name: str
    aside: Path
    raw: BinaryIO
    packed: gzip.GzipFile
    articles: dict[str, str] = field(default_factory=dict)
    quads: int = 0

    @classmethod
    def begin(cls, folder: Path, name: str) -> Self:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        raw = aside.open("wb")
        # no time of day inside, so that the same articles make the same bytes
        return cls(name, aside, raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0))

    def add(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.packed.write(line)
            self.quads += 1

    def end(self, path: Path) -> tuple[int, str]:
        """Move the file into place; return its size in bytes and its SHA-256."""
        self.packed.close()
        self.raw.flush()
        os.fsync(self.raw.fileno())
        self.raw.close()
        found = path_digest(self.aside)
        self.aside.replace(path)
        _sync_folder(path.parent)
        return found

    def give_up(self) -> None:
        self.raw.close()
        self.aside.unlink(missing_ok=True)


class Shards:
    """A folder of parts. Open it for one writer at a time; close it, or use it as a context manager."""

    def __init__(self, folder: Path | str, *, by_month: bool = True, size: int = PART_ARTICLES) -> None:
        """Open or make the folder; `size` is the number of articles in a part. Raises `StoreError`."""
        self.folder = Path(folder)
        self._by_month = by_month
        self._size = size
        self._growing: dict[str, _Growing] = {}  # by shard
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._index = sqlite3.connect(self.folder / "index.sqlite", isolation_level=None, timeout=1)
            self._index.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._index.executescript(f"BEGIN EXCLUSIVE; {_SCHEMA} COMMIT;")
            for left in self.folder.rglob(".part-*"):  # by a process that was killed
                left.unlink()
        except (OSError, sqlite3.Error) as error:
            hint = "wait for the other process" if "locked" in str(error) else "name a folder that can be written"
            raise StoreError(f"{folder}: cannot hold shards ({error}); {hint}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give up what was not flushed, and let go of the index."""
        for part in self._growing.values():
            part.give_up()
        self._growing = {}
        self._index.close()

    def unchanged(self, articles: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return which articles (IRI, fingerprint) are here as they are."""
        ask = "SELECT 1 FROM article WHERE iri = ? AND fingerprint = ?"
        return {article for article in articles if self._index.execute(ask, article).fetchone()}

    def put(self, iri: str, fingerprint: str, published: str, quads: bytes) -> list[str]:
        """Add an article, N-Quads with its manifest entry last; return the IRIs of those that are durable from now on.

        One that was put and is not durable yet cannot be put again: `flush` first.
        """
        shard = (published[:7] or _UNDATED) if self._by_month else ""
        if shard not in self._growing:
            with _disk(self.folder):
                self._growing[shard] = _Growing.begin(self.folder, self._next_name(shard))
        part = self._growing[shard]
        with _disk(self.folder):
            part.add(quads.splitlines(keepends=True))
        part.articles[iri] = fingerprint
        if len(part.articles) >= self._size:
            return self._end(shard)
        fullest = max(self._growing, key=lambda name: len(self._growing[name].articles))
        waiting = sum(len(part.articles) for part in self._growing.values())
        return self._end(fullest) if waiting >= self._size * _OPEN_PARTS else []

    def remove(self, iri: str) -> None:
        """Take an article out, if it is here."""
        with self._index:
            self._index.execute("BEGIN")
            self._outdate(iri)
            self._index.execute("DELETE FROM article WHERE iri = ?", (iri,))

    def flush(self) -> list[str]:
        """End all parts that are being written; return the IRIs of their articles."""
        return [iri for shard in list(self._growing) for iri in self._end(shard)]

    def compact(self) -> None:
        """Take out of older parts the articles that newer ones hold."""
        for (name,) in self._index.execute("SELECT DISTINCT part FROM outdated").fetchall():
            gone = self._outdated(name)
            part = _Growing.begin(self.folder, name)
            path, kept = self.folder / name, 0
            for iri, lines in read_part(path):
                if iri not in gone:
                    part.add(lines)
                    kept += 1
            if kept:
                size, digest = part.end(path)
                row = (name, kept, part.quads, size, digest)
            else:
                part.give_up()
                path.unlink()
            with self._index:
                self._index.execute("BEGIN")
                self._index.execute("DELETE FROM outdated WHERE part = ?", (name,))
                self._index.execute("DELETE FROM part WHERE name = ?", (name,))
                if kept:
                    self._index.execute("INSERT INTO part VALUES (?, ?, ?, ?, ?)", row)

    def articles(self) -> Iterator[tuple[str, bytes]]:
        """Yield every article with its N-Quads, part by part; raises `StoreError` for a part that is not what the index says."""
        for name, told in self._index.execute("SELECT name, sha256 FROM part ORDER BY name").fetchall():
            path, gone = self.folder / name, self._outdated(name)
            if not path.is_file() or path_digest(path)[1] != told:
                raise StoreError(
                    f"{path}: missing or damaged; bring it back from a copy, or delete the folder and load again"
                )
            for iri, lines in read_part(path):
                if iri not in gone:
                    yield iri, b"".join(lines)

    def parts(self) -> list[dict[str, Any]]:
        """Return what each part is: name, articles, quads, bytes, SHA-256."""
        rows = self._index.execute("SELECT name, articles, quads, bytes, sha256 FROM part ORDER BY name")
        return [dict(zip(("name", "articles", "quads", "bytes", "sha256"), row, strict=True)) for row in rows]

    def _end(self, shard: str) -> list[str]:
        """End the part of a shard that is being written, and then tell the index of it."""
        part = self._growing.pop(shard)
        with _disk(self.folder):
            size, digest = part.end(self.folder / part.name)
        with self._index:
            self._index.execute("BEGIN")
            for iri, fingerprint in part.articles.items():
                self._outdate(iri)
                self._index.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?)", (iri, fingerprint, part.name))
            self._index.execute(
                "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)",
                (part.name, len(part.articles), part.quads, size, digest),
            )
        return list(part.articles)

    def _outdate(self, iri: str) -> None:
        self._index.execute("INSERT OR IGNORE INTO outdated SELECT part, iri FROM article WHERE iri = ?", (iri,))

    def _outdated(self, part: str) -> set[str]:
        return {iri for (iri,) in self._index.execute("SELECT iri FROM outdated WHERE part = ?", (part,))}

    def _next_name(self, shard: str) -> str:
        folder = f"{shard}/" if shard else ""
        (last,) = self._index.execute(
            "SELECT max(name) FROM part WHERE name GLOB ?", (f"{folder}part-[0-9]*",)
        ).fetchone()
        number = int(last.rpartition("-")[2].partition(".")[0]) + 1 if last else 1
        return f"{folder}part-{number:07}.nq.gz"


def read_part(path: Path) -> Iterator[tuple[str, list[bytes]]]:
    """Yield the articles of a part with their lines; each ends with its manifest entry. Raises `StoreError`."""
    lines: list[bytes] = []
    ended = False
    try:
        with gzip.open(path) as file, closing(file):
            for line in file:
                entry = graph_of(line) == _ENTRY
                if ended and not entry:
                    yield _subject(lines[-1]), lines
                    lines = []
                lines.append(line)
                ended = entry
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(f"{path}: damaged ({error}); bring it back from a copy") from error
    if lines:
        yield _subject(lines[-1]), lines


def write_packed(path: Path, lines: Iterable[bytes]) -> None:
    """Write a gzipped file whole or not at all."""
    with _disk(path):
        part = _Growing.begin(path.parent, path.name)
        part.add(lines)
        part.end(path)


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); is the disk full or read-only?") from error


def graph_of(line: bytes) -> bytes:
    """Return the graph's name at the end of a line of N-Quads."""
    return line.removesuffix(b" .\n").rpartition(b" ")[2]


def path_digest(path: Path) -> tuple[int, str]:
    """Return the size of a file in bytes and its SHA-256."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def _subject(line: bytes) -> str:
    return line.partition(b" ")[0][1:-1].decode()


def _sync_folder(folder: Path) -> None:
    """Make a rename durable (Linux, macOS); Windows cannot open folders and does it by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
