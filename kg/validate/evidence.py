"""Evidence against the article itself: every position lies in the text, every quotation is what stands there."""

from collections.abc import Iterator
from typing import Final

from kg.rdf.iris import text_hash
from kg.rdf.page import CONTEXT
from kg.rdf.terms import kg, oa, storable
from kg.validate.facts import Facts, read_literal
from kg.validate.report import Finding, Severity
from kg.vocabulary.namespaces import KG

POSITION: Final = f"{KG[:-1]}/shapes#PositionInText"
WORDS: Final = f"{KG[:-1]}/shapes#EvidenceWords"

_START: Final = oa("start")
_END: Final = oa("end")
_SELECTOR: Final = oa("hasSelector")


def check_evidence(facts: Facts, text: str | None = None) -> tuple[Finding, ...]:
    """Return where positions or quotations disagree with the article's text, sorted.

    Without the text, positions are held against the length that the article states, and words cannot be checked.
    """
    return tuple(sorted({*_positions(facts, text), *(() if text is None else _words(facts, text))}))


def _positions(facts: Facts, text: str | None) -> Iterator[Finding]:
    length = len(text) if text is not None else _stated_length(facts)
    for position in facts.forward[_START]:
        span = _span(facts, position)
        if span is not None and length is not None and not 0 <= span[0] < span[1] <= length:
            message = f"Characters {span[0]} to {span[1]} are not a stretch of the article, which has {length}."
            yield Finding(position[1:-1], POSITION, Severity.VIOLATION, message)


def _words(facts: Facts, text: str) -> Iterator[Finding]:
    for evidence, selectors in facts.forward[_SELECTOR].items():
        span = next(filter(None, (_span(facts, selector) for selector in selectors)), None)
        if span is None:
            continue
        start, end = span
        words = text[start:end]
        wanted = {oa("exact"): storable(words)}
        for name, around in (("prefix", text[max(0, start - CONTEXT) : start]), ("suffix", text[end : end + CONTEXT])):
            wanted[oa(name)] = storable(around)
        pairs = [(selector, predicate) for selector in selectors for predicate in wanted]
        found = [(p, literal) for s, p in pairs if (literal := _text(facts, s, p)) is not None]
        digest = _text(facts, evidence, kg("quoteHash"))
        if any(wanted[p] != literal for p, literal in found) or digest not in (None, text_hash(words)):
            message = f"The words at characters {start} to {end} are not those that are quoted."
            yield Finding(evidence[1:-1], WORDS, Severity.VIOLATION, message)


def _stated_length(facts: Facts) -> int | None:
    return next((_number(value) for values in facts.forward[kg("textLength")].values() for value in values), None)


def _span(facts: Facts, position: str) -> tuple[int, int] | None:
    """Return start and end of a position selector; None where the shapes already find it malformed."""
    start, end = _number(facts.value(position, _START)), _number(facts.value(position, _END))
    return None if start is None or end is None else (start, end)


def _number(term: str | None) -> int | None:
    value = None if term is None else read_literal(term)
    return int(value.lexical) if value is not None and value.lexical.lstrip("-").isdecimal() else None


def _text(facts: Facts, subject: str, predicate: str) -> str | None:
    term = facts.value(subject, predicate)
    value = None if term is None else read_literal(term)
    return None if value is None else value.lexical
