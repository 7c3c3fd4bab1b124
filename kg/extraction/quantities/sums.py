"""Sums of money and shares as quantities; conversions in brackets are left out."""

from typing import Final

from kg.extraction.quantities.antecedents import from_measure_noun
from kg.extraction.quantities.counted_nouns import find_counted
from kg.extraction.quantities.drafts import Draft, Reading
from kg.vocabulary.counted import AMOUNTS, MONEY, Kind, kinds

_RESTATING: Final = frozenset({"or", "us", "=", "equals", "equivalent", "to", ","})
_GAP: Final = 3  # tokens between a sum and the bracket that restates it: "40 million of them ("


def read_marked(reading: Reading, draft: Draft, kind: Kind) -> Draft | None:
    """Return a sum or share told by a mark ("$5 million", "60%"); None for a conversion of the quantity before it.

    Its words are what it is a share of ("of the voters"), or the noun whose size it gives, or the figure itself.
    """
    draft.kind, draft.counted, draft.rule = kind, None, "mark"
    doc, (start, end) = reading.doc, reading.sentences.around(draft.figure.start)
    if _is_conversion(reading, draft):
        return None
    of = find_counted(doc, draft.figure.end, end)
    if of is not None and of.partitive:
        draft.words = of.words
    elif (measured := from_measure_noun(doc, draft.first, start)) is not None:
        draft.words = measured[0].text if measured[1] is None else measured[1].words
    else:
        draft.words = draft.figure.text
    return draft


def read_worded(reading: Reading, draft: Draft) -> Draft | None:
    """Return a sum whose currency is a word ("one million rubles"); None for a conversion of the quantity before it."""
    draft.rule = "currency"
    return None if _is_conversion(reading, draft) else draft


def _is_conversion(reading: Reading, draft: Draft) -> bool:
    """Tell whether a sum or amount in brackets restates the one before them: "1 million rubles (about $14,000)"."""
    doc, index, scheme = reading.doc, draft.first - 1, kinds()
    while index > 0 and (doc[index].lower_ in _RESTATING or doc[index].is_currency or doc[index].like_num):
        index -= 1
    if index < 0 or doc[index].text not in ("(", "["):
        return False
    previous = next((other for other in reversed(reading.drafts) if other.last < index), None)
    if previous is None or previous.kind is None or index - previous.last > _GAP:
        return False
    measured = scheme.is_a(previous.kind, MONEY) or scheme.is_a(previous.kind, AMOUNTS)
    return measured and previous.kind is not draft.kind
