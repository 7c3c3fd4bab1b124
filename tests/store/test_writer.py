"""Articles written in bulk are the same as articles written one by one."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.config import DEFAULT_BASE
from kg.errors import StoreError
from kg.rdf.iris import article_iri, node_space, text_hash
from kg.rdf.triples import article_nquads
from kg.store import Entry, Store, Writer
from kg.vocabulary.graphs import ENTITIES, VERSIONS, VOCABULARY
from kg.vocabulary.namespaces import KG, RDFS
from tests.sample_extractions import sample_extraction


def _dump(store: Store) -> list[str]:
    # A vocabulary's blank nodes are named anew in every store, and every version has the time when it was loaded.
    left_out = {ox.NamedNode(VOCABULARY), ox.NamedNode(VERSIONS)}
    return sorted(str(quad) for quad in store.graph if quad.graph_name not in left_out)


def _sample() -> tuple[str, bytes, Entry, str]:
    extraction = sample_extraction()
    article = extraction.article
    entry = Entry("one", "sample.txt", text_hash(article.text), "sample 1", "sample 1")
    return article_iri(article), article_nquads(extraction), entry, article.text


def test_same_as_one_by_one(tmp_path: Path) -> None:
    """Put once, put twice and replaced give the same store, texts included; nothing is written before it is flushed."""
    iri, quads, entry, text = _sample()
    with Store.open(tmp_path / "one") as single, Store.open(tmp_path / "many") as bulk:
        single.replace(iri, quads, entry, text)
        with Writer(bulk) as writer:
            writer.put(iri, quads, entry, text)
            assert not writer.idle
            assert list(bulk.articles()) == []
            writer.put(iri, quads, entry, text)  # again in the same load
            assert writer.idle
        assert _dump(bulk) == _dump(single)
        assert bulk.text(entry.text_hash) == text
        with Writer(bulk, limit=1) as writer:
            writer.remove(iri)
            writer.put(iri, quads, entry, text)
            assert writer.idle
        assert _dump(bulk) == _dump(single)


def test_malformed_article_is_named() -> None:
    """What is no N-Quads is refused with the article's name, and what came before it is there."""
    iri, quads, entry, text = _sample()
    writer = Writer(Store.open(None))
    writer.put(iri, quads, entry, text)
    writer.put("https://example.org/bad", b"<a> <b\n", entry)
    with pytest.raises(StoreError, match=r"example\.org/bad"):
        writer.flush()


def _speaking_of(name: str, *labels: str) -> tuple[str, bytes, Entry]:
    """Return an article that says how one linked entity is called, and how its own unlinked one is."""
    iri = f"https://harbour.example/{name}"
    node, own = f"{DEFAULT_BASE}entity/Q20", f"{node_space(iri)}entity-e1"
    rows = [f'<{node}> <{RDFS}label> "{label}" <{ENTITIES}> .\n' for label in labels]
    rows.append(f'<{own}> <{RDFS}label> "{name}" <{ENTITIES}> .\n')
    uses = [f"<{iri}#char=0,3> <{KG}refersTo> <{entity}> <{iri}> .\n" for entity in (node, own)]
    return iri, "".join(sorted(rows + uses)).encode(), Entry(name, name, "0" * 64, "p", "s")


def _labels(store: Store) -> set[str]:
    node = ox.NamedNode(f"{DEFAULT_BASE}entity/Q20")
    quads = store.graph.quads_for_pattern(node, None, None, ox.NamedNode(ENTITIES))
    return {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}


@pytest.mark.parametrize("flushed", [False, True])
def test_what_a_newer_snapshot_says_of_an_entity_holds(flushed: bool) -> None:
    """Articles that agree on an entity are gathered; one that does not is written at once, and what it says replaces the rest."""
    store = Store.open(None)
    with Writer(store) as writer:
        writer.put(*_speaking_of("one", "Norway"))
        writer.put(*_speaking_of("two", "Norway"))
        assert not writer.idle
        if flushed:
            writer.flush()
        writer.put(*_speaking_of("three", "Kingdom of Norway"))
        assert writer.idle
        assert _labels(store) == {"Kingdom of Norway"}
        writer.put(*_speaking_of("four", "Norway"))
        assert writer.idle
    assert _labels(store) == {"Norway"}
    assert len(list(store.articles())) == 4


def test_batches_grow() -> None:
    """The first batch is small, so that something is seen soon; the largest has the size that was asked for."""
    store = Store.open(None)
    padding = "x" * 500_000
    sizes, gathered = [], 0
    with Writer(store, limit=5 * 2**20) as writer:
        for number in range(30):
            iri = f"https://harbour.example/{number}"
            quads = f'<{iri}> <{KG}byline> "{padding}" <{iri}> .\n'.encode()
            writer.put(iri, quads, Entry(f"{number}", "a", "0" * 64, "p", "s"))
            gathered += len(quads)
            if writer.idle:
                sizes.append(gathered)
                gathered = 0
    assert sizes[0] < 3_000_000
    assert sizes == sorted(sizes)
    assert 5 * 2**20 <= sizes[-1] < 6 * 2**20
