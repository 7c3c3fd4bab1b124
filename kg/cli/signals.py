"""Ctrl-C, `kill` and a closed terminal end a command in order: what is gathered is written, and the exit status says what it was.

A second signal ends it at once; that is as safe as kill -9, which a store survives.
"""

import signal
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")  # the last one is not everywhere


class Stopped(BaseException):
    """A signal asks to end; no `Exception`, and no `KeyboardInterrupt`, which click would make a status 1 of."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number  # as shells have it


@contextmanager
def stoppable() -> Generator[None]:
    """Raise `Stopped` where the first signal finds the program; only for the main thread."""
    known = [signal.Signals[name] for name in _SIGNALS if name in signal.Signals.__members__]
    before = {number: signal.getsignal(number) for number in known}

    def stop(number: int, _frame: FrameType | None) -> None:
        for other in known:
            signal.signal(other, signal.SIG_DFL)
        raise Stopped(number)

    for number in known:
        if before[number] is not signal.SIG_IGN:  # nohup means it
            signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
