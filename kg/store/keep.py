"""What lies beside the triples in a store's folder: the articles' texts, the quarantine, the journal of runs.

    STORE/triples/      Oxigraph (RocksDB)
    STORE/texts/ab/…    texts by SHA-256, as UTF-8 bytes
    STORE/quarantine/…  refused claims with their reports, one file per article
    STORE/runs.jsonl    two lines per load: that it began, and what it did
    STORE/batch.pending what is being written just now

    STORE/failures.sqlite and STORE/copies.sqlite are tables (`kg.store.failures`, `kg.store.copies`).

A store in memory keeps the same things in dictionaries; both sides are `Keep`s.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from kg.errors import StoreError

_ASIDE: Final = ".aside."  # how files begin that are being written
_LOOK_BACK: Final = 2**20  # bytes; more than a line has


class Keep(Protocol):
    """A small map from a name to bytes."""

    def put(self, name: str, *data: bytes, synced: bool = False) -> None:
        """Keep the parts of `data` under `name`, one behind the other, replacing what was there; whole or not at all.

        With `synced` it is on the disk then, and not in a cache that a power cut empties; that takes its time.
        """

    def has(self, name: str) -> bool:
        """Tell whether something is kept under `name`."""

    def get(self, name: str) -> bytes | None:
        """Return what is kept under `name`, or None."""

    def drop(self, name: str) -> None:
        """Forget `name`; nothing happens when it is not there."""

    def names(self) -> Iterator[str]:
        """Yield all names in order."""

    def append(self, name: str, line: bytes) -> None:
        """Add a line to what is kept under `name`."""

    def tidy(self) -> None:
        """Remove what processes that were killed left half-written."""


class MemoryKeep:
    """A `Keep` for a store in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def put(self, name: str, *data: bytes, synced: bool = False) -> None:  # noqa: ARG002  # the protocol's
        """Keep `data` under `name`."""
        self._kept[name] = b"".join(data)

    def has(self, name: str) -> bool:
        """Tell whether something is kept under `name`."""
        return name in self._kept

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

    def tidy(self) -> None:
        """Do nothing: what a process keeps in memory goes with it."""


class FolderKeep:
    """A `Keep` in a folder; files are written aside and moved into place, so that a crash leaves no half file."""

    def __init__(self, folder: Path, suffix: str, *, spread: bool = False) -> None:
        """Keep files under `folder`; with `spread`, in subfolders by the first two characters of the name."""
        self._folder = folder
        self._suffix = suffix
        self._spread = spread

    def put(self, name: str, *data: bytes, synced: bool = False) -> None:
        """Keep `data` under `name`, replacing what was there; whole or not at all."""
        path = self._path(name)
        aside = self._folder / f"{_ASIDE}{path.name}.{os.getpid()}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with aside.open("wb") as file:
                    file.writelines(data)
                    if synced:
                        file.flush()
                        os.fsync(file.fileno())
                aside.replace(path)
            finally:
                aside.unlink(missing_ok=True)
        except OSError as error:
            raise _unwritable(path, error) from error

    def has(self, name: str) -> bool:
        """Tell whether something is kept under `name`; an empty file is what a power cut leaves, and nothing."""
        try:
            return self._path(name).stat().st_size > 0
        except FileNotFoundError:
            return False

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
        """Add a line to what is kept under `name`; the half line that a crash or a full disk left is dropped first."""
        path = self._path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab+") as file:
                file.truncate(_end_of_lines(file))
                file.write(line + b"\n")
        except OSError as error:
            raise _unwritable(path, error) from error

    def tidy(self) -> None:
        """Remove the half-written files of processes that were killed; only for whoever holds the store's lock."""
        for aside in self._folder.glob(f"{_ASIDE}*"):
            aside.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        file = f"{name}{self._suffix}"
        return self._folder / name[:2] / file if self._spread else self._folder / file


def _end_of_lines(file: BinaryIO) -> int:
    """Return where the last whole line of a file ends."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - _LOOK_BACK))
    tail = file.read()
    return end - len(tail) + tail.rfind(b"\n") + 1


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path}: cannot be written ({error.strerror}); is the disk full or read-only?")
