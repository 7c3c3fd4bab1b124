"""What a load says while it runs, on standard error: a line that counts on a terminal, lines now and then elsewhere, or JSON events.

JSON events (`--progress json`) are one object a line. `event` is one of

    start       paths
    failed      source, reason
    progress    the counts of the summary so far, words_per_second, seconds_left (null when nobody knows); once a second while articles come
    end         the counts, words_per_second, and state: complete, interrupted or failed
    note        text: what to look at next
"""

import sys
import time
from contextlib import ExitStack
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self

import click

from kg.cli.output import say

if TYPE_CHECKING:
    from kg.pipeline import Outcome, Report

KINDS: Final = ("auto", "plain", "json")
_PLAIN_SECONDS: Final = 30.0  # between two lines
_EVENT_SECONDS: Final = 1.0  # between two events


class Display(Protocol):
    """One way to show how a load goes."""

    seconds: float  # between two updates

    def start(self, paths: tuple[str, ...], stack: ExitStack) -> None:
        """Begin; what is to be undone at the end goes on the stack."""

    def fail(self, source: str, reason: str) -> None:
        """Tell what failed."""

    def update(self, report: "Report", seconds: float) -> None:
        """Show how far it is after so many seconds."""

    def end(self, report: "Report", seconds: float, state: str) -> None:
        """Tell how it ended."""

    def note(self, text: str) -> None:
        """Tell what to look at next."""


class Progress:
    """Watches a load through its report; a context manager around it."""

    def __init__(self, paths: tuple[str, ...], report: "Report", kind: str) -> None:
        """Show it as `kind` says; `auto` is a counting line on a terminal and plain lines elsewhere."""
        self._paths = paths
        self._report = report
        self._display = _display(kind)
        self._stack = ExitStack()
        self._started = self._told = time.monotonic()

    def __enter__(self) -> Self:
        self._display.start(self._paths, self._stack)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        state = "complete" if kind is None else "failed" if issubclass(kind, Exception) else "interrupted"
        self._display.end(self._report, self._seconds(), state)

    def update(self, outcome: "Outcome") -> None:
        """Say what failed, and now and then how far the load is."""
        from kg.pipeline import Failure

        if isinstance(outcome, Failure):
            self._display.fail(outcome.source, outcome.reason)
        if time.monotonic() - self._told >= self._display.seconds:
            self._told = time.monotonic()
            self._display.update(self._report, self._seconds())

    def advise(self) -> None:
        """Say what to do about what was refused or failed."""
        if self._report.refused:
            self._display.note(f"{self._report.refused} claims were refused; `kg status --quarantine` tells why")
        if self._report.failed:
            self._display.note(
                f"{self._report.failed} articles failed; `kg status --failed` lists them, `kg load --retry-failed` tries them again"
            )

    def _seconds(self) -> float:
        return max(time.monotonic() - self._started, 1e-3)


class _Plain:
    """Lines for logs."""

    seconds = _PLAIN_SECONDS

    def start(self, paths: tuple[str, ...], stack: ExitStack) -> None:
        """Say nothing: a short load needs no lines but its failures and its summary."""

    def fail(self, source: str, reason: str) -> None:
        say(f"{source}: {reason}")

    def update(self, report: "Report", seconds: float) -> None:
        say(_line(report, seconds))

    def end(self, report: "Report", seconds: float, state: str) -> None:
        if state != "complete":
            say(f"{state}: {_line(report, seconds)}")

    def note(self, text: str) -> None:
        say(text)


class _Terminal(_Plain):
    """One line that counts, with a bar where it is known how much there is."""

    seconds = 0.1

    def start(self, paths: tuple[str, ...], stack: ExitStack) -> None:  # noqa: ARG002  # the protocol's
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=20))
        self._bar = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
        self._task = self._bar.add_task("reading …", total=None)

    def update(self, report: "Report", seconds: float) -> None:
        self._bar.update(
            self._task,
            description=_line(report, seconds),
            total=report.position.total,
            completed=report.position.done,
        )


class _Json:
    """Events for programs."""

    seconds = _EVENT_SECONDS

    def start(self, paths: tuple[str, ...], stack: ExitStack) -> None:  # noqa: ARG002  # the protocol's
        _event("start", paths=paths)

    def fail(self, source: str, reason: str) -> None:
        _event("failed", source=source, reason=reason)

    def update(self, report: "Report", seconds: float) -> None:
        left = report.position.left(seconds)
        _event(
            "progress",
            **report.summary(),
            words_per_second=_speed(report, seconds),
            seconds_left=None if left is None else round(left),
        )

    def end(self, report: "Report", seconds: float, state: str) -> None:
        _event("end", **report.summary(), words_per_second=_speed(report, seconds), state=state)

    def note(self, text: str) -> None:
        _event("note", text=text)


def _display(kind: str) -> Display:
    if kind == "json":
        return _Json()
    return _Terminal() if kind == "auto" and sys.stderr.isatty() else _Plain()


def _line(report: "Report", seconds: float) -> str:
    left = report.position.left(seconds)
    return (
        f"{report.loaded:,} articles, {report.words:,} words ({_speed(report, seconds):,} a second), {report.claims:,} claims, "
        f"{report.unchanged:,} unchanged, {report.failed:,} failed{'' if not left else f', {_span(left)} left'}"
    )


def _speed(report: "Report", seconds: float) -> int:
    return round(report.words / seconds)


def _span(seconds: float) -> str:
    """Return a stretch of time for people, as hours, minutes and seconds."""
    return str(timedelta(seconds=round(seconds)))


def _event(event: str, **values: object) -> None:
    import orjson

    # Names of files may hold what no UTF-8 can.
    texts = {k: v.encode(errors="backslashreplace").decode() if isinstance(v, str) else v for k, v in values.items()}
    click.echo(orjson.dumps({"event": event, **texts}).decode(), err=True)
