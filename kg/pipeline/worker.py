"""The process that a worker is, at the other end of a pipe.

Not `multiprocessing`'s own start, which runs the caller's main module again: `kg.load` works in a script without a guard and in a
notebook. A thread takes what the parent sends, so that the parent never waits for a busy worker, and ends the process when the
parent is gone, however it went.

What goes over the pipe: a `Start` and then batches one way; None once the machine stands (or the `KgError` that it failed with), then
a list of outcomes for each batch the other way.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Final, Protocol

from kg.errors import KgError
from kg.model import Article
from kg.pipeline.garbage import rare_collection
from kg.pipeline.machine import Outcome, Settings

OUT_OF_MEMORY: Final = 77  # exit status of a worker that would have taken more than it may

Batch = list[Article]


class Maker(Protocol):
    """Whatever turns articles into documents: a `Machine`, or what a test puts in its place."""

    def documents(self, articles: Sequence[Article]) -> Iterator[Outcome]:
        """Yield a document or a failure for every article."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a worker needs to begin: how to make its machine, and how much address space it may take."""

    make: Callable[[Settings], Maker]
    settings: Settings
    bytes: int


def main() -> None:
    """Be a worker; the argument is the descriptor of its end of the pipe."""
    work(Connection(int(sys.argv[1])))


def work(pipe: Connection) -> None:
    """Turn batches into outcomes until the parent ends this process."""
    start: Start = pipe.recv()
    limit_memory(start.bytes)
    batches: SimpleQueue[Batch] = SimpleQueue()
    threading.Thread(target=_take, args=(pipe, batches), daemon=True).start()
    try:
        machine = start.make(start.settings)
        pipe.send(None)
        with rare_collection():
            while True:
                pipe.send(list(machine.documents(batches.get())))
    except KgError as error:  # only making the machine raises one: those of articles are outcomes
        pipe.send(error)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def limit_memory(limit: int) -> None:
    """Make this process raise MemoryError beyond `limit` bytes of address space, where the system can do that (Linux)."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  # not everywhere

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _take(pipe: Connection, batches: "SimpleQueue[Batch]") -> None:
    while True:
        try:
            batches.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)  # the parent is gone
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
