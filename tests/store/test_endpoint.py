"""The client of SPARQL servers before a server that refuses, redirects, asks who is there and goes away."""

import base64
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra `remote` is not installed")

from kg.errors import QueryError, StoreError
from kg.store.endpoint import LAYOUTS, Endpoint
from kg.web import Web

Reply = tuple[int, dict[str, str], bytes]
EMPTY: Reply = (
    200,
    {"Content-Type": "application/sparql-results+json"},
    b'{"head": {"vars": []}, "results": {"bindings": []}}',
)


@dataclass
class Server:
    """What was asked, and the answers to give, the last one for ever."""

    url: str = ""
    replies: list[Reply] = field(default_factory=lambda: [EMPTY])
    asked: list[tuple[str, str, str]] = field(default_factory=list)  # method, path, authorization


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    """Run a server; nobody is known to it from the environment."""
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("KG_ENDPOINT_TOKEN", "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told.asked.append((self.command, self.path, self.headers.get("Authorization", "")))
            status, headers, body = told.replies.pop(0) if len(told.replies) > 1 else told.replies[0]
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = _reply  # noqa: N815  # http.server's names

        def log_message(self, *_: Any) -> None:
            """Stay quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        told.url = f"http://127.0.0.1:{running.server_port}"
        yield told
        running.shutdown()
        thread.join()


def _client(server: Server, pauses: list[float] | None = None) -> Endpoint:
    noted = [] if pauses is None else pauses
    return Endpoint(server.url, "oxigraph", Web(rate=1000, tries=3, sleep=noted.append))


def test_a_busy_server_is_asked_again(server: Server) -> None:
    """Too many requests and errors of the server are waited out, as long as it asks for."""
    server.replies = [(429, {"Retry-After": "7"}, b""), (503, {}, b""), EMPTY]
    pauses: list[float] = []
    _client(server, pauses).query("SELECT * {}")
    assert len(server.asked) == 3
    assert pauses[0] == 7
    assert 1 <= pauses[1] <= 1.25


def test_a_server_that_never_answers_is_given_up(server: Server) -> None:
    """After all tries the error says what the server said, and that the load can go on."""
    server.replies = [(503, {}, b"out of memory")]
    with pytest.raises(StoreError, match=r"3 tries \(HTTP 503 out of memory\).*again to go on"):
        _client(server).put_graph("http://x/", b"")
    with pytest.raises(StoreError, match="ConnectError"):
        Endpoint("http://127.0.0.1:9", "oxigraph", Web(tries=1)).query("SELECT * {}")


def test_wrong_queries_and_updates_are_told_apart(server: Server) -> None:
    """What the server says of a query is a query error; of a graph, a store error; neither is tried twice."""
    server.replies = [(400, {}, b"expected a brace")]
    with pytest.raises(QueryError, match="HTTP 400: expected a brace"):
        _client(server).query("SELECT")
    with pytest.raises(StoreError, match="HTTP 400: expected a brace"):
        _client(server).add_to_graph("http://x/", b"no triple")
    assert len(server.asked) == 2


def test_a_redirected_graph_is_not_taken_for_written(server: Server) -> None:
    """A redirected PUT may arrive as a GET, which writes nothing; so it is an error."""
    server.replies = [(302, {"Location": "/login"}, b"elsewhere"), (200, {}, b"")]
    with pytest.raises(StoreError, match="HTTP 302"):
        _client(server).put_graph("http://x/", b"")


def test_answers_that_are_none(server: Server) -> None:
    """A page in place of rows, and rows that break off, are query errors."""
    server.replies = [(200, {"Content-Type": "text/html"}, b"<html>")]
    with pytest.raises(QueryError, match="is this a SPARQL server"):
        _client(server).query("SELECT * {}")
    server.replies = [(200, {"Content-Type": "application/sparql-results+json"}, b'{"head"')]
    with pytest.raises(QueryError, match="malformed"):
        list(_client(server).query("SELECT * {}"))  # type: ignore[arg-type]


def test_a_refusal_says_how_to_introduce_oneself(server: Server) -> None:
    """Without credentials the error names the variables that hold them."""
    server.replies = [(401, {"WWW-Authenticate": "Basic"}, b"")]
    with pytest.raises(StoreError, match="KG_ENDPOINT_PASSWORD"):
        Endpoint(server.url, "oxigraph").query("SELECT * {}")


@pytest.mark.parametrize("source", ["environment", "netrc"])
def test_password(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str) -> None:
    """User and password are sent when the server asks, and unasked from then on."""
    if source == "netrc":
        (tmp_path / "netrc").write_text("machine 127.0.0.1 login ann password word\n")
        (tmp_path / "netrc").chmod(0o600)
    else:
        monkeypatch.setenv("KG_ENDPOINT_USER", "ann")
        monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "word")
    server.replies = [(401, {"WWW-Authenticate": 'Basic realm="x"'}, b""), EMPTY]
    client = Endpoint(server.url, "oxigraph")
    client.query("SELECT * {}")
    client.query("SELECT * {}")
    known = "Basic " + base64.b64encode(b"ann:word").decode()
    assert [asked[2] for asked in server.asked] == ["", known, known]


def test_digest(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that asks for a digest never sees the password."""
    monkeypatch.setenv("KG_ENDPOINT_USER", "ann")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "word")
    server.replies = [(401, {"WWW-Authenticate": 'Digest realm="x", nonce="n", qop="auth", algorithm=MD5'}, b""), EMPTY]
    Endpoint(server.url, "oxigraph").query("SELECT * {}")
    assert server.asked[1][2].startswith("Digest ")


def test_token(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token stands in every request."""
    monkeypatch.setenv("KG_ENDPOINT_TOKEN", "abc")
    Endpoint(server.url, "oxigraph").query("SELECT * {}")
    assert server.asked[0][2] == "Bearer abc"


def test_no_password_on_the_command_line(server: Server) -> None:
    """An address that holds a password is refused, and the password is not shown."""
    with pytest.raises(StoreError) as told:
        Endpoint(server.url.replace("//", "//ann:word@"), "oxigraph")
    assert "word@" not in str(told.value)


def test_layouts(server: Server) -> None:
    """A server is known by its name, by three addresses, or by its answer; else it can be asked, but not written to."""
    Endpoint(server.url, "q, u ,data/graphs").add_to_graph("http://x/", b"")
    assert server.asked[-1][:2] == ("POST", "/data/graphs?graph=http%3A%2F%2Fx%2F")
    server.replies = [(200, {"Server": "Apache Jena Fuseki (5.1.0)", **EMPTY[1]}, EMPTY[2])]
    Endpoint(f"{server.url}/news/query").query("SELECT * {}")
    assert server.asked[-1][1] == "/news/query"
    Endpoint(f"{server.url}/repositories/news").update("CLEAR ALL")
    assert server.asked[-1][1] == "/repositories/news/statements"
    server.replies = [EMPTY]
    unknown = Endpoint(f"{server.url}/sparql")
    unknown.query("SELECT * {}")
    assert server.asked[-1][1] == "/sparql"
    with pytest.raises(StoreError, match="--server"):
        unknown.put_graph("http://x/", b"")
    with pytest.raises(StoreError, match="there are oxigraph"):
        Endpoint(server.url, "mysql")
    assert set(LAYOUTS) == {"oxigraph", "virtuoso", "fuseki", "rdf4j", "qlever"}


def test_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without httpx the error says what to install."""
    for name in ("httpx", "kg.web", "kg.store.credentials"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(StoreError, match=r"geopolitical-kg\[remote\]"):
        Endpoint("http://127.0.0.1:9")
