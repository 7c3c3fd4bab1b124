"""What a killed process had half written is whole when the store is opened again."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.rdf.iris import article_iri, text_hash
from kg.rdf.triples import article_nquads
from kg.store import Entry, Store, Writer
from tests.sample_extractions import sample_extraction


def dump(store: Store, article: str) -> list[str]:
    """Return an article's graph."""
    return sorted(str(quad) for quad in store.graph.quads_for_pattern(None, None, None, ox.NamedNode(article)))


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_half_a_batch(tmp_path: Path, share: float) -> None:
    """However much of a batch was written, the next one who opens the store writes all of it."""
    extraction = sample_extraction()
    article = article_iri(extraction.article)
    quads = article_nquads(extraction)
    entry = Entry("one", "a.txt", text_hash(extraction.article.text), "p", "s")
    with Store.open(tmp_path / "calm") as calm, Writer(calm) as writer:
        writer.put(article, quads, entry, extraction.article.text)
    with Store.open(tmp_path / "store") as store:
        batch: list[bytes] = []
        begin = store.pending.begin
        store.pending.begin = lambda articles, data=b"": (batch.append(data), begin(articles, data), 1 / 0)  # type: ignore[method-assign, assignment]
        writer = Writer(store)
        writer.put(article, quads, entry, extraction.article.text)
        with pytest.raises(ZeroDivisionError):
            writer.flush()
        lines = batch[0].splitlines(keepends=True)
        store.graph.load(b"".join(lines[: int(share * len(lines))]), format=ox.RdfFormat.N_QUADS)
    with Store.open(tmp_path / "store") as store, Store.open(tmp_path / "calm", read_only=True) as calm:
        assert dump(store, article) == dump(calm, article)
        assert store.holds(article, "one")
        assert store.pending.unfinished() is None


def test_what_was_put_aside_goes(tmp_path: Path) -> None:
    """Files that a killed process was writing are removed by the next one who opens the store."""
    with Store.open(tmp_path / "store") as store:
        store.keep_text(Entry("f", "s", text_hash("text"), "p", "s"), "text")
    aside = tmp_path / "store" / "texts" / ".aside.0123.txt.99"
    aside.write_bytes(b"half")
    with Store.open(tmp_path / "store") as store:
        assert not aside.exists()
        assert store.text(text_hash("text")) == "text"
