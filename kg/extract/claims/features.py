"""What a draft shows of how well it is founded, as features of the confidence model."""

from kg.extract.claims.drafts import Draft


def features_of(draft: Draft) -> dict[str, float]:
    """Return the features of a claim: see `confidence.toml` for what they mean."""
    attribution = draft.attribution
    innermost = draft.chain[-1] if draft.chain else None
    head = attribution.head if attribution is not None else None
    return {
        "narrator": float(innermost is None),
        "hops": float(max(0, len(draft.chain) - 1)),
        "unnamed": float(innermost is not None and not innermost.entities),
        "pronoun": float(head is not None and head.pos_ == "PRON"),
        "inferred": float(draft.verdict.rule not in _PLAIN),
        "estimate": float(any(quantity.unit in _LOOSE_UNITS for quantity, _ in draft.estimates)),
        "loose": float(attribution is not None and attribution.confidence < _FIRM),
    }


_PLAIN = frozenset({"narrator", "attributed", "speaker of the turn"})
_LOOSE_UNITS = frozenset({"people"})
_FIRM = 0.5
