"""How often a claim of this make is right: a calibrated confidence from a few readable features.

A logistic model whose weights are data (`confidence.toml`, with the sample it was fitted on). The features say where extraction
errs: a chain of several hops, a voice that is not named, a source far from its cue, a statement whose modality was inferred.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import Final

Features = Mapping[str, float]

_NAMES: Final = ("narrator", "hops", "unnamed", "pronoun", "inferred", "estimate", "loose")


def confidence(features: Features) -> float:
    """Return the probability that a claim with these features is right in figure, innermost voice and modality.

    Features that are left out count as 0; raises KeyError for one that the model does not know.
    """
    weights = _weights()
    score = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return round(1 / (1 + exp(-score)), 3)


@cache
def _weights() -> Mapping[str, float]:
    table = tomllib.loads(files("kg.extract").joinpath("confidence.toml").read_text(encoding="utf-8"))
    return {name: float(table["weights"][name]) for name in ("bias", *_NAMES)}
