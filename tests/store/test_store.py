"""The store's promises: whole articles, no leftovers, nothing changed by doing it again. In memory and on disk."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError, StoreError
from kg.rdf.iris import text_hash
from kg.store import Entry, Refusal, Store, read_status
from kg.vocabulary.graphs import ENTITIES, VOCABULARY
from tests.sample_extractions import TEXT
from tests.stores import fill

KG = "https://w3id.org/geopolitical-kg/ontology#"


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return an empty store, once in memory and once on disk."""
    with Store.open(None if request.param == "memory" else tmp_path / "store") as opened:
        yield opened


def content(store: Store) -> list[str]:
    """Return all quads outside the vocabulary, sorted."""
    return sorted(str(quad) for quad in store.graph if VOCABULARY not in str(quad.graph_name))


def put(store: Store, name: str, entities: str, label: str = "") -> str:
    """Put a tiny article in the store that names some shared entities."""
    article = f"https://harbour.example/{name}"
    lines = [f'<https://x.example/{name}> <{KG}cue> "said" <{article}> .']
    for entity in entities:
        iri = f"<https://x.example/entity/{entity}>"
        lines += [
            f"<https://x.example/{name}> <{KG}assertedBy> {iri} <{article}> .",
            f'{iri} <{KG}label> "{entity}{label}" <{ENTITIES}> .',
        ]
        lines += [f"{iri} <{KG}country> <https://x.example/entity/Land> <{ENTITIES}> ."]
        lines += [f'<https://x.example/entity/Land> <{KG}label> "Land{label}" <{ENTITIES}> .']
    quads = "".join(f"{line}\n" for line in sorted(set(lines)))
    store.replace(article, quads.encode(), Entry(name + label, f"{name}.txt", text_hash(name), "p", "s"), name)
    return article


def test_again_changes_nothing(store: Store) -> None:
    """Putting the same article again leaves the same quads."""
    fill(store)
    before = content(store)
    fill(store)
    assert content(store) == before


def test_unused_entities_go(store: Store) -> None:
    """An entity stays as long as an article uses it, itself or through another entity."""
    put(store, "one", "AB")
    put(store, "two", "B")
    both = content(store)
    put(store, "one", "B")
    assert not any("/entity/A" in quad for quad in content(store))
    put(store, "one", "AB")
    assert content(store) == both
    store.remove("https://harbour.example/one")
    assert any("/entity/Land" in quad for quad in content(store))
    store.remove("https://harbour.example/two")
    assert content(store) == []


def test_newer_rows_replace_older(store: Store) -> None:
    """A newer snapshot's row of an entity stands in place of the older one, also in articles not loaded again."""
    put(store, "one", "A")
    put(store, "two", "A", label=" (new)")
    labels = [quad for quad in content(store) if "#label" in quad]
    assert len(labels) == 2
    assert all("(new)" in quad for quad in labels)


def test_text_is_kept_by_its_hash(store: Store) -> None:
    """The text lies beside the store while an article has it."""
    article = fill(store)
    assert store.text(text_hash(TEXT)) == TEXT
    assert store.remove(article)
    assert store.text(text_hash(TEXT)) is None
    assert not store.remove(article)


def test_a_lost_text_is_loaded_again(tmp_path: Path) -> None:
    """An article whose text a power cut emptied does not count as held, unless its text was not to be kept."""
    with Store.open(tmp_path / "store") as store:
        article = put(store, "one", "A")
        assert store.holds(article, "one")
        assert not store.holds(article, "two")
        assert not store.holds("no IRI", "one")
        (text,) = (tmp_path / "store" / "texts").rglob("*.txt")
        text.write_bytes(b"")
        assert not store.holds(article, "one")
        store.replace(article, b"", Entry("one", "one.txt", text_hash("one"), "p without text", "s"))
        assert store.holds(article, "one")


def test_malformed_triples_change_nothing(store: Store) -> None:
    """Triples that are none are an error, and the store stays as it was."""
    article = fill(store)
    before = content(store)
    with pytest.raises(StoreError, match="malformed"):
        store.replace(article, b"<a> <b> .\n", Entry("x", "y", "z", "p", "s"))
    assert content(store) == before


def test_quarantine(store: Store) -> None:
    """Refused claims are kept with their findings until the article is clean or gone."""
    refusal = Refusal("https://x.example/a", "a.txt", ({"message": "no evidence"},), "")
    store.quarantine.renew(refusal.article, refusal)
    assert list(store.quarantine) == [refusal]
    store.quarantine.clear("https://x.example/a")
    assert list(store.quarantine) == []


def test_status(store: Store) -> None:
    """The status counts what is there and names the versions."""
    fill(store)
    store.record_run({"started": "2024-03-04T00:00:00+00:00"})
    store.record_run({"started": "2024-03-04T00:00:00+00:00", "ended": "2024-03-04T01:00:00+00:00"})
    status = read_status(store)
    assert status.articles == 1
    assert status.claims == 9
    assert status.pipelines == ("sample 1",)
    assert status.runs == 1
    assert status.last_run == "2024-03-04T01:00:00+00:00"


def test_not_sparql(store: Store) -> None:
    """A malformed query is told with its place."""
    with pytest.raises(QueryError, match="line 1, column"):
        store.query("SELECT nonsense")
    with pytest.raises(QueryError, match="prefix"):
        store.query("SELECT * { ?s nowhere:p ?o }")
    with pytest.raises(QueryError):
        store.query("DROP ALL")


def test_locked(tmp_path: Path) -> None:
    """A store that another process writes is told so, and can be read all the same."""
    folder = tmp_path / "store"
    code = f"from kg.store import Store\nstore = Store.open({str(folder)!r})\nprint('open', flush=True)\ninput()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match="another process"):
            Store.open(folder)
        with Store.open(folder, read_only=True) as reading:
            assert list(reading.articles()) == []
        other.communicate(b"\n")


def test_no_store(tmp_path: Path) -> None:
    """A folder that is no store, or is not there, is told so."""
    with pytest.raises(StoreError, match="no store is here"):
        Store.open(tmp_path / "missing", read_only=True)
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="not a store"):
        Store.open(tmp_path)
