"""Quotations that a colon gives to a name or document before it, without a verb: "From the report: “…”", "Ann Lee: “…”"."""

from typing import Final

from kg.extraction.annotations import Attribution, cluster_of
from kg.extraction.attribution.beside import is_finite, phrase_before
from kg.extraction.attribution.direct import Pairing, unpaired
from kg.extraction.attribution.documents import is_data
from kg.extraction.attribution.reading import QuoteSpan, Reading
from kg.vocabulary.cues import Cue
from kg.vocabulary.titles import titles

_BORDERS: Final = frozenset({"–", "—", "-", "--", ";", ".", "!", "?", "•", "|"})
_LONGEST_SOURCE: Final = 12  # tokens between a border and the colon
_PEOPLE: Final = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def find_colons(reading: Reading, pairings: dict[int, Pairing]) -> list[Attribution]:
    """Return the attributions of quotations behind a colon that no cue verb has taken."""
    found = (_given(reading, quote) for quote in unpaired(reading, pairings, anywhere=True))
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
    head = source.root
    if not (
        head.ent_type_ in _PEOPLE
        or cluster_of(doc, head) is not None
        or is_data(head)
        or head.lemma_.lower() in titles()
    ):
        return None
    return Attribution(
        cue=doc[colon : colon + 1],
        content=[doc[quote.start : quote.end]],
        source=[source],
        head=head,
        entry=Cue(":", "PUNCT"),
        style="direct",
        rule="colon",
    )
