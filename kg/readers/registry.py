"""The readers, found by their being in `kg/readers/formats/`."""

import importlib
import pkgutil
from functools import cache

from kg.errors import InputError
from kg.readers import formats
from kg.readers.draft import Reader


@cache
def readers() -> dict[str, Reader]:
    """Return every reader by name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
    found = [importlib.import_module(f"{formats.__name__}.{name}").READER for name in names]
    return {reader.name: reader for reader in found}


def reader_by_name(name: str) -> Reader:
    """Return the reader of this name; raises `InputError` naming those that there are."""
    if name not in readers():
        raise InputError(f"no input format is called {name!r}; there are {', '.join(readers())}")
    return readers()[name]


def reader_for(filename: str) -> Reader | None:
    """Return the reader for a file name (`.gz` at its end does not count), or None."""
    bare = filename.lower().removesuffix(".gz")
    return next((reader for reader in readers().values() if bare.endswith(reader.endings)), None)


def reader_by_look(start: bytes) -> Reader:
    """Return the reader for bytes without a name (standard input), by how they begin; plain text when in doubt."""
    look = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if look.startswith((b"<!doctype html", b"<html")):
        return readers()["html"]
    if look.startswith(b"{"):
        return readers()["jsonl"]
    return readers()["markdown" if look.startswith((b"---\n", b"---\r\n", b"+++\n")) else "text"]
