"""Quotations that a mark gives to somebody, without a verb: "From the report: “…”", "Ann Lee: “…”", "“…” — Ann Lee"."""

from typing import Final

from kg.extraction.annotations import Attribution, cluster_of
from kg.extraction.attribution.beside import is_finite, phrase_before
from kg.extraction.attribution.direct import Pairing, unpaired
from kg.extraction.attribution.documents import is_data
from kg.extraction.attribution.reading import QuoteSpan, Reading
from kg.extraction.attribution.tree import span_of
from kg.extraction.syntax import Span
from kg.vocabulary.cues import Cue
from kg.vocabulary.titles import titles

_BORDERS: Final = frozenset({"–", "—", "-", "--", ";", ".", "!", "?", "•", "|"})
_DASHES: Final = frozenset({"–", "—", "-", "--"})
_LONGEST_SIGNATURE: Final = 8  # tokens of "Ann Lee, mayor of Lima"
_LONGEST_SOURCE: Final = 12  # tokens between a border and the colon
_PEOPLE: Final = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def find_colons(reading: Reading, pairings: dict[int, Pairing]) -> list[Attribution]:
    """Return the attributions of quotations behind a colon, or before a dash and a name, that no cue verb has taken."""
    found = (_given(reading, quote) or _signed(reading, quote) for quote in unpaired(reading, pairings, anywhere=True))
    return [attribution for attribution in found if attribution is not None]


def _given(reading: Reading, quote: QuoteSpan) -> Attribution | None:
    doc, colon = reading.doc, quote.start - 1
    if colon < 1 or doc[colon].text != ":" or reading.paragraph_of[colon] != reading.paragraph_of[quote.start]:
        return None
    floor = reading.paragraphs[reading.paragraph_of[colon]][0]
    start = colon
    while start > floor and doc[start - 1].text not in _BORDERS and reading.quote_of[start - 1] < 0:
        start -= 1
    if colon - start > _LONGEST_SOURCE or any(is_finite(token) for token in doc[start:colon]):
        return None
    lead = start + 1 if doc[start].lower_ in {"from", "in"} else start
    source = phrase_before(doc, colon, lead)
    if source is None or source.start > lead:
        return None
    return _attribution(reading, quote, colon, source, "colon") if _is_voice(source) else None


def _signed(reading: Reading, quote: QuoteSpan) -> Attribution | None:
    """Return the attribution of a quotation with a dash and a name behind it, in its own paragraph or the next."""
    doc, dash = reading.doc, quote.end
    while dash < len(doc) and doc[dash].is_space:
        dash += 1
    if dash + 1 >= len(doc) or doc[dash].text not in _DASHES:
        return None
    end = reading.paragraphs[reading.paragraph_of[dash]][1] if reading.paragraph_of[dash] >= 0 else dash
    source = span_of(doc, dash + 1, end)
    if source is None or len(source) > _LONGEST_SIGNATURE or any(is_finite(token) for token in source):
        return None
    return _attribution(reading, quote, dash, source, "signed") if source[0].ent_type_ == "PERSON" else None


def _is_voice(source: Span) -> bool:
    head = source.root
    known = head.ent_type_ in _PEOPLE or cluster_of(head.doc, head) is not None
    return known or is_data(head) or head.lemma_.lower() in titles()


def _attribution(reading: Reading, quote: QuoteSpan, mark: int, source: Span, rule: str) -> Attribution:
    return Attribution(
        cue=reading.doc[mark : mark + 1],
        content=[reading.doc[quote.start : quote.end]],
        source=[source],
        head=source.root,
        entry=Cue(reading.doc[mark].text, "PUNCT"),
        style="direct",
        rule=rule,
    )
