"""What a figure without a noun counts: "the number of soldiers could reach 10,000", "the toll rose to 45", "3,000 have arrived"."""

from collections.abc import Sequence
from typing import Final

from kg.extraction.quantities.counted_nouns import (
    NOUNS,
    Counted,
    find_counted,
    is_unit_of_time,
    kind_of,
    lemma_among,
    singular,
)
from kg.extraction.quantities.drafts import Antecedent
from kg.extraction.syntax import Doc, Token
from kg.vocabulary.counted import AMOUNTS, MONEY, kinds

_MEASURE_NOUNS: Final = frozenset(
    "number total figure count tally toll amount level size strength estimate quota ceiling cap limit target goal".split()
)
_SCALE_VERBS: Final = frozenset(
    "reach exceed total number hit top surpass pass rise fall grow climb increase decrease drop decline jump soar swell double triple "
    "stand approach near be put estimate estimated range vary reduce cut raise bring expand shrink go come soar plunge plummet "
    "dwindle set cap limit remain become include pass boost lift trim slash lower drive push".split()
)
_SCALE_PREPOSITIONS: Final = frozenset({"above", "over", "below"})
_PLURAL_TAGS: Final = frozenset({"NNS", "NNPS"})
_NEAR: Final = 5  # tokens within which an unknown plural noun may be the subject of a scale verb
_LOOK_BACK: Final = 14  # tokens within which a measure noun governs a figure
_SENTENCES_BACK: Final = 3
_SENTENCES_BACK_HEDGED: Final = 8
_TOKENS_BACK: Final = 45  # in talk, three sentences may be as many words ("That is right. Yes. It is 3,000.")
_MENTION_WINDOW: Final = 60  # tokens
_SENTENCES_BACK_NAMED: Final = 9  # for "that number", which says that there is an earlier one


def from_measure_noun(doc: Doc, first: int, start: int, *, hedged: bool = False) -> tuple[Token, Counted | None] | None:
    """Return the noun whose size the figure gives, left of it: "number", "toll", or a plural noun as subject of a scale verb.

    With a measure noun comes what it measures ("the number of soldiers"), when the phrase names it.
    """
    scale = hedged and doc[first - 1].pos_ in NOUNS  # "claims over 150,000"
    for index in range(first - 1, max(start - 1, first - 1 - 2 * _LOOK_BACK), -1):
        token = doc[index]
        if token.text == ";":
            return None
        if (lemma_among(token, _SCALE_VERBS) in _SCALE_VERBS and not _helps_verb(token)) or (
            token.lower_ in _SCALE_PREPOSITIONS
        ):
            scale = True
        if token.pos_ not in NOUNS:
            continue
        noun = singular(token)
        if noun in _MEASURE_NOUNS:
            near = scale or first - index <= _LOOK_BACK
            return (token, _measured(doc, token, first)) if near else None
        if (subject := _scaled(token, first, scale=scale)) is not None:
            return token, subject
        if not scale and token.tag_ in _PLURAL_TAGS and first - index > _NEAR:
            return None
    return None


def _helps_verb(token: Token) -> bool:
    """Tell whether "be" is an auxiliary and no verb of size: "senators are calling for 300"."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.pos_ == "AUX" and following.tag_ == "VBG" and lemma_among(following, _SCALE_VERBS) not in _SCALE_VERBS


def _scaled(noun: Token, first: int, *, scale: bool) -> Counted | None:
    """Return a noun as what a figure at `first` counts: a plural, or a group ("the crowd"), whose number a verb tells."""
    kind, group = kind_of(noun), kinds().by_group.get(singular(noun))
    of_figure = noun.i == first - 2 and noun.nbor().lower_ == "of"  # "a crowd of 400"
    if group is not None and (of_figure or (scale and not _in_phrase(noun))):
        return Counted(noun, noun.i, noun.i, group)
    plural = noun.tag_ in _PLURAL_TAGS and not is_unit_of_time(noun)
    if scale and plural and (kind is not None or first - noun.i <= _NEAR) and not _in_phrase(noun):
        return Counted(noun, _phrase_start(noun), noun.i, kind)
    return None


def _measured(doc: Doc, noun: Token, first: int) -> Counted | None:
    """Return what a measure noun measures: "number of X", "X numbers", "death toll"."""
    kind = kind_of(noun)
    if noun.i + 1 < first and doc[noun.i + 1].lower_ == "of":
        found = _people_by_state(doc, noun.i + 2, first) or find_counted(doc, noun.i + 1, first)
        if found is not None:
            return found
    if kind is not None:
        return Counted(noun, _phrase_start(noun), noun.i, kind)
    before = doc[noun.i - 1] if noun.i else None
    if before is not None and before.pos_ in NOUNS and (kind := kind_of(before)) is not None:
        return Counted(before, before.i, before.i, kind)
    return None


def _people_by_state(doc: Doc, index: int, end: int) -> Counted | None:
    """Return an adjective that stands for people: "the number of dead", "the number of the wounded"."""
    if index < end and doc[index].lower_ == "the":
        index += 1
    kind = kinds().by_predicate.get(doc[index].lower_) if index < end else None
    return Counted(doc[index], index, index, kind) if kind is not None else None


def _phrase_start(noun: Token) -> int:
    index = noun.i
    while index > 0 and noun.doc[index - 1].pos_ in ("ADJ", "NOUN", "PROPN"):
        index -= 1
    return index


def _in_phrase(token: Token) -> bool:
    """Tell whether a noun is the complement of a preposition other than "of": no subject of a scale verb."""
    start = _phrase_start(token)
    before = token.doc[start - 1] if start else None
    if before is not None and before.lower_ in ("the", "a", "an") and before.i:
        before = token.doc[before.i - 1]
    return before is not None and before.pos_ == "ADP"


def from_earlier(
    antecedents: Sequence[Antecedent], token: int, sentence: int, *, named: bool = False, hedged: bool = False
) -> Antecedent | None:
    """Return the nearest earlier counted noun that a bare figure may take up, or None when it is too far away.

    `named`: the figure stands beside "number"; `hedged`: it has a hedge; either lets more text lie between.
    """
    farthest = _SENTENCES_BACK_NAMED if named else _SENTENCES_BACK_HEDGED if hedged else _SENTENCES_BACK
    for antecedent in reversed(antecedents):
        if antecedent.token >= token:
            continue
        if sentence - antecedent.sentence > farthest and token - antecedent.token > _TOKENS_BACK:
            return None
        kind = antecedent.kind
        if kind is None or not (
            kinds().is_a(kind, MONEY) or kinds().is_a(kind, AMOUNTS) or kind.notation.startswith("percent")
        ):
            return antecedent
    return None


def from_mention(doc: Doc, token: int, start: int) -> Counted | None:
    """Return the nearest plural noun of a known kind before `token`, not before `start`: what a large bare figure counts."""
    scheme = kinds()
    for index in range(token - 1, max(start, token - _MENTION_WINDOW) - 1, -1):
        noun = doc[index]
        if noun.tag_ not in ("NNS", "NNPS") or is_unit_of_time(noun):
            continue
        kind = kind_of(noun)
        if kind is not None and not (
            scheme.is_a(kind, MONEY) or scheme.is_a(kind, AMOUNTS) or kind.notation.startswith("percent")
        ):
            return Counted(noun, _phrase_start(noun), index, kind)
    return None
