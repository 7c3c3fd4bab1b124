"""Which attribution holds a word, which voices stand around it, and whether it stands where claims can stand at all."""

from bisect import bisect_right
from collections.abc import Container
from typing import Final

from kg.extraction.annotations import Attribution, Quantity, article_of
from kg.extraction.claims.hops import Namer
from kg.extraction.claims.turns import Turn, Turns
from kg.extraction.clauses import is_question
from kg.extraction.syntax import Doc, Span, Token
from kg.model import Hop, RegionKind

_PERCENT: Final = "percent"
_DEEDS: Final = frozenset({"accept", "admit", "welcome", "offer", "commit"})
_NEAR: Final = 5  # tokens: "up to about 10,000 more refugees"
_FINDING: Final = 100  # so many voices are no longer those of an article, but a count
_SPEAKING: Final[frozenset[RegionKind]] = frozenset({RegionKind.TITLE, RegionKind.BODY, RegionKind.LABEL})


class Scope:
    """Looks up attributions by token; computed once for a `Doc`."""

    def __init__(self, doc: Doc) -> None:
        """Index the attributions, turns and regions of `doc`."""
        self.doc = doc
        self.turns = Turns(doc)
        self._namer = Namer(doc, self.turns)
        self._silent = [region.span for region in article_of(doc).regions if region.kind not in _SPEAKING]
        self._silent_starts = [span.start for span in self._silent]
        self.attributions: list[Attribution] = [a for a in doc._.attributions if self.speaks(_anchor(a))]
        self._sources = {a.head.i for a in self.attributions if a.head is not None and _speaks_here(a)}
        asserting = {id(a) for a in doc._.attributions if _asserts(a)}
        self._chains = {id(a): _lineage(a, asserting) for a in self.attributions}
        self._holder: dict[int, Attribution] = {}
        for attribution in sorted(
            (a for a in self.attributions if id(a) in asserting), key=lambda a: (len(self._chains[id(a)]), -_size(a))
        ):
            for part in attribution.content:
                self._holder.update(dict.fromkeys(range(part.start, part.end), attribution))
        self._voices: dict[int, tuple[Hop, ...]] = {}

    def speaks(self, offset: int) -> bool:
        """Tell whether the text at code point `offset` is title, body or label (a caption asserts nothing)."""
        index = bisect_right(self._silent_starts, offset) - 1
        return index < 0 or offset >= self._silent[index].end

    def holder(self, token: Token) -> Attribution | None:
        """Return the innermost attribution whose content holds `token`, or None: the narrator's own words."""
        return self._holder.get(token.i)

    def counts_voices(self, quantity: Quantity) -> bool:
        """Tell whether a quantity only says how many speak ("two lawmakers said").

        A share of the asked is a finding, and so is how many want or think something ("16 million people wanted to stay") and how
        many hundreds say it ("more than 4,000 parents replied that").
        """
        size = quantity.lower or quantity.upper or 0
        told = quantity.unit == _PERCENT or quantity.rule == "predication"
        return not told and size < _FINDING and quantity.head.i in self._sources

    def lineage(self, attribution: Attribution | None) -> tuple[Attribution, ...]:
        """Return an attribution with those around it, outermost first."""
        return self._chains[id(attribution)] if attribution is not None else ()

    def turn(self, offset: int) -> Turn | None:
        """Return the turn of a transcript that holds the code point `offset`."""
        return self.turns.at(offset)

    def voices(self, attribution: Attribution | None, offset: int) -> tuple[Hop, ...]:
        """Return the chain of an attribution, outermost first; without one, the voice of the turn at `offset`, if any."""
        turn = self.turn(offset)
        voices: tuple[Hop, ...] = (turn.hop,) if turn else ()
        for one in self.lineage(attribution):
            if id(one) not in self._voices:
                hop = self._namer.name(one, voices[-1] if voices else None)
                self._voices[id(one)] = (
                    voices if hop is None or (voices and _is_same(hop, voices[-1])) else (*voices, hop)
                )
            voices = self._voices[id(one)]
        return voices


def _speaks_here(attribution: Attribution) -> bool:
    """Tell whether an attribution's source speaks: it does not only think, and is not one of those "who have reported cases"."""
    thinks = attribution.entry is not None and attribution.entry.experiencer
    described = attribution.cue is not None and attribution.cue.root.dep_ == "acl:relcl"
    return not (thinks or described)


def _is_same(hop: Hop, other: Hop) -> bool:
    return hop.name.casefold() == other.name.casefold() or (bool(hop.entities) and hop.entities == other.entities)


def _anchor(attribution: Attribution) -> int:
    return first_of(attribution).start_char


def first_of(attribution: Attribution) -> Span:
    """Return the first of the spans of source, cue and content in the text."""
    cue = [attribution.cue] if attribution.cue is not None else []
    return min([*attribution.source, *cue, *attribution.content], key=lambda span: span.start)


def _size(attribution: Attribution) -> int:
    return sum(len(part) for part in attribution.content)


def _lineage(attribution: Attribution, asserting: Container[int]) -> tuple[Attribution, ...]:
    """Return `attribution` with those around it that assert something, by their ids in `asserting`, outermost first."""
    found = [attribution]
    while found[0].parent is not None and all(one is not found[0].parent for one in found):
        found.insert(0, found[0].parent)
    return tuple(one for one in found if one is attribution or id(one) in asserting)


def _is_deed(attribution: Attribution) -> bool:
    """Tell whether a cue with a counted object does something instead of saying it: "will accept 10,000 refugees"."""
    if attribution.cue is None or attribution.cue.root.lemma_ not in _DEEDS or len(attribution.content) != 1:
        return False
    return any(token.like_num for token in attribution.content[0][:_NEAR])


def _asserts(attribution: Attribution) -> bool:
    """Tell whether somebody says something by a cue: not in a purpose ("met to discuss 500 cases") or a request ("can you comment on")."""
    if attribution.cue is None:
        return True
    verb = attribution.cue.root
    purpose = verb.dep_ in {"advcl", "acl"} and any(
        child.lower_ == "to" and child.dep_ == "mark" for child in verb.children
    )
    if purpose and attribution.rule.startswith("verb:phrase"):
        return False
    if _is_deed(attribution):
        return False
    addressed = attribution.head is not None and attribution.head.lower_ == "you"
    return not (addressed and is_question(verb.sent) and any(child.dep_ == "aux" for child in verb.children))
