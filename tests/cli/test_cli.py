"""The command line: help with examples, formats, exit statuses, messages for people."""

import json
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.query import stored_queries
from kg.store import Store
from tests.stores import fill

VERBS = sorted(cli.list_commands(click.Context(cli)))


def run(*arguments: str, **options: str) -> Result:
    """Run `kg` with arguments."""
    return CliRunner().invoke(cli, list(arguments), env=options)


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Return the path of a store with the sample article."""
    with Store.open(tmp_path / "store") as opened:
        fill(opened)
    return str(tmp_path / "store")


@pytest.mark.parametrize("verb", VERBS)
def test_help_has_an_example(verb: str) -> None:
    """The help of every verb says what it does and shows an example that starts with it."""
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert "Example:" in result.output
    assert f"kg {verb}" in result.output.split("Example:")[1]


@pytest.mark.parametrize("query", stored_queries())
def test_help_of_queries(query: str) -> None:
    """Every stored query has help with its columns and parameters."""
    result = run("ask", query, "--help")
    assert result.exit_code == 0
    for parameter in stored_queries()[query].parameters:
        assert f"--{parameter.name.replace('_', '-')}" in result.output


def test_help_is_quick() -> None:
    """`kg --help` imports nothing heavy."""
    code = "import sys; from kg.cli import cli; cli(['--help'], standalone_mode=False); print([m for m in ('spacy', 'rdflib', 'pyoxigraph', 'numpy') if m in sys.modules])"
    start = time.process_time()
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"
    assert time.process_time() - start < 1


def test_ask(store: str) -> None:
    """A stored query answers in the chosen format; piped, that is JSON Lines."""
    result = run("ask", "who-asserted-troop-count", "--store", store)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["upper"] == 4000
    assert "asserter,via" in run("ask", "who-asserted-troop-count", "--store", store, "-f", "csv").stdout
    assert "Reyes" in run("ask", "who-asserted-troop-count", "--store", store, "-f", "table").stdout
    assert "who-asserted-troop-count" in run("ask").stdout


def test_sparql(store: str) -> None:
    """Any read query runs; what is none is told in one line."""
    result = run("sparql", "SELECT (COUNT(*) AS ?n) { GRAPH ?a { ?c a kg:Claim } }", "--store", store)
    assert json.loads(result.stdout) == {"n": 9}
    wrong = run("sparql", "SELECT", "--store", store)
    assert wrong.exit_code == 2
    assert wrong.stderr.startswith("kg: not a SPARQL query")
    assert wrong.stderr.count("\n") == 1


def test_typos(store: str) -> None:
    """Typos in verbs, queries, options and topics are answered with the nearest name and status 2."""
    for arguments, near in (
        (("lod",), "load"),
        (("ask", "denial", "--store", store), "denials"),
        (("ref", "scheme"), "schemes"),
        (("ref", "classes", "Persn"), "Person"),
        (("ask", "denials", "--sinse", "2024-01-01"), "--since"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2, arguments
        assert near in result.stderr


def test_remove_and_status(store: str) -> None:
    """An article can be removed by its path; removing it again is status 1."""
    assert run("remove", "sample.txt", "--store", store).exit_code == 0
    assert run("remove", "sample.txt", "--store", store).exit_code == 1
    status = {row["what"]: row["value"] for row in map(json.loads, run("status", "--store", store).stdout.splitlines())}
    assert status["articles"] == "0"


def test_export(store: str, tmp_path: Path) -> None:
    """Exports go to standard output or a file."""
    assert "@prefix kg:" in run("export", "--store", store).stdout
    file = tmp_path / "out.nq"
    assert run("export", "-f", "nquads", "-o", str(file), "--store", store).exit_code == 0
    assert file.stat().st_size > 1000
    assert run("export", "-f", "word", "--store", store).exit_code == 2


def test_no_store(tmp_path: Path) -> None:
    """A store that is not there is told with what to do."""
    result = run("ask", "denials", KG_STORE=str(tmp_path / "none"))
    assert result.exit_code == 2
    assert "kg load" in result.stderr


def test_control_characters_stay_off_the_terminal(tmp_path: Path) -> None:
    """What an article says cannot steer the terminal that shows it."""
    with Store.open(tmp_path / "store") as opened:
        fill(opened)
    result = run("sparql", 'SELECT ("a\\u001b[31mred" AS ?x) {}', "--store", str(tmp_path / "store"), "-f", "table")
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("topic", ["classes", "properties", "relations", "schemes", "queries", "formats"])
def test_ref(topic: str) -> None:
    """Every topic of the reference lists something."""
    assert run("ref", topic).stdout.count("\n") > 3
