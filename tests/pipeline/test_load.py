"""What `kg load` takes and leaves out, what it says meanwhile, and what it remembers of what failed."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

import kg.pipeline
from kg.cli import cli
from kg.pipeline import Choice, Failure, Limits, Report, Settings, load
from kg.pipeline.worker import Maker
from kg.store import Store, read_status, read_versions
from tests.pipeline.stub_machine import PoisonedMachine, SampleMachine

SETTINGS = Settings(nlp=None)
Use = Callable[[Callable[[Settings], Maker]], None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Let loads use another machine than the real one."""
    process = kg.pipeline.process
    return lambda make: monkeypatch.setattr(kg.pipeline, "process", partial(process, make=make))


def write(path: Path, **texts: str) -> Path:
    """Write a file of articles by their ids; "2024-05-01 text" has a date."""
    records = []
    for name, text in texts.items():
        day, _, rest = text.partition(" ") if text[:1].isdigit() else ("", "", text)
        records.append({"id": name, "text": rest, "published": day or None})
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return path


def names(store: Path) -> list[str]:
    """Return the ids of the articles in a store."""
    with Store.open(store, read_only=True) as opened:
        return [iri.rpartition("/")[2] for iri in opened.articles()]


def run(*arguments: str) -> Result:
    """Run `kg` with arguments."""
    return CliRunner().invoke(cli, list(arguments))


def test_since(tmp_path: Path, use: Use) -> None:
    """Articles from before the day are left out and counted; those of the day and those without a date are not."""
    use(SampleMachine)
    file = write(tmp_path / "a.jsonl", old="2024-04-30 Old words.", new="2024-05-01 New words.", undated="Some words.")
    report = load([file], tmp_path / "store", settings=SETTINGS, workers=0, choice=Choice(since=date(2024, 5, 1)))
    assert names(tmp_path / "store") == ["new", "undated"]
    assert (report.loaded, report.older, report.ok) == (2, 1, True)


def test_failures_are_remembered(tmp_path: Path, use: Use) -> None:
    """What failed is told again without being tried again, until its text changes, it is asked for, or it is loaded."""
    file, store = write(tmp_path / "a.jsonl", bad="fail", good="Good words."), tmp_path / "store"
    use(PoisonedMachine)
    first = load([file], store, settings=SETTINGS, workers=0)
    assert [failure.reason for failure in first.failures] == ["made to fail"]
    use(SampleMachine)
    again = load([file], store, settings=SETTINGS, workers=0)
    assert [failure.reason for failure in again.failures] == ["left out, since it failed before: made to fail"]
    assert again.loaded == 1
    assert names(store) == ["good"]
    retried = load([file], store, settings=SETTINGS, workers=0, choice=Choice(retry_failed=True))
    assert (retried.loaded, retried.failed) == (1, 0)
    assert names(store) == ["bad", "good"]
    with Store.open(store, read_only=True) as opened:
        assert list(opened.failures) == []


def test_a_changed_text_is_tried(tmp_path: Path, use: Use) -> None:
    """An article that failed is tried again when it comes with another text, and its failure is forgotten then."""
    store = tmp_path / "store"
    use(PoisonedMachine)
    load([write(tmp_path / "a.jsonl", bad="fail")], store, settings=SETTINGS, workers=0)
    use(SampleMachine)
    load([write(tmp_path / "a.jsonl", bad="Better words.")], store, settings=SETTINGS, workers=0)
    with Store.open(store, read_only=True) as opened:
        assert read_status(opened).failed == 0
        assert read_status(opened).articles == 1


def test_failures_in_memory_are_bounded(tmp_path: Path, use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report names the first failures only; the store keeps all."""
    monkeypatch.setattr("kg.pipeline.report.KEPT", 3)
    use(PoisonedMachine)
    file = write(tmp_path / "a.jsonl", **{f"a{n}": "fail" for n in range(5)})
    report = load([file], tmp_path / "store", settings=SETTINGS, workers=0)
    assert (report.failed, len(report.failures)) == (5, 3)
    with Store.open(tmp_path / "store", read_only=True) as opened:
        assert len(opened.failures) == 5


def test_versions(tmp_path: Path, use: Use) -> None:
    """An article that comes with another text becomes another version, and loading it again none."""
    use(SampleMachine)
    store = tmp_path / "store"
    for text in ("First words.", "Second words.", "Second words."):
        load([write(tmp_path / "a.jsonl", a=text)], store, settings=SETTINGS, workers=0)
    with Store.open(store, read_only=True) as opened:
        (iri,) = opened.articles()
        assert [opened.text(v.text_hash) for v in read_versions(opened.graph, iri)] == ["First words.", "Second words."]
    told = [json.loads(line) for line in run("status", "--store", str(store), "--article", iri).stdout.splitlines()]
    assert [bool(row["replaced"]) for row in told] == [True, False]


def test_copies(tmp_path: Path, use: Use) -> None:
    """One story in two outlets is told as such."""
    use(SampleMachine)
    words = " ".join(f"The guard of gate {n} said that it had been closed." for n in range(20))
    file = write(tmp_path / "a.jsonl", agency=f"2024-05-01 {words}", outlet=f"2024-05-02 {words}")
    load([file], tmp_path / "store", settings=SETTINGS, workers=0)
    shown = run("ask", "article-copies", "--store", str(tmp_path / "store"))
    (row,) = map(json.loads, shown.stdout.splitlines())
    assert row["article"].endswith("agency")
    assert row["copy"].endswith("outlet")


def test_journal(tmp_path: Path, use: Use) -> None:
    """The journal says what was asked for and how it ended, also when it was interrupted; half a line of it is no harm."""
    use(SampleMachine)
    file, store = write(tmp_path / "a.jsonl", a="Some words.", b="More words."), tmp_path / "store"

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load([file], store, settings=SETTINGS, workers=0, watch=interrupt)
    with (store / "runs.jsonl").open("ab") as journal:
        journal.write(b'{"started": "20')
    load([file], store, settings=SETTINGS, workers=0)
    with Store.open(store, read_only=True) as opened:
        runs = opened.runs()
    assert [run["state"] for run in runs] == ["interrupted", "complete"]
    assert [run["unchanged"] for run in runs] == [0, 2]
    assert runs[0]["paths"] == [str(file)]


def test_events(tmp_path: Path, use: Use) -> None:
    """With `--progress json` every line on standard error is an event, and the last one has the summary."""
    use(PoisonedMachine)
    file, store = write(tmp_path / "a.jsonl", bad="fail", good="Good words."), str(tmp_path / "store")
    result = run("load", str(file), "--store", store, "--workers", "0", "--progress", "json")
    assert result.exit_code == 1
    told = [json.loads(line) for line in result.stderr.splitlines()]
    events = [event for event in told if event["event"] != "progress"]  # of which a slow machine shows some
    assert [event["event"] for event in events] == ["start", "failed", "end", "note"]
    assert events[1]["reason"] == "made to fail"
    assert events[2]["state"] == "complete"
    assert json.loads(result.stdout).items() <= events[2].items()


def test_status_and_retry(tmp_path: Path, use: Use) -> None:
    """The status tells what failed and how to try it again; without a path, the files that it came from are read."""
    use(PoisonedMachine)
    file, store = write(tmp_path / "a.jsonl", bad="fail", good="Good words."), str(tmp_path / "store")
    result = run("load", str(file), "--store", store, "--workers", "0")
    assert "kg load --retry-failed" in result.stderr
    assert "kg load --retry-failed" in run("status", "--store", store).stderr
    (failed,) = map(json.loads, run("status", "--failed", "--store", store).stdout.splitlines())
    assert failed["reason"] == "made to fail"
    use(SampleMachine)
    assert (
        run("load", "--retry-failed", str(tmp_path / "none.jsonl"), "--store", store, "--workers", "0").exit_code == 1
    )
    assert run("remove", str(tmp_path / "none.jsonl"), "--store", store).exit_code == 0  # a file that never was there
    assert run("load", "--retry-failed", "--store", store, "--workers", "0").exit_code == 0
    assert run("load", "--retry-failed", "--store", store, "--workers", "0").exit_code == 2
    assert run("load", "--store", store).exit_code == 2


def test_one_worker_is_a_wall(tmp_path: Path, use: Use) -> None:
    """With one worker, too, what kills its process is reported, and the rest is loaded."""
    use(PoisonedMachine)
    file = write(tmp_path / "a.jsonl", bad="die", good="Good words.")
    told: list[object] = []
    report = Report()
    given = load([file], tmp_path / "store", settings=SETTINGS, limits=Limits(60), watch=told.append, report=report)
    assert given is report
    (failure,) = (outcome for outcome in told if isinstance(outcome, Failure))
    assert "exit status 9" in failure.reason
    assert (report.loaded, report.failed) == (1, 1)
