"""Articles written in bulk are the same as articles written one by one."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.rdf.iris import article_iri, text_hash
from kg.rdf.triples import article_nquads
from kg.store import Entry, Store, Writer
from kg.vocabulary.graphs import VERSIONS, VOCABULARY
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
