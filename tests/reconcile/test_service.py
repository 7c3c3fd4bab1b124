"""Our reconciliation service, asked by our own client over HTTP and held against the specification's shapes."""

import json
import threading
import time
from collections.abc import Iterator

import httpx
import jsonschema
import pytest
import uvicorn

from kg.gazetteer import shared
from kg.reconcile import Http, Question, ReconciliationClient
from kg.reconcile.service import application

# What the 0.2 specification demands of a manifest and of a result batch, restated.
MANIFEST = {
    "type": "object",
    "required": ["name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "items": {"type": "string"}},
        "name": {"type": "string"},
        "identifierSpace": {"type": "string", "format": "uri"},
        "schemaSpace": {"type": "string", "format": "uri"},
        "defaultTypes": {"type": "array", "items": {"type": "object", "required": ["id", "name"]}},
        "view": {
            "type": "object",
            "required": ["url"],
            "properties": {"url": {"type": "string", "pattern": r".*\{\{id\}\}.*"}},
        },
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {
                "url": {"type": "string", "pattern": r".*\{\{id\}\}.*"},
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
        },
        "suggest": {
            "type": "object",
            "additionalProperties": {"type": "object", "required": ["service_url", "service_path"]},
        },
    },
}
BATCH = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "name", "score"],
                    "properties": {
                        "id": {"type": "string", "pattern": r"^Q[1-9]\d*$"},
                        "name": {"type": "string"},
                        "description": {"type": "string"},
                        "score": {"type": "number"},
                        "match": {"type": "boolean"},
                        "type": {"type": "array", "items": {"type": "object", "required": ["id", "name"]}},
                    },
                },
            }
        },
    },
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of our service, served by uvicorn on a free port."""
    server = uvicorn.Server(
        uvicorn.Config(application(shared()), host="127.0.0.1", port=0, log_level="critical", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_manifest_is_one(address: str) -> None:
    """The root answers a manifest of the specification's form."""
    answer = httpx.get(address)
    jsonschema.validate(answer.json(), MANIFEST)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_our_client_understands_our_service(address: str, http: Http) -> None:
    """A batch comes back in order, a well-known country is a match, nonsense has no candidate."""
    client = ReconciliationClient(f"{address}/", http=http)
    assert "geopolitical" in client.manifest()["name"].lower()
    answers = dict(client.ask([Question("a", "Norway", "Country"), Question("b", "Xyzzy Plugh")]))
    found = {question.id: result for question, result in answers.items()}
    assert (found["a"][0].id, found["a"][0].match) == ("Q20", True)
    assert found["b"] == ()


def test_batch_has_the_specified_form(address: str) -> None:
    """GET and POST answer alike, limits hold, types filter."""
    queries = json.dumps({"x": {"query": "Georgia", "limit": 1}, "y": {"query": "Paris", "type": "Person"}})
    posted = httpx.post(address, data={"queries": queries}).json()
    assert httpx.get(address, params={"queries": queries}).json() == posted
    jsonschema.validate(posted, BATCH)
    assert len(posted["x"]["result"]) == 1
    assert all(t["id"] == "Person" for result in posted["y"]["result"] for t in result["type"])


@pytest.mark.parametrize("queries", ["no json", "[]", '{"q": {"name": 1}}'])
def test_bad_queries_are_refused(address: str, queries: str) -> None:
    """A malformed batch is the client's error, told as such."""
    answer = httpx.post(address, data={"queries": queries})
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_suggest_and_preview(address: str) -> None:
    """Typing finds entities and types; a preview shows one entity, and 404 none."""
    found = httpx.get(f"{address}/suggest/entity", params={"prefix": "Norw"}).json()["result"]
    assert "Q20" in [item["id"] for item in found]
    assert httpx.get(f"{address}/suggest/type", params={"prefix": "co"}).json() == {
        "result": [{"id": "Country", "name": "Country"}]
    }
    page = httpx.get(f"{address}/preview", params={"id": "Q20"})
    assert "<b>Norway</b>" in page.text
    assert httpx.get(f"{address}/preview", params={"id": "Q0"}).status_code == 404


def test_old_clients_get_jsonp(address: str) -> None:
    """A callback by a valid name wraps the answer; any other is ignored."""
    assert httpx.get(address, params={"callback": "jsonp1"}).text.startswith("jsonp1({")
    assert httpx.get(address, params={"callback": "alert(1)//"}).json()["name"]
