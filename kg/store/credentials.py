"""Who we are to a server: from the environment or netrc, never from the command line, which everybody on the machine can read.

`$KG_ENDPOINT_TOKEN` is sent as a bearer token; else `$KG_ENDPOINT_USER` with `$KG_ENDPOINT_PASSWORD`, else what `~/.netrc`
(or `$NETRC`) has for the host, in the way that the server asks for: Basic or Digest.
"""

import netrc
import os
from collections.abc import Generator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx

from kg.errors import StoreError

_TOKEN: Final = "KG_ENDPOINT_TOKEN"  # noqa: S105  # the name of a variable
_USER: Final = "KG_ENDPOINT_USER"
_PASSWORD: Final = "KG_ENDPOINT_PASSWORD"  # noqa: S105  # the name of a variable


class BearerAuth(httpx.Auth):
    """A token that stands in every request (RFC 6750)."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        """Add the token."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class PasswordAuth(httpx.Auth):
    """A user and a password, sent only when the server asks, and then the way it asks for."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        """Answer the server's challenge, and the same way from then on."""
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            if response.headers.get("WWW-Authenticate", "").lower().startswith("digest"):
                self._chosen = self._digest
                flow = self._digest.auth_flow(request)
                next(flow)  # what it would ask first is what was just asked
                yield flow.send(response)
                return
            self._chosen = self._basic
        yield from self._chosen.auth_flow(request)


def find_credentials(url: str) -> httpx.Auth | None:
    """Return how to introduce ourselves to the server of `url`, or None when nothing says how.

    Raises `StoreError` for a password in the URL and for a malformed netrc file.
    """
    parts = urlsplit(url)
    if parts.password is not None:
        raise StoreError(
            f"{parts.hostname}: a password on the command line is no secret; set ${_USER} and ${_PASSWORD}, or use ~/.netrc"
        )
    if token := os.environ.get(_TOKEN):
        return BearerAuth(token)
    if user := os.environ.get(_USER):
        return PasswordAuth(user, os.environ.get(_PASSWORD, ""))
    file = Path(os.environ.get("NETRC", Path.home() / ".netrc"))
    try:
        found = netrc.netrc(str(file)).authenticators(parts.hostname or "") if file.is_file() else None
    except netrc.NetrcParseError as error:
        raise StoreError(f"{file}: malformed ({error.msg}, line {error.lineno}); mend it") from error
    return PasswordAuth(found[0], found[2] or "") if found else None
