"""Loads that are killed or interrupted, begun again, end with the store of a load that was left alone.

A first step only: most kills fall before the first batch is written, so this does not show that a kill while writing is harmless.
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
from kg.vocabulary.graphs import MANIFEST, VOCABULARY

ARTICLES: Final = 120
CRASHES: Final = int(os.environ.get("KG_CRASHES", "3"))
ROOT: Final = Path(__file__).parents[2]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a file of articles, with a folder for a model beside it that says its name and nothing else."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "meta.json").write_text('{"lang": "en", "name": "stub", "version": "1"}')
    path = tmp_path / "articles.jsonl"
    text = "The army said that 300 soldiers had left the port."
    path.write_bytes(b"".join(orjson.dumps({"id": f"a{n}", "text": text}) + b"\n" for n in range(ARTICLES)))
    return path


def _start(corpus: Path, store: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.pipeline.stub_load", "load", str(corpus), "--store", str(store)]
    options = ["--workers", "1", "--nlp", str(corpus.parent / "model"), "--format", "json"]
    return subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _finish(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Wait for the end of a load and return its exit status and what it said."""
    _, errors = process.communicate()
    return process.returncode, errors.decode()


def _wait_for(store: Path) -> None:
    """Wait until a load has opened its store."""
    deadline = time.monotonic() + 60
    while not (store / "texts").is_dir() and time.monotonic() < deadline:
        time.sleep(0.005)


def _content(store: Path) -> list[str]:
    vocabulary = ox.NamedNode(VOCABULARY)
    with Store.open(store, read_only=True) as opened:
        return sorted(str(quad) for quad in opened.graph if quad.graph_name != vocabulary)


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
    """Insist that all that is in a store belongs to whole articles; return how many there are."""
    with Store.open(store, read_only=True) as opened:
        found = list(opened.articles())
    present, got = {f"<{article}>" for article in found}, _content(store)
    assert len(got) == len(set(got))
    for graph, lines in _by_article(whole).items():
        assert lines.isdisjoint(got) if graph not in present else lines.issubset(got)
    return len(found)


def test_kill(corpus: Path, tmp_path: Path) -> None:
    """Killed again and again, and begun again each time, a load ends with the store of one that was left alone."""
    calm, store = tmp_path / "calm", tmp_path / "killed"
    assert _finish(_start(corpus, calm)) == (0, "")
    whole, chance = _content(calm), random.Random(CRASHES)  # noqa: S311  # no secret
    for _ in range(CRASHES):
        process = _start(corpus, store)
        _wait_for(store)
        time.sleep(chance.uniform(0, 0.4))
        process.kill()
        _finish(process)
        if (store / "triples").is_dir():
            _check_whole(store, whole)
    status, errors = _finish(_start(corpus, store))
    assert status == 0, errors
    assert _content(store) == whole
    with Store.open(store, read_only=True) as opened:
        assert len(list(opened.articles())) == ARTICLES


def test_interrupt(corpus: Path, tmp_path: Path) -> None:
    """Ctrl-C ends a load with status 130, says how to go on, and keeps what was done."""
    calm, store = tmp_path / "calm", tmp_path / "interrupted"
    assert _finish(_start(corpus, calm)) == (0, "")
    process = _start(corpus, store)
    _wait_for(store)
    process.send_signal(signal.SIGINT)
    status, errors = _finish(process)
    assert status == 130, errors
    assert "same command" in errors
    assert "Traceback" not in errors
    assert 0 < _check_whole(store, _content(calm)) < ARTICLES
