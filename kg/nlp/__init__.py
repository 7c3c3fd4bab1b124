"""The language pipeline: the one shipped with the package, or any spaCy pipeline that is named."""

import importlib
from typing import TYPE_CHECKING, Any

from kg.nlp.info import model_info, model_path

if TYPE_CHECKING:
    from kg.nlp.pipeline import load_pipeline

__all__ = ["load_pipeline", "model_info", "model_path"]


def __getattr__(name: str) -> Any:
    """Import `load_pipeline` when it is first used, and spaCy with it."""
    if name == "load_pipeline":
        return importlib.import_module("kg.nlp.pipeline").load_pipeline
    raise AttributeError(f"module 'kg.nlp' has no attribute {name!r}")
