"""Every stored query: it parses, its header tells its columns, and no parameter can change it."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query import ask, select, stored_queries, stored_query
from kg.query.parameters import KINDS, Parameter
from kg.store import Store
from tests.stores import fill

NEEDED = (
    *(
        "who-asserted-troop-count",
        "count-timeline",
        "conflicting-counts",
        "attribution-chains",
        "denials",
        "claims-by-asserter",
    ),
    *(
        "evidence-of-claim",
        "agreements-and-parties",
        "people-and-roles",
        "events-by-place",
        "entities",
        "entities-with-wikidata",
    ),
    *("unlinked-entities", "link-candidates"),
)
VALUES = {
    "concept": "troops",
    "date": "2024-03-01",
    "class": "Person",
    "item": "Q20",
    "iri": "kg:Claim",
    "integer": "3",
    "decimal": "0.5",
    "boolean": "true",
}


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a store with the sample article."""
    opened = Store.open(None)
    fill(opened)
    return opened


def test_all_are_there() -> None:
    """The queries that users were promised exist."""
    assert set(NEEDED) <= set(stored_queries())


@pytest.mark.parametrize("name", stored_queries())
def test_columns(name: str, store: Store) -> None:
    """A query answers with the columns of its header, also with every parameter set."""
    query = stored_query(name)
    assert ask(store, name).columns == tuple(query.columns)
    given_values = {p.name: VALUES.get(p.kind, "a") for p in query.parameters}
    assert ask(store, name, **given_values).columns == tuple(query.columns)
    assert not {p.name for p in query.parameters} & set(query.columns), "a parameter must not be named like a column"


@pytest.mark.parametrize("name", set(NEEDED) - {"conflicting-counts"})
def test_rows(name: str, store: Store) -> None:
    """The sample article gives every query something to answer."""
    rows = list(ask(store, name, **({"counted": "ships"} if name == "count-timeline" else {})))
    assert rows


def test_troop_counts(store: Store) -> None:
    """The first question: who, through whom, with which bounds."""
    (row,) = ask(store, "who-asserted-troop-count")
    assert row["asserter"] == "Reyes"
    assert row["via"] == "Ito and Sand"
    assert (row["lower"], row["upper"], row["comparator"]) == (None, 4000, "up_to")
    assert row["modality"] == "projection"
    assert row["as_of"] == "../2024-05"
    assert list(ask(store, "who-asserted-troop-count", counted="people"))
    assert list(ask(store, "who-asserted-troop-count", by="sand"))
    assert not list(ask(store, "who-asserted-troop-count", by="lind"))


@given(
    value=st.text(max_size=80)
    | st.sampled_from(['") } #', "\\", "'''", '"""', "} DROP ALL {", "\u2028", 'a"@en', "?x"])
)
def test_any_text_survives(value: str) -> None:
    """Any text becomes one literal with that value, or an error; never query text."""
    try:
        term = Parameter("by", "text", "").term(value)
    except QueryError:
        return
    text = f"SELECT ?v {{ VALUES ?v {{ {term} }} }}"
    (row,) = ox.Store().query(text)  # type: ignore[misc, union-attr]
    assert row[0].value == value


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"text"}))
@given(value=st.text(max_size=40))
def test_typed_parameters_refuse(kind: str, value: str) -> None:
    """A typed parameter gives a term or a `QueryError`, and the term parses as one term."""
    try:
        term = Parameter("x", kind, "").term(value)
    except QueryError:
        return
    assert len(list(ox.Store().query(f"SELECT ?v {{ VALUES ?v {{ {term} }} }}"))) == 1  # type: ignore[arg-type]


def test_suggestions(store: Store) -> None:
    """Typos are answered with the nearest names."""
    with pytest.raises(QueryError, match="Did you mean who-asserted-troop-count"):
        ask(store, "who-asserted-troop-counts")
    with pytest.raises(QueryError, match="Did you mean counted"):
        ask(store, "who-asserted-troop-count", counte="x")
    with pytest.raises(QueryError, match=re.escape("Did you mean troops")):
        ask(store, "who-asserted-troop-count", counted="troop")


def test_formats(store: Store) -> None:
    """Rows come as CSV, JSON Lines, SPARQL JSON and pandas, with the same values."""
    rows = select(store, 'SELECT (3000.0 AS ?n) ("a,\\"b" AS ?t) (?u AS ?none) {}')
    assert rows.to_csv() == 'n,t,none\r\n3000,"a,""b",\r\n'
    assert rows.to_jsonl() == '{"n":3000,"t":"a,\\"b","none":null}\n'
    assert '"vars"' in rows.to_sparql_json()
    assert list(rows.to_pandas().columns) == ["n", "t", "none"]
    assert list(select(store, "ASK {}")) == [{"answer": True}]
    assert len(select(store, "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH graph:entities { ?s ?p ?o } }", limit=2)) == 2


@pytest.mark.parametrize("name", [query.name for query in stored_queries().values() if query.pages])
def test_pages_change_nothing(name: str, store: Store) -> None:
    """The first rows page by page are the first rows of the whole answer."""
    whole = ask(store, name)
    assert ask(store, name, limit=len(whole) + 1) == whole
    assert ask(store, name, limit=1).terms == whole.terms[:1]


def test_a_value_may_look_like_a_mark(store: Store) -> None:
    """`#page` and `#params` inside a value stay text."""
    assert not len(ask(store, "claims-by-asserter", by="#page #params", limit=5))


def test_ask_opens_a_folder(tmp_path: Path) -> None:
    """A store may be given by its folder, as a path or as text."""
    with Store.open(tmp_path / "kept") as opened:
        fill(opened)
    assert len(ask(tmp_path / "kept", "articles")) == len(ask(str(tmp_path / "kept"), "articles")) == 1
