"""Bytes in, with limits: whole documents and lines, unpacked from gzip where needed, never more than was allowed.

A file is somebody else's: it may be truncated, a gzip bomb, or one line of a gigabyte. Every read is bounded, and what
goes wrong becomes an `InputError` that names the file and says what to do.
"""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, Protocol, Self, TypeVar

from kg.errors import InputError

_T = TypeVar("_T")

_GZIP_MAGIC: Final = b"\x1f\x8b"
_BINARY_LOOK: Final = 4096
_BOMB_FROM: Final = 64 * 2**20  # unpacked bytes after which the ratio is watched
_BOMB_RATIO: Final = 300  # unpacked ÷ packed; news text reaches 4, repetitive JSON Lines 50


class _Readable(Protocol):
    """Whatever gives bytes: a file, standard input, an unpacking gzip file."""

    def read(self, size: int, /) -> bytes: ...


class _Counter(io.RawIOBase):
    """Counts the bytes that pass: packed on one side of a gzip file, unpacked on the other."""

    def __init__(self, raw: _Readable) -> None:
        self._raw = raw
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # typeshed: private Buffer
        data = self._raw.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Stream:
    """A bounded source of bytes with the name by which errors call it.

    Invariant: no method returns or holds more bytes than its `limit`, whatever the file says of itself.
    """

    def __init__(self, raw: BinaryIO, name: str) -> None:
        """Read from `raw`; gzip is recognised by its first two bytes."""
        self.name = name
        self._raw = raw
        self._packed = self._unpacked = _Counter(raw)
        self._bytes = io.BufferedReader(self._unpacked)
        if self.peek(2) == _GZIP_MAGIC:
            self._packed = _Counter(self._bytes)
            self._unpacked = _Counter(gzip.GzipFile(fileobj=io.BufferedReader(self._packed)))
            self._bytes = io.BufferedReader(self._unpacked)

    @classmethod
    def open(cls, path: Path, name: str) -> Self:
        """Open a file for bounded reading; raises `InputError` when it cannot be opened."""
        try:
            return cls(path.open("rb"), name)
        except OSError as error:
            raise InputError(
                f"{name}: cannot be read ({error.strerror}); check the path and its permissions"
            ) from error

    @property
    def taken(self) -> int:
        """Return how many bytes were taken from the file, packed as they are."""
        return self._packed.count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()

    def whole(self, limit: int) -> bytes:
        """Return all bytes; raises `InputError` when there are more than `limit`."""
        data = self._guard(lambda: self._bytes.read(limit + 1))
        self._watch()
        if len(data) > limit:
            raise InputError(f"{self.name}: larger than {limit // 2**20} MB; one file of this format is one article")
        return data

    def peek(self, size: int) -> bytes:
        """Return up to `size` first bytes without consuming them."""
        return self._guard(lambda: self._bytes.peek(size)[:size])

    def _check_no_binary(self) -> None:
        """Raise `InputError` when a file of lines begins like binary data (or text in UTF-16)."""
        if b"\x00" in self.peek(_BINARY_LOOK):
            raise InputError(f"{self.name}: binary data, not text; is it UTF-16? Convert it to UTF-8 first")

    def lines(self, limit: int) -> Iterator[tuple[int, bytes | None]]:
        """Yield (line number from 1, line with its ending); None in place of a line that is longer than `limit`."""
        self._check_no_binary()
        number = 0
        while line := self._guard(lambda: self._bytes.readline(limit + 1)):
            number += 1
            self._watch()
            if len(line) <= limit:
                yield number, line
                continue
            while line and not line.endswith(b"\n"):  # swallow the rest without keeping it
                line = self._guard(lambda: self._bytes.readline(2**20))
                self._watch()
            yield number, None

    def _watch(self) -> None:
        unpacked = self._unpacked.count
        if unpacked > _BOMB_FROM and unpacked > _BOMB_RATIO * self._packed.count:
            raise InputError(
                f"{self.name}: unpacks to more than {_BOMB_RATIO} times its size; unpack and inspect it by hand"
            )

    def _guard(self, read: Callable[[], _T]) -> _T:
        try:
            return read()
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(f"{self.name}: damaged gzip ({error}); fetch the file again") from error
        except OSError as error:
            raise InputError(f"{self.name}: cannot be read ({error.strerror or error}); check the path") from error
