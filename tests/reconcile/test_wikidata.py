"""Wikidata's interface, spoken by a local server."""

from collections.abc import Callable

import pytest

from kg.reconcile import Http, Question, ReconcileError, WikidataClient
from tests.reconcile.conftest import FakeService, Reply, as_json


def item(qid: str, label: str, instance: str, sitelinks: int) -> dict[str, object]:
    """Return an item as wbgetentities gives it."""
    return {
        "id": qid,
        "labels": {"en": {"value": label}},
        "descriptions": {"en": {"value": f"about {label}"}},
        "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": instance}}}}]},
        "sitelinks": {str(i): {} for i in range(sitelinks)},
    }


def wikidata(*items: dict[str, object]) -> Callable[[dict[str, str]], Reply]:
    """Return a server that finds all `items` whatever is searched for."""
    known = {str(i["id"]): i for i in items}

    def answer(parameters: dict[str, str]) -> Reply:
        if parameters["action"] == "wbsearchentities":
            return as_json({"search": [{"id": qid} for qid in known]})
        return as_json({"entities": {qid: known[qid] for qid in parameters["ids"].split("|")}})

    return answer


def test_name_kind_and_sitelinks_rank(service: FakeService, http: Http) -> None:
    """The person of that name with many sitelinks is sure; the ship of that name comes after."""
    service.answer = wikidata(item("Q70", "Ada Example", "Q11446", 3), item("Q71", "Ada Example", "Q5", 120))
    client = WikidataClient(service.url, http=http)
    ((_, answers),) = client.ask([Question("e1", "Ada Example", "Person")])
    assert [(a.id, a.match) for a in answers] == [("Q71", True), ("Q70", False)]
    assert answers[0].score == 100


def test_two_equal_namesakes_are_not_sure(service: FakeService, http: Http) -> None:
    """Where two fit alike, none is a match."""
    service.answer = wikidata(item("Q70", "Ada Example", "Q5", 9), item("Q71", "Ada Example", "Q5", 9))
    ((_, answers),) = WikidataClient(service.url, http=http).ask([Question("e1", "Ada Example", "Person")])
    assert not any(a.match for a in answers)


def test_errors_of_the_interface_are_told(service: FakeService, http: Http) -> None:
    """An error in the answer's body is an error."""
    service.answer = lambda _: as_json({"error": {"code": "maxlag", "info": "too much lag"}})
    with pytest.raises(ReconcileError, match="too much lag"):
        list(WikidataClient(service.url, http=http).ask([Question("e1", "Ada Example")]))
