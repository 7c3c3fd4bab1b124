"""The reconciliation client against a server that speaks the protocol: batches, cache, retries, bad answers."""

import json
from pathlib import Path

import pytest

from kg.reconcile import AnswerCache, Http, Question, ReconcileError, ReconciliationClient
from tests.reconcile.conftest import FakeService, Reply, as_json


def echo(parameters: dict[str, str]) -> Reply:
    """Answer each query with one candidate that bears its name."""
    if "queries" not in parameters:
        return as_json(
            {"name": "Echo", "identifierSpace": "http://example.org/", "schemaSpace": "http://example.org/p/"}
        )
    queries = json.loads(parameters["queries"])
    return as_json(
        {
            key: {
                "result": [
                    {
                        "id": f"Q{len(q['query'])}",
                        "name": q["query"],
                        "score": 90,
                        "match": True,
                        "type": [{"id": "t", "name": "T"}],
                    }
                ]
            }
            for key, q in queries.items()
        }
    )


def test_batches_and_cache(service: FakeService, http: Http, tmp_path: Path) -> None:
    """Forty-five questions go out in three requests; asked again, none goes out."""
    service.answer = echo
    questions = [Question(f"e{i}", "n" * (i + 1), "Person") for i in range(45)]
    with AnswerCache(tmp_path / "answers.sqlite") as cache:
        client = ReconciliationClient(service.url, cache, http)
        answers = dict(client.ask(questions))
        assert len(service.requests) == 3
        assert [answers[q][0].id for q in questions] == [f"Q{i + 1}" for i in range(45)]
        assert answers[questions[0]][0].match
        assert cache.retrieved(service.url, questions[0].to_json()) is not None
    with AnswerCache(tmp_path / "answers.sqlite") as cache:
        again = dict(ReconciliationClient(service.url, cache, http).ask(questions))
    assert again == answers
    assert len(service.requests) == 3


def test_a_broken_run_goes_on_where_it_stopped(service: FakeService, http: Http, tmp_path: Path) -> None:
    """What was answered before a failure is kept; the next run asks for the rest only."""
    questions = [Question(f"e{i}", f"name {i}") for i in range(40)]
    service.answer = lambda p: echo(p) if len(service.requests) < 2 else as_json({}, 503)
    with AnswerCache(tmp_path / "a.sqlite") as cache, pytest.raises(ReconcileError, match="no answer after 4 tries"):
        list(ReconciliationClient(service.url, cache, http).ask(questions))
    service.answer = echo
    service.requests.clear()
    with AnswerCache(tmp_path / "a.sqlite") as cache:
        assert len(list(ReconciliationClient(service.url, cache, http).ask(questions))) == 40
    assert len(service.requests) == 1


def test_too_many_requests_wait_as_long_as_told(service: FakeService, http: Http, pauses: list[float]) -> None:
    """A 429 with Retry-After is waited out, then the request succeeds."""
    service.scripted = [(429, {"Retry-After": "7"}, b""), (503, {}, b"")]
    service.answer = echo
    assert len(list(ReconciliationClient(service.url, http=http).ask([Question("e", "Name")]))) == 1
    assert max(pauses) == 7
    assert len(service.requests) == 3


def test_no_server(http: Http) -> None:
    """A refused connection is tried again, then named."""
    with pytest.raises(ReconcileError, match="ConnectError"):
        ReconciliationClient("http://127.0.0.1:9/", http=http).manifest()


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ((200, {}, b"<html>no</html>"), "no JSON"),
        (as_json({"q0": {}}), "no result for q0"),
        (as_json([]), "no result for q0"),
        (as_json({"q0": {"result": "none"}}), "no list"),
        (as_json({"q0": {"result": [{"name": "x"}]}}), "malformed candidate"),
        (as_json({"q0": {"result": [{"id": "Q1", "name": "x", "score": "high"}]}}), "malformed candidate"),
        ((403, {}, b""), "HTTP 403"),
        ((404, {}, b""), "HTTP 404"),
    ],
)
def test_bad_answers_are_named(service: FakeService, http: Http, reply: Reply, message: str) -> None:
    """An answer that is none says what is wrong and is not kept."""
    service.scripted = [reply]
    service.answer = echo
    client = ReconciliationClient(service.url, http=http)
    with pytest.raises(ReconcileError, match=message):
        list(client.ask([Question("e", "Name")]))
    assert dict(client.ask([Question("e", "Name")]))


def test_manifest(service: FakeService, http: Http) -> None:
    """A manifest is recognized, anything else refused."""
    service.answer = echo
    assert ReconciliationClient(service.url, http=http).manifest()["name"] == "Echo"
    service.answer = lambda _: as_json({"hello": "world"})
    with pytest.raises(ReconcileError, match="no manifest"):
        ReconciliationClient(service.url, http=http).manifest()
