"""Metadata in a file beside the article: `NAME.json` or `NAME.toml` for `NAME.txt` (or `NAME.txt.gz`)."""

import tomllib
from pathlib import Path, PurePath

import orjson

from kg.errors import InputError
from kg.readers.metadata import Metadata, read_metadata


def read_sidecar(path: Path) -> Metadata:
    """Return what the sidecar of `path` declares, empty when there is none; raises `InputError` when it is malformed."""
    for sidecar in map(path.with_name, sidecar_names(path.name)):
        if sidecar.is_file():
            try:
                data = sidecar.read_bytes()
            except OSError as error:
                raise InputError(f"{sidecar}: cannot be read ({error.strerror}); check its permissions") from error
            return parse_sidecar(data, str(sidecar))
    return Metadata()


def sidecar_names(name: str) -> list[str]:
    """Return the names that the sidecar of a file called `name` may have.

    >>> sidecar_names("story.txt.gz")
    ['story.json', 'story.toml']
    """
    bare = PurePath(name).with_suffix("") if name.lower().endswith(".gz") else PurePath(name)
    return [sidecar for end in (".json", ".toml") if (sidecar := bare.with_suffix(end).name) != name]


def parse_sidecar(data: bytes, sidecar: str) -> Metadata:
    """Return what a sidecar declares; raises `InputError` when it is malformed."""
    try:
        found = orjson.loads(data) if sidecar.endswith(".json") else tomllib.loads(data.decode())
    except (orjson.JSONDecodeError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{sidecar}: malformed metadata ({error}); mend it or remove it") from error
    if not isinstance(found, dict):
        raise InputError(
            f"{sidecar}: metadata is not an object; write title, published, publisher, author, url, speaker"
        )
    return read_metadata(found, sidecar)
