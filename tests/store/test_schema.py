"""The vocabulary graph of a store."""

import pyoxigraph as ox

from kg.store import Store
from kg.vocabulary.graphs import VOCABULARY

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


def _rows(store: Store, query: str) -> ox.QuerySolutions:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return found
