"""Articles behind URLs, read from real servers: HTTP, one that speaks S3 (moto), and file systems of fsspec."""

import contextlib
import gzip
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.readers import ReadOptions, read

fsspec = pytest.importorskip("fsspec", reason="the extra `remote` is not installed")
pytest.importorskip("aiohttp", reason="the extra `remote` is not installed")

TEXT = "The army said that 300 soldiers had left the port."
LINES = b"".join(b'{"id": "a%d", "text": "%s"}\n' % (n, TEXT.encode()) for n in range(400))
LONG = LINES.replace(
    b'"text"', b'"note": "%s", "text"' % (b"x" * 10_000)
)  # 4 MB, more than the buffers on the way hold


def _texts(url: str) -> list[str]:
    """Read a URL and insist that nothing failed."""
    found = list(read([url]))
    assert all(isinstance(item, Article) for item in found), found
    return [item.source for item in found if isinstance(item, Article)]


def _error(url: str) -> str:
    """Read a URL and return the one error that comes of it."""
    (error,) = read([url])
    assert isinstance(error, InputError)
    return str(error)


@pytest.fixture
def memory() -> Iterator[Any]:
    """Return fsspec's file system in memory, empty."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def test_folder(memory: Any) -> None:
    """In a folder README, hidden files, sidecars and expectations are no articles; a sidecar gives metadata."""
    for name in ("a.txt", "README.md", "a.expected.toml", ".hidden/c.txt", "b.expected.txt", "deep/b.txt"):
        memory.pipe(f"/news/{name}", TEXT.encode())
    memory.pipe("/news/a.json", b'{"title": "Soldiers leave", "published": "2024-03-04"}')
    first, second = read(["memory://news"])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.source, second.source) == ("memory:///news/a.txt", "memory:///news/deep/b.txt")
    assert first.title == "Soldiers leave"
    assert second.title is None


def test_sidecar_of_a_named_file(memory: Any) -> None:
    """A file that is named by itself has its sidecar too."""
    memory.pipe("/a.txt", TEXT.encode())
    memory.pipe("/a.toml", b'title = "Soldiers leave"')
    (article,) = read(["memory://a.txt"])
    assert isinstance(article, Article)
    assert article.title == "Soldiers leave"


def test_glob(memory: Any) -> None:
    """A glob names files of one format among others, and a gzipped one is unpacked."""
    memory.pipe("/2024/a.jsonl.gz", gzip.compress(LINES))
    memory.pipe("/2025/b.jsonl.gz", gzip.compress(LINES))
    memory.pipe("/2025/b.txt", TEXT.encode())
    assert len(_texts("memory://*/*.jsonl.gz")) == 800


def test_archive(memory: Any, tmp_path: Path) -> None:
    """Fsspec's chained URLs look into archives, and the archive stands in the source's name."""
    del memory
    zipped = fsspec.filesystem("zip", fo=str(tmp_path / "news.zip"), mode="w")
    with zipped.open("day/a.txt", "wb") as file:
        file.write(TEXT.encode())
    zipped.close()
    assert _texts(f"zip://day/*.txt::file://{tmp_path}/news.zip") == [f"zip://day/a.txt::file://{tmp_path}/news.zip"]


def test_local_url(tmp_path: Path) -> None:
    """A `file://` URL gives the same articles as the path."""
    (tmp_path / "a.txt").write_text(TEXT)
    (by_url,) = read([f"file://{tmp_path}"])
    (by_path,) = read([tmp_path])
    assert isinstance(by_url, Article)
    assert isinstance(by_path, Article)
    assert by_url.text == by_path.text
    assert by_url.source == f"file://{by_path.source}"


def test_errors(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be had is told with the address, and with the extra to install when that is the reason."""
    memory.pipe("/x.bin", b"x")
    memory.pipe("/empty/x.bin", b"x")
    assert "no such file" in _error("memory://nothing")
    assert "no reader knows" in _error("memory://x.bin")
    assert "no file of a known format" in _error("memory://empty")
    assert "no such file" in _error("memory://empty/*.txt")
    assert "not known" in _error("nowhere://x/y.txt")
    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    assert "geopolitical-kg[remote]" in _error("s3://news/a.txt")
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert "geopolitical-kg[remote]" in _error("https://news.example/a.txt")


class _Site(BaseHTTPRequestHandler):
    """A small web site: an index, files, a page without ending, and a server that hangs up in the middle."""

    protocol_version = "HTTP/1.1"
    files: ClassVar[dict[str, bytes]] = {}
    ranges: ClassVar[bool] = True
    cut: ClassVar[int | None] = None  # bytes after which the server hangs up
    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        """Answer without the body."""
        self._answer(body=False)

    def do_GET(self) -> None:
        """Answer a whole file or a part of it."""
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        path = self.path.partition("?")[0]
        type(self).asked.append(f"{self.path} {self.headers.get('Range', '')} {self.headers.get('Authorization', '')}")
        if path not in self.files:
            self.send_error(404)
            return
        data, start = self.files[path], 0
        wanted = self.headers.get("Range")
        if wanted and self.ranges:
            start = int(wanted.removeprefix("bytes=").partition("-")[0])
            self.send_response(206)
        else:
            self.send_response(200)
        self.send_header("ETag", '"one"')
        self.send_header("Content-Type", "text/html" if path.endswith("/") else "application/octet-stream")
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        if body:
            self.wfile.write(data[start : None if self.cut is None else start + self.cut])
            self.close_connection = self.cut is not None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[tuple[str, type[_Site]]]:
    """Run a web site of its own on a free port."""
    handler = type("Site", (_Site,), {"files": {}, "asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", handler
        finally:
            server.shutdown()
            thread.join()


def test_web(site: tuple[str, type[_Site]]) -> None:
    """Files, pages without an ending and the links of an index are read; what is missing is an error of its own."""
    url, handler = site
    page = f"<html><head><title>Soldiers leave</title></head><body><article><p>{TEXT * 5}</p></article></body></html>"
    handler.files.update(
        {
            "/day/": b'<a href="/day/a.txt">a</a> <a href="b.txt">b</a> <a href="c.bin">c</a>',
            "/day/a.txt": TEXT.encode(),
            "/day/b.txt": TEXT.encode(),
            "/story-7": page.encode(),
        }
    )
    assert _texts(f"{url}/day/*") == [f"{url}/day/a.txt", f"{url}/day/b.txt"]
    (article,) = read([f"{url}/story-7?id=1&token=hidden"])
    assert isinstance(article, Article)
    assert article.title == "Soldiers leave"
    assert article.source == f"{url}/story-7?id=1&token=…"
    assert "no such file" in _error(f"{url}/gone.txt")
    assert not any(".json" in path for path in handler.asked)


def test_web_needs_no_secret_in_a_name(site: tuple[str, type[_Site]]) -> None:
    """User and password of a URL reach the server and no message."""
    url, handler = site
    handler.files["/a.txt"] = TEXT.encode()
    assert _texts(url.replace("//", "//me:word@") + "/a.txt") == [f"{url}/a.txt"]
    assert any("Basic" in asked for asked in handler.asked)


def test_web_goes_on_after_a_broken_answer(site: tuple[str, type[_Site]]) -> None:
    """A server that hangs up is asked for the rest, again and again, and nothing is read twice."""
    url, handler = site
    handler.files["/a.jsonl"] = LONG
    handler.cut = 1_000_000
    assert len(_texts(f"{url}/a.jsonl")) == 400
    assert sum("bytes=" in asked for asked in handler.asked) >= len(LONG) // 1_000_000


def test_web_without_ranges(site: tuple[str, type[_Site]]) -> None:
    """Where a server cannot send the rest, what came is kept and the break is told."""
    url, handler = site
    handler.files["/a.jsonl"] = LONG
    handler.cut, handler.ranges = 1_000_000, False
    *articles, error = read([f"{url}/a.jsonl"])
    assert articles
    assert all(isinstance(item, Article) for item in articles)
    assert "does not send the rest" in str(error)


def test_web_that_sends_nothing_more(site: tuple[str, type[_Site]]) -> None:
    """A server that hangs up at once each time is given up."""
    url, handler = site
    handler.files["/a.jsonl"] = LONG
    handler.cut = 0
    assert "cannot be read" in _error(f"{url}/a.jsonl")
    assert len(handler.asked) < 10


def test_no_server() -> None:
    """An address where nobody answers is an error that names it."""
    assert "http://127.0.0.1:9/a.txt: cannot be read" in _error("http://127.0.0.1:9/a.txt")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, bytes], None]]:
    """Run a server that speaks S3, with an empty bucket `news`; returns how to put an object there."""
    server_module = pytest.importorskip("moto.server", reason="moto is not installed")
    s3fs = pytest.importorskip("s3fs", reason="the extra `remote` is not installed")
    server = server_module.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in (
        ("AWS_ENDPOINT_URL", f"http://{host}:{port}"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
    ):
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir("news")
    with contextlib.ExitStack() as stack:
        stack.callback(server.stop)
        stack.callback(s3fs.S3FileSystem.clear_instance_cache)
        yield lambda path, data: system.pipe(f"news/{path}", data)


def test_s3(bucket: Callable[[str, bytes], None]) -> None:
    """A bucket is read by folder, glob and name, with sidecars, and what is not there is an error."""
    bucket("2024/a.txt", TEXT.encode())
    bucket("2024/a.json", b'{"title": "Soldiers leave"}')
    bucket("2024/b.jsonl.gz", gzip.compress(LINES))
    first, *rest = read(["s3://news/2024/"])
    assert isinstance(first, Article)
    assert (first.source, first.title) == ("s3://news/2024/a.txt", "Soldiers leave")
    assert len(rest) == 400
    assert len(_texts("s3://news/*/*.jsonl.gz")) == 400
    (named,) = read(["s3://news/2024/a.txt"], ReadOptions(format="text"))
    assert isinstance(named, Article)
    assert named.title == "Soldiers leave"
    assert "no such file" in _error("s3://news/2025/")
    assert "cannot be read" in _error("s3://other/a.txt") or "no such file" in _error("s3://other/a.txt")
