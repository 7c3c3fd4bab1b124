"""Reconciling a store over HTTP: sure matches are recorded with provenance, doubtful ones shown, linked ones never sent."""

import json
from pathlib import Path

from kg.merge import decisions, linked_iri
from kg.reconcile.run import reconcile, unlinked
from kg.store import Store
from kg.vocabulary.graphs import ENTITIES
from kg.vocabulary.namespaces import KG, OWL, RDFS, WIKIDATA
from tests.reconcile.conftest import FakeService, Reply, as_json

BASE = "https://example.org/id/"


def person(store: Store, key: str, label: str, qid: str | None = None) -> str:
    """Put a person into the entity graph and return its IRI."""
    same = f"; <{OWL}sameAs> <{WIKIDATA}{qid}>" if qid else ""
    store.graph.update(
        f'INSERT DATA {{ GRAPH <{ENTITIES}> {{ <{BASE}{key}> a <{KG}Person> ; <{RDFS}label> "{label}" {same} }} }}'
    )
    return BASE + key


def sure_of_ada(parameters: dict[str, str]) -> Reply:
    """Be sure of Ada, offer a doubtful Bert."""
    queries = json.loads(parameters["queries"])
    known = {"Ada Example": ("Q71", True), "Bert Example": ("Q72", False)}
    return as_json(
        {
            key: {
                "result": [{"id": known[q["query"]][0], "name": q["query"], "score": 77, "match": known[q["query"]][1]}]
            }
            for key, q in queries.items()
        }
    )


def test_sure_matches_are_recorded(service: FakeService, tmp_path: Path) -> None:
    """A sure match of the same name is linked and no longer asked for; a dry run records nothing."""
    service.answer = sure_of_ada
    with Store.open(None) as store:
        ada = person(store, "ada", "Ada Example")
        person(store, "bert", "Bert Example")
        person(store, "cora", "Cora Linked", "Q5")
        dry = list(reconcile(store, service.url, tmp_path / "answers.sqlite", keep=False))
        assert [(row["name"], row["decision"]) for row in dry] == [
            ("Ada Example", "linked"),
            ("Bert Example", "candidate"),
        ]
        assert list(decisions(store)) == []
        assert list(reconcile(store, service.url, tmp_path / "answers.sqlite", keep=True)) == dry
        (decision,) = decisions(store)
        assert (decision.subject, decision.object, decision.by) == (ada, linked_iri("Q71"), service.url)
        assert [question.name for question in unlinked(store)] == ["Bert Example"]
    assert len(service.requests) == 1
    assert "Cora" not in service.requests[0]["queries"]
