"""The component `kg_times`: time expressions of a parsed `Doc`, placed in the calendar.

`kg.extraction.times.grammar` finds the phrases in the text, `kg.extraction.times.expressions` knows what they mean; this module asks the
parse what neither can know: whether the clause looks back or ahead ("had moved by December", "could be sent by December"),
and whether a word is a time at all ("June Park", "in May 20 people fled").

Without a day of publication only what is certain is kept: full dates, and incomplete ones with unspecified digits
("XXXX-10-23"); "yesterday" gives nothing then.
"""

from typing import TYPE_CHECKING, Final

import spacy.tokens
from spacy.language import Language

from kg.extraction.annotations import TimeExpression, article_of
from kg.extraction.clauses import ancestors, auxiliaries, heads_clause, lemma_of
from kg.extraction.syntax import Doc, Span, Token, syntax_of
from kg.extraction.times.calendar import Anchor, Direction, bound
from kg.extraction.times.grammar import Found, find_times
from kg.model import Span as CharSpan
from kg.model import Time

if TYPE_CHECKING:
    from kg.extraction.times.expressions import Expression

_AHEAD_MODALS: Final = frozenset({"will", "shall", "would", "could", "may", "might", "can", "should", "must"})
# Governors whose infinitive or noun complement has not happened when they are true ("plans to visit", "due on Friday").
_PROSPECTIVE: Final = frozenset(
    [
        "plan",
        "expect",
        "schedule",
        "intend",
        "aim",
        "vow",
        "pledge",
        "promise",
        "propose",
        "hope",
        "threaten",
        "prepare",
        "set",
        "due",
        "slate",
        "likely",
        "ready",
        "poised",
        "project",
        "predict",
        "forecast",
        "anticipate",
        "want",
        "mean",
        "seek",
        "agree",
        "decide",
        "commit",
        "invite",
        "order",
        "ask",
        "urge",
        "call",
        "upcoming",
        "bind",
        "deadline",
        "prospect",
        "forthcoming",
    ]
)
_PLURAL_TAGS: Final = frozenset({"NNS", "NNPS"})


@Language.component("kg_times", assigns=["doc._.times"])
def find_time_expressions(doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
    """Set `doc._.times` to the time expressions of `doc`, in order."""
    published = article_of(doc).published
    syntax = syntax_of(doc)
    doc._.times = [
        expression
        for found in find_times(syntax.text)
        if (expression := _place(syntax, found, Anchor(published))) is not None
    ]
    return doc


def _place(doc: Doc, found: Found, anchor: Anchor) -> TimeExpression | None:
    """Return the expression with its value, or None when it is no time or cannot be known."""
    span = doc.char_span(found.start, found.end, alignment_mode="expand")
    if span is None:
        return None
    core: Expression | None = found.expression
    if found.figure is not None and _counts(doc, found.figure):
        core = found.otherwise
        if core is None:
            return None
        span = doc.char_span(found.start, found.figure, alignment_mode="contract") or span
        while len(span) > 1 and span[-1].is_space:
            span = span[:-1]
    if _is_name(span):
        return None
    stretch = core.resolve(anchor._replace(direction=direction_of(_head_of(span)))) if core else None
    if stretch is None:
        return None
    stretch = bound(stretch, found.role)
    place = CharSpan(span.start_char, span.end_char)
    return TimeExpression(
        span, Time(stretch.edtf, stretch.granularity, stretch.earliest, stretch.latest, place, span.text), found.role
    )


def _counts(doc: Doc, offset: int) -> bool:
    """Tell whether the figure at a character offset counts a plural noun after it instead of naming a day or year."""
    figure = doc.char_span(offset, offset + 1, alignment_mode="expand")
    if figure is None:
        return False
    token = figure[0]
    return token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in _PLURAL_TAGS


def _is_name(span: Span) -> bool:
    """Tell whether a phrase without a figure is (part of) a person's name: "June Park", "April Ryan"."""
    return any(token.ent_type_ == "PERSON" for token in span) and not any(token.like_num for token in span)


def _head_of(span: Span) -> Token:
    """Return the token that governs the phrase from outside, or its own root when nothing does."""
    root = span.root
    return root.head if root.head.i != root.i else root


def direction_of(token: Token) -> Direction:  # noqa: PLR0911 (one return per kind of clause)
    """Return where the clause around `token` looks: back, ahead, or neither for certain.

    A modal or a prospective governor looks ahead ("could arrive", "plans to leave"); a past tense or a perfect looks back,
    also under a modal ("may have left"). An infinitive looks where its governor looks. A present tense says nothing
    (headlines use it for the past) unless it is progressive with a future sense ("is visiting on Friday").
    """
    if not token.dep_:
        return Direction.OPEN
    for node in ancestors(token):
        lemma = lemma_of(node)
        if lemma in _PROSPECTIVE and node.i != token.i:
            return Direction.FUTURE
        if not heads_clause(node) and node.pos_ not in {"VERB", "AUX"}:
            if lemma in _PROSPECTIVE:
                return Direction.FUTURE
            continue
        helpers = auxiliaries(node)
        names = {lemma_of(helper) for helper in helpers}
        if "have" in names:
            return Direction.PAST
        if names & _AHEAD_MODALS:
            return Direction.FUTURE
        verdict = _tense(node, helpers, direct=node.i == token.i)
        if verdict is not None:
            return Direction.FUTURE if lemma in _PROSPECTIVE else verdict
        if lemma in _PROSPECTIVE:
            return Direction.FUTURE
    return Direction.OPEN


def _tense(verb: Token, helpers: list[Token], *, direct: bool) -> Direction | None:
    """Return the direction that a clause's finite form tells; None where it has none and its governor must tell.

    `direct` says that the time hangs on the verb itself: "is visiting on Friday", not "is probing the Monday incident".
    """
    finite = next((h for h in helpers if h.tag_ in {"VBD", "VBZ", "VBP"}), verb)
    if finite.tag_ == "VBD":
        return Direction.PAST
    if finite.tag_ in {"VBZ", "VBP"}:
        if verb.tag_ == "VBG" and lemma_of(finite) == "be":
            return Direction.FUTURE if direct else Direction.OPEN
        return Direction.PAST if verb.tag_ == "VBN" and verb != finite else Direction.OPEN
    return None
