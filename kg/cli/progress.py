"""What a load says while it runs: a line that counts on a terminal, failures as they happen anywhere."""

import sys
from typing import TYPE_CHECKING, Self

from kg.cli.output import say

if TYPE_CHECKING:
    from rich.status import Status

    from kg.pipeline import Outcome


class Progress:
    """Counts articles, words and claims; used as a context manager around a load."""

    def __init__(self) -> None:
        self.articles = self.words = self.claims = self.failed = 0
        self._status: Status | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("reading …")
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()

    def update(self, outcome: "Outcome") -> None:
        """Count an outcome, and say what failed."""
        from kg.pipeline import Failure

        self.articles += 1
        if isinstance(outcome, Failure):
            self.failed += 1
            say(f"{outcome.source}: {outcome.reason}")
        else:
            self.words += outcome.words
            self.claims += outcome.claims
        if self._status is not None:
            self._status.update(
                f"{self.articles} articles, {self.words:,} words, {self.claims:,} claims, {self.failed} failed"
            )
