"""What a store holds, in figures, and what it was made with."""

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.store.store import Store
from kg.vocabulary.graphs import COPIES, ENTITIES, INFERRED, MANIFEST, VERSIONS
from kg.vocabulary.namespaces import KG, PROV, RDF

_TYPE: Final = ox.NamedNode(f"{RDF}type")


@dataclass(frozen=True, slots=True)
class Status:
    """Counts over a store, the versions behind its articles, and its last load."""

    articles: int
    claims: int
    estimates: int
    shared_entities: int
    quads: int
    inferred: int
    quarantined: int
    failed: int
    copies: int
    revised: int
    pipelines: tuple[str, ...]
    snapshots: tuple[str, ...]
    runs: int
    last_run: str | None


def read_status(store: Store) -> Status:
    """Count what `store` holds."""
    graph = store.graph
    runs = store.runs()
    return Status(
        articles=sum(1 for _ in store.articles()),
        claims=_count(store, f"{{ GRAPH ?g {{ ?s <{KG}inArticle> ?a }} }}"),
        estimates=_count(store, f"{{ GRAPH ?g {{ ?s a <{KG}QuantityEstimate> }} }}"),
        shared_entities=len(
            {quad.subject for quad in graph.quads_for_pattern(None, None, None, ox.NamedNode(ENTITIES))}
        ),
        quads=len(graph),
        inferred=sum(1 for _ in graph.quads_for_pattern(None, None, None, ox.NamedNode(INFERRED))),
        failed=len(store.failures),
        copies=_count(store, f"{{ GRAPH <{COPIES}> {{ ?s <{KG}copyOf> ?o }} }}"),
        revised=_count(store, f"{{ GRAPH <{VERSIONS}> {{ ?s <{PROV}wasRevisionOf> ?v }} }}"),
        quarantined=sum(len(refusal.findings) for refusal in store.quarantine),
        pipelines=_values(store, "pipeline"),
        snapshots=_values(store, "snapshot"),
        runs=len(runs),
        last_run=_end(runs[-1]) if runs else None,
    )


def _end(run: dict[str, object]) -> str:
    return str(run["ended"]) if "ended" in run else f"begun {run['started']}, running or killed"


def _count(store: Store, pattern: str) -> int:
    rows = store.query(f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {pattern}")
    if not isinstance(rows, ox.QuerySolutions):
        raise TypeError(rows)
    return int(next(rows)["n"].value)


def _values(store: Store, name: str) -> tuple[str, ...]:
    quads = store.graph.quads_for_pattern(None, ox.NamedNode(KG + name), None, ox.NamedNode(MANIFEST))
    return tuple(sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}))
