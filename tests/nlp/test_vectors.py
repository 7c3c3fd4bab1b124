"""Compact vectors: close to the full ones after saving, cached, and found for words never seen."""

from pathlib import Path

import numpy as np
import pytest
from spacy.strings import StringStore
from spacy.vectors import Vectors

from kg.nlp import vectors as module
from kg.nlp.vectors import CompactVectors, dequantize, quantize

SETTINGS = {"mode": "floret", "minn": 3, "maxn": 4, "hash_count": 2, "hash_seed": 7}


@pytest.fixture
def table() -> np.ndarray:
    """Return a table of random rows."""
    return np.random.default_rng(5).normal(size=(200, 12)).astype(np.float32)


def test_quantization_is_close(table: np.ndarray) -> None:
    """No value is off by more than half a step of its row; a row of zeros stays zero."""
    table[3] = 0
    rows, scale = quantize(table)
    assert np.all(np.abs(dequantize(rows, scale) - table) <= scale / 2 + 1e-6)
    assert not dequantize(rows, scale)[3].any()


def test_equal_to_spacys_own(table: np.ndarray) -> None:
    """The cache changes no vector: same as floret vectors of spaCy, in any order, twice."""
    strings = StringStore(["harbour", "convoy"])
    ours, theirs = (kind(strings=strings, data=table, **SETTINGS) for kind in (CompactVectors, Vectors))
    for keys in (["harbour", "convoy"], ["convoy", "convoy", "harbour"]):
        hashes = [strings[key] for key in keys]
        assert np.allclose(ours.get_batch(hashes), theirs.get_batch(hashes))
        assert np.allclose(ours.get_batch(np.array(hashes, dtype=np.uint64)), theirs.get_batch(hashes))


def test_cache_starts_over_when_full(table: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    """More distinct words than the cache holds give the right vectors all the same."""
    monkeypatch.setattr(module, "_CACHE_LIMIT", 3)
    strings = StringStore(words := ["one", "two", "three", "four", "five"])
    ours, theirs = (kind(strings=strings, data=table, **SETTINGS) for kind in (CompactVectors, Vectors))
    for i in range(len(words) - 1):
        hashes = [strings[word] for word in words[i : i + 2]]
        assert np.allclose(ours.get_batch(hashes), theirs.get_batch(hashes))


def test_saving(table: np.ndarray, tmp_path: Path) -> None:
    """A table read back gives nearly the same vectors, with the same hashing."""
    strings = StringStore(["harbour"])
    saved = CompactVectors(strings=strings, data=table, **SETTINGS)
    saved.to_disk(tmp_path)
    read = CompactVectors(strings=strings).from_disk(tmp_path)
    key = strings["harbour"]
    assert np.allclose(read.get_batch([key]), saved.get_batch([key]), atol=0.03)
