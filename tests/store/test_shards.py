"""Shards: parts that are whole or not there, an index that knows them, and the way back into a store."""

import gzip
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.pipeline import Document, StoreSink
from kg.pipeline.shards import Replayed, ShardSink, replay
from kg.store import Store
from kg.store.shards import Shards, read_part
from kg.vocabulary.graphs import VERSIONS
from tests.stores import make_document


def dated(name: str, day: str, fingerprint: str = "one", *, title: str = "Sailors may move") -> Document:
    """Return the sample article under a name, published on a day."""
    made = make_document(name, fingerprint, title=title)
    return replace(made, entry=replace(made.entry, published=day))


def _fill(folder: Path, *documents: Document, by_month: bool = True, size: int = 1000) -> list[str]:
    """Write documents to shards; return the IRIs that became durable, in order."""
    with Store.open(folder / "beside") as beside, Shards(folder, by_month=by_month, size=size) as shards:
        sink = ShardSink(shards, beside)
        return [d.iri for document in documents for d in sink.put(document)] + [d.iri for d in sink.flush()]


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[Shards, Store]]:
    with Shards(folder) as shards, Store.open(folder / "beside") as beside:
        yield shards, beside


def _content(graph: ox.Store) -> set[str]:
    """Return the statements of a store, without blank nodes (the vocabulary's) and times of loading (the versions')."""
    told = {
        str(quad) for quad in graph if not isinstance(quad.subject, ox.BlankNode) and quad.graph_name.value != VERSIONS
    }
    return {line for line in told if "> _:" not in line}


def _parts(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("part-*"))


def test_by_month_and_back(tmp_path: Path) -> None:
    """Each month has parts of its own, and a store replayed from them is the store that a load makes."""
    documents = [dated("a", "2024-10-23"), dated("b", "2024-11-02"), dated("c", ""), dated("d", "2024-10-01")]
    assert sorted(_fill(tmp_path, *documents)) == sorted(d.iri for d in documents)
    assert _parts(tmp_path) == [f"{month}/part-0000001.nq.gz" for month in ("2024-10", "2024-11", "undated")]
    with Store.open(None) as loaded, Store.open(None) as replayed, _opened(tmp_path) as (shards, beside):
        for document in documents:
            loaded.replace(document.iri, document.quads, document.entry, document.text)
        assert replay(shards, beside, StoreSink(replayed)) == Replayed(loaded=4)
        assert _content(replayed.graph) == _content(loaded.graph)
        assert replay(shards, beside, StoreSink(replayed)) == Replayed(unchanged=4)


def test_any_store_reads_the_files(tmp_path: Path) -> None:
    """The files are N-Quads, the vocabulary among them; a store that knows nothing of us loads them as they are."""
    document = dated("a", "2024-10-23")
    _fill(tmp_path, document)
    foreign, ours = ox.Store(), Store.open(None)
    for path in tmp_path.rglob("*.nq.gz"):
        foreign.bulk_load(gzip.decompress(path.read_bytes()), format=ox.RdfFormat.N_QUADS)
    ours.replace(document.iri, document.quads, document.entry)
    assert _content(foreign) == _content(ours.graph)


def test_by_count(tmp_path: Path) -> None:
    """A part ends with so many articles, which are durable from then on; the rest is with the flush."""
    documents = [dated(str(n), f"2024-{n + 1:02}-01") for n in range(5)]
    assert _fill(tmp_path, *documents, by_month=False, size=2) == [d.iri for d in documents]
    assert _parts(tmp_path) == [f"part-000000{n}.nq.gz" for n in (1, 2, 3)]


def test_the_fullest_part_ends_when_many_grow(tmp_path: Path) -> None:
    """Articles of many months do not wait for ever to become durable."""
    with Store.open(None) as beside, Shards(tmp_path, size=2) as shards:
        sink = ShardSink(shards, beside)
        durable = [done for n in range(20) for done in sink.put(dated(str(n), f"20{n:02}-01-01"))]
        assert len(durable) == 5


def test_a_killed_writer_leaves_nothing_half(tmp_path: Path) -> None:
    """What was not acknowledged is not there, and the next writer takes its place."""
    with Store.open(None) as beside:
        killed = Shards(tmp_path)
        ShardSink(killed, beside).put(dated("a", "2024-10-23"))
        killed._growing["2024-10"].raw.close()  # as if the process had ended here
        killed._index.close()
        assert list(tmp_path.rglob(".part-*"))
        with Shards(tmp_path) as shards:
            assert shards.unchanged([(dated("a", "").iri, "one")]) == set()
            assert list(tmp_path.rglob("*part-*")) == []
    assert _fill(tmp_path, dated("a", "2024-10-23")) == [dated("a", "").iri]


def test_a_part_that_the_index_does_not_know_is_replaced(tmp_path: Path) -> None:
    """A process that ends between moving a part into place and telling the index of it has written nothing."""
    (tmp_path / "2024-10").mkdir()
    (tmp_path / "2024-10" / "part-0000001.nq.gz").write_bytes(gzip.compress(b"stray"))
    _fill(tmp_path, dated("a", "2024-10-23"))
    assert [iri for iri, _ in read_part(tmp_path / "2024-10" / "part-0000001.nq.gz")] == [dated("a", "").iri]


@pytest.mark.parametrize("compacted", [True, False])
def test_a_changed_article_is_there_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compacted: bool) -> None:
    """A new version goes to a new part and out of the old one; interrupted before that, the old one still does not count."""
    first, other = dated("a", "2024-10-23"), dated("b", "2024-10-24")
    second = dated("a", "2024-10-23", "two", title="Sailors moved")
    _fill(tmp_path, first, other)
    if not compacted:
        monkeypatch.setattr(Shards, "compact", lambda _: None)
    _fill(tmp_path, second)
    old = {iri for iri, _ in read_part(tmp_path / "2024-10" / "part-0000001.nq.gz")}
    assert old == ({other.iri} if compacted else {first.iri, other.iri})
    with Store.open(None) as store, _opened(tmp_path) as (shards, beside):
        assert replay(shards, beside, StoreSink(store)) == Replayed(loaded=2)
        assert any("Sailors moved" in line for line in _content(store.graph))
        assert not any("Sailors may move" in line and first.iri in line for line in _content(store.graph))
        assert shards.unchanged([(first.iri, "one"), (first.iri, "two")]) == {(first.iri, "two")}
        assert sum(part["articles"] for part in shards.parts()) == (2 if compacted else 3)


def test_twice_in_one_load(tmp_path: Path) -> None:
    """Two versions of an article in one load: the later one counts."""
    first, second = dated("a", "2024-10-23"), dated("a", "2024-10-23", "two", title="Sailors moved")
    assert _fill(tmp_path, first, second) == [first.iri, second.iri]
    with Shards(tmp_path) as shards:
        ((_, quads),) = shards.articles()
        assert b"Sailors moved" in quads


def test_an_article_without_quads_is_taken_out(tmp_path: Path) -> None:
    """An article that validation refused whole leaves the shards, and with the last article its part."""
    _fill(tmp_path, dated("a", "2024-10-23"))
    _fill(tmp_path, replace(dated("a", "2024-10-23", "two"), quads=b""))
    assert _parts(tmp_path) == []
    with Shards(tmp_path) as shards:
        assert list(shards.articles()) == []


def test_the_same_articles_make_the_same_bytes(tmp_path: Path) -> None:
    """No time of day is in the files."""
    for name in ("one", "two"):
        _fill(tmp_path / name, dated("a", "2024-10-23"), dated("b", "2024-10-24"))
    one, two = ((tmp_path / name / "2024-10" / "part-0000001.nq.gz").read_bytes() for name in ("one", "two"))
    assert one == two


def test_damage_is_told(tmp_path: Path) -> None:
    """A part of which a byte differs is not used."""
    _fill(tmp_path, dated("a", "2024-10-23"))
    path = tmp_path / "2024-10" / "part-0000001.nq.gz"
    data = bytearray(path.read_bytes())
    data[random.Random(1).randrange(20, len(data))] ^= 1  # noqa: S311  # no secret
    path.write_bytes(data)
    with Shards(tmp_path) as shards, pytest.raises(StoreError, match="damaged"):
        list(shards.articles())
    with pytest.raises(StoreError, match="damaged"):
        list(read_part(path))


def test_one_writer(tmp_path: Path) -> None:
    """A second writer is told to wait."""
    with Shards(tmp_path), pytest.raises(StoreError, match="wait for the other"):
        Shards(tmp_path)
