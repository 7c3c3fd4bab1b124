"""Bind times and events: when something was said, when a figure holds, which event it belongs to."""

from collections.abc import Callable
from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extraction.annotations import Attribution, EventMention, TimeExpression
from kg.extraction.clauses import ancestors, clause_head
from kg.model import Time

Inside = Callable[[Token], bool]

_FARTHEST: Final = 6  # arcs between a figure and the trigger of its event


def said_on(attribution: Attribution, doc: Doc, inside: Inside) -> Time | None:
    """Return the time of the saying: one that stands in the cue's own clause, outside of content and source.

    "As of Monday, officials said …" dates what is said, not the saying.
    """
    if attribution.cue is None:
        return None
    head = clause_head(attribution.cue.root)
    for time in doc._.times:
        root = time.span.root
        in_source = any(part.start <= root.i < part.end for part in attribution.source)
        if (
            not inside(root)
            and not in_source
            and not _is_as_of(time)
            and clause_head(root) in {head, attribution.cue.root}
        ):
            value: Time = time.value
            return value
    return None


def as_of(anchor: Token, doc: Doc, inside: Inside, attribution: Attribution | None) -> Time | None:
    """Return the time at which a figure holds: of its own clause, else of a clause around it, else "as of …" beside the cue."""
    inner = [time for time in doc._.times if inside(time.span.root) and time.span.root.sent == anchor.sent]
    for node in ancestors(anchor):
        if not inside(node):
            break
        for time in inner:
            if node in {clause_head(time.span.root), time.span.root.head}:
                value: Time = time.value
                return value
    if attribution is not None and attribution.cue is not None:
        head = clause_head(attribution.cue.root)
        for time in doc._.times:
            if _is_as_of(time) and clause_head(time.span.root) in {head, attribution.cue.root}:
                dated: Time = time.value
                return dated
    return None


def _is_as_of(time: TimeExpression) -> bool:
    span = time.span
    before = span.doc[max(0, span.start - 2) : span.start].text.lower()
    return before.split()[-2:] == ["as", "of"] or span.text.lower().startswith("as of")


def event_of(anchor: Token, scope: Span | None, events: list[EventMention]) -> EventMention | None:
    """Return the event that a figure belongs to: one that the figure's phrase takes part in, else the nearest in its sentence."""
    for event in events:
        for part in (event.target, event.actor):
            if part is not None and part.start <= anchor.i < part.end:
                return event
    near = [
        (distance, event.trigger.start, event)
        for event in events
        if (distance := _arcs(anchor, event.trigger.root)) <= _FARTHEST
    ]
    if scope is not None:
        held = [found for found in near if scope.start <= found[2].trigger.start < scope.end]
        near = held or near
    return min(near, key=lambda found: found[:2])[2] if near else None


def _arcs(one: Token, other: Token) -> int:
    """Return the number of arcs between two tokens of a sentence; more than `_FARTHEST` when they do not meet."""
    up = {node.i: depth for depth, node in enumerate(ancestors(one))}
    for depth, node in enumerate(ancestors(other)):
        if node.i in up:
            return depth + up[node.i]
    return _FARTHEST + 1
