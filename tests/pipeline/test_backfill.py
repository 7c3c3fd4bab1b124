"""A store is compacted after a load that filled it, and only then."""

from pathlib import Path

import pytest

from kg.pipeline import StoreSink
from kg.pipeline.shards import Replayed, ShardSink, replay
from kg.store import Store
from kg.store.shards import Shards
from tests.stores import make_document


class SmallSink(StoreSink):
    """Takes three new articles for a backfill."""

    backfill = 3  # type: ignore[misc]


def _load(store: Store, *names: str) -> None:
    sink = SmallSink(store)
    for name in names:
        sink.put(make_document(name))
    sink.flush()
    sink.finish()


@pytest.fixture
def compacted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many articles a store held whenever it was compacted."""
    sizes: list[int] = []
    compact = Store.compact

    def watched(store: Store) -> None:
        before = set(store.graph)
        compact(store)
        assert set(store.graph) == before
        sizes.append(sum(1 for _ in store.articles()))

    monkeypatch.setattr(Store, "compact", watched)
    return sizes


def test_only_loads_that_double_the_store(compacted: list[int]) -> None:
    """Few articles into an empty store, and some more into a full one, are no backfill."""
    with Store.open(None) as store:
        _load(store, "a", "b")
        assert compacted == []
        _load(store, "c", "d", "e")
        assert compacted == [5]
        _load(store, "f", "g", "h", "i")
        assert compacted == [5]


def test_replayed_shards_end_the_same_way(compacted: list[int], tmp_path: Path) -> None:
    """What makes a load a backfill makes a replay one."""
    with Shards(tmp_path) as shards, Store.open(None) as beside, Store.open(None) as store:
        sink = ShardSink(shards, beside)
        for name in ("a", "b", "c"):
            sink.put(make_document(name))
        sink.flush()
        assert replay(shards, beside, SmallSink(store)) == Replayed(loaded=3)
    assert compacted == [3]
