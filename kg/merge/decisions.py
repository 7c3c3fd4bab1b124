"""Recorded decisions: append-only, each with its reason, its author and its time.

They live in a graph of their own, so that reloading, replacing or removing an article never touches them;
IRIs are hashes of what they stand for, so that a decision finds its entity or claim again after a reload.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import blake2b

import pyoxigraph as ox

from kg.config import DEFAULT_BASE
from kg.errors import QueryError
from kg.store import Store
from kg.vocabulary.graphs import DECISIONS
from kg.vocabulary.namespaces import KG, RDF, XSD

_TYPE = ox.NamedNode(f"{RDF}type")
_GRAPH = ox.NamedNode(DECISIONS)


class Kind(StrEnum):
    """What was decided. The first two are about two entities, the others about a link candidate or a claim."""

    MERGE = "merge"
    UNMERGE = "unmerge"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `subject` and `object` are IRIs; `values` are the corrected fields of a claim."""

    kind: Kind
    subject: str
    why: str
    by: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    object: str | None = None
    values: tuple[tuple[str, str], ...] = ()


def record(store: Store, decision: Decision) -> str:
    """Add a decision to the store and return its IRI; raises QueryError when a reason or a valid IRI is missing."""
    if not decision.why.strip():
        raise QueryError("a decision needs a reason: give one with --why")
    subject = _node(decision.subject)
    moment = decision.at.isoformat(timespec="microseconds")
    digest = blake2b(
        "\x1f".join((decision.kind, decision.subject, decision.object or "", moment)).encode(), digest_size=8
    )
    node = ox.NamedNode(f"{DEFAULT_BASE}decision/{digest.hexdigest()}")
    rows: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        ("decisionKind", ox.Literal(decision.kind)),
        ("decides", subject),
        ("why", ox.Literal(decision.why)),
        ("decidedBy", ox.Literal(decision.by)),
        ("decidedAt", ox.Literal(moment, datatype=ox.NamedNode(f"{XSD}dateTime"))),
    ]
    if decision.object is not None:
        rows.append(("decidesWith", _node(decision.object)))
    rows += [("correctedValue", ox.Literal(f"{name}={value}")) for name, value in decision.values]
    store.graph.extend(
        [
            ox.Quad(node, _TYPE, ox.NamedNode(f"{KG}Decision"), _GRAPH),
            *(ox.Quad(node, ox.NamedNode(KG + name), value, _GRAPH) for name, value in rows),
        ]
    )
    return node.value


def decisions(store: Store) -> Iterator[Decision]:
    """Yield all decisions, the oldest first."""
    found = []
    for quad in store.graph.quads_for_pattern(None, _TYPE, ox.NamedNode(f"{KG}Decision"), _GRAPH):
        values: dict[str, list[str]] = {}
        for row in store.graph.quads_for_pattern(quad.subject, None, None, _GRAPH):
            values.setdefault(row.predicate.value.removeprefix(KG), []).append(_text(row.object))
        found.append(
            Decision(
                kind=Kind(values["decisionKind"][0]),
                subject=values["decides"][0],
                object=values.get("decidesWith", [None])[0],
                why=values["why"][0],
                by=values["decidedBy"][0],
                at=datetime.fromisoformat(values["decidedAt"][0]),
                values=tuple(
                    sorted(
                        (name, value) for name, _, value in (v.partition("=") for v in values.get("correctedValue", ()))
                    )
                ),
            )
        )
    yield from sorted(found, key=lambda d: (d.at, d.subject))


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(
            f"{iri!r} is no IRI; `kg ask entities` and `kg ask claims-by-asserter` show those in the store"
        ) from error
