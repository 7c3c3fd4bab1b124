"""What a load says meanwhile: a bar on a terminal, lines for logs, events for programs."""

import json
import sys

import pytest

from kg.cli.progress import Progress
from kg.pipeline import Failure, Report


def run(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Watch a load of which a quarter is read, without waiting for time to pass."""
    monkeypatch.setattr("kg.cli.progress._PLAIN_SECONDS", 0)
    for display in ("_Plain", "_Terminal", "_Json"):
        monkeypatch.setattr(f"kg.cli.progress.{display}.seconds", 0)
    report = Report()
    report.position.total, report.position.done = 1000, 250
    with Progress(("a.jsonl",), report, kind) as progress:
        report.loaded, report.failed, report.words = 3, 1, 1200
        progress.update(Failure("a.jsonl#4", "no text"))
    progress.advise()


def test_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Elsewhere than on a terminal: what failed, how far it is, with the time left, and what to do."""
    run("auto", monkeypatch)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "kg: a.jsonl#4: no text"
    assert lines[1].startswith("kg: 3 articles, 1,200 words (")
    assert "1 failed, 0:00:" in lines[1]
    assert lines[1].endswith(" left")
    assert "--retry-failed" in lines[-1]


def test_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal a line that is written over, and failures above it."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    run("auto", monkeypatch)
    shown = capsys.readouterr().err
    assert "a.jsonl#4: no text" in shown
    assert "3 articles" in shown


def test_events(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """For programs: one JSON object a line."""
    run("json", monkeypatch)
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [event["event"] for event in events] == ["start", "failed", "progress", "end", "note"]
    assert events[0]["paths"] == ["a.jsonl"]
    assert events[2]["seconds_left"] is not None
    assert events[3]["failed"] == 1
