"""Chains: which attribution stands inside the content of which other."""

from kg.extract.annotations import Attribution


def set_parents(attributions: list[Attribution]) -> None:
    """Set `parent` of each attribution to the innermost other one whose content holds its cue (else its source)."""
    for inner in attributions:
        anchor = inner.cue or (inner.source[0] if inner.source else None)
        if anchor is None:
            continue
        holders = [
            (sum(len(s) for s in outer.content), index)
            for index, outer in enumerate(attributions)
            if outer is not inner and any(s.start <= anchor.start and anchor.end <= s.end for s in outer.content)
        ]
        if holders:
            inner.parent = attributions[min(holders)[1]]
