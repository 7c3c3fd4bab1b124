"""Chains: which attribution stands inside the content of which other."""

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.tree import without
from kg.extraction.syntax import Span


def drop_doubles(attributions: list[Attribution]) -> list[Attribution]:
    """Drop a noun's attribution whose content a verb already has ("said in a statement that …": one attribution, not two)."""
    verbal = [a for a in attributions if a.content and not a.rule.startswith("noun") and a.source]
    begun = {
        a.content[0].start for a in verbal if a.head is None or a.head.lower_ != "you"
    }  # not "can you comment on a report that"
    return [a for a in attributions if not a.rule.startswith("noun") or a.source or a.content[0].start not in begun]


def lift_frames(attributions: list[Attribution]) -> None:
    """Cut "…, according to X" and "…, X said" off the contents that the parser let swallow it: at the end of a sentence it frames them all."""
    frames = [
        a
        for a in attributions
        if (a.rule.startswith("adp") or a.rule == "verb:trailing:beside")
        and a.cue is not None
        and a.content
        and a.content[0].start < a.cue.start
    ]
    for frame in frames:
        assert frame.cue is not None  # noqa: S101  narrowed above
        start = min([frame.cue.start, *(s.start for s in frame.source)])
        end = max(
            [
                frame.cue.end,
                *(s.end for s in frame.source),
                *([frame.recipient.end] if frame.recipient is not None else []),
            ]
        )
        doc = frame.cue.doc
        for other in attributions:
            if (
                other is frame
                or other.cue is None
                or not any(s.start <= other.cue.start < s.end for s in frame.content)
            ):
                continue
            other.content = [
                piece
                for s in other.content
                for piece in (without(doc, s.start, s.end, [(start, end)]) if s.start < start < s.end else [s])
            ]


def set_parents(attributions: list[Attribution]) -> None:
    """Set `parent` of each attribution that has none to the innermost other one that holds its cue (else its source).

    An attribution holds what stands in its content, and the noun that introduces it ("rejected *Kyiv's claim* that …").
    Two that hold each other's cues, as a misread sentence may give them, do not become each other's parents.
    """
    pieces = [(span.start, span.end, index) for index, outer in enumerate(attributions) for span in outer.content]
    sizes = [sum(len(span) for span in outer.content) for outer in attributions]
    for inner in attributions:
        anchor = inner.cue or (inner.source[0] if inner.source else None)
        if anchor is None or inner.parent is not None:
            continue
        first, last = anchor.start, anchor.end
        holding = {index for start, end, index in pieces if start <= first and last <= end}
        if inner.rule.startswith("noun"):
            holding |= {index for index, outer in enumerate(attributions) if _introduces(outer, inner, anchor)}
        holders = [
            (sizes[index], attributions[index].parent is None, index)  # of equal contents, the one further in
            for index in holding
            if not _stands_in(attributions[index], inner)
        ]
        if holders:
            inner.parent = attributions[min(holders)[2]]


def _stands_in(attribution: Attribution | None, other: Attribution) -> bool:
    """Tell whether `attribution` is `other` or stands, by its parents so far, inside it."""
    while attribution is not None and attribution is not other:
        attribution = attribution.parent
    return attribution is other


def _introduces(outer: Attribution, inner: Attribution, anchor: Span) -> bool:
    """Tell whether `inner` is a noun between the cue of `outer` and the content that both have."""
    if outer.cue is None or not outer.content or not inner.content:
        return False
    return (
        outer.cue.end <= anchor.start
        and anchor.end <= outer.content[0].start <= inner.content[0].start < outer.content[-1].end
    )
