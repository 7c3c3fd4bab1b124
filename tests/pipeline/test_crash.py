"""Loads that are killed or interrupted while they write lose nothing and double nothing.

`KG_CRASHES=20` kills more often than the few times that every run of the tests affords.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Final

import orjson
import pyoxigraph as ox
import pytest

from kg.store import Store
from kg.vocabulary.graphs import MANIFEST, VERSIONS, VOCABULARY

CRASHES: Final = int(os.environ.get("KG_CRASHES", "3"))
ARTICLES: Final = 30 * (CRASHES + 2)  # so that there is work left at the last kill
ROOT: Final = Path(__file__).parents[2]
BATCH: Final = 2**17  # bytes: some ten articles at a time
AT_ONCE: Final = 2**30

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends signals")


class Load:
    """A `kg load` in a process group of its own, and what it tells of its writing."""

    def __init__(
        self, corpus: Path, store: Path, *options: str, workers: int = 0, batch: int = BATCH, **other: str
    ) -> None:
        command = [sys.executable, "-m", "tests.pipeline.stub_load", "load", str(corpus), "--store", str(store)]
        given = ["--workers", str(workers), "--nlp", str(corpus.parent / "model"), "--format", "json", *options]
        self.process = subprocess.Popen(
            [*command, *given],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            process_group=0,
            env={**os.environ, "KG_TEST_BATCH": str(batch), **other},
        )
        assert self.process.stdout is not None
        self._told = iter(self.process.stdout.readline, b"")
        self._begun = self.acknowledged = 0
        self.writing = False
        self._since = self.longest = 0.0  # the longest that a batch took

    def wait_for_batch(self, number: int) -> None:
        """Wait until a load begins to write its batch of this number, from 1."""
        while number:
            number -= self._hear(next(self._told))

    def kill_later(self, seconds: float) -> None:
        """Kill the whole group some seconds later, as a power cut does."""
        time.sleep(seconds)
        os.killpg(self.process.pid, signal.SIGKILL)

    def end(self) -> tuple[int, str]:
        """Wait for the end, and return the exit status and what was said on standard error."""
        for line in self._told:
            self._hear(line)
        _, errors = self.process.communicate()
        return self.process.returncode, errors.decode()

    def _hear(self, line: bytes) -> bool:
        if line.startswith(b"<"):
            self._begun, self.writing, self._since = int(line[2:]), True, time.monotonic()
        elif line.startswith(b">"):
            self.acknowledged, self.writing = self.acknowledged + self._begun, False
            self.longest = max(self.longest, time.monotonic() - self._since)
        return line.startswith(b"<")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of articles, with a folder for a model beside it that says its name and nothing else."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "model").mkdir()
    (folder / "model" / "meta.json").write_text('{"lang": "en", "name": "stub", "version": "1"}')
    path = folder / "articles.jsonl"
    text = "The army said that 300 soldiers had left the port. " * 4  # long enough to have copies: every third is one
    records = (
        {"id": f"a{n}", "text": text + " ".join(f"{n // 3}-{word}" for word in range(40))} for n in range(ARTICLES)
    )
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return path


def _content(store: Path) -> list[str]:
    """Return what is in a store and the same in every store of these articles: all but the times of loading."""
    left_out = {ox.NamedNode(VOCABULARY), ox.NamedNode(VERSIONS)}
    with Store.open(store, read_only=True) as opened:
        return sorted(str(quad) for quad in opened.graph if quad.graph_name not in left_out)


def _by_article(lines: list[str]) -> dict[str, set[str]]:
    """Return the statements of articles and of the manifest by the article that they belong to."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        graph = line.rpartition(" ")[2]
        owner = line.partition(" ")[0] if graph == f"<{MANIFEST}>" else graph
        if "/article/" in owner:
            found[owner].add(line)
    return found


def _check_whole(store: Path, whole: list[str]) -> int:
    """Insist that a store opens and that all in it belongs to whole articles; return how many there are."""
    with Store.open(store) as opened:  # to write, which mends
        found = list(opened.articles())
        assert all(opened.text(entry.text_hash) for article in found if (entry := opened.entry(article)))
    present, got = {f"<{article}>" for article in found}, _content(store)
    assert len(got) == len(set(got))
    for graph, lines in _by_article(whole).items():
        assert lines.isdisjoint(got) if graph not in present else lines.issubset(got)
    return len(found)


@pytest.fixture(scope="module")
def whole(corpus: Path) -> list[str]:
    """Return the content of a store whose load was left alone."""
    store = corpus.parent / "calm"
    status, errors = Load(corpus, store, batch=AT_ONCE).end()
    assert status == 0, errors
    return _content(store)


def test_kill(corpus: Path, tmp_path: Path, whole: list[str]) -> None:
    """Killed again and again while it writes, and begun again each time, a load ends with the store of one that was left alone."""
    store, chance = tmp_path / "killed", random.Random(CRASHES)  # noqa: S311  # no secret
    held, writing, longest = [0], 0, 0.1
    for _ in range(CRASHES):
        load = Load(corpus, store)
        load.wait_for_batch(chance.randint(1, 2))
        load.kill_later(chance.uniform(0, longest))
        assert load.end()[0] == -signal.SIGKILL
        writing, longest = writing + load.writing, max(longest, load.longest)
        held.append(_check_whole(store, whole))
        assert held[-1] >= held[-2] + load.acknowledged
    sys.stdout.write(f"{writing} of {CRASHES} kills hit a batch that was being written\n")
    assert writing > 0
    assert held[-1] < ARTICLES
    status, errors = Load(corpus, store, batch=AT_ONCE).end()
    assert status == 0, errors
    assert _content(store) == whole


@pytest.mark.parametrize(
    ("number", "workers"), [(signal.SIGINT, 0), (signal.SIGINT, 2), (signal.SIGTERM, 1)], ids=lambda value: f"{value!s}"
)
def test_interrupt(corpus: Path, tmp_path: Path, whole: list[str], number: signal.Signals, workers: int) -> None:
    """Ctrl-C ends a load with status 130 and SIGTERM with 143; it says how to go on, and what was done is kept."""
    store = tmp_path / "interrupted"
    load = Load(corpus, store, workers=workers)
    load.wait_for_batch(2)
    os.killpg(load.process.pid, number)  # as a terminal does
    status, errors = load.end()
    assert status == 128 + number, errors
    assert "same command" in errors
    assert "Traceback" not in errors
    assert 0 < load.acknowledged <= _check_whole(store, whole) < ARTICLES
    with Store.open(store, read_only=True) as opened:
        assert opened.runs()[-1]["state"] == "interrupted"


@pytest.mark.parametrize("workers", [0, 1])
def test_interrupt_at_the_start(corpus: Path, tmp_path: Path, workers: int) -> None:
    """Ctrl-C while the model is loaded ends a load at once, and nothing of it goes on."""
    store = tmp_path / "store"
    load = Load(corpus, store, workers=workers, KG_TEST_SLEEP="1")
    while not (store / "runs.jsonl").exists():
        time.sleep(0.05)
    os.killpg(load.process.pid, signal.SIGINT)
    status, errors = load.end()
    assert status == 130, errors
    assert "Traceback" not in errors
    assert _check_whole(store, []) == 0


def test_workers_go_with_a_killed_load(corpus: Path, tmp_path: Path) -> None:
    """The workers of a load that is killed end by themselves."""
    load = Load(corpus, tmp_path / "store", workers=1)
    load.wait_for_batch(1)
    children = Path(f"/proc/{load.process.pid}/task/{load.process.pid}/children")
    workers = [int(child) for child in children.read_text(encoding="utf-8").split()] if children.exists() else []
    load.process.kill()
    load.end()
    deadline = time.monotonic() + 30
    while (left := [pid for pid in workers if Path(f"/proc/{pid}").exists()]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not left


def test_full_disk(corpus: Path, tmp_path: Path, whole: list[str]) -> None:
    """On a full disk a load ends with a message and status 2; with room again, the same command goes on to the whole."""
    store = tmp_path / "full"
    load = Load(corpus, store)
    load.wait_for_batch(2)
    load.kill_later(0)
    load.end()
    status, errors = Load(corpus, store, KG_TEST_FILE=str(BATCH // 2)).end()
    assert status == 2, errors
    assert "full" in errors
    assert "Traceback" not in errors
    status, errors = Load(corpus, store, batch=AT_ONCE).end()
    assert status == 0, errors
    assert _content(store) == whole
