"""Fit the weights of the confidence model and print them as `kg/extraction/claims/confidence.toml`.

    kg extract TEXTS… --explain --format jsonl > extract.jsonl
    python scripts/fit_confidence.py extract.jsonl gold.jsonl [more-gold.json …] > kg/extraction/claims/confidence.toml

A claim is right when its bounds, its innermost voice and its modality are the gold's (`strict` of score_claims.py). Logistic regression
with a normal prior of standard deviation 1 around 0 on every weight but the bias; weights that would reward a weakness are set to 0, so
that the score is monotone: every weakness lowers it. Few claims have gold, so the weights are rough; the comment tells how many there were.
"""

import argparse
import json
import sys
from math import exp
from pathlib import Path
from typing import Any, Final

from kg.extraction.claims.confidence import FEATURES

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "evaluation"))

import score_claims

_STEPS: Final = 4000
_RATE: Final = 0.02
_MEANING: Final = {
    "narrator": "the narrator's own words: no voice was found",
    "relayed": "a chain of two or more hops",
    "unnamed": "the innermost voice is no entity of the article",
    "pronoun": "the source is a pronoun",
    "derived": "the cue has its source by inheritance from another verb, or none",
    "inferred": "auxiliaries, markers, conditions or questions gave the modality",
    "long": "a sentence of more than 35 tokens",
}


def main() -> None:
    """Read extraction and gold, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("extract", type=Path)
    parser.add_argument("gold", nargs="+")
    options = parser.parse_args()
    articles = [json.loads(line) for line in options.extract.read_text(encoding="utf-8").splitlines()]
    sample = [pair for gold in options.gold for pair in _sample(articles, gold)]
    weights = _fit(sample)
    right = sum(label for _, label in sample)
    print(
        f"# Weights of the logistic model in confidence.py, fitted on {len(sample)} claims with gold, {right} of them right."
    )
    print("# So small a sample tells weak from strong claims, no more: read a confidence as a rank with a rough scale.")
    print("# Written by scripts/fit_confidence.py.\n[weights]")
    print(f"bias = {weights['bias']:.2f}")
    for name in FEATURES:
        print(f"{name} = {weights[name]:.2f}  # {_MEANING[name]}")


def _sample(articles: list[dict[str, Any]], gold: str) -> list[tuple[dict[str, float], bool]]:
    """Return (features, right) of every claim that aligns with one of the gold."""
    found = []
    for name, (_, wanted, outlet) in score_claims.load(gold).items():
        claims = [c for a in articles if Path(a["source"]).stem == name for c in a["claims"]]
        for one in wanted:
            pairs = [
                (len(c["chain"]), c, e)
                for c in claims
                for e in c["estimates"]
                if e["start"] < one["value_end"] and one["value_start"] < e["end"]
            ]
            if pairs and not one.get("implicit"):
                _, claim, estimate = max(pairs, key=lambda pair: pair[0])
                found.append((_features(claim), _is_right(claim, estimate, one, outlet)))
    return found


def _features(claim: dict[str, Any]) -> dict[str, float]:
    rule = next(step["rule"] for step in claim["trace"] if step["part"] == "confidence")
    held = rule.removeprefix("features: ").split(", ")
    return {name: float(name in held) for name in FEATURES}


def _is_right(claim: dict[str, Any], estimate: dict[str, Any], gold: dict[str, Any], outlet: str) -> bool:
    bounds = [[gold["value_min"], gold["value_max"]], *gold.get("alt_bounds", [])]
    names = [hop["name"] for hop in claim["chain"] if hop["name"] != outlet]
    chains = [gold["asserter_chain"], *gold.get("alt_chains", [])]
    voice = any(
        (not names and not chain) or (names and chain and score_claims.same(names[-1], chain[-1])) for chain in chains
    )
    modality = claim["modality"] in [gold["modality"], *gold.get("alt_modality", [])]
    return [estimate["lower"], estimate["upper"]] in bounds and voice and modality


def _fit(sample: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Return the weights of the most probable model, by gradient ascent."""
    weights = dict.fromkeys(("bias", *FEATURES), 0.0)
    for _ in range(_STEPS):
        slope = {name: -weights[name] for name in FEATURES} | {"bias": 0.0}
        for features, right in sample:
            score = weights["bias"] + sum(weights[name] * features[name] for name in FEATURES)
            error = right - 1 / (1 + exp(-score))
            slope["bias"] += error
            for name in FEATURES:
                slope[name] += error * features[name]
        for name in weights:
            weights[name] += _RATE * slope[name]
            if name != "bias":
                weights[name] = min(weights[name], 0.0)
    return weights


if __name__ == "__main__":
    main()
