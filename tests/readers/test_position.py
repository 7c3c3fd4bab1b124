"""Readers tell how far they have come, in bytes of the files as they lie on the disk."""

import gzip
from pathlib import Path

import pytest

from kg.readers import Position, read

LINE = b'{"text": "The army said that 300 soldiers had left the port."}\n'


def test_position(tmp_path: Path) -> None:
    """The total is known before the first article, what is done grows with every file, and in the end they are the same."""
    (tmp_path / "a.txt").write_text("The army said that 300 soldiers had left the port.")
    (tmp_path / "b.jsonl").write_bytes(LINE * 2000)
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(LINE * 2000))
    position, seen = Position(), []
    for _ in read([tmp_path], position=position):
        assert position.total == sum(path.stat().st_size for path in tmp_path.iterdir())
        seen.append(position.done)
    assert seen == sorted(seen)
    assert len(set(seen)) > 3
    assert position.done == position.total


def test_unknown(tmp_path: Path) -> None:
    """With standard input among the inputs nobody knows; nor before anything is read."""
    (tmp_path / "a.txt").write_text("The army said that 300 soldiers had left the port.")
    position = Position()
    next(read([tmp_path / "a.txt", "-"], position=position))
    assert position.total is None
    assert position.left(10) is None
    assert Position(total=100).left(10) is None
    assert Position(total=100, done=25).left(10) == pytest.approx(30)
