"""What every exporter must do: the same bytes twice, and what the RDF formats say parses back to the store's quads."""

from io import BytesIO

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.export import Selection, exporters
from kg.export.entailed import DOMAINS, RANGES, entailed
from kg.store import Store
from kg.vocabulary.graphs import ENTITIES
from kg.vocabulary.namespaces import OA, RDFS, TIME
from kg.vocabulary.turtle import read_graph
from tests.stores import fill

FORMATS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a store with the sample article."""
    opened = Store.open(None)
    fill(opened)
    return opened


def export(store: Store, name: str, *articles: str) -> bytes:
    """Return what an exporter writes."""
    out = BytesIO()
    exporters()[name].write(Selection(store, articles), out)
    return out.getvalue()


@pytest.mark.parametrize("name", exporters())
def test_same_bytes(name: str, store: Store) -> None:
    """A store exports to the same bytes every time, and another store with the same content too."""
    other = Store.open(None)
    fill(other)
    first = export(store, name)
    assert first
    assert export(store, name) == first == export(other, name)


@pytest.mark.parametrize("name", FORMATS)
def test_round_trip(name: str, store: Store) -> None:
    """The quads come back with what follows from them; nothing of the store's own bookkeeping goes out; there is no blank node."""
    quads = set(ox.parse(export(store, name), format=FORMATS[name]))
    graphs = {ox.NamedNode(ENTITIES), *map(ox.NamedNode, store.articles())}
    stored = {quad for quad in store.graph if quad.graph_name in graphs}
    assert stored < quads
    assert {quad.triple for quad in quads - stored} == set(entailed(q.triple for q in stored)) - {
        q.triple for q in stored
    }
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))


@pytest.mark.parametrize(("table", "axiom"), [(DOMAINS, "domain"), (RANGES, "range")])
def test_entailed_classes_follow_from_the_ontology(table: dict[str, tuple[str, ...]], axiom: str) -> None:
    """Every class that an export adds is the domain or range of the property, or above it."""
    core = read_graph("core.ttl")
    for predicate, kinds in table.items():
        (stated,) = core.iris(predicate, f"{RDFS}{axiom}")
        assert set(kinds) <= {stated, *core.iris(stated, f"{RDFS}subClassOf")}, predicate


def test_web_annotation(store: Store) -> None:
    """Evidence is exported as the Web Annotation model has it: classes, source, a selector with position and words."""
    graph = ox.Store()
    graph.load(export(store, "nquads"), format=ox.RdfFormat.N_QUADS)
    rows = graph.query(
        f"PREFIX oa: <{OA}> SELECT ?exact {{ GRAPH ?g {{ ?e a oa:SpecificResource ; oa:hasSource ?g ; oa:hasSelector ?s . "
        "?s a oa:TextQuoteSelector , oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ; oa:exact ?exact } }",
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert "4,000" in {row["exact"].value for row in rows}


def test_owl_time(store: Store) -> None:
    """Times are exported with their beginning and end as OWL-Time has them."""
    graph = ox.Store()
    graph.load(export(store, "nquads"), format=ox.RdfFormat.N_QUADS)
    rows = graph.query(
        f"PREFIX time: <{TIME}> SELECT ?first ?last {{ GRAPH ?g {{ ?t a time:ProperInterval ; "
        "time:hasBeginning/time:inXSDDate ?first ; time:hasEnd/time:inXSDDate ?last } }",
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert ("2021-01-01", "2021-12-31") in {(row["first"].value, row["last"].value) for row in rows}


def test_turtle(store: Store) -> None:
    """Turtle holds the same triples, with prefixes, the article's own nodes short, the article before its claims."""
    data = export(store, "turtle")
    triples = {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)}
    assert triples == {quad.triple for quad in ox.parse(export(store, "nquads"), format=ox.RdfFormat.N_QUADS)}
    text = data.decode()
    assert "\nthis:claim-" in text
    assert text.index("a kg:Article") < text.index("kg:Claim ;") < text.index("a kg:Mention")


def test_one_article(store: Store) -> None:
    """A selection holds the named articles and the entities they use."""
    (article,) = store.articles()
    assert export(store, "nquads", article) == export(store, "nquads")
    with pytest.raises(StoreError, match="not in the store"):
        export(store, "nquads", "https://x.example/missing")


def test_csv(store: Store) -> None:
    """The table has one row per claim and figure."""
    lines = export(store, "csv").decode().split("\r\n")
    assert lines[0].startswith("article,publisher,published,claim,asserter")
    assert any(",troops," in line and ",up_to," in line for line in lines)
