"""How far reading has come: what a load tells its time left by."""

from dataclasses import dataclass


@dataclass(slots=True)
class Position:
    """Bytes of the inputs as they lie on the disk; a reader brings it up while articles are taken from it."""

    total: int | None = None  # None: nobody knows, as with standard input and URLs
    done: int = 0

    @property
    def share(self) -> float | None:
        """Return how much is read, from 0 to 1, or None when nobody knows."""
        return min(1.0, self.done / self.total) if self.total else None

    def left(self, seconds: float) -> float | None:
        """Return how many seconds are left when it took so many up to here; None when nobody knows."""
        share = self.share
        return seconds * (1 - share) / share if share else None
