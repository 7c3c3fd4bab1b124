"""The store: one named graph per article, the shared entity graph, and beside them texts, quarantine and journal.

Invariants, whatever happens to the process:
- an article's graph, its manifest entry and the entity graph change in one transaction;
- the entity graph holds exactly the entities that article graphs use;
- loading the same articles again changes no byte of any graph.
"""

import re
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import orjson
import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.rdf.iris import is_iri
from kg.store import manifest, versions
from kg.store.copies import Copies
from kg.store.entities import outdated_rows, shared_lines, unused_without
from kg.store.failures import Failures
from kg.store.keep import FolderKeep, Keep, MemoryKeep
from kg.store.manifest import WITHOUT_TEXT, Entry
from kg.store.pending import Pending
from kg.store.quarantine import Quarantine
from kg.store.schema import load_vocabulary
from kg.vocabulary.graphs import ENTITIES, GRAPHS, INFERRED, MANIFEST, SYSTEM, VERSIONS
from kg.vocabulary.namespaces import PREFIXES

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_TRIPLES: Final = "triples"
_RUNS: Final = "runs"
_PREFIXES: Final = {**PREFIXES, "graph": GRAPHS}


class Store:
    """Articles as graphs, on disk or in memory. Open with `Store.open`, close or use as a context manager."""

    def __init__(
        self,
        graph: ox.Store,
        texts: Keep,
        quarantine: Keep,
        journal: Keep,
        pending: Keep,
        *,
        failures: Failures,
        copies: Copies,
        read_only: bool,
    ) -> None:
        self._graph: ox.Store | None = graph
        self._texts = texts
        self._journal = journal
        self.quarantine = Quarantine(quarantine)
        self.pending = Pending(pending)
        self.failures = failures
        self.copies = copies
        self.read_only = read_only

    @classmethod
    def open(cls, path: Path | str | None, *, read_only: bool = False) -> Self:
        """Open the store in the folder `path`, made when it is not there; None is a new store in memory.

        `read_only` sees the store as it is now, even while another process writes.
        Raises `StoreError` when the folder is no store, is locked by another process, or is missing and `read_only`.
        """
        if path is None:
            keeps: tuple[Keep, ...] = tuple(MemoryKeep() for _ in range(4))
            graph = ox.Store()
        else:
            folder = Path(path)
            keeps = (
                FolderKeep(folder / "texts", ".txt", spread=True),
                FolderKeep(folder / "quarantine", ".json"),
                FolderKeep(folder, ".jsonl"),
                FolderKeep(folder, ".pending"),
            )
            graph = _open_graph(folder, read_only=read_only)
        failures = Failures(None if path is None else Path(path) / "failures.sqlite", read_only=read_only)
        copies = Copies(None if path is None or read_only else Path(path) / "copies.sqlite")
        store = cls(graph, *keeps, failures=failures, copies=copies, read_only=read_only)
        if not store.read_only:
            for keep in keeps:
                keep.tidy()
            load_vocabulary(store.graph)
            store._mend()
        return store

    def _mend(self) -> None:
        """Write again what a process that was killed was writing."""
        batch = self.pending.unfinished()
        if batch is None:
            return
        if batch.quads:
            self._load(", ".join(batch.articles), batch.quads)
        self.copies.update(self.graph, {article: self.entry(article) for article in batch.articles})
        self.pending.end()

    @property
    def graph(self) -> ox.Store:
        """Return the Oxigraph store itself; raises `StoreError` after `close`."""
        if self._graph is None:
            raise StoreError("the store is closed; open it again")
        return self._graph

    def close(self) -> None:
        """Write everything to disk and let go of the lock; raises `StoreError` when the disk is full."""
        graph, self._graph = self._graph, None
        self.failures.close()
        self.copies.close()
        if graph is not None and not self.read_only:
            try:
                graph.flush()
            except OSError as error:
                raise StoreError(f"the store cannot be written ({error}); is the disk full?") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ── articles ────────────────────────────────────────────────────────────────────────────────────────────────────

    def articles(self) -> Iterator[str]:
        """Yield the IRIs of all articles, in order."""
        return manifest.articles(self.graph)

    def entry(self, article: str) -> Entry | None:
        """Return what the manifest says of an article, or None when it is not here (or when that is no IRI at all)."""
        if not is_iri(article):
            return None
        return manifest.read_entry(self.graph, article)

    def find(self, name: str) -> str | None:
        """Return the IRI of the article that is named by its IRI or by the path that it was loaded from, or None."""
        return name if self.entry(name) else manifest.article_from(self.graph, name)

    def holds(self, article: str, fingerprint: str) -> bool:
        """Tell whether an article is here as it is: made of the same and with the same, and its text beside it."""
        digest = manifest.text_of(self.graph, article, fingerprint) if is_iri(article) else None
        if digest is None:
            return False
        if self._texts.has(digest):
            return True
        entry = self.entry(article)
        return entry is not None and entry.pipeline.endswith(WITHOUT_TEXT)

    def replace(self, article: str, quads: bytes, entry: Entry, text: str | None = None) -> None:
        """Put an article in place of what the store held of it, in one transaction.

        `quads` are N-Quads whose graph is the article's IRI or the entity graph. `text` is kept under its hash; without
        it (`--no-text`) the evidence keeps its offsets and the hash, and no earlier version keeps its text.
        """
        self.keep_text(entry, text)
        before = self.entry(article)
        self.pending.begin([article])
        outdated = self.outdated(article, chain.from_iterable(shared_lines(quads).values()))
        if before is None and not outdated:
            own = manifest.entry_quads(article, entry) + versions.version_quads(article, entry)
            self._load(article, quads + own.encode())
        else:
            self._exchange(article, quads, entry, before, outdated)
        if text is None:
            self._drop_texts(article, versions.text_hashes(self.graph, article))
        self._settled(article, entry)

    def _exchange(
        self, article: str, quads: bytes, entry: Entry, before: Entry | None, outdated: Iterable[ox.Quad]
    ) -> None:
        """Put an article in place of an earlier version, or of what the entity graph said of its entities."""
        node = ox.NamedNode(article)
        named = {quad.object for quad in self._parse(article, quads) if isinstance(quad.object, ox.NamedNode)}
        removal = self._removal(node, unused_without(self.graph, node, named), outdated)
        lines = ""
        if before is None or before.version != entry.version:
            known = versions.read_versions(self.graph, article)
            lines = f"GRAPH <{VERSIONS}> {{\n{versions.version_lines(article, entry, known)}}}\n"
        self.graph.update(
            f"{removal} ;\nINSERT DATA {{\n{_blocks(quads + manifest.entry_quads(article, entry).encode())}{lines}}}"
        )

    def remove(self, article: str) -> bool:
        """Take an article out with everything that only it used, its versions too; False when it is not here."""
        before = self.entry(article)
        if before is None:
            return False
        node = ox.NamedNode(article)
        texts = [before.text_hash, *versions.text_hashes(self.graph, article)]
        self.pending.begin([article])
        self.graph.update(f"{self._removal(node, unused_without(self.graph, node, set()))} ;\n{versions.removal(node)}")
        self._drop_texts(article, texts)
        self.quarantine.clear(article)
        self._settled(article, None)
        return True

    def _settled(self, article: str, entry: Entry | None) -> None:
        """Bring what lies beside the graphs up to them, after an article has changed."""
        self.copies.update(self.graph, {article: entry})
        self.pending.end()

    def keep_text(self, entry: Entry, text: str | None) -> None:
        """Keep the text of an article under its hash; None keeps nothing."""
        if text is not None:
            self._texts.put(entry.text_hash, text.encode("utf-8", "surrogatepass"))

    def outdated(self, article: str, lines: Iterable[bytes]) -> list[ox.Quad]:
        """Return what the entity graph says of the entities of an article's lines and these no longer say: a newer snapshot came."""
        return outdated_rows(self.graph, self._parse(article, b"".join(lines)))

    def text(self, digest: str) -> str | None:
        """Return the text with this SHA-256, or None when it was not kept."""
        data = self._texts.get(digest)
        return None if data is None else data.decode("utf-8", "surrogatepass")

    def compact(self) -> None:
        """Merge the files of the triples, so that look-ups take two thirds of their time; costs some 4 µs of CPU a quad of the whole store.

        Nothing can interrupt it, and a crash meanwhile harms nothing.
        """
        self.graph.optimize()

    # ── questions ───────────────────────────────────────────────────────────────────────────────────────────────────

    def query(self, sparql: str, *, union: bool = False, articles: Iterable[str] | None = None) -> Results:
        """Answer a SPARQL query; `union` makes the default graph the union of all graphs (with duplicates).

        `articles` restricts the named graphs to theirs and the shared ones; None is all. The usual prefixes are known.
        Raises `QueryError` with line and column for what is not a SPARQL query.
        """
        graphs: list[ox.NamedNode | ox.BlankNode] | None = None
        if articles is not None:
            graphs = [ox.NamedNode(name) for name in (*sorted(SYSTEM), *articles)]
        try:
            return self.graph.query(sparql, prefixes=_PREFIXES, use_default_graph_as_union=union, named_graphs=graphs)
        except (SyntaxError, ValueError) as error:
            raise QueryError(_explain(str(error), sparql)) from error

    # ── journal ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def record_run(self, run: dict[str, object]) -> None:
        """Note in the journal that a load begins or what it did; `started` tells loads apart."""
        self._journal.append(_RUNS, orjson.dumps(run))

    def runs(self) -> list[dict[str, object]]:
        """Return the journal of loads, oldest first; one that was killed has no `ended`."""
        lines = (self._journal.get(_RUNS) or b"").split(b"\n")[:-1]  # what follows the last end of line is half a line
        found: dict[object, dict[str, object]] = {}
        for run in map(orjson.loads, lines):
            found[run["started"]] = {**found.get(run["started"], {}), **run}
        return list(found.values())

    # ── inside ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _parse(self, article: str, quads: bytes) -> list[ox.Quad]:
        try:
            return list(ox.parse(quads, format=ox.RdfFormat.N_QUADS))
        except SyntaxError as error:
            raise _malformed(article, error) from error

    def _load(self, article: str, quads: bytes) -> None:
        try:
            self.graph.load(quads, format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise _malformed(article, error) from error

    def _removal(self, article: ox.NamedNode, entities: set[ox.NamedNode], outdated: Iterable[ox.Quad] = ()) -> str:
        """Return the update that takes an article out: its graph, its entry, entities only it used, and inferences.

        Inferences go because what they were drawn from may have gone; `kg reason` draws them again.
        """
        parts = [
            f"DROP SILENT GRAPH {article}",
            f"DROP SILENT GRAPH <{INFERRED}>",
            f"DELETE WHERE {{ GRAPH <{MANIFEST}> {{ {article} ?p ?o }} }}",
        ]
        if entities:
            values = " ".join(sorted(map(str, entities)))
            rows = f"GRAPH <{ENTITIES}> {{ ?s ?p ?o }}"
            parts.append(f"DELETE {{ {rows} }} WHERE {{ VALUES ?s {{ {values} }} {rows} }}")
        if lines := "".join(f"{quad.triple} .\n" for quad in outdated):
            parts.append(f"DELETE DATA {{ GRAPH <{ENTITIES}> {{\n{lines}}} }}")
        return " ;\n".join(parts)

    def _drop_texts(self, article: str, digests: Iterable[str]) -> None:
        """Forget texts that no other article has or had."""
        for digest in digests:
            users = manifest.articles_with_text(self.graph, digest) | versions.articles_with_text(self.graph, digest)
            if users <= {article}:
                self._texts.drop(digest)


def _malformed(article: str, error: SyntaxError) -> StoreError:
    return StoreError(f"{article}: its triples are malformed ({error}); please report this article")


def _open_graph(folder: Path, *, read_only: bool) -> ox.Store:
    triples = folder / _TRIPLES
    if read_only and not triples.is_dir():
        raise StoreError(f"{folder}: no store is here; `kg load PATH --store {folder}` makes one")
    if folder.is_dir() and not triples.is_dir() and any(folder.iterdir()):
        raise StoreError(f"{folder}: a folder that is not a store; name an empty or a new one")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _open_reading(triples) if read_only else ox.Store(str(triples))
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreError(f"{folder}: in use by another process; wait for it to end, or only read") from error
        raise StoreError(
            f"{folder}: cannot be opened ({error}); check the path, its permissions and the disk"
        ) from error


def _open_reading(triples: Path) -> ox.Store:
    """Open a snapshot for reading; a writer may have just dropped a file that the list of files still names, so look again."""
    for pause in (0.05, 0.2, 0.8, 3.2):
        try:
            graph = ox.Store.read_only(str(triples))
            next(graph.named_graphs(), None)
        except (OSError, RuntimeError) as error:  # which of them depends on what Oxigraph was about to do with the file
            if "No such file" not in str(error):
                raise
            time.sleep(pause)
        else:
            return graph
    return ox.Store.read_only(str(triples))


def _explain(error: str, sparql: str) -> str:
    """Return Oxigraph's syntax error in one line: where, near which words, and what it misses when that can be said."""
    place = re.search(r"error at (\d+):(\d+): (.*)", error)
    if place is None:
        return f"not a SPARQL query: {' '.join(error.split())}"
    line, column = int(place[1]), int(place[2])
    near = (
        sparql.split("\n")[line - 1][max(0, column - 20) : column + 10].strip()
        if line <= sparql.count("\n") + 1
        else ""
    )
    missing = "a prefix is not declared" if "Prefix not found" in place[3] else place[3].split(",")[0][:80]
    return f"not a SPARQL query: line {line}, column {column}, near {near!r}: {missing}"


def _blocks(quads: bytes) -> str:
    """Return N-Quads lines as SPARQL: `s p o <g> .` becomes `s p o .` in a block `GRAPH <g> { … }`."""
    found: dict[str, list[str]] = {}
    for line in filter(None, quads.decode().split("\n")):  # not splitlines: literals may hold U+2028 and the like
        triple, _, name = line.removesuffix(" .").rpartition(" ")
        found.setdefault(name, []).append(f"{triple} .\n")
    return "".join(f"GRAPH {name} {{\n{''.join(lines)}}}\n" for name, lines in found.items())


def is_article_graph(name: str) -> bool:
    """Tell whether a graph of a store is an article's."""
    return name not in SYSTEM
