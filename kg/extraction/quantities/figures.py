"""From numbers in the text to figures on tokens: with currency mark and percent sign, changes split into old and new value."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.extraction.quantities.counted_nouns import lemma_among
from kg.extraction.quantities.money import currency_of, share_of
from kg.extraction.quantities.numbers import Number, find_numbers
from kg.extraction.quantities.sentences import Sentences
from kg.extraction.syntax import Doc, Span
from kg.vocabulary.counted import Kind

_CHANGE: Final = frozenset(
    "rise increase grow climb jump go fall drop decline decrease shrink soar swell expand raise cut reduce up down double lower "
    "boost bring push slash change move revise drive lift plunge plummet surge leap slip tumble widen narrow ease growth reduction "
    "hike shift scale upgrade".split()
)
_SPREAD: Final = frozenset("range vary anywhere somewhere span differ between estimate".split())
_FAR_APART: Final = 4  # a range of estimates whose upper end is that many times the lower one would be odd
_NEAR: Final = 8  # tokens within which a verb of change governs "from … to …"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its tokens; `kind` is told by a currency mark or percent sign, and None otherwise."""

    number: Number
    span: Span
    kind: Kind | None


def find_figures(doc: Doc, text: str, sentences: Sentences) -> Iterator[Figure]:
    """Yield the figures of `text`, the text of `doc`, in order."""
    for number in find_numbers(text):
        first = _figure(doc, text, number)
        if number.parts and (
            _is_change(first.span, *sentences.around(first.span.start))
            if number.opened == "from"
            else _is_change_and_result(number, first.span, sentences.around(first.span.start)[0])
        ):
            old, new = (_figure(doc, text, part) for part in number.parts)
            kind = old.kind or new.kind or first.kind
            yield Figure(old.number, old.span, kind)
            yield Figure(new.number, new.span, kind)
        else:
            yield first


def _is_change_and_result(number: Number, span: Span, start: int) -> bool:
    """Tell whether "fell $2 to $79" gives a change and the value after it, and no range."""
    low, high = number.lower or 0, number.upper or 0
    if number.joiner != "to" or number.opened or high < _FAR_APART * low:
        return False
    before = span.doc[max(start, span.start - _NEAR // 2) : span.start]
    return any(lemma_among(token, _CHANGE) in _CHANGE for token in before)


def _figure(doc: Doc, text: str, number: Number) -> Figure:
    start, end, kind = number.start, number.end, None
    if share := share_of(text, number):
        kind, end = share
    elif money := currency_of(text, number):
        kind, start, end = money
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None  # noqa: S101  # the number's characters stand in the text
    return Figure(number, span, kind)


def _is_change(span: Span, start: int, end: int) -> bool:
    """Tell whether "from 12 to 30" tells a change and no spread: a verb or noun of change stands near."""
    before = span.doc[max(start, span.start - _NEAR) : span.start]
    for token in reversed(list(before)):
        if lemma_among(token, _SPREAD) in _SPREAD:
            return False
        if lemma_among(token, _CHANGE) in _CHANGE:
            return True
    return any(lemma_among(token, _CHANGE) in _CHANGE for token in span.doc[span.end : min(end, span.end + _NEAR)])
