"""A real HTTP server on loopback that answers what a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kg.reconcile import Http

Reply = tuple[int, dict[str, str], bytes]


def as_json(content: object, status: int = 200) -> Reply:
    """Return a JSON reply."""
    return status, {"Content-Type": "application/json"}, json.dumps(content).encode()


@dataclass
class FakeService:
    """Requests seen and the function that answers them; scripted replies come first."""

    url: str = ""
    answer: Callable[[dict[str, str]], Reply] = lambda _: as_json({})
    scripted: list[Reply] = field(default_factory=list)
    requests: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def service() -> Iterator[FakeService]:
    """Return a running service; set `answer` or `scripted` before use."""
    fake = FakeService()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply({k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._reply({k: v[0] for k, v in parse_qs(body).items()})

        def _reply(self, parameters: dict[str, str]) -> None:
            fake.requests.append(parameters)
            status, headers, body = fake.scripted.pop(0) if fake.scripted else fake.answer(parameters)
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}/"
    yield fake
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def pauses() -> list[float]:
    """Return the pauses that a client made, in seconds."""
    return []


@pytest.fixture
def http(pauses: list[float]) -> Iterator[Http]:
    """Return a client that notes its pauses instead of making them."""
    client = Http(rate=1000, tries=4, sleep=pauses.append, timeout=2)
    yield client
    client.close()
