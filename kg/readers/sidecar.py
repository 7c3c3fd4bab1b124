"""Metadata in a file beside the article: `NAME.json` or `NAME.toml` for `NAME.txt` (or `NAME.txt.gz`)."""

import tomllib
from pathlib import Path

import orjson

from kg.errors import InputError
from kg.readers.metadata import Metadata, read_metadata


def read_sidecar(path: Path) -> Metadata:
    """Return what the sidecar of `path` declares, empty when there is none; raises `InputError` when it is malformed."""
    stem = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    for sidecar in (stem.with_suffix(".json"), stem.with_suffix(".toml")):
        if sidecar.is_file() and sidecar != path:
            return read_metadata(_parse(sidecar), str(sidecar))
    return Metadata()


def _parse(sidecar: Path) -> dict[str, object]:
    try:
        data = sidecar.read_bytes()
        found = orjson.loads(data) if sidecar.suffix == ".json" else tomllib.loads(data.decode())
    except (orjson.JSONDecodeError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{sidecar}: malformed metadata ({error}); mend it or remove it") from error
    except OSError as error:
        raise InputError(f"{sidecar}: cannot be read ({error.strerror}); check its permissions") from error
    if not isinstance(found, dict):
        raise InputError(
            f"{sidecar}: metadata is not an object; write title, published, publisher, author, url, speaker"
        )
    return found
