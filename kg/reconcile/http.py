"""Polite HTTP: one JSON answer per request, or an error that says what came instead."""

from dataclasses import dataclass
from typing import Any

import httpx

from kg.errors import KgError
from kg.web import Web, WebError


class ReconcileError(KgError):
    """A reconciliation service cannot be reached, refuses, or answers something that is no answer."""


@dataclass(slots=True)
class Http(Web):
    """An HTTP client for one service that answers in JSON."""

    agent: str = "geopolitical-kg/0.1 (entity reconciliation)"

    def get(self, url: str, parameters: dict[str, str] | None = None) -> Any:
        """Return the JSON that a GET of `url` answers; raises ReconcileError."""
        return self._json("GET", url, params=parameters)

    def post(self, url: str, form: dict[str, str]) -> Any:
        """Return the JSON that a POST of a form to `url` answers; raises ReconcileError."""
        return self._json("POST", url, data=form)

    def _json(self, method: str, url: str, **arguments: Any) -> Any:
        try:
            return _json(self.send(method, url, **arguments), url)
        except WebError as error:
            raise ReconcileError(f"{url}: {error}; what came so far is kept, run the command again to go on") from error


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
