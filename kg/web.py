"""HTTP requests that are sent again when that may help: rate-limited, with backoff, every failure with its reason."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, Self

import httpx

from kg.errors import KgError

_RETRIED: Final = frozenset({429, 500, 502, 503, 504})
_SHOWN: Final = 300  # characters of a server's own words


class WebError(KgError):
    """A web server does not answer, however often it is asked."""


@dataclass(slots=True)
class Web:
    """An HTTP client for one service.

    `rate` is the most requests a second; `tries` how often a request is sent before giving up; `backoff` the first
    pause in seconds, doubled after each failure, with jitter; a server's `Retry-After` counts as the pause when longer,
    both up to `longest_pause`. `sleep` and `clock` are there for tests.
    """

    agent: str = "geopolitical-kg/0.1"
    rate: float = 5.0
    tries: int = 5
    backoff: float = 0.5
    longest_pause: float = 60.0
    timeout: float = 20.0
    auth: httpx.Auth | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _client: httpx.Client = field(init=False)
    _next: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            timeout=self.timeout, headers={"User-Agent": self.agent}, auth=self.auth, follow_redirects=True
        )

    def send(self, method: str, url: str, **arguments: Any) -> httpx.Response:
        """Return the answer to a request, whatever its status once another try would not change it.

        Raises `WebError` when all tries are used up; its text is the reason alone. Only for requests that may be sent twice.
        """
        reason = ""
        for attempt in range(self.tries):
            self._wait_for_turn()
            pause = min(self.backoff * 2**attempt, self.longest_pause) * (1 + random.random() / 4)  # noqa: S311  # jitter, not cryptography
            try:
                response = self._client.request(method, url, **arguments)
            except httpx.TransportError as error:
                reason = f"{type(error).__name__}: {error}"
            else:
                if response.status_code not in _RETRIED:
                    return response
                reason = f"HTTP {response.status_code} {' '.join(response.text.split())[:_SHOWN]}".strip()
                pause = max(pause, min(_retry_after(response), self.longest_pause))
            if attempt + 1 < self.tries:
                self.sleep(pause)
        raise WebError(f"no answer after {self.tries} tries ({reason})")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _wait_for_turn(self) -> None:
        now = self.clock()
        if now < self._next:
            self.sleep(self._next - now)
        self._next = max(now, self._next) + 1 / self.rate


def _retry_after(response: httpx.Response) -> float:
    """Return the seconds that a `Retry-After` header asks for, given as seconds or as a date, else 0."""
    value = response.headers.get("Retry-After", "")
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0
