"""A client of the W3C Reconciliation Service API, version 0.2.

Specification: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kg.reconcile.cache import AnswerCache
from kg.reconcile.http import Http, ReconcileError

BATCH: Final = 20
LIMIT: Final = 5


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one entity: its name and the type of the service that it should have."""

    id: str  # the entity's own id; not sent
    name: str
    type: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the query object of the specification."""
        query: dict[str, Any] = {"query": self.name, "limit": LIMIT}
        return query | {"type": self.type} if self.type else query


@dataclass(frozen=True, slots=True)
class Answer:
    """A candidate that a service offers. `score` is on the service's own scale; `match` is its word that it is sure."""

    id: str
    name: str
    score: float
    match: bool
    types: tuple[str, ...] = ()
    description: str = ""


@dataclass(slots=True)
class ReconciliationClient:
    """Asks a reconciliation service about many entities, in batches, through a cache."""

    endpoint: str
    cache: AnswerCache = field(default_factory=lambda: AnswerCache(None))
    http: Http = field(default_factory=Http)

    def manifest(self) -> dict[str, Any]:
        """Return the service's manifest; raises ReconcileError when the address answers something else."""
        manifest = self.http.get(self.endpoint)
        if (
            not isinstance(manifest, dict)
            or not isinstance(manifest.get("name"), str)
            or "identifierSpace" not in manifest
        ):
            raise ReconcileError(
                f"{self.endpoint}: no manifest of a reconciliation service (name, identifierSpace) came back"
            )
        return manifest

    def ask(self, questions: Sequence[Question]) -> Iterator[tuple[Question, tuple[Answer, ...]]]:
        """Yield each question with the candidates offered, the best first; kept answers are not asked for again."""
        open_questions = []
        for question in questions:
            kept = self.cache.get(self.endpoint, question.to_json())
            if kept is None:
                open_questions.append(question)
            else:
                yield question, _answers(kept, self.endpoint)
        for start in range(0, len(open_questions), BATCH):
            batch = open_questions[start : start + BATCH]
            answer = self.http.post(
                self.endpoint, {"queries": json.dumps({f"q{i}": q.to_json() for i, q in enumerate(batch)})}
            )
            for i, question in enumerate(batch):
                result = _result(answer, f"q{i}", self.endpoint)
                answers = _answers(result, self.endpoint)
                self.cache.put(self.endpoint, question.to_json(), result)
                yield question, answers


def _result(answer: Any, key: str, endpoint: str) -> list[Any]:
    try:
        result = answer[key]["result"]
    except (KeyError, TypeError) as error:
        raise ReconcileError(f"{endpoint}: malformed answer: no result for {key}") from error
    if not isinstance(result, list):
        raise ReconcileError(f"{endpoint}: malformed answer: the result for {key} is no list")
    return result


def _answers(result: list[Any], endpoint: str) -> tuple[Answer, ...]:
    try:
        found = [
            Answer(
                id=str(item["id"]),
                name=str(item["name"]),
                score=float(item.get("score", 0.0)),
                match=bool(item.get("match", False)),
                types=tuple(str(t["id"] if isinstance(t, dict) else t) for t in item.get("type", ())),
                description=str(item.get("description", "")),
            )
            for item in result
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReconcileError(
            f"{endpoint}: malformed candidate ({type(error).__name__}: {error}); candidates need id, name and score"
        ) from error
    return tuple(sorted(found, key=lambda a: (-a.score, a.id)))
