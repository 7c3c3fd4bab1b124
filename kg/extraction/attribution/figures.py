"""Contents that open with a figure right behind the cue: "reported 36 infections at the base", "expects up to 900 more to leave".

Parsers often hang the object of such a verb on a later noun, or end it at the first "and". The words show it: a figure that
follows the verb, or the time of the saying ("reported on Tuesday, 21 cases"), is the beginning of what is said.
"""

from functools import cache
from typing import Final

from kg.extraction.attribution.beside import is_finite
from kg.extraction.attribution.contents import HEARD, PERCEIVED
from kg.extraction.syntax import Doc, Token
from kg.vocabulary.cues import Cue, Direction, Frame, find_cue
from kg.vocabulary.hedges import Position, hedges

Range = tuple[int, int]

_RELATIVE: Final = frozenset({"who", "which", "that", "whose", "whom", "where"})
_TURNS: Final = frozenset({"but", "while", "whereas", "although", "though", "after", "before", "because", "as", "when"})
_VAGUE: Final = frozenset({"dozens", "scores", "tens", "hundreds", "thousands", "millions"})
_JOINTS: Final = frozenset({",", "and", "or"})
_LONGEST_HEDGE: Final = 5  # tokens: "as many as about"
_LONGEST_TIME: Final = 4  # tokens of "on Tuesday," and the like


def figure_content(verb: Token, group: Range, cue: Cue, window: Range) -> Range | None:
    """Return the range from the figure behind the cue to the end of its clause; None when none follows.

    Only behind a cue that takes a clause: of what can be done as well as said, the number is the deed's ("Peru offers 40 trucks").
    """
    hearers = cue.lemma in HEARD and not cue.takes(Frame.NOMINAL)  # "briefed 90 people"
    goods = (
        cue.goods or cue.speech_act == "order" or cue.lemma in PERCEIVED
    )  # "released 90 prisoners" and "ordered 2,000 drones" are deeds, and so is "saw 30 bodies"
    if cue.direction is not Direction.SUBJECT or not cue.takes(Frame.CLAUSE) or hearers or goods:
        return None
    doc, start = verb.doc, _behind_time(verb.doc, group[1], window[1])
    if start is None or not opens_figure(doc, start, window[1]):
        return None
    return start, _clause_end(doc, start, window[1], nominal=cue.takes(Frame.NOMINAL))


def with_list(doc: Doc, content: Range, end: int) -> Range:
    """Widen a content that counts over the figures listed behind it: "reporting 150 troops, 95 civilians | and hundreds of rebels killed"."""
    start, at = content
    if at + 1 >= end or not any(token.tag_ == "CD" for token in doc[start:at]) or doc[at].lower_ not in _JOINTS:
        return content
    while at < end and doc[at].lower_ in _JOINTS:
        at += 1
    return (start, _clause_end(doc, at, end, nominal=False)) if opens_figure(doc, at, end) else content


def _behind_time(doc: Doc, at: int, end: int) -> int | None:
    """Return the place behind the time of the saying, which ends in a comma ("on Tuesday,"); `at` where no preposition follows."""
    if at >= end or doc[at].lower_ not in {"on", "in"}:
        return at
    for token in doc[at + 1 : min(end, at + _LONGEST_TIME)]:
        if token.text == ",":
            return token.i + 1
        if token.pos_ not in {"PROPN", "NOUN"}:
            return None
    return None


def opens_figure(doc: Doc, at: int, end: int) -> bool:
    """Tell whether a cardinal stands at `at`, or a hedge before one."""
    if at >= end:
        return False
    if _is_figure(doc.tokens[at]):
        return True
    phrases = _hedges().get(doc.lowers[at])
    if phrases is None:
        return False
    for index in range(at + 1, min(end, at + _LONGEST_HEDGE + 1)):
        if _is_figure(doc.tokens[index]):
            return tuple(doc.lowers[at:index]) in phrases
    return False


def _is_figure(token: Token) -> bool:
    return token.tag_ == "CD" or token.lower_ in _VAGUE


@cache
def _hedges() -> dict[str, set[tuple[str, ...]]]:
    """Return the hedges that stand before a figure by their first word."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for entries in hedges(Position.BEFORE).values():
        for hedge in entries:
            found.setdefault(hedge.words[0], set()).add(hedge.words)
    return found


def _clause_end(doc: Doc, start: int, end: int, *, nominal: bool) -> int:
    """Return where the clause of the figure ends: before a clause that is joined to it, or an adjunct clause of the saying.

    A second figure goes on with a list ("said 300 soldiers and 50 officers had left"), and so does what follows a cue that has no
    noun as object (not `nominal`).
    """
    for token in doc[start:end]:
        if token.text == ";" or (token.text == "," and token.i + 1 < end and _turns(doc[token.i + 1])):
            return token.i
        if is_finite(token) and not _in_relative(doc, start, token.i):
            joint = max((t.i for t in doc[start : token.i] if t.text == "," or t.pos_ == "CCONJ"), default=-1)
            listed = not nominal or opens_figure(doc, joint + 1, end)
            return joint if joint > start and not listed else end
    return end


def _turns(token: Token) -> bool:
    speaks = token.tag_ == "VBG" and find_cue(token.lemma_.lower(), "VERB") is not None
    return speaks or token.lower_ in _TURNS


def _in_relative(doc: Doc, start: int, at: int) -> bool:
    """Tell whether the finite verb at `at` belongs to a relative clause: a relative pronoun and no comma stand before it."""
    for index in range(at - 1, start, -1):
        if doc[index].lower_ in _RELATIVE:
            return True
        if is_finite(doc[index]):
            return False
    return False
