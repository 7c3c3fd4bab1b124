"""How often a claim of this make is right: a calibrated confidence from a few readable features.

A logistic model whose weights are data (`confidence.toml`, with the sample that they were fitted on). The features say where
extraction errs: a chain of several hops, a voice without a name, a source that the cue has only by inheritance, a modality that
was inferred from the words around the figure, a long sentence. `scripts/fit_confidence.py` fits the weights anew.
"""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import exp
from typing import Final

FEATURES: Final = ("narrator", "relayed", "unnamed", "pronoun", "derived", "inferred", "long")


def confidence(features: Mapping[str, float]) -> float:
    """Return the probability that a claim with these features is right in figure, innermost voice and modality.

    Raises KeyError when one of `FEATURES` is missing.
    """
    return _probability(*[features[name] for name in FEATURES])


@lru_cache(maxsize=1024)  # nearly all features are 0 or 1
def _probability(*features: float) -> float:
    weights = _weights()
    score = weights["bias"] + sum(weights[name] * value for name, value in zip(FEATURES, features, strict=True))
    return round(1 / (1 + exp(-score)), 3)


@cache
def _weights() -> Mapping[str, float]:
    table = tomllib.loads(files("kg.extraction.claims").joinpath("confidence.toml").read_text(encoding="utf-8"))
    return {name: float(table["weights"][name]) for name in ("bias", *FEATURES)}
