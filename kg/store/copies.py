"""Which articles are copies of which: many outlets print what one agency wrote, and that is one voice.

Two texts are of one story when nearly all word sequences of the shorter one are in the longer one, and it is no mere fragment; a story is
what hangs together by that. Its original is the article that was published first, then the one with the least IRI, so that the
statements do not depend on the order of loading. They say of each other article of the story which is the original:

    <copy> kg:copyOf <original> ; kg:overlap 0.97      in the graph `COPIES`

Similar texts are found by locality-sensitive hashing (bands of a MinHash signature) in a table of SQLite beside the store: memory is flat,
and the cost of an article does not grow with the store. The table holds nothing that the manifest does not say, too.
"""

import sqlite3
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from struct import unpack
from typing import Final

import pyoxigraph as ox

from kg.store.manifest import Entry
from kg.vocabulary.graphs import COPIES
from kg.vocabulary.namespaces import KG, XSD

SLOTS: Final = 126  # hashes of a signature: a share is estimated with a standard error of .045 at most
_ROWS: Final = 3  # hashes of a band: of 42 bands, texts that share .5 of their sequences have one in common in 99.6 of 100 cases, .05: .5
_OVERLAP: Final = 0.8  # share of the shorter text's sequences that the longer one has
_RESEMBLANCE: Final = 0.35  # shared sequences ÷ all sequences of both: what is less is a fragment or a quotation
_LOOKED_AT: Final = 200  # similar texts at most, for series of reports from one mould
_REGROUPED: Final = 200  # texts of a story that may fall apart when one of them goes

_GRAPH: Final = ox.NamedNode(COPIES)
_COPY: Final = ox.NamedNode(f"{KG}copyOf")
_SHARE: Final = ox.NamedNode(f"{KG}overlap")
_DECIMAL: Final = ox.NamedNode(f"{XSD}decimal")

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS text (id INTEGER PRIMARY KEY, key INTEGER UNIQUE, signature TEXT NOT NULL, story INTEGER);
CREATE INDEX IF NOT EXISTS text_story ON text (story);
CREATE TABLE IF NOT EXISTS band (key INTEGER, text INTEGER, PRIMARY KEY (key, text)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (iri TEXT PRIMARY KEY, published TEXT, text INTEGER, original TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_text ON article (text);
"""
_MEMBERS: Final = "article JOIN text ON text.id = article.text WHERE story = ?"


class Copies:
    """The index of a store's texts, and what follows from it in the graph."""

    def __init__(self, path: Path | None) -> None:
        """Open the table in the file `path`; None is one in memory."""
        self._table = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._table.execute("PRAGMA journal_mode = WAL")
        self._table.execute("PRAGMA synchronous = FULL")
        self._table.executescript(_SCHEMA)

    def update(self, graph: ox.Store, entries: Mapping[str, Entry | None]) -> None:
        """Bring index and graph up to what the manifest says of some articles now (None: they are gone).

        Done again, after a crash in between, it comes to the same.
        """
        self._table.execute("BEGIN IMMEDIATE")
        try:
            stories: set[int] = set()
            for article, entry in entries.items():
                stories |= self._take_out(graph, article)
                if entry is not None and entry.signature:
                    stories.add(self._put_in(article, entry))
            for story in sorted(stories):
                self._state(graph, story)
        except BaseException:
            self._table.execute("ROLLBACK")
            raise
        self._table.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._table.close()

    def _take_out(self, graph: ox.Store, article: str) -> set[int]:
        """Forget an article; return the stories that this touches."""
        node = ox.NamedNode(article)
        row = self._table.execute(
            "SELECT text, story FROM article JOIN text ON id = text WHERE iri = ?", (article,)
        ).fetchone()
        if row is None:
            return set()
        for quad in list(graph.quads_for_pattern(node, None, None, _GRAPH)):
            graph.remove(quad)
        text, story = row
        self._table.execute("DELETE FROM article WHERE iri = ?", (article,))
        if self._table.execute("SELECT 1 FROM article WHERE text = ?", (text,)).fetchone():
            return {story}
        signature = self._signature(text)
        self._table.executemany("DELETE FROM band WHERE key = ? AND text = ?", ((b, text) for b in _bands(signature)))
        self._table.execute("DELETE FROM text WHERE id = ?", (text,))
        return self._regrouped(story)

    def _regrouped(self, story: int) -> set[int]:
        """Find out anew which texts of a story hang together; return the stories that they make."""
        rows = "SELECT id, signature FROM text WHERE story = ? ORDER BY id LIMIT ?"
        texts = self._table.execute(rows, (story, _REGROUPED + 1)).fetchall()
        if len(texts) > _REGROUPED:
            return {story}
        self._table.executemany("UPDATE text SET story = id WHERE id = ?", ((text,) for text, _ in texts))
        return {self._join(text, [other for other, _ in texts if other != text]) for text, _ in texts}

    def _put_in(self, article: str, entry: Entry) -> int:
        """Note an article; return its story."""
        key = _number(entry.signature.encode())
        row = self._table.execute("SELECT id, story FROM text WHERE key = ?", (key,)).fetchone()
        if row is None:
            text = self._table.execute(
                "INSERT INTO text (key, signature) VALUES (?, ?)", (key, entry.signature)
            ).lastrowid
            if text is None:
                raise sqlite3.DataError("SQLite gave a new row no number")
            self._table.execute("UPDATE text SET story = id WHERE id = ?", (text,))
            bands = _bands(entry.signature)
            places = ", ".join("?" * len(bands))
            found = self._table.execute(
                f"SELECT DISTINCT text FROM band WHERE key IN ({places}) ORDER BY text LIMIT ?",  # noqa: S608  # places only
                (*bands, _LOOKED_AT),
            )
            story = self._join(text, [other for (other,) in found.fetchall()])
            self._table.executemany("INSERT INTO band VALUES (?, ?)", ((band, text) for band in bands))
        else:
            text, story = row
        self._table.execute("INSERT INTO article VALUES (?, ?, ?, NULL)", (article, entry.published or "9999", text))
        return story

    def _join(self, text: int, others: list[int]) -> int:
        """Make one story of a text and all `others` that it is similar to; return it."""
        signature = self._signature(text)
        stories = {self._story(text)}
        stories |= {self._story(other) for other in others if _is_copy(signature, self._signature(other))}
        story = min(stories)
        for outgoing in stories - {story}:
            self._table.execute("UPDATE text SET story = ? WHERE story = ?", (story, outgoing))
        return story

    def _state(self, graph: ox.Store, story: int) -> None:
        """Say in the graph which article of a story is the original of the others, where that is new."""
        first = self._table.execute(
            f"SELECT iri, text FROM {_MEMBERS} ORDER BY published, iri LIMIT 1",  # noqa: S608  # a constant
            (story,),
        ).fetchone()
        if first is None:
            return
        original, text = first
        signature = self._signature(text)
        changed = self._table.execute(
            f"SELECT iri, signature FROM {_MEMBERS} AND original IS NOT CASE iri WHEN ? THEN NULL ELSE ? END",  # noqa: S608
            (story, original, original),
        ).fetchall()
        quads = []
        for iri, other in changed:
            node = ox.NamedNode(iri)
            for quad in list(graph.quads_for_pattern(node, None, None, _GRAPH)):
                graph.remove(quad)
            if iri != original:
                share = ox.Literal(f"{overlap(signature, other):.2f}", datatype=_DECIMAL)
                quads.append(ox.Quad(node, _COPY, ox.NamedNode(original), _GRAPH))
                quads.append(ox.Quad(node, _SHARE, share, _GRAPH))
        graph.extend(quads)
        self._table.executemany(
            "UPDATE article SET original = ? WHERE iri = ?",
            ((None if iri == original else original, iri) for iri, _ in changed),
        )

    def _signature(self, text: int) -> str:
        return str(self._table.execute("SELECT signature FROM text WHERE id = ?", (text,)).fetchone()[0])

    def _story(self, text: int) -> int:
        return int(self._table.execute("SELECT story FROM text WHERE id = ?", (text,)).fetchone()[0])


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that repeats another one."""

    article: str
    original: str
    overlap: float


def read_copies(graph: ox.Store, article: str) -> list[Copy]:
    """Return what the graph says of an article's copies, and of what it is a copy itself."""
    node = ox.NamedNode(article)
    quads = [*graph.quads_for_pattern(node, _COPY, None, _GRAPH), *graph.quads_for_pattern(None, _COPY, node, _GRAPH)]
    found = []
    for copy, _, original, _ in quads:
        share = next(graph.quads_for_pattern(copy, _SHARE, None, _GRAPH)).object
        if isinstance(copy, ox.NamedNode) and isinstance(original, ox.NamedNode) and isinstance(share, ox.Literal):
            found.append(Copy(copy.value, original.value, float(share.value)))
    return sorted(found, key=lambda copy: copy.article)


def overlap(one: str, other: str) -> float:
    """Return the estimated share of the shorter text's sequences that the longer one has (Szymkiewicz–Simpson), by their signatures."""
    return _shares(one, other)[1]


def _is_copy(one: str, other: str) -> bool:
    resemblance, share = _shares(one, other)
    return resemblance >= _RESEMBLANCE and share >= _OVERLAP


def _shares(one: str, other: str) -> tuple[float, float]:
    """Return resemblance (Jaccard) and overlap of two texts."""
    (size, *hashes), (other_size, *other_hashes) = _numbers(one), _numbers(other)
    same = sum(a == b for a, b in zip(hashes, other_hashes, strict=True))
    resemblance = same / SLOTS
    shared = resemblance / (1 + resemblance) * (size + other_size)
    return resemblance, min(1.0, shared / min(size, other_size))


def _numbers(signature: str) -> tuple[int, ...]:
    return unpack(f"<{SLOTS + 1}I", b64decode(signature))


def _bands(signature: str) -> list[int]:
    """Return the keys under which a text is found: a number for each band of its hashes."""
    data = b64decode(signature)[4:]
    width = 4 * _ROWS
    return [_number(bytes((i // width,)) + data[i : i + width]) for i in range(0, len(data), width)]


def _number(data: bytes) -> int:
    """Return a hash as an integer of SQLite."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)
