"""What a load did."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from kg.pipeline.machine import Failure, Outcome, Settings


@dataclass(slots=True)
class Report:
    """Counts of one load, and what failed with its reason."""

    loaded: int = 0
    unchanged: int = 0
    claims: int = 0
    figures: int = 0
    refused: int = 0  # claims in quarantine
    words: int = 0
    seconds: float = 0.0
    failures: list[Failure] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Tell whether every article was stored and no claim refused."""
        return not self.failures and not self.refused

    def add(self, outcome: Outcome) -> None:
        """Count what became of one article."""
        if isinstance(outcome, Failure):
            self.failures.append(outcome)
            return
        self.loaded += 1
        self.claims += outcome.claims
        self.figures += outcome.figures
        self.refused += outcome.refused
        self.words += outcome.words

    def journal(self, started: datetime, settings: Settings) -> dict[str, object]:
        """Return this load as an entry of the store's journal."""
        return {
            "started": started.isoformat(timespec="seconds"),
            "ended": datetime.now(UTC).isoformat(timespec="seconds"),
            **self.summary(),
            "pipeline": settings.pipeline,
            "snapshot": settings.snapshot,
            "failures": [f"{failure.source}: {failure.reason}" for failure in self.failures],
        }

    def summary(self) -> dict[str, int | float]:
        """Return the counts for people and for the journal."""
        return {
            "loaded": self.loaded,
            "unchanged": self.unchanged,
            "failed": len(self.failures),
            "claims": self.claims,
            "figures": self.figures,
            "refused": self.refused,
            "words": self.words,
            "seconds": round(self.seconds, 1),
        }
