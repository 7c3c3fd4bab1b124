"""Articles into real SPARQL servers, `oxigraph serve` and Virtuoso, and stored queries answered by them."""

from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph as ox
import pytest

pytest.importorskip("httpx", reason="the extra `remote` is not installed")

from kg.errors import StoreError
from kg.pipeline.endpoint import EndpointSink
from kg.query import ask, stored_queries
from kg.store import Store
from kg.store.endpoint import Endpoint
from kg.store.manifest import entry_lines
from kg.vocabulary.graphs import ENTITIES, MANIFEST
from tests.servers import oxigraph, virtuoso
from tests.stores import make_document

SERVERS = {"oxigraph": oxigraph, "virtuoso": virtuoso}
OF_A_LOCAL_STORE = {"article-copies", "article-versions"}
# What Virtuoso 7.2.5 does otherwise: too slow, other characters in GROUP_CONCAT, booleans as numbers.
NOT_ON_VIRTUOSO = {"claims-about-entity", "conflicting-counts", "attribution-chains", "link-candidates"}


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a server of each kind and return its address."""
    with SERVERS[request.param](tmp_path_factory.mktemp("servers") / request.param) as url:
        yield url


@pytest.fixture
def endpoint(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """Return a client of an emptied server."""
    monkeypatch.setenv("KG_ENDPOINT_USER", "dba")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "dba")
    with Endpoint(server) as client:
        for name in (*(make_document(n).iri for n in "abc"), MANIFEST, ENTITIES):
            client.drop_graph(name)
        yield client


def _rows(graph: Store | Endpoint, name: str) -> set[tuple[str, ...]]:
    """Return the rows of a stored query as texts."""
    return {tuple("" if term is None else term.value for term in row) for row in ask(graph, name).terms}  # type: ignore[union-attr]


def _triples(endpoint: Endpoint, graph: str) -> set[str]:
    solutions = endpoint.query(f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    assert isinstance(solutions, ox.QuerySolutions)
    return {" ".join(map(str, solution)) for solution in solutions}


def test_load_and_ask(endpoint: Endpoint, request: pytest.FixtureRequest) -> None:
    """What is put on a server is what a local store holds of it, and stored queries answer the same."""
    documents = [make_document(name) for name in "ab"]
    with Store.open(None) as local, Store.open(None) as beside:
        for document in documents:
            local.replace(document.iri, document.quads, document.entry, document.text)
        sink = EndpointSink(endpoint, beside)
        assert not [durable for document in documents for durable in sink.put(document)]
        assert sink.flush() == documents
        left_out = NOT_ON_VIRTUOSO if "virtuoso" in request.node.name else set()
        for name in sorted(stored_queries().keys() - OF_A_LOCAL_STORE - left_out):
            assert _rows(endpoint, name) == _rows(local, name), name
        assert beside.text(documents[0].entry.text_hash) == documents[0].text
        for graph in (documents[0].iri, ENTITIES, MANIFEST):
            there = len(list(local.graph.quads_for_pattern(None, None, None, ox.NamedNode(graph))))
            assert len(_triples(endpoint, graph)) == there


def test_unchanged_articles_are_known(endpoint: Endpoint) -> None:
    """The server says which articles it holds as they are, also to the next load."""
    first, second = make_document("a"), make_document("b", "two")
    with Store.open(None) as beside:
        sink = EndpointSink(endpoint, beside)
        sink.put(first)
        sink.flush()
        asked = [(first.iri, "one"), (second.iri, "two"), (first.iri + "/x", "one")]
        assert EndpointSink(endpoint, beside).unchanged(asked) == {(first.iri, "one")}
        assert EndpointSink(endpoint, beside).unchanged([(first.iri, "two")]) == set()


def test_a_changed_article_is_replaced(endpoint: Endpoint) -> None:
    """A new version takes the place of the old one, with one manifest entry; twice the same changes nothing."""
    with Store.open(None) as beside:
        for version in (
            make_document("a"),
            make_document("a", "two", title="Sailors moved"),
            make_document("a", "two", title="Sailors moved"),
        ):
            sink = EndpointSink(endpoint, beside)
            sink.put(version)
            sink.flush()
        graph = _triples(endpoint, version.iri)
        assert any("Sailors moved" in triple for triple in graph)
        assert not any("Sailors may move" in triple for triple in graph)
        assert len(_triples(endpoint, MANIFEST)) == len(entry_lines(version.iri, version.entry).splitlines())


def test_an_article_without_quads_is_taken_out(endpoint: Endpoint) -> None:
    """An article that validation refused whole leaves the server."""
    with Store.open(None) as beside:
        sink = EndpointSink(endpoint, beside)
        sink.put(make_document("a"))
        sink.put(replace(make_document("a", "two"), quads=b""))
        sink.flush()
        assert _triples(endpoint, make_document("a").iri) == set()
        assert _triples(endpoint, MANIFEST) == set()


def test_outdated_entities_are_renewed(endpoint: Endpoint) -> None:
    """What an older snapshot said of an entity goes when a newer article says otherwise."""
    document = make_document("a")
    line = next(
        line for line in document.quads.split(b"\n") if line.endswith(f"<{ENTITIES}> .".encode()) and b"label" in line
    )
    subject = line.split(b" ")[0].decode()
    endpoint.add_to_graph(
        ENTITIES, f'{subject} <http://www.w3.org/2000/01/rdf-schema#label> "its old name"@en .\n'.encode()
    )
    with Store.open(None) as beside:
        sink = EndpointSink(endpoint, beside)
        sink.put(document)
        sink.flush()
    assert not any("its old name" in triple for triple in _triples(endpoint, ENTITIES))


def test_a_crash_before_the_manifest_is_mended(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article whose graph was put and whose entry was not does not count as held; the next load puts it."""
    document = make_document("a")
    with Store.open(None) as beside:
        sink = EndpointSink(endpoint, beside)
        with monkeypatch.context() as patch:
            patch.setattr(Endpoint, "add_to_graph", _fail)
            sink.put(document)
            with pytest.raises(StoreError):
                sink.flush()
        again = EndpointSink(endpoint, beside)
        assert again.unchanged([(document.iri, "one")]) == set()
        again.put(document)
        assert again.flush() == [document]
        assert again.unchanged([(document.iri, "one")]) == {(document.iri, "one")}


def _fail(*_: object) -> None:
    raise StoreError("the server went away")
