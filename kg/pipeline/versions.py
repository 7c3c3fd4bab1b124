"""What made an article's graph: names and versions of model, rules and snapshot, without loading any of them."""

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import kg
from kg.config import data_folder
from kg.errors import ModelError

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

# Everything that an article's triples depend on besides the model and the snapshot.
_RULES: Final = ("readers", "extraction", "gazetteer", "link", "rdf", "validate", "vocabulary", "model.py")


@cache
def pipeline_version(nlp: str | None) -> str:
    """Return name and version of the language pipeline, and a digest of the rules that work on it.

    The digest covers code and vocabulary: who changes a rule gets new graphs at the next load.
    """
    meta = pipeline_meta(nlp)
    return f"{meta['lang']}_{meta['name']}-{meta['version']}+{rules_digest()}"


def pipeline_meta(nlp: str | None) -> dict[str, Any]:
    """Return what a language pipeline says of itself (`meta.json`), with its `path` and model card."""
    from kg.nlp import model_info  # noqa: PLC0415  # heavy

    return model_info(None if nlp is None else _folder(nlp))


def _folder(nlp: str) -> Path:
    """Return the folder of a pipeline that is named by its path or by its package."""
    if Path(nlp).is_dir():
        return Path(nlp)
    from spacy.util import get_package_path, is_package  # noqa: PLC0415  # heavy

    if not is_package(nlp):
        raise ModelError(f"no language pipeline is called {nlp!r}; name a folder or an installed spaCy package")
    package = get_package_path(nlp)
    return next((meta.parent for meta in sorted(package.glob("*/meta.json"))), package)


@cache
def gazetteer_of(entities: str | None) -> "Gazetteer":
    """Return the snapshot in use, with the user's own table of entities laid over it."""
    from kg.gazetteer import shared  # noqa: PLC0415
    from kg.gazetteer.own import overlay  # noqa: PLC0415

    return shared() if entities is None else overlay(shared(), Path(entities))


@cache
def rules_digest() -> str:
    """Return a digest of the code and vocabulary files that an article's graph depends on."""
    package = Path(kg.__file__).parent
    files = [file for name in _RULES for file in _sources(package / name) or _missing(package / name)] + sorted(
        data_folder("ontology").rglob("*.ttl")
    )
    digest = blake2b(digest_size=6)
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _missing(path: Path) -> list[Path]:
    raise FileNotFoundError(f"{path}: the rules that a digest must cover are not there")


def _sources(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(p for kind in ("*.py", "*.json", "*.toml") for p in path.rglob(kind))
