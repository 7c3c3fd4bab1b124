"""Polite HTTP: one JSON answer per request, rate-limited, retried with backoff, every failure with a reason."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, Self

import httpx

from kg.errors import KgError

USER_AGENT: Final = "geopolitical-kg/0.1 (entity reconciliation)"
_RETRIED: Final = frozenset({429, 500, 502, 503, 504})


class ReconcileError(KgError):
    """A reconciliation service cannot be reached, refuses, or answers something that is no answer."""


@dataclass(slots=True)
class Http:
    """An HTTP client for one service.

    `rate` is the most requests a second; `tries` how often a request is sent before giving up; `backoff` the first
    pause in seconds, doubled after each failure, with jitter; a server's `Retry-After` counts as the pause when longer,
    up to `longest_pause`. `sleep` and `clock` are there for tests.
    """

    rate: float = 5.0
    tries: int = 5
    backoff: float = 0.5
    longest_pause: float = 60.0
    timeout: float = 20.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _client: httpx.Client = field(init=False)
    _next: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._client = httpx.Client(timeout=self.timeout, headers={"User-Agent": USER_AGENT}, follow_redirects=True)

    def get(self, url: str, parameters: dict[str, str] | None = None) -> Any:
        """Return the JSON that a GET of `url` answers; raises ReconcileError."""
        return self._send("GET", url, params=parameters)

    def post(self, url: str, form: dict[str, str]) -> Any:
        """Return the JSON that a POST of a form to `url` answers; raises ReconcileError."""
        return self._send("POST", url, data=form)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _send(self, method: str, url: str, **arguments: Any) -> Any:
        reason = ""
        for attempt in range(self.tries):
            self._wait_for_turn()
            pause = self.backoff * 2**attempt * (1 + random.random() / 4)  # noqa: S311  # jitter, not cryptography
            try:
                response = self._client.request(method, url, **arguments)
            except httpx.TransportError as error:
                reason = f"{type(error).__name__}: {error}"
            else:
                if response.status_code not in _RETRIED:
                    return _json(response, url)
                reason = f"HTTP {response.status_code}"
                pause = max(pause, min(_retry_after(response), self.longest_pause))
            if attempt + 1 < self.tries:
                self.sleep(pause)
        raise ReconcileError(
            f"{url}: no answer after {self.tries} tries ({reason}); what came so far is kept, run the command again to go on"
        )

    def _wait_for_turn(self) -> None:
        now = self.clock()
        if now < self._next:
            self.sleep(self._next - now)
        self._next = max(now, self._next) + 1 / self.rate


def _json(response: httpx.Response, url: str) -> Any:
    if response.is_error:
        raise ReconcileError(
            f"{url}: HTTP {response.status_code} {response.reason_phrase}; check the address and the service's terms of use"
        )
    try:
        return response.json()
    except ValueError as error:
        raise ReconcileError(
            f"{url}: the answer is no JSON ({error}); is this the address of a reconciliation service?"
        ) from error


def _retry_after(response: httpx.Response) -> float:
    """Return the seconds that a `Retry-After` header asks for, given as seconds or as a date, else 0."""
    value = response.headers.get("Retry-After", "")
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0
