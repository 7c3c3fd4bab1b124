"""Articles over a cluster: the same pure function on the workers of Dask distributed, the results to one writer here.

Dask does a batch again elsewhere when its worker dies, so nothing is lost; each batch's outcomes are taken once, so nothing is
doubled. A batch whose workers die again and again is done one article at a time, and the article that still kills its worker is
reported. Only so many batches are on their way that no worker waits, so memory is flat here too. The limits on an article's
time and memory are those of the cluster (`dask worker --memory-limit`); texts travel to the workers, files need not be there.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from queue import Empty, SimpleQueue
from typing import Any, Final

from kg.errors import KgError, ModelError
from kg.model import Article
from kg.pipeline.machine import Failure, Machine, Outcome, Settings
from kg.pipeline.worker import Batch, Maker
from kg.pipeline.workers import batches_of

_QUEUED: Final = 2  # batches per thread of a worker: one in work, one ready
_START_SECONDS: Final = 60.0  # for a scheduler to answer and for a first worker to come
_ALONE_SECONDS: Final = 120.0  # without any worker, after which the load ends
_LOOK_SECONDS: Final = 5.0  # between two looks at which workers there are

_one_at_a_time: Final = threading.Lock()  # a worker may have several threads, and has one pipeline


class ClusterError(KgError):
    """The scheduler of a cluster cannot be reached, or has no worker that can be used."""


def process_on_cluster(
    articles: Iterable[Article],
    settings: Settings,
    address: str,
    make: Callable[[Settings], Maker] = Machine,
) -> Iterator[Outcome]:
    """Yield what becomes of every article, in any order, from the workers of the scheduler at `address` (`tcp://host:8786`).

    Raises `ClusterError` when there is no scheduler or no worker, `ModelError` when a worker lacks the language pipeline or has another
    version of rules or snapshot than is here.
    """
    with _client(address) as client:
        yield from _Cluster(client, settings, make).run(batches_of(iter(articles)))


class _Cluster:
    """The batches that are on their way."""

    def __init__(self, client: Any, settings: Settings, make: Callable[[Settings], Maker]) -> None:
        self._client = client
        self._settings = settings
        self._make = make
        self._version = settings.version()
        self._again: deque[Batch] = deque()
        self._sent: dict[str, tuple[Any, Batch]] = {}  # future and batch, by the future's key
        self._done: SimpleQueue[Any] = SimpleQueue()
        self._threads = self._count_threads()

    def run(self, found: Iterator[Batch]) -> Iterator[Outcome]:
        """Yield outcomes as they come; what is still on its way when the caller stops is called off."""
        try:
            while self._feed(found):
                future = self._next()
                _, batch = self._sent.pop(future.key)
                yield from self._outcomes(future, batch)
        finally:
            self._client.cancel([future for future, _ in self._sent.values()])

    def _feed(self, found: Iterator[Batch]) -> bool:
        """Send batches as long as there is room for them; tell whether any is on its way."""
        while len(self._sent) < _QUEUED * self._threads:
            batch = self._again.popleft() if self._again else next(found, None)
            if batch is None:
                break
            # not pure: Dask would take the same text under two sources for one task
            future = self._client.submit(_work, self._make, self._settings, self._version, batch, pure=False)
            self._sent[future.key] = future, batch
            future.add_done_callback(self._done.put)
        return bool(self._sent)

    def _next(self) -> Any:
        """Wait for a batch; raises `ClusterError` when the cluster stays without workers."""
        alone = 0.0
        while alone < _ALONE_SECONDS:
            try:
                return self._done.get(timeout=_LOOK_SECONDS)
            except Empty:
                threads = self._count_threads()
                alone = 0.0 if threads else alone + _LOOK_SECONDS
                self._threads = max(threads, 1)
        raise ClusterError("no worker is left; start some and run the command again, it goes on where it stopped")

    def _outcomes(self, future: Any, batch: Batch) -> Iterator[Outcome]:
        from distributed import KilledWorker  # noqa: PLC0415  # optional

        try:
            yield from future.result()
        except KilledWorker as error:
            if len(batch) > 1:
                self._again.extend([article] for article in batch)
            else:
                reason = (
                    f"ended its workers ({error.last_worker.address} the last); left out, please report this article"
                )
                yield Failure.of_article(batch[0], self._settings, reason)
        except (CancelledError, OSError) as error:
            raise ClusterError(f"the scheduler went away ({error}); run the command again, it goes on") from error

    def _count_threads(self) -> int:
        return sum(self._client.nthreads().values())


def _work(
    make: Callable[[Settings], Maker], settings: Settings, version: tuple[str, str], batch: Batch
) -> list[Outcome]:
    """Turn a batch into outcomes; this runs on a worker."""
    with _one_at_a_time:
        here = replace(settings).version()  # a copy does not know the versions of where it comes from
        if here != version:
            raise ModelError(
                f"a worker has {' and '.join(here)} where {' and '.join(version)} is loaded; install the same"
            )
        return list(_machine(make, settings).documents(batch))


@cache
def _machine(make: Callable[[Settings], Maker], settings: Settings) -> Maker:
    return make(settings)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """Connect to a scheduler that has at least one worker."""
    try:
        from distributed import Client  # noqa: PLC0415  # optional
    except ImportError as error:
        raise ClusterError("clusters need one more library; pip install 'geopolitical-kg[dask]'") from error
    try:
        connect: Any = Client  # it has no types
        client = connect(address, timeout=_START_SECONDS, name="kg", set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"{address}: no scheduler answers ({error}); start one with `dask scheduler`") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_START_SECONDS)
        except TimeoutError as error:
            raise ClusterError(f"{address}: has no worker; start some with `dask worker {address}`") from error
        yield client
