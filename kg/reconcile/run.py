"""Reconciling a store: unlinked entities out, answers in, sure matches recorded as decisions with their provenance."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from kg.gazetteer.names import name_key
from kg.merge import Decision, Kind, linked_iri, record, refresh
from kg.reconcile.cache import AnswerCache
from kg.reconcile.client import Answer, Question, ReconciliationClient
from kg.reconcile.wikidata import WikidataClient
from kg.store import Store
from kg.vocabulary.graphs import ENTITIES, IDENTITY
from kg.vocabulary.namespaces import KG, OWL, RDFS, WIKIDATA

_UNLINKED: Final = f"""
SELECT DISTINCT ?entity ?label ?type WHERE {{
  GRAPH <{ENTITIES}> {{ ?entity <{RDFS}label> ?label ; a ?type . FILTER NOT EXISTS {{ ?entity <{OWL}sameAs> ?item }} }}
  FILTER NOT EXISTS {{ GRAPH <{IDENTITY}> {{ ?entity <{KG}mergedInto> ?other }} }}
}} ORDER BY ?label ?entity"""


def unlinked(store: Store) -> list[Question]:
    """Return a question for each entity of the store that has no Wikidata item and was not merged into one that has."""
    rows = store.query(_UNLINKED)
    assert isinstance(rows, ox.QuerySolutions)  # noqa: S101  # a SELECT query
    return [Question(row["entity"].value, row["label"].value, row["type"].value.removeprefix(KG)) for row in rows]


def reconcile(store: Store, endpoint: str | None, cache: Path, *, keep: bool) -> Iterator[dict[str, Any]]:
    """Ask the service at `endpoint` (None: Wikidata) about the unlinked entities and yield a row for each candidate.

    A candidate is linked when the service is sure of it and its name is the entity's own; `keep` records that.
    """
    with AnswerCache(cache) as answers:
        client = WikidataClient(cache=answers) if endpoint is None else ReconciliationClient(endpoint, answers)
        with client.http:
            for question, found in client.ask(unlinked(store)):
                for answer in found:
                    sure = (
                        answer.match and name_key(answer.name) == name_key(question.name) and _qid(answer) is not None
                    )
                    if sure and keep:
                        _record(store, client.endpoint, question, answer)
                    yield {
                        "entity": question.id,
                        "name": question.name,
                        "qid": answer.id,
                        "label": answer.name,
                        "score": answer.score,
                        "decision": "linked" if sure else "candidate",
                        "description": answer.description,
                    }


def _record(store: Store, endpoint: str, question: Question, answer: Answer) -> None:
    why = f"the service is sure of {answer.name} ({answer.id}), score {answer.score:g}"
    record(store, Decision(Kind.MERGE, question.id, why, endpoint, object=linked_iri(answer.id.removeprefix(WIKIDATA))))
    refresh(store)


def _qid(answer: Answer) -> str | None:
    qid = answer.id.removeprefix(WIKIDATA)
    return qid if qid[:1] == "Q" and qid[1:].isdecimal() else None
