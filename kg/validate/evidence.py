"""Evidence against the article itself: every position lies in the text, every quotation is what stands there."""

from collections.abc import Iterator
from typing import Final

from kg.model import Span
from kg.rdf.iris import text_hash
from kg.rdf.page import CONTEXT
from kg.rdf.positions import read_position
from kg.rdf.terms import kg, literal, oa, storable
from kg.validate.facts import Facts, read_literal
from kg.validate.report import Finding, Severity
from kg.vocabulary.namespaces import KG

POSITION: Final = f"{KG[:-1]}/shapes#PositionInText"
WORDS: Final = f"{KG[:-1]}/shapes#EvidenceWords"

_START: Final = oa("start")
_END: Final = oa("end")
_EXACT: Final = oa("exact")
_PREFIX: Final = oa("prefix")
_SUFFIX: Final = oa("suffix")
_SELECTOR: Final = oa("hasSelector")
_HASH: Final = kg("quoteHash")
_REFERS: Final = kg("refersTo")
_SPANS: Final = tuple(map(kg, ("span", "cueSpan", "sourceSpan", "contentSpan", "hedgeSpan", "scopeSpan")))


def check_evidence(facts: Facts, text: str | None = None) -> tuple[Finding, ...]:
    """Return where positions or quotations disagree with the article's text, sorted.

    Without the text, positions are held against the length that the article states, and words cannot be checked.
    """
    return tuple(sorted({*_positions(facts, text), *(() if text is None else _words(facts, text))}))


def _positions(facts: Facts, text: str | None) -> Iterator[Finding]:
    length = len(text) if text is not None else _stated_length(facts)
    if length is None:
        return
    for node, span in _spans(facts):
        if not 0 <= span.start < span.end <= length:
            message = f"Characters {span.start} to {span.end} are not a stretch of the article, which has {length}."
            yield Finding(node[1:-1], POSITION, Severity.VIOLATION, message)


def _spans(facts: Facts) -> Iterator[tuple[str, Span]]:
    """Yield every position with the node that has it; what is malformed the shapes find."""
    for predicate in _SPANS:
        for node, positions in facts.forward[predicate].items():
            for term in positions:
                if (span := read_position(term[1:-1])) is not None:
                    yield node, span
    for mention in facts.forward[_REFERS]:
        if (span := read_position(mention[1:-1].rpartition("#")[2])) is not None:
            yield mention, span
    for selector in facts.forward[_START]:
        if (span := _selected(facts, selector)) is not None:
            yield selector, span


def _words(facts: Facts, text: str) -> Iterator[Finding]:
    for evidence, selectors in facts.forward[_SELECTOR].items():
        for selector in selectors:
            span = _selected(facts, selector)
            if span is not None and not _quoted(facts, evidence, selector, span, text):
                message = f"The words at characters {span.start} to {span.end} are not those that are quoted."
                yield Finding(evidence[1:-1], WORDS, Severity.VIOLATION, message)


def _quoted(facts: Facts, evidence: str, selector: str, span: Span, text: str) -> bool:
    """Tell whether the words that evidence gives, or their hash, are those at its position."""
    words = span.of(text)
    digest = facts.value(evidence, _HASH)
    return (
        _same(facts.value(selector, _EXACT), words)
        and _same(facts.value(selector, _PREFIX), text[max(0, span.start - CONTEXT) : span.start])
        and _same(facts.value(selector, _SUFFIX), text[span.end : span.end + CONTEXT])
        and (digest is None or _same(digest, text_hash(words)))
    )


def _same(term: str | None, words: str) -> bool:
    """Tell whether a literal says these words, however it is written; one that is not there cannot be wrong."""
    if term is None or term == literal(words):
        return True
    value = read_literal(term)
    return value is not None and value.lexical == storable(words)


def _stated_length(facts: Facts) -> int | None:
    return next((_number(value) for values in facts.forward[kg("textLength")].values() for value in values), None)


def _selected(facts: Facts, selector: str) -> Span | None:
    """Return the stretch that a selector selects; None where the shapes already find it malformed."""
    start, end = _number(facts.value(selector, _START)), _number(facts.value(selector, _END))
    return None if start is None or end is None else Span(start, end)


def _number(term: str | None) -> int | None:
    lexical = "" if term is None else term[1:].partition('"')[0]
    return int(lexical) if lexical.removeprefix("-").isdecimal() else None
