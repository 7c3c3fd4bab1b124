"""Quotations without a cue of their own: whose words they are follows from what stands before them.

In one paragraph, a quotation of whole sentences goes on with the last attribution there ("Lee said the talks had failed. “We
tried everything.”"). A paragraph that is nothing but a quotation goes on with the quotation that ended the paragraph before.
"""

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.direct import Pairing, unpaired
from kg.extraction.attribution.reading import QuoteSpan, Reading


def continue_quotes(reading: Reading, pairings: dict[int, Pairing], attributions: list[Attribution]) -> None:
    """Add each unpaired quotation of whole sentences to the content of the attribution that it goes on with."""
    for quote in unpaired(reading, pairings):
        holder = _holder(reading, quote, attributions)
        if holder is not None:
            holder.content.append(reading.doc[quote.start : quote.end])


def _holder(reading: Reading, quote: QuoteSpan, attributions: list[Attribution]) -> Attribution | None:
    paragraph = reading.paragraph_of[quote.start]
    if paragraph < 0 or any(
        s.start <= quote.start < s.end for a in attributions if a.speaker is None for s in a.content
    ):
        return None
    before = [
        a
        for a in attributions
        if a.cue is not None and a.source and a.cue.start < quote.start and reading.quote_of[a.cue.start] < 0
    ]
    same = [a for a in before if reading.paragraph_of[a.cue.start] == paragraph]  # type: ignore[union-attr]
    same = [a for a in same if a.cue is not None and not a.cue.root.dep_.startswith("acl")] or same
    if same:  # of "said Lee, who noted that …" the words are those of the main clause
        return max(same, key=lambda a: (max(s.end for s in a.content), a.cue.start))  # type: ignore[union-attr]
    start, end = reading.paragraphs[paragraph]
    alone = start == quote.start and not any(t.is_alpha for t in reading.doc[quote.end : end])
    earlier = [a for a in before if a.style == "direct" and reading.paragraph_of[a.cue.start] == paragraph - 1]  # type: ignore[union-attr]
    return max(earlier, key=lambda a: max(s.end for s in a.content)) if alone and earlier else None
