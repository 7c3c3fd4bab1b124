"""What made an article's graph: names and versions of model, rules and snapshot, without loading any of them."""

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

import kg
from kg.config import data_folder

# Everything that an article's triples depend on besides the model and the snapshot.
_RULES: Final = ("readers", "extract", "link", "rdf", "validate", "vocabulary", "model.py")


@cache
def pipeline_version(nlp: str | None) -> str:
    """Return name and version of the language pipeline, and a digest of the rules that work on it.

    The digest covers code and vocabulary: who changes a rule gets new graphs at the next load.
    """
    from kg.nlp import pipeline_name  # noqa: PLC0415

    return f"{pipeline_name(nlp)}+{rules_digest()}"


@cache
def snapshot_version() -> str:
    """Return the version of the shipped entity snapshot."""
    from kg.gazetteer import shared  # noqa: PLC0415

    return shared().version


@cache
def rules_digest() -> str:
    """Return a digest of the code and vocabulary files that an article's graph depends on."""
    package = Path(kg.__file__).parent
    files = [file for name in _RULES for file in _sources(package / name)] + sorted(
        data_folder("ontology").rglob("*.ttl")
    )
    digest = blake2b(digest_size=6)
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _sources(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(p for kind in ("*.py", "*.json", "*.toml") for p in path.rglob(kind))
