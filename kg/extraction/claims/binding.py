"""Bind times and events: when something was said, when a figure holds, which event it belongs to."""

from collections import defaultdict
from collections.abc import Callable
from typing import Final, NamedTuple

from kg.extraction.annotations import Attribution, EventMention, TimeExpression
from kg.extraction.clauses import ancestors, clause_head
from kg.extraction.syntax import Doc, Span, Token
from kg.model import Time

Inside = Callable[[Token], bool]

_FARTHEST: Final = 6  # arcs between a figure and the trigger of its event


class _Dated(NamedTuple):
    """A time with what every question about it asks for."""

    value: Time
    root: Token
    clause: Token  # the head of its clause
    is_as_of: bool


class Times:
    """The times of one `Doc`, by the clauses and the sentences that they stand in; computed once."""

    def __init__(self, doc: Doc) -> None:
        """Index `doc._.times`."""
        self._by_clause: defaultdict[int, list[_Dated]] = defaultdict(list)
        self._by_sentence: defaultdict[int, list[_Dated]] = defaultdict(list)
        for time in doc._.times:
            root = time.span.root
            dated = _Dated(time.value, root, clause_head(root), _is_as_of(time))
            self._by_clause[dated.clause.i].append(dated)
            self._by_sentence[root.sent.start].append(dated)

    def of_clauses(self, *heads: Token) -> list[_Dated]:
        """Return the times of the clauses with these heads, in order of the text."""
        found = [time for head in {head.i for head in heads} for time in self._by_clause.get(head, ())]
        return sorted(found, key=lambda time: time.root.i)

    def of_sentence(self, token: Token) -> list[_Dated]:
        """Return the times of the sentence of `token`, in order of the text."""
        return self._by_sentence.get(token.sent.start, []) if self._by_sentence else []


def said_on(attribution: Attribution, times: Times, inside: Inside) -> Time | None:
    """Return the time of the saying: one that stands in the cue's own clause, outside of content and source.

    "As of Monday, officials said …" dates what is said, not the saying.
    """
    if attribution.cue is None:
        return None
    cue = attribution.cue.root
    if not times.of_sentence(cue):
        return None
    for time in times.of_clauses(clause_head(cue), cue):
        in_source = any(part.start <= time.root.i < part.end for part in attribution.source)
        if not inside(time.root) and not in_source and not time.is_as_of:
            return time.value
    return None


def as_of(anchor: Token, times: Times, inside: Inside, attribution: Attribution | None) -> Time | None:
    """Return the time at which a figure holds: of its own clause, else of a clause around it, else "as of …" beside the cue."""
    inner = [time for time in times.of_sentence(anchor) if inside(time.root)]
    for node in ancestors(anchor) if inner else ():
        if not inside(node):
            break
        for time in inner:
            if node in {time.clause, time.root.head}:
                return time.value
    if attribution is not None and attribution.cue is not None:
        cue = attribution.cue.root
        return next((time.value for time in times.of_clauses(clause_head(cue), cue) if time.is_as_of), None)
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
