"""Watch the memory of a real load, writer and workers, while its store grows: a line at every doubling, and the ratio of the peaks.

    OMP_NUM_THREADS=1 python scripts/bench_memory.py load NEWS.jsonl --workers 1
    OMP_NUM_THREADS=1 python scripts/bench_memory.py replay --articles 100000

`load` reads the articles that you name through everything. `replay` puts the N-Quads of the seeds, under ever new names, through the
writer alone. Peaks are the highest resident memory (VmHWM) that Linux has seen of each process, pages of mapped files included.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import orjson
from bench_measures import renamed
from bench_scale import document_of

import kg
from kg.config import data_folder
from kg.gazetteer import shared
from kg.model import Article
from kg.pipeline import StoreSink
from kg.rdf.triples import article_nquads
from kg.readers import read
from kg.store import Store

FIRST = 1000  # articles of the first line


def main(arguments: Sequence[str]) -> None:
    """Watch what the command line asks for, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ways = parser.add_subparsers(dest="way", required=True)
    loading = ways.add_parser("load")
    loading.add_argument("paths", nargs="+")
    loading.add_argument("--workers", default="1")
    replaying = ways.add_parser("replay")
    replaying.add_argument("--articles", type=int, default=100_000)
    given = parser.parse_args(arguments)
    print("| articles | writer, MB | worker, MB | disk, kB an article | articles a second |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "store"
        steps = _load(given.paths, given.workers, store) if given.way == "load" else _replay(given.articles, store)
        started = time.monotonic()
        for articles, writer, worker in steps:
            size = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
            rate = articles / (time.monotonic() - started)
            print(
                f"| {articles:,} | {writer:.0f} | {worker:.0f} | {size / articles / 1000:.0f} | {rate:.1f} |",
                flush=True,
            )


def _load(paths: Sequence[str], workers: str, store: Path) -> Iterator[tuple[int, float, float]]:
    """Yield articles, peak of the writer and of the largest worker that there has been, at every doubling of the articles."""
    command = [str(Path(sys.executable).with_name("kg")), "load", *paths, "--store", str(store), "--workers", workers]
    mark = FIRST
    with subprocess.Popen([*command, "--progress", "json"], stderr=subprocess.PIPE) as load:  # noqa: S603
        seen, largest = 0, 0.0
        for line in load.stderr or ():
            event = orjson.loads(line)
            seen = event.get("loaded", seen)
            if event["event"] != "progress":
                continue
            largest = max([largest, *map(_peak, _children(load.pid))])
            if seen >= mark:
                yield seen, _peak(load.pid), largest
                mark *= 2


def _replay(articles: int, store: Path) -> Iterator[tuple[int, float, float]]:
    """Yield articles, peak of this process, which writes, and nothing for workers."""
    texts = [found for found in read([data_folder("seeds")]) if isinstance(found, Article)]
    with ProcessPoolExecutor(1, get_context("spawn")) as elsewhere:  # the model's memory is not the writer's
        patterns = list(elsewhere.map(kg.extract, texts))
    mark = FIRST
    quads = [article_nquads(pattern, lookup=shared().get) for pattern in patterns]
    with Store.open(store) as target:
        sink = StoreSink(target)
        for number in range(articles):
            sink.put(document_of(renamed(quads[number % len(quads)], number)))
            if number + 1 in {mark, articles}:
                yield number + 1, _peak("self"), 0.0
                mark *= 10
        sink.flush()


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(one) for one in found.split()]


def _peak(process: int | str) -> float:
    """Return the highest resident memory of a process so far, in MB; 0 when it has just ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main(sys.argv[1:])
