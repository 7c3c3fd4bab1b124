"""Articles over processes: batches out, documents back, and one bad article never costs another.

A worker that dies or hangs is replaced; its batch is done again one article at a time, and the one that kills its worker again
is reported with the reason. Nothing is queued beyond one batch per worker, so memory is flat whatever the corpus.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from typing import Final

from kg.model import Article
from kg.pipeline.machine import Failure, Machine, Outcome, Settings, shared_machine

BATCH: Final = 8  # articles; enough for the language model's matrices, few enough for a quick Ctrl-C
ARTICLE_SECONDS: Final = 60.0  # the longest article takes a tenth of it
START_SECONDS: Final = 120.0  # for a worker to load its model
WORKER_BYTES: Final = 6 * 2**30  # of address space that a worker may take; it needs one of them
OUT_OF_MEMORY: Final = 77  # exit status of a worker that would have taken more
_WORTH_WORKERS: Final = 48  # articles from which a second process pays for loading its model

Batch = list[Article]


def process(articles: Iterable[Article], settings: Settings, workers: int | None = None) -> Iterator[Outcome]:
    """Yield what becomes of every article: in this process when they are few or `workers` is 1, else in several.

    `workers` None: as many as there are processors, once there are enough articles for that to pay.
    """
    stream = iter(articles)
    if workers is None:
        first = list(islice(stream, _WORTH_WORKERS))
        workers = processors() if len(first) == _WORTH_WORKERS else 1
        stream = chain(first, stream)
    if workers <= 1:
        for batch in _batches(stream):
            yield from shared_machine(settings).documents(batch)
    else:
        yield from Crew(workers, settings).run(stream)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """Some workers and what each of them is doing."""

    def __init__(self, count: int, settings: Settings) -> None:
        """Start `count` workers with the same settings."""
        self._settings = settings
        self._workers = [_Worker(settings) for _ in range(count)]

    def run(self, articles: Iterator[Article]) -> Iterator[Outcome]:
        """Yield outcomes as they come; ends the workers when done, or when the caller stops."""
        batches = _batches(articles)
        again: deque[Batch] = deque()
        try:
            while True:
                for worker in self._workers:
                    if worker.batch is None and (batch := again.popleft() if again else next(batches, None)):
                        worker.give(batch)
                busy = [worker for worker in self._workers if worker.batch is not None]
                if not busy:
                    return
                wait(
                    [worker.pipe for worker in busy], timeout=max(0.0, min(w.deadline for w in busy) - time.monotonic())
                )
                for worker in busy:
                    yield from self._collect(worker, again)
        finally:
            for worker in self._workers:
                worker.end()

    def _collect(self, worker: "_Worker", again: deque[Batch]) -> Iterator[Outcome]:
        batch = worker.batch or []
        reason = None
        try:
            if worker.pipe.poll():
                yield from worker.take()
                return
            if time.monotonic() >= worker.deadline:
                reason = f"took longer than {ARTICLE_SECONDS:.0f} s"
        except (EOFError, ConnectionResetError):
            worker.process.join(1)
            reason = _reason(worker.process.exitcode)
        if reason is None:
            return
        worker.restart()
        if len(batch) == 1:
            yield Failure(batch[0].source, f"{reason}; left out, please report this article")
        else:
            again.extend([article] for article in batch)


class _Worker:
    """One process with a machine of its own, at the other end of a pipe."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.batch: Batch | None = None
        self.deadline = 0.0
        self._start()

    def give(self, batch: Batch) -> None:
        self.batch = batch
        self.deadline = time.monotonic() + ARTICLE_SECONDS * len(batch) + (0 if self._warm else START_SECONDS)
        self.pipe.send(batch)

    def take(self) -> list[Outcome]:
        outcomes: list[Outcome] = self.pipe.recv()
        self.batch = None
        self._warm = True
        return outcomes

    def restart(self) -> None:
        self.end()
        self._start()

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self.batch = None

    def _start(self) -> None:
        # spawn: a fork of a process with threads (Oxigraph has some) may hang
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_work, args=(other, self._settings), daemon=True)
        self.process.start()
        other.close()
        self._warm = False


def _work(pipe: Connection, settings: Settings) -> None:
    """Turn batches into documents until the pipe closes. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory()
    machine = Machine(settings)
    while True:
        try:
            batch: Batch = pipe.recv()
            pipe.send(list(machine.documents(batch)))
        except EOFError:
            return
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def limit_memory() -> None:
    """Make this process raise MemoryError beyond `WORKER_BYTES`, where the system can do that (Linux)."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  # not everywhere

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = WORKER_BYTES if hard == resource.RLIM_INFINITY else min(WORKER_BYTES, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _reason(status: int | None) -> str:
    if status == OUT_OF_MEMORY:
        return f"took more than {WORKER_BYTES // 2**30} GB of memory"
    return f"ended its worker (exit status {status})"


def _batches(articles: Iterator[Article]) -> Iterator[Batch]:
    while batch := list(islice(articles, BATCH)):
        yield batch
