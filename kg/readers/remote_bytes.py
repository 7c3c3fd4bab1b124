"""The bytes of a remote file, one after another, and what file systems raise as `InputError`.

A web server that hangs up in the middle, as many do on a reader that is slower than they like, is asked for the rest
(RFC 9110, Range and If-Range); other file systems of fsspec fetch block by block and see to that themselves.
"""

import io
import sys
from typing import Any, Final

from kg.errors import InputError

RESUMES: Final = 5  # times in a row that a server is asked for the rest without sending a byte of it
_SECONDS: Final = 60  # without a byte, after which a web server counts as gone

# What file systems raise beside OSError, by the library that does; one that is not loaded raises nothing.
_LIBRARIES: Final = (("aiohttp", "ClientError"), ("botocore.exceptions", "BotoCoreError"))


def faults() -> tuple[type[Exception], ...]:
    """Return the exceptions by which a file system says that something cannot be had."""
    loaded = [getattr(sys.modules[library], name) for library, name in _LIBRARIES if library in sys.modules]
    return (OSError, ValueError, *loaded)


def unreadable(source: str, error: Exception) -> InputError:
    """Return the error of a file that cannot be had, with its reason."""
    if isinstance(error, FileNotFoundError):
        return InputError(f"{source}: no such file or folder")
    reason = " ".join(str(error).split()) or "no answer"
    return InputError(
        f"{source}: cannot be read ({type(error).__name__}: {reason}); check the address and its permissions"
    )


class RemoteBytes(io.RawIOBase):
    """The bytes of one file; raises `InputError` for whatever its file system raises."""

    def __init__(self, system: Any, path: str, source: str) -> None:
        self._system, self._path, self._source = system, path, source
        try:
            self._file = self._open()
        except faults() as error:
            raise unreadable(source, error) from error

    def readable(self) -> bool:
        """Tell that this gives bytes."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # typeshed: private Buffer
        """Read up to as many bytes as `buffer` holds; raises `InputError`."""
        try:
            data = self._read(len(buffer))
        except faults() as error:
            raise unreadable(self._source, error) from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Let go of the file."""
        if not self.closed:
            self._file.close()
        super().close()

    def _open(self) -> Any:
        return self._system.open(self._path, "rb")

    def _read(self, size: int) -> bytes:
        found: bytes = self._file.read(size)
        return found


class WebBytes(RemoteBytes):
    """The bytes of a web page or file, in one answer where the server lets it, else in several."""

    def __init__(self, system: Any, path: str, source: str) -> None:
        self._position = 0
        self._failures = 0
        super().__init__(system, path, source)

    def _open(self) -> Any:
        """Ask for the file from the present position on; raises `OSError` when the server has no such part of the same file."""
        import aiohttp  # noqa: PLC0415  # optional

        headers = {"Accept-Encoding": "identity"}
        if self._position:
            version = self._file.r.headers.get("ETag") or self._file.r.headers.get("Last-Modified")
            headers |= {"Range": f"bytes={self._position}-"} | ({"If-Range": version} if version else {})
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=_SECONDS, sock_read=_SECONDS)
        # block size 0: a stream; size: fsspec need not ask for it
        file = self._system.open(self._path, "rb", block_size=0, size=1, headers=headers, timeout=timeout)
        if self._position and file.r.status != 206:
            file.close()
            raise OSError(f"hung up after {self._position} bytes and does not send the rest; load a local copy")
        return file

    def _read(self, size: int) -> bytes:
        import aiohttp  # noqa: PLC0415  # optional

        while True:
            try:
                found = super()._read(size)
            except (aiohttp.ClientError, OSError):
                self._failures += 1
                if self._failures > RESUMES or "Content-Encoding" in self._file.r.headers:
                    raise
                self._file.close()
                self._file = self._open()
            else:
                self._failures = 0
                self._position += len(found)
                return found
