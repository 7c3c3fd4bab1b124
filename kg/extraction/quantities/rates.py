"""Rates: "2,000 shells a day", "300 arrivals per week", "10,000 barrels daily"."""

from typing import Final

from kg.extraction.quantities.counted_nouns import NOUNS, is_unit_of_time, kind_of, singular
from kg.extraction.syntax import Doc
from kg.vocabulary.counted import AMOUNTS, PEOPLE, kinds

_ADVERBS: Final = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annually": "year",
    "yearly": "year",
    "hourly": "hour",
    "nightly": "night",
}
_PER: Final = frozenset({"per", "each", "every", "/"})
_HEADS: Final = frozenset({"head", "share", "capita"})
_APART: Final = frozenset({"ago", "earlier", "before", "later", "after"})
_BETWEEN: Final = 2  # words that may stand between the counted noun and its rate: "on average"


def read_rate(doc: Doc, index: int, end: int) -> tuple[str, int] | None:
    """Return the unit of a rate that starts at token `index` or shortly after, and its last token; None when there is none."""
    for start in range(index, min(end, index + _BETWEEN + 1)):
        word = doc[start].lower_
        if word in _ADVERBS and (start + 1 >= end or doc[start + 1].pos_ not in NOUNS):
            return _ADVERBS[word], start
        if start + 1 < end and word in ("a", "an", *_PER):
            noun = doc[start + 1]
            if noun.pos_ not in NOUNS:
                return None
            kind = kind_of(noun)
            measured = kind is not None and (kinds().is_a(kind, AMOUNTS) or kinds().is_a(kind, PEOPLE))
            apart = start + 2 < end and doc[start + 2].lower_ in _APART  # "up from 37 a day earlier"
            if (
                (is_unit_of_time(noun) and not apart)
                or noun.lower_ in _HEADS
                or (word == "per" and start == index)
                or (measured and start == index)
            ):
                return singular(noun), start + 1
            return None
        if doc[start].is_punct or doc[start].pos_ in ("VERB", "AUX"):
            return None
    return None
