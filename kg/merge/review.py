"""Verdicts on link candidates and claims; an accepted candidate makes its entity the Wikidata entity."""

import pyoxigraph as ox

from kg.config import instance_base
from kg.errors import QueryError
from kg.merge.decisions import Decision, Kind, record
from kg.merge.identity import refresh
from kg.store import Store
from kg.vocabulary.namespaces import KG, WIKIDATA


def review(
    store: Store, verdict: str, identifier: str, why: str, author: str, values: tuple[tuple[str, str], ...] = ()
) -> None:
    """Record a verdict (accept, reject, correct) on the claim or link candidate with the IRI `identifier`.

    Raises QueryError when the store has neither.
    """
    kind = Kind(verdict)
    candidate = _candidate(store, identifier)
    if candidate is None and not _is_claim(store, identifier):
        raise QueryError(
            f"{identifier}: neither a claim nor a link candidate of this store; `kg ask link-candidates` and `kg ask claims-by-asserter` list them"
        )
    if candidate is not None and kind is Kind.CORRECT:
        raise QueryError(
            f"{identifier} is a link candidate: accept or reject it; `kg merge` links an entity to another item"
        )
    record(store, Decision(kind, identifier, why, author, values=values))
    if candidate is not None:
        entity, item = candidate
        merge = Kind.MERGE if kind is Kind.ACCEPT else Kind.UNMERGE
        record(store, Decision(merge, entity, why, author, object=item))
    refresh(store)


def linked_iri(qid: str) -> str:
    """Return the IRI of the entity with a Wikidata id, as the loader names it."""
    return f"{instance_base()}entity/{qid}"


def _candidate(store: Store, identifier: str) -> tuple[str, str] | None:
    """Return (entity, entity of the item) of a link candidate, or None when the IRI names none."""
    found: dict[str, str] = {}
    for quad in _rows(store, identifier):
        name = quad.predicate.value.removeprefix(KG)
        if name in ("candidateFor", "candidate") and isinstance(quad.object, ox.NamedNode):
            found[name] = quad.object.value
    if len(found) < 2:
        return None
    return found["candidateFor"], linked_iri(found["candidate"].removeprefix(WIKIDATA))


def _is_claim(store: Store, identifier: str) -> bool:
    return any(quad.predicate.value == f"{KG}inArticle" for quad in _rows(store, identifier))


def _rows(store: Store, identifier: str) -> list[ox.Quad]:
    try:
        node = ox.NamedNode(identifier)
    except ValueError:
        return []
    return list(store.graph.quads_for_pattern(node, None, None, None))
