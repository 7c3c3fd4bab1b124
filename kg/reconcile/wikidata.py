"""Wikidata's own interface (wbsearchentities, wbgetentities), offered with the same face as a reconciliation service."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kg.gazetteer.names import name_key
from kg.reconcile.cache import AnswerCache
from kg.reconcile.client import LIMIT, Answer, Question
from kg.reconcile.http import Http, ReconcileError

API: Final = "https://www.wikidata.org/w/api.php"
ENTITY_BATCH: Final = 50  # what wbgetentities allows in one request
HUMAN: Final = "Q5"
_INSTANCE_OF: Final = "P31"


@dataclass(slots=True)
class WikidataClient:
    """Searches Wikidata by name and ranks what it finds by name, type and number of sitelinks."""

    endpoint: str = API
    cache: AnswerCache = field(default_factory=lambda: AnswerCache(None))
    http: Http = field(default_factory=lambda: Http(rate=1.0))

    def ask(self, questions: Sequence[Question]) -> Iterator[tuple[Question, tuple[Answer, ...]]]:
        """Yield each question with its candidates, the best first. Scores run from 0 to 100."""
        found = {question: self._search(question.name) for question in questions}
        items = self._items(sorted({qid for qids in found.values() for qid in qids}, key=lambda q: int(q[1:])))
        for question in questions:
            scored = [_answer(question, items[qid]) for qid in found[question] if qid in items]
            ranked = sorted(scored, key=lambda a: (-a.score, int(a.id[1:])))[:LIMIT]
            yield question, tuple(_only_sure(ranked))

    def _search(self, name: str) -> list[str]:
        parameters = {
            "action": "wbsearchentities",
            "search": name,
            "language": "en",
            "type": "item",
            "limit": "7",
            "format": "json",
        }
        answer = self._cached(parameters)
        try:
            return [str(hit["id"]) for hit in answer["search"]]
        except (KeyError, TypeError) as error:
            raise ReconcileError(f"{self.endpoint}: malformed answer to a search ({error})") from error

    def _items(self, qids: list[str]) -> dict[str, dict[str, Any]]:
        items: dict[str, dict[str, Any]] = {}
        for start in range(0, len(qids), ENTITY_BATCH):
            ids = "|".join(qids[start : start + ENTITY_BATCH])
            parameters = {
                "action": "wbgetentities",
                "ids": ids,
                "props": "labels|aliases|descriptions|claims|sitelinks",
                "languages": "en",
                "format": "json",
            }
            answer = self._cached(parameters)
            if not isinstance(answer, dict) or not isinstance(answer.get("entities"), dict):
                raise ReconcileError(f"{self.endpoint}: malformed answer to a request for items")
            items.update(answer["entities"])
        return items

    def _cached(self, parameters: dict[str, str]) -> Any:
        kept = self.cache.get(self.endpoint, parameters)
        if kept is None:
            kept = self.http.get(self.endpoint, parameters)
            if isinstance(kept, dict) and "error" in kept:
                raise ReconcileError(f"{self.endpoint}: {kept['error'].get('info', kept['error'])}")
            self.cache.put(self.endpoint, parameters, kept)
        return kept


def _answer(question: Question, item: dict[str, Any]) -> Answer:
    """Score an item: an exact label 50, an alias 40, the right kind 30, and up to 20 for sitelinks (100 or more)."""
    label = item.get("labels", {}).get("en", {}).get("value", item["id"])
    aliases = [alias["value"] for alias in item.get("aliases", {}).get("en", ())]
    types = tuple(_instances(item))
    key = name_key(question.name)
    named = 50 if name_key(label) == key else 40 if key in map(name_key, aliases) else 10
    fits = 30 if question.type is None or (question.type == "Person") == (HUMAN in types) else 0
    return Answer(
        id=item["id"],
        name=label,
        score=named + fits + min(20.0, len(item.get("sitelinks", ())) / 5),
        match=False,
        types=types,
        description=item.get("descriptions", {}).get("en", {}).get("value", ""),
    )


def _instances(item: dict[str, Any]) -> Iterator[str]:
    for statement in item.get("claims", {}).get(_INSTANCE_OF, ()):
        value = statement.get("mainsnak", {}).get("datavalue", {}).get("value", {})
        if "id" in value:
            yield value["id"]


def _only_sure(ranked: list[Answer]) -> Iterator[Answer]:
    """Mark the first as a match when it has the right name and kind and leads the next by ten points."""
    for place, answer in enumerate(ranked):
        lead = answer.score - (ranked[1].score if len(ranked) > 1 else 0.0)
        sure = place == 0 and answer.score >= 80 and lead >= 10
        yield Answer(answer.id, answer.name, answer.score, sure, answer.types, answer.description)
