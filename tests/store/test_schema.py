"""The vocabulary graph of a store."""

from pathlib import Path

import pyoxigraph as ox

from kg.store import Store
from kg.store.schema import vocabulary_mark
from kg.vocabulary.graphs import VOCABULARY

_GRAPH = ox.NamedNode(VOCABULARY)
_PATHS = (
    ("skos:broader*", "skos:broaderTransitive", "a skos:Concept"),
    ("rdfs:subClassOf+", "rdfs:subClassOf", "a owl:Class"),
)


def test_chains_are_closed() -> None:
    """One statement stands for every chain, and for no other."""
    with Store.open(None) as store:
        for path, statement, kind in _PATHS:
            walked, told = (
                {
                    str(row)
                    for row in _rows(
                        store,
                        f"SELECT DISTINCT ?x ?y {{ GRAPH <{VOCABULARY}> {{ ?x {kind} ; {link} ?y FILTER (ISIRI(?y)) }} }}",
                    )
                }
                for link in (path, statement)
            )
            assert walked == told
            assert len(told) > 50


def test_what_is_not_of_these_files_is_exchanged(tmp_path: Path) -> None:
    """A vocabulary of other files, or one whose loading was interrupted, gives way to the whole of these, and to nothing else."""
    with Store.open(tmp_path) as store:
        whole = set(store.graph.quads_for_pattern(None, None, None, _GRAPH))
        mark = ox.Quad(*vocabulary_mark(), _GRAPH)
        assert mark in whole
        store.graph.remove(mark)
        store.graph.remove(next(iter(whole - {mark})))
        store.graph.add(ox.Quad(ox.NamedNode("urn:x:old"), mark.predicate, mark.object, _GRAPH))
    with Store.open(tmp_path) as store:
        again = set(store.graph.quads_for_pattern(None, None, None, _GRAPH))
        assert {quad for quad in again if _is_named(quad)} == {quad for quad in whole if _is_named(quad)}
        assert len(again) == len(whole)


def _is_named(quad: ox.Quad) -> bool:
    return not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode)


def _rows(store: Store, query: str) -> ox.QuerySolutions:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return found
