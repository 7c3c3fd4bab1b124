"""What lies beside the triples in a store's folder: the articles' texts, the quarantine, the journal of runs.

    STORE/triples/      Oxigraph (RocksDB)
    STORE/texts/ab/…    texts by SHA-256, as UTF-8 bytes
    STORE/quarantine/…  refused claims with their reports, one file per article
    STORE/runs.jsonl    one line per load

A store in memory keeps the same things in dictionaries; both sides are `Keep`s.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from kg.errors import StoreError


class Keep(Protocol):
    """A small map from a name to bytes."""

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` under `name`, replacing what was there; whole or not at all."""

    def get(self, name: str) -> bytes | None:
        """Return what is kept under `name`, or None."""

    def drop(self, name: str) -> None:
        """Forget `name`; nothing happens when it is not there."""

    def names(self) -> Iterator[str]:
        """Yield all names in order."""

    def append(self, name: str, line: bytes) -> None:
        """Add a line to what is kept under `name`."""


class MemoryKeep:
    """A `Keep` for a store in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` under `name`."""
        self._kept[name] = data

    def get(self, name: str) -> bytes | None:
        """Return what is kept under `name`, or None."""
        return self._kept.get(name)

    def drop(self, name: str) -> None:
        """Forget `name`."""
        self._kept.pop(name, None)

    def names(self) -> Iterator[str]:
        """Yield all names in order."""
        yield from sorted(self._kept)

    def append(self, name: str, line: bytes) -> None:
        """Add a line."""
        self._kept[name] = self._kept.get(name, b"") + line + b"\n"


class FolderKeep:
    """A `Keep` in a folder; files are written aside and moved into place, so that a crash leaves no half file."""

    def __init__(self, folder: Path, suffix: str, *, spread: bool = False) -> None:
        """Keep files under `folder`; with `spread`, in subfolders by the first two characters of the name."""
        self._folder = folder
        self._suffix = suffix
        self._spread = spread

    def put(self, name: str, data: bytes) -> None:
        """Keep `data` under `name`, replacing what was there; whole or not at all."""
        path = self._path(name)
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(data)
            aside.replace(path)
        except OSError as error:
            raise StoreError(f"{path}: cannot be written ({error.strerror}); is the disk full or read-only?") from error

    def get(self, name: str) -> bytes | None:
        """Return what is kept under `name`, or None."""
        path = self._path(name)
        return path.read_bytes() if path.is_file() else None

    def drop(self, name: str) -> None:
        """Forget `name`."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Yield all names in order."""
        pattern = f"*/[!.]*{self._suffix}" if self._spread else f"[!.]*{self._suffix}"
        yield from sorted(path.name.removesuffix(self._suffix) for path in self._folder.glob(pattern))

    def append(self, name: str, line: bytes) -> None:
        """Add a line to what is kept under `name`."""
        path = self._path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.write(line + b"\n")
        except OSError as error:
            raise StoreError(f"{path}: cannot be written ({error.strerror}); is the disk full or read-only?") from error

    def _path(self, name: str) -> Path:
        file = f"{name}{self._suffix}"
        return self._folder / name[:2] / file if self._spread else self._folder / file
