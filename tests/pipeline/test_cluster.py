"""A load over a real Dask scheduler with two worker processes, of which one is killed in the middle."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import orjson
import pytest

pytest.importorskip("distributed", reason="the extra `dask` is not installed")

import kg.pipeline
from kg.errors import ModelError
from kg.model import Article
from kg.pipeline import Document, Failure, Outcome, Settings, load
from kg.pipeline.cluster import ClusterError, process_on_cluster
from kg.store import Store
from tests.pipeline.stub_machine import BrokenMachine, PoisonedMachine, SlowMachine

ROOT: Final = Path(__file__).parents[2]
ARTICLES: Final = 240


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the folder of a model that says its name and nothing else."""
    folder = tmp_path_factory.mktemp("model")
    (folder / "meta.json").write_text('{"lang": "en", "name": "stub", "version": "1"}')
    return str(folder)


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self._folder = folder
        self._scheduler = self._run("scheduler", "--port", "0", "--host", "127.0.0.1", "--no-show")
        deadline = time.monotonic() + 60
        while not self._file.is_file() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.workers = [self.add_worker() for _ in range(2)]

    @property
    def address(self) -> str:
        """Return the scheduler's address."""
        return str(orjson.loads(self._file.read_bytes())["address"])

    def add_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker with one thread, and nobody who would start it again."""
        return self._run("worker", "--no-nanny", "--nthreads", "1", "--host", "127.0.0.1")

    def close(self) -> None:
        """End all processes."""
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()

    def _run(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        dask = shutil.which("dask", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        assert dask
        return subprocess.Popen(
            [dask, kind, "--scheduler-file", str(self._file), "--no-dashboard", *options],
            cwd=self._folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Run a scheduler with two workers."""
    running = Cluster(tmp_path)
    yield running
    running.close()


def test_a_worker_is_killed(cluster: Cluster, model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one of two workers killed in the middle, every article is stored once; again, nothing is done."""
    corpus = tmp_path / "articles.jsonl"
    text = "The army said that 300 soldiers had left the port."
    corpus.write_bytes(b"".join(orjson.dumps({"id": f"a{n}", "text": text}) + b"\n" for n in range(ARTICLES)))
    monkeypatch.setattr(kg.pipeline, "process_on_cluster", partial(process_on_cluster, make=SlowMachine))
    seen: Counter[str] = Counter()

    def watch(outcome: Outcome) -> None:
        assert isinstance(outcome, Document)
        seen[outcome.iri] += 1
        if seen.total() == ARTICLES // 4:
            cluster.workers[0].send_signal(signal.SIGKILL)

    with Store.open(None) as store:
        sink = kg.pipeline.StoreSink(store)
        monkeypatch.setattr(sink._writer, "_limit", 2**16)  # so that some are durable early
        report = load([corpus], sink, settings=Settings(nlp=model), cluster=cluster.address, watch=watch)
        assert cluster.workers[0].wait(10) == -signal.SIGKILL
        assert (report.loaded, report.failed) == (ARTICLES, 0)
        assert set(seen.values()) == {1}
        assert len(list(store.articles())) == ARTICLES
        again = load([corpus], store, settings=Settings(nlp=model), cluster=cluster.address)
        assert (again.loaded, again.unchanged) == (0, ARTICLES)


def test_bad_articles_are_isolated(cluster: Cluster, model: str) -> None:
    """An article that kills its workers is reported with the reason, and the others come through."""
    cluster.workers += [cluster.add_worker() for _ in range(2)]  # two will die, of a batch and of one article
    texts = [f"good {n}" for n in range(20)] + ["die"]
    articles = (Article(text=text, source=text) for text in texts)
    outcomes = list(process_on_cluster(articles, Settings(nlp=model), cluster.address, make=PoisonedMachine))
    assert sorted(o.source for o in outcomes if isinstance(o, Document)) == sorted(texts[:-1])
    (failure,) = (o for o in outcomes if isinstance(o, Failure))
    assert failure.source == "die"
    assert "ended its workers" in failure.reason


def test_a_worker_without_the_model(cluster: Cluster, model: str) -> None:
    """What a worker lacks ends the load with the worker's own words, and so does another version of the rules."""
    articles = [Article(text="good", source="good")]
    with pytest.raises(ModelError, match="no language pipeline is called"):
        list(process_on_cluster(articles, Settings(nlp=model), cluster.address, make=BrokenMachine))
    older = Settings(nlp=model)
    older.__dict__["snapshot"] = "another day's"
    with pytest.raises(ModelError, match="install the same"):
        list(process_on_cluster(articles, older, cluster.address, make=SlowMachine))


def test_nobody_there(monkeypatch: pytest.MonkeyPatch, model: str) -> None:
    """No scheduler and no library are errors that say what to do."""
    monkeypatch.setattr("kg.pipeline.cluster._START_SECONDS", 0.5)
    with pytest.raises(ClusterError, match="dask scheduler"):
        list(process_on_cluster([], Settings(nlp=model), "tcp://127.0.0.1:9"))
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"geopolitical-kg\[dask\]"):
        list(process_on_cluster([], Settings(nlp=model), "tcp://127.0.0.1:9"))
