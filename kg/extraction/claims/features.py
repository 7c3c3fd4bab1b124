"""What a draft shows of how well it is founded: the features of the confidence model, each 0 or a small count."""

from typing import Final

from kg.extraction.claims.drafts import Draft

_PLAIN: Final = frozenset({"narrator", "attributed", "speaker of the turn"})
_DERIVED: Final = frozenset({"inherited", "none"})
_LONG: Final = 35  # tokens of a sentence, beyond which parsers err more often


def features_of(draft: Draft) -> dict[str, float]:
    """Return the features of a claim; `confidence.toml` tells what each of them means."""
    attribution = draft.attribution
    innermost = draft.chain[-1] if draft.chain else None
    head = attribution.head if attribution is not None else None
    anchor = draft.estimates[0][0].figure if draft.estimates else draft.evidence[0]
    return {
        "narrator": float(innermost is None),
        "relayed": float(len(draft.chain) > 1),
        "unnamed": float(innermost is not None and not innermost.entities),
        "pronoun": float(head is not None and head.pos_ == "PRON"),
        "derived": float(attribution is not None and attribution.rule.rpartition(":")[2] in _DERIVED),
        "inferred": float(draft.verdict.rule not in _PLAIN and not draft.verdict.rule.startswith("cue")),
        "long": float(len(anchor.sent) > _LONG),
    }
