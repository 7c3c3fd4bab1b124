"""The language pipeline: the one shipped with the package, or any spaCy pipeline that is named."""

from kg.nlp.pipeline import load_pipeline, model_info, model_path

__all__ = ["load_pipeline", "model_info", "model_path"]
