"""The hedges of a figure: words that touch it and say how it bounds what it counts.

"at least in one clinic, 28 people" does not hedge 28, for a hedge must touch its figure; between the two only articles,
currency marks and words like "another" may stand. Hedges stack: "up to about 25,000" is an upper bound, approximate.
"""

from dataclasses import dataclass
from typing import Final

from kg.extraction.quantities.counted_nouns import HYPHENS, lemma_of
from kg.extraction.syntax import Doc
from kg.model import Comparator
from kg.vocabulary.hedges import Hedge, Position, hedges

_TRANSPARENT: Final = frozenset(
    "the a an another additional extra further its their his her our these those that this all us u.s. us$ first such new".split()
)
_SMALL: Final = frozenset("two three four five six seven eight nine ten".split())
INCREMENTS: Final = frozenset({"another", "additional", "extra", "further", "more"})
_MAX_TRANSPARENT: Final = 4
_POINT: Final = (Comparator.EXACT, Comparator.ABOUT, Comparator.NEARLY, Comparator.BETWEEN)


@dataclass(slots=True)
class Hedging:
    """What the words around a figure do to it; `first` and `last` are the tokens that hedge and figure take together."""

    first: int
    last: int
    comparator: Comparator = Comparator.EXACT
    approximate: bool = False
    incremental: bool = False
    before: tuple[int, int] | None = None  # tokens of the hedge before the figure, end exclusive
    after: tuple[int, int] | None = None

    def add(self, hedge: Hedge) -> None:
        """Let one more hedge work: a bound wins over a mere approximation, and the outer of two bounds wins."""
        self.approximate = self.approximate or hedge.approximate
        if hedge.comparator in (Comparator.EXACT, Comparator.BETWEEN):
            return
        if hedge.comparator not in _POINT or self.comparator in _POINT:
            self.comparator = hedge.comparator


def read_hedges(doc: Doc, first: int, last: int, start: int, end: int) -> Hedging:
    """Return the hedging of the figure at tokens `first` to `last`, looking no further than the sentence `start` to `end`."""
    hedging = Hedging(first, last)
    _read_before(doc, first, start, hedging)
    _read_after(doc, last + 1, end, hedging)
    return hedging


def read_after_noun(doc: Doc, index: int, end: int, hedging: Hedging) -> None:
    """Let hedges count that follow the counted noun: "3,000 soldiers or more", "3,000 soldiers at most"."""
    if hedging.after is None:
        _read_after(doc, index, end, hedging)


def _read_before(doc: Doc, first: int, start: int, hedging: Hedging) -> None:
    index, skipped = first, 0
    table = hedges(Position.BEFORE)
    while index > start and skipped <= _MAX_TRANSPARENT:
        word = doc[index - 1].lower_
        hedge = next((h for h in table.get(word, ()) if _ends_at(doc, h, index, start)), None)
        if hedge is not None:
            index -= len(hedge.words)
            hedging.add(hedge)
            hedging.before = (index, first)
            hedging.first = index
            skipped = 0
            continue
        if word in INCREMENTS:
            hedging.incremental = True
            hedging.first = min(hedging.first, index - 1)
        elif word not in _TRANSPARENT:
            break
        index, skipped = index - 1, skipped + 1
    if hedging.comparator in _POINT:
        _read_verb(doc, index + skipped, start, hedging)


def _ends_at(doc: Doc, hedge: Hedge, end: int, start: int) -> bool:
    """Tell whether the words of `hedge` end just before token `end` and are a hedge there."""
    first = end - len(hedge.words)
    if first < start or any(doc[first + i].lower_ != word for i, word in enumerate(hedge.words)):
        return False
    if first > start and hedge.words[-1] == "than" and (doc[first - 1].like_num or doc[first - 1].pos_ == "NUM"):
        return False  # "16 higher than the 34" compares two figures
    if hedge.words == ("over",) and first > start and doc[first - 1].tag_ == "NNS" and doc[end].lower_ in _SMALL:
        return False  # "four missiles over six regions" tells where
    return not (hedge.not_after and first > start and _belongs_elsewhere(doc, hedge, first, start))


def _belongs_elsewhere(doc: Doc, hedge: Hedge, first: int, start: int) -> bool:
    """Tell whether the word before a hedge claims it as its own preposition or particle: "adds up to", "talk about"."""
    previous = doc[first - 1]
    if lemma_of(previous) in hedge.not_after or previous.lower_ in hedge.not_after:
        return True
    return (
        previous.pos_ == "ADV"
        and first - 1 > start
        and lemma_of(doc[first - 2]) in hedge.not_after
        and hedge.words == ("up", "to")
    )


def _read_verb(doc: Doc, index: int, start: int, hedging: Hedging) -> None:
    """Let a verb of comparison count whose object is the figure: "exceeded 100"."""
    if index <= start:
        return
    verb = doc[index - 1]
    if verb.pos_ not in ("VERB", "AUX"):
        return
    for hedge in hedges(Position.VERB).get(lemma_of(verb), ()):
        hedging.add(hedge)
        hedging.before = (index - 1, (hedging.before or (index, index))[1])
        return


def _read_after(doc: Doc, index: int, end: int, hedging: Hedging) -> None:
    table = hedges(Position.AFTER)
    begin = index
    if (index < end and doc[index].text in HYPHENS and not doc[index].whitespace_) or (
        index + 1 < end and doc[index].text in (",", "(")
    ):
        index += 1
    if index >= end:
        return
    for hedge in table.get(doc[index].lower_, ()):
        stop = index + len(hedge.words)
        if stop > end or any(doc[index + i].lower_ != word for i, word in enumerate(hedge.words)):
            continue
        if stop < end and _leads_on(doc, stop):
            continue
        if hedge.words == ("plus",) and begin == index:
            continue  # "300 plus 200" is a sum
        hedging.add(hedge)
        hedging.after = (begin, stop)
        hedging.last = stop - 1
        return


def _leads_on(doc: Doc, index: int) -> bool:
    """Tell whether words that could hedge the figure before them hedge one after them: "12 dead, at least five hurt"."""
    token = doc[index]
    return (
        token.pos_ == "NUM"
        or token.like_num
        or token.is_currency
        or token.lower_ in ("about", "some", "around", "a", "than", "in", "one")
    )
