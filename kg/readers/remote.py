"""Articles behind URLs: every file system that fsspec knows (`s3://…`, `https://…`, `memory://…`), streamed, not copied first.

Credentials come from where each file system looks for them (environment, configuration files, netrc), and no name that this
module gives away holds any: names of sources end up in stores and messages.
Over HTTP a URL is one file, unless a `*` in it asks for the links of an index page; elsewhere folders and globs are listed.
"""

import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.readers.metadata import Metadata
from kg.readers.remote_bytes import RemoteBytes, WebBytes, faults, unreadable
from kg.readers.sidecar import parse_sidecar, sidecar_names
from kg.readers.streams import Stream

_URL: Final = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::)", re.IGNORECASE)
_MAGIC: Final = re.compile(r"[*?\[]")
_USER: Final = re.compile(r"(?<=://)[^/@]*@")
_SECRET: Final = re.compile(
    r"([?&](?:[^=&]*(?:signature|token|secret|passw|credential)[^=&]*|sig|[^=&]*key(?:id)?|[^=&]*auth))=[^&]*",
    re.IGNORECASE,
)
_SIDECAR_BYTES: Final = 2**20
_BUFFER: Final = 2**18  # bytes asked for at once


def is_url(path: str) -> bool:
    """Tell whether `path` is a URL and no local path.

    >>> is_url("s3://news/2024/"), is_url("simplecache::https://news.example/a.txt"), is_url("C:/news")
    (True, True, False)
    """
    return _URL.match(path) is not None


def public_name(url: str) -> str:
    """Return a URL without user, password and the values of parameters that are secrets.

    >>> public_name("https://me:pass@news.example/a?author=7&X-Amz-Signature=0ff&api_key=12")
    'https://news.example/a?author=7&X-Amz-Signature=…&api_key=…'
    """
    return _SECRET.sub(r"\1=…", _USER.sub("", url))


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a file system of fsspec."""

    system: Any  # an fsspec.AbstractFileSystem
    path: str  # as the file system calls it
    source: str  # as messages and the store call it
    inside: str | None = None  # its path below the folder that was looked into; None when it was named itself
    listed: Collection[str] = ()  # all paths found in that folder

    @property
    def name(self) -> str:
        """Return the file's name without folders and query."""
        path = urlsplit(self.path).path if self.of_web else self.path
        return path.rpartition("/")[2]

    @property
    def of_web(self) -> bool:
        """Tell whether the file is streamed from a web server, which has pages and no folders."""
        return "https" in self.system.protocol  # one name or several

    def open(self) -> Stream:
        """Open the file for bounded reading; raises `InputError` when it cannot be read."""
        kind = WebBytes if self.of_web else RemoteBytes
        raw = io.BufferedReader(kind(self.system, self.path, self.source), _BUFFER)
        try:
            return Stream(raw, self.source)
        except InputError:
            raw.close()
            raise

    def sidecar(self) -> Metadata:
        """Return what the sidecar beside the file declares; there are none on the web."""
        for name in () if self.of_web else sidecar_names(self.name):
            path, source = self.path.removesuffix(self.name) + name, self.source.replace(self.name, name)
            if self._lies_there(path):
                with RemoteFile(self.system, path, source).open() as stream:
                    return parse_sidecar(stream.whole(_SIDECAR_BYTES), source)
        return Metadata()

    def _lies_there(self, path: str) -> bool:
        if self.inside is not None:
            return path in self.listed
        try:
            return bool(self.system.isfile(path))
        except faults() as error:
            raise unreadable(self.source, error) from error


def remote_files(url: str) -> list[RemoteFile]:
    """Return the files behind a URL in order.

    Raises `InputError` when there are none, when they cannot be reached, and when the library for them is not installed.
    """
    shown = public_name(url)
    system, path = _system(url, shown)
    named = RemoteFile(system, path, shown)
    if named.of_web and "*" not in path:
        return [named]
    magic = _MAGIC.search(path)
    try:
        found = sorted(system.glob(path) if magic else system.find(path))
    except faults() as error:
        raise unreadable(shown, error) from error
    if not found:
        raise InputError(f"{shown}: no such file or folder")
    if found == [path]:
        return [named]
    folder = path[: magic.start()].rpartition("/")[0] if magic else path
    archive = f"::{shown.partition('::')[2]}" if "://" in shown.partition("::")[0] and "::" in shown else ""
    listed = frozenset(found)
    return [
        RemoteFile(
            system,
            name,
            public_name(system.unstrip_protocol(name)) + archive,
            inside=name.removeprefix(folder).strip("/"),
            listed=listed,
        )
        for name in found
    ]


def _system(url: str, shown: str) -> tuple[Any, str]:
    """Return the file system of a URL, and the path as it calls it."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  # optional
    except ImportError as error:
        raise InputError(f"{shown}: URLs need more libraries; pip install 'geopolitical-kg[remote]'") from error
    web = url.lower().startswith(("http://", "https://"))
    options = {"client_kwargs": {"trust_env": True}} if web else {}  # proxies and netrc
    try:
        system, path = url_to_fs(url, **options)
    except ImportError as error:
        raise InputError(
            f"{shown}: {error} (pip install 'geopolitical-kg[remote]' brings what s3:// and https:// need)"
        ) from error
    except faults() as error:
        raise unreadable(shown, error) from error
    return system, str(path)
