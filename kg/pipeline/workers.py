"""Articles over processes: batches out, documents back, and one bad article never costs another.

A worker that dies, hangs or takes too much memory is replaced; its batch is done again one article at a time, and the one that
does it again is reported with the reason. Nothing is queued beyond two batches per worker (one in work, one ready), and a worker,
whose memory grows with the words that it has seen, gives way to a fresh one after some thousand articles: so memory is flat whatever
the corpus. One worker is a process of its own, too: the load outlives what ends it.
"""

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import Pipe
from multiprocessing.connection import wait
from typing import Final

from kg.errors import KgError, ModelError
from kg.model import Article
from kg.pipeline.garbage import rare_collection
from kg.pipeline.machine import Failure, Machine, Outcome, Settings, shared_machine
from kg.pipeline.worker import OUT_OF_MEMORY, Batch, Maker, Start

BATCH: Final = 8  # articles; enough for the language model's matrices, few enough for a quick Ctrl-C
IN_PROCESS: Final = 0  # as a number of workers: none but this process, without any wall around an article
_COMMAND: Final = "from kg.pipeline.worker import main; main()"
_QUEUED: Final = 2  # batches per worker: one in work, one ready
_LIGHT: Final = 40_000  # characters that a pipe takes in one go from a sender whose receiver is stuck (Linux: 200 kB)
_START_SECONDS: Final = 300.0  # for a worker to load its model, on a busy machine
_WORTH_WORKERS: Final = 48  # articles from which a second process pays for loading its model


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost before it is left out, and how many articles one process may do."""

    seconds: float = 60.0  # on the clock; the longest article takes a tenth of it
    bytes: int = 6 * 2**30  # of its worker's address space; the model needs one sixth of it
    articles: int = 5_000  # then a fresh worker takes over: spaCy keeps every word that it has ever seen


def process(
    articles: Iterable[Article],
    settings: Settings,
    workers: int | None = None,
    limits: Limits | None = None,
    make: Callable[[Settings], Maker] = Machine,
) -> Iterator[Outcome]:
    """Yield what becomes of every article, in any order.

    `workers` None: as many as there are processors, once there are enough articles for that to pay; `IN_PROCESS`: this process does it
    all, as it must where processes cannot be given a pipe (Windows). Without articles nothing is started. Raises what making a
    machine raises, for example `ModelError`.
    """
    stream = iter(articles)
    first = list(islice(stream, 1 if workers else _WORTH_WORKERS))
    if not first:
        return
    if workers is None:
        workers = processors() if len(first) == _WORTH_WORKERS else 1
    stream = chain(first, stream)
    if workers == IN_PROCESS or os.name != "posix":
        machine = shared_machine(settings) if make is Machine else make(settings)
        with rare_collection():
            for batch in batches_of(stream):
                yield from machine.documents(batch)
    else:
        yield from Crew(workers, settings, limits or Limits(), make).run(stream)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """Some workers and what each of them is doing."""

    def __init__(self, count: int, settings: Settings, limits: Limits, make: Callable[[Settings], Maker]) -> None:
        """Prepare `count` workers with the same settings; they start with the first batches."""
        self._limits = limits
        self._settings = settings
        settings.version()  # worked out here once, and not in every worker
        start = Start(make, settings, limits.bytes)
        self._workers = [_Worker(start, limits) for _ in range(count)]
        self._again: deque[Batch] = deque()

    def run(self, articles: Iterator[Article]) -> Iterator[Outcome]:
        """Yield outcomes as they come; ends the workers when done, or when the caller stops."""
        batches = batches_of(articles)
        try:
            while True:
                self._feed(batches)
                busy = [worker for worker in self._workers if worker.queue]
                if not busy:
                    return
                first = min(worker.deadline for worker in busy)
                wait([worker.pipe for worker in busy], timeout=max(0.0, first - time.monotonic()))
                for worker in busy:
                    yield from self._collect(worker)
        finally:
            for worker in self._workers:
                worker.end()

    def _feed(self, batches: Iterator[Batch]) -> None:
        """Give every worker something to do, and then something to do next."""
        for depth in range(_QUEUED):
            for worker in self._workers:
                if len(worker.queue) > depth or (depth and worker.done):
                    continue
                batch = self._again.popleft() if self._again else next(batches, None)
                if batch is None:
                    return
                if depth and sum(len(article.text) for article in batch) > _LIGHT:
                    self._again.appendleft(batch)  # a worker that hangs would hang us, too
                    return
                worker.give(batch)

    def _collect(self, worker: "_Worker") -> Iterator[Outcome]:
        try:
            if worker.pipe.poll():
                yield from worker.take()
                return
            if time.monotonic() < worker.deadline:
                return
            reason = f"took longer than {worker.limit:g} s"
        except (EOFError, ConnectionError):
            reason = self._reason(worker.exit_status())
        if not worker.ready:
            raise ModelError(f"a worker could not start: it {reason}; what it said is above")
        batch, *untouched = worker.queue
        worker.end()
        self._again.extend(untouched)
        if len(batch) == 1:
            yield Failure.of_article(batch[0], self._settings, f"{reason}; left out, please report this article")
        else:
            self._again.extend([article] for article in batch)

    def _reason(self, status: int) -> str:
        if status == OUT_OF_MEMORY:
            return f"took more than {self._limits.bytes / 2**30:g} GB of memory"
        return f"ended its worker (exit status {status})"


class _Worker:
    """One process with a machine of its own, at the other end of a pipe; started by its first batch."""

    def __init__(self, start: Start, limits: Limits) -> None:
        self._start = start
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._articles = 0  # that its process was given
        self.queue: deque[Batch] = deque()
        self.ready = False
        self.deadline = 0.0

    @property
    def done(self) -> bool:
        """Tell whether its process has had as many articles as it may: what comes next is for another one."""
        return self._articles >= self._limits.articles

    def give(self, batch: Batch) -> None:
        if self.done:
            self.end()
        if self._process is None:
            self._begin()
        elif not self.queue:
            self._wind()  # a whole batch gets the time of one article: what takes longer is done again one by one
        self.queue.append(batch)
        self._articles += len(batch)
        try:
            self.pipe.send(batch)
        except ConnectionError:
            return  # it is gone; reading from it tells so, with the reason

    def take(self) -> list[Outcome]:
        message: list[Outcome] | KgError | None = self.pipe.recv()
        if isinstance(message, KgError):
            raise message
        self.ready = True
        self._wind()
        if message is None:
            return []
        self.queue.popleft()
        return message

    @property
    def limit(self) -> float:
        """Return the seconds that what it does now may take."""
        return self._limits.seconds if self.ready else _START_SECONDS

    def exit_status(self) -> int:
        return self._process.wait() if self._process else 0

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
            self.pipe.close()
        self.queue.clear()

    def _wind(self) -> None:
        self.deadline = time.monotonic() + self.limit

    def _begin(self) -> None:
        self.pipe, other = Pipe()
        # In a process group of its own, since Ctrl-C on a terminal goes to the whole group and is the parent's to handle.
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            [sys.executable, "-c", _COMMAND, str(other.fileno())],
            pass_fds=[other.fileno()],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            process_group=0,
        )
        other.close()
        self.pipe.send(self._start)
        self.ready = False
        self._articles = 0
        self._wind()


def batches_of(articles: Iterator[Article]) -> Iterator[Batch]:
    """Yield the articles some at a time."""
    while batch := list(islice(articles, BATCH)):
        yield batch
