"""What a load did."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from kg.pipeline.machine import Failure, Outcome, Settings
from kg.readers import Position

KEPT: Final = 1000  # failures that a report names; the store keeps all


@dataclass(slots=True)
class Report:
    """Counts of one load, and what failed with its reason (the first thousand)."""

    loaded: int = 0
    unchanged: int = 0
    older: int = 0  # than the day since when articles were asked for
    failed: int = 0
    claims: int = 0
    figures: int = 0
    refused: int = 0  # claims in quarantine
    words: int = 0
    seconds: float = 0.0
    failures: list[Failure] = field(default_factory=list)
    position: Position = field(default_factory=Position)  # how far reading has come

    @property
    def ok(self) -> bool:
        """Tell whether every article was stored and no claim refused."""
        return not self.failed and not self.refused

    def add(self, outcome: Outcome) -> None:
        """Count what became of one article."""
        if isinstance(outcome, Failure):
            self.failed += 1
            if len(self.failures) < KEPT:
                self.failures.append(outcome)
            return
        self.loaded += 1
        self.claims += outcome.claims
        self.figures += outcome.figures
        self.refused += outcome.refused
        self.words += outcome.words

    def journal(self, started: datetime, settings: Settings, state: str) -> dict[str, object]:
        """Return this load as an entry of the store's journal; the state is complete, interrupted or failed."""
        return {
            "started": started.isoformat(),
            "ended": datetime.now(UTC).isoformat(),
            "state": state,
            **self.summary(),
            "pipeline": settings.pipeline,
            "snapshot": settings.snapshot,
        }

    def summary(self) -> dict[str, int | float]:
        """Return the counts for people and for the journal."""
        return {
            "loaded": self.loaded,
            "unchanged": self.unchanged,
            "older": self.older,
            "failed": self.failed,
            "claims": self.claims,
            "figures": self.figures,
            "refused": self.refused,
            "words": self.words,
            "seconds": round(self.seconds, 1),
        }
