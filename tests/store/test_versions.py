"""A text that changes under the same name is another version: told apart, dated, with its text kept."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.query import ask
from kg.rdf.iris import text_hash
from kg.store import Entry, Store, Writer, read_versions
from kg.vocabulary.graphs import VERSIONS

ARTICLE = "https://harbour.example/sailors"


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return an empty store, once in memory and once on disk."""
    with Store.open(None if request.param == "memory" else tmp_path / "store") as opened:
        yield opened


def put(
    store: Store, text: str, pipeline: str = "p", article: str = ARTICLE, day: str = "", *, keep: bool = True
) -> None:
    """Load an article by the way that a load takes."""
    entry = Entry(
        f"{text} {pipeline}",
        "a.txt",
        text_hash(text),
        pipeline,
        "s",
        version=text,
        published="2024-05-01",
        modified=day,
    )
    with Writer(store) as writer:
        writer.put(
            article,
            f'<{article}#c> <https://x.example/p> "{text}" <{article}> .\n'.encode(),
            entry,
            text if keep else None,
        )


def texts(store: Store) -> list[str | None]:
    """Return the texts of the versions, oldest first."""
    return [store.text(version.text_hash) for version in read_versions(store.graph, ARTICLE)]


def test_a_correction_is_a_version(store: Store) -> None:
    """The graph says what the newest text says; the older one keeps its text and its dates, and the newer one names it."""
    put(store, "first")
    put(store, "second", day="2024-05-02")
    old, new = read_versions(store.graph, ARTICLE)
    assert texts(store) == ["first", "second"]
    assert new.revises == old.iri
    assert old.replaced == new.loaded > old.loaded
    assert new.replaced == ""
    assert old.published == new.published == "2024-05-01"
    assert (old.modified, new.modified) == ("", "2024-05-02")
    rows = [row["o"].value for row in store.query(f"SELECT ?o {{ GRAPH <{ARTICLE}> {{ ?s ?p ?o }} }}")]
    assert rows == ["second"]
    put(store, "other", article="https://other.example/sailors")
    told = [(row["text_hash"], bool(row["replaced"])) for row in ask(store, "article-versions")]
    assert told == [(text_hash("first"), True), (text_hash("second"), False)]
    assert list(ask(store, "article-versions", of="https://other.example/sailors")) == []


def test_new_rules_are_no_version(store: Store) -> None:
    """The same text read with another pipeline is the same version."""
    put(store, "first")
    put(store, "first", "better")
    assert len(read_versions(store.graph, ARTICLE)) == 1
    entry = store.entry(ARTICLE)
    assert entry is not None
    assert entry.pipeline == "better"


def test_back_again(store: Store) -> None:
    """A text that comes back is a version of its own, and its text is there once."""
    for text in ("first", "second", "first"):
        put(store, text)
    assert texts(store) == ["first", "second", "first"]
    assert len({version.iri for version in read_versions(store.graph, ARTICLE)}) == 3


def test_removal(store: Store) -> None:
    """With an article its versions and their texts go; a text that another article has stays."""
    other = "https://other.example/sailors"
    put(store, "first")
    put(store, "second")
    put(store, "first", article=other)
    store.remove(ARTICLE)
    assert read_versions(store.graph, ARTICLE) == []
    assert store.text(text_hash("second")) is None
    assert store.text(text_hash("first")) == "first"
    store.remove(other)
    assert store.text(text_hash("first")) is None
    assert not any(store.graph.quads_for_pattern(None, None, None, ox.NamedNode(VERSIONS)))


def test_no_text(store: Store) -> None:
    """Who keeps no text any more keeps none of an earlier version."""
    put(store, "first")
    put(store, "second", keep=False)
    assert texts(store) == [None, None]
