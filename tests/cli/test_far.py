"""The commands that go past one machine: URLs in, servers and shards out, and back."""

from functools import partial
from pathlib import Path

import orjson
import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

pytest.importorskip("httpx", reason="the extra `remote` is not installed")
pytest.importorskip("fsspec", reason="the extra `remote` is not installed")

import kg.pipeline
from kg.cli.app import cli
from kg.store import Store
from tests.pipeline.stub_machine import SampleMachine
from tests.servers import oxigraph

ARTICLES = 5


@pytest.fixture(autouse=True)
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a machine without a model make the documents."""
    monkeypatch.setattr(kg.pipeline, "process", partial(kg.pipeline.process, make=SampleMachine))


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    """Return the URL of a file of articles, dated in two months."""
    path = tmp_path / "articles.jsonl"
    text = "The army said that 300 soldiers had left the port."
    rows = ({"id": f"a{n}", "text": text, "published": f"2024-{10 + n % 2}-01"} for n in range(ARTICLES))
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    return f"file://{path}"


def kg_(*arguments: str | Path) -> Result:
    """Run a command and return what it said."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def _row(result: Result) -> dict[str, int]:
    """Return the one record that a command printed."""
    assert result.exit_code == 0, result.output
    found: dict[str, int] = orjson.loads(result.stdout.splitlines()[-1])
    return found


def test_endpoint(corpus: str, tmp_path: Path) -> None:
    """A load to a server is skipped the second time, stored queries are answered there, and texts are kept here."""
    with oxigraph(tmp_path / "server") as url:
        load = (
            "load",
            corpus,
            "--workers",
            "0",
            "--endpoint",
            url,
            "--store",
            tmp_path / "beside",
            "--format",
            "jsonl",
        )
        assert _row(kg_(*load))["loaded"] == ARTICLES
        again = _row(kg_(*load))
        assert (again["loaded"], again["unchanged"]) == (0, ARTICLES)
        asked = kg_("ask", "articles", "--endpoint", url, "--format", "jsonl")
        assert len(asked.stdout.splitlines()) == ARTICLES
        counted = kg_("sparql", "ASK { GRAPH ?g { ?s a kg:Claim } }", "--endpoint", url, "--format", "jsonl")
        assert _row(counted) == {"answer": True}
        assert kg_("sparql", "SELECT * {}", "--endpoint", url, "--union").exit_code == 2
    with Store.open(tmp_path / "beside", read_only=True) as beside:
        assert len(list(beside.runs())) >= 2
        assert not list(beside.articles())


def test_shards(corpus: str, tmp_path: Path) -> None:
    """Shards are written by month, skipped the second time, and replayed into a store that answers like a loaded one."""
    shards = tmp_path / "shards"
    load = ("load", corpus, "--workers", "0", "--shards", shards, "--format", "jsonl")
    assert _row(kg_(*load))["loaded"] == ARTICLES
    assert _row(kg_(*load))["unchanged"] == ARTICLES
    assert sorted(path.parent.name for path in shards.rglob("part-*")) == ["2024-10", "2024-11"]
    replay = ("replay", shards, "--store", tmp_path / "replayed", "--format", "jsonl")
    assert _row(kg_(*replay)) == {"loaded": ARTICLES, "unchanged": 0}
    assert _row(kg_(*replay)) == {"loaded": 0, "unchanged": ARTICLES}
    assert _row(kg_("load", corpus, "--workers", "0", "--store", tmp_path / "loaded", "--format", "jsonl"))
    asked = [
        kg_("ask", "articles", "--store", tmp_path / name, "--format", "csv").stdout for name in ("replayed", "loaded")
    ]
    assert asked[0] == asked[1]
    with oxigraph(tmp_path / "server") as url:
        far = kg_("replay", shards, "--endpoint", url, "--store", tmp_path / "beside", "--format", "jsonl")
        assert _row(far) == {"loaded": ARTICLES, "unchanged": 0}
    assert len(ox.Store(str(tmp_path / "server"))) > 0


def test_two_places(corpus: str, tmp_path: Path) -> None:
    """A server and shards at once are wrong use."""
    told = kg_("load", corpus, "--endpoint", "http://127.0.0.1:9", "--shards", tmp_path / "shards")
    assert told.exit_code == 2
    assert "name one" in told.output


def test_unknown_server() -> None:
    """A server that is not known is one line that says so."""
    told = kg_("ask", "articles", "--endpoint", "http://127.0.0.1:9", "--server", "qlever,x")
    assert (told.exit_code, "no server is called" in told.output) == (2, True)
