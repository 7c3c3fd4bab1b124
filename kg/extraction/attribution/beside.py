"""Sources and contents by the order of words, for the clauses in which the parser lost its way.

News prose keeps the noun phrase of a speaker next to the speech verb, with appositions and relative clauses between commas:
"Lee, 39, the ministry's spokeswoman, said", "said Park, who leads the inquiry". These patterns are read off the tokens.
"""

from itertools import takewhile
from typing import Final

from kg.extraction.attribution.edges import is_time
from kg.extraction.attribution.tree import span_of
from kg.extraction.syntax import Doc, Span, Token
from kg.vocabulary.cues import find_cue

NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE: Final = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "ADP", "PART", "X", "SYM"})
_RELATIVE: Final = frozenset({"who", "whose", "which", "whom"})
_ASIDE: Final = frozenset({"after", "when", "while", "before", "during", "if", "though", "although", "as"})
_NEAR: Final = frozenset({"close", "loyal", "opposed", "privy"})
_PAIRED: Final = {",": ",", "—": "—", "–": "–", ")": "(", "-": "-"}
_STOPS: Final = frozenset(".?!;:") | {'"', "“", "”", "''", "``"}
_CLOSERS: Final = frozenset({",", "—", "–", ")"})


def phrase_before(doc: Doc, end: int, floor: int) -> Span | None:
    """Return the noun phrase that ends right before token `end` and does not reach over token `floor`.

    Appositions and relative clauses between it and `end` are part of it.
    """
    while end > floor and doc[end - 1].pos_ == "ADV":
        end -= 1
    stop = end
    head_end = _before_appositions(doc, end, floor)
    start = head_end
    while start > floor and _belongs(doc, start - 1, head_end):
        start -= 1
    if start < head_end and doc[start].pos_ == "ADP":  # "On Friday the minister said", "in an interview, said"
        last = doc[head_end - 1]
        if any(t.dep_ == "case" for t in last.lefts):
            return None
        start = max(start + 1, last.left_edge.i)
    while start < head_end and (doc[start].pos_ in {"ADP", "PART", "CCONJ"} or doc[start].is_punct):
        start += 1
    if start >= head_end or not any(t.pos_ in NOMINAL for t in doc[start:head_end]):
        return None
    if head_end + 1 < stop and _is_aside(doc[head_end + 1]):
        return doc[start:head_end]
    if doc[start].pos_ == "ADV" and doc[start + 1].text == ",":
        start += 2
    return doc[start : stop - 1] if doc[stop - 1].text in {",", "—", "–"} else doc[start:stop]


def _belongs(doc: Doc, at: int, head_end: int) -> bool:
    token = doc[at]
    if token.is_space or token.text in _STOPS or token.text in {",", "—", "–"}:
        return False
    if token.pos_ in _INSIDE or token.tag_ == "POS" or token.text in {"-", "/", "’s", "'s", "(", ")", "%", "&", "$"}:
        return token.lower_ not in {"that", "but"} or token.pos_ == "DET"
    if token.pos_ == "CCONJ":
        return (
            at + 1 < head_end
            and doc[at + 1].pos_ in _INSIDE
            and (
                (doc[at - 1].pos_ in NOMINAL and doc[at].lower_ in {"and", "or", "&"})
                or doc[at].lower_ in {"both", "either"}
            )
        )
    if token.lower_ in _NEAR and at > 0 and doc[at - 1].pos_ in NOMINAL:
        return doc[at + 1].lower_ == "to"  # "a person *close* to the talks"
    return token.pos_ == "VERB" and token.tag_ in {"VBN", "VBG"} and token.dep_ in {"amod", "compound", "acl"}


def _before_appositions(doc: Doc, end: int, floor: int) -> int:
    """Return where the bare noun phrase ends, left of the appositions that close right before `end`."""
    if end <= floor or doc[end - 1].text not in _CLOSERS:
        return end
    opening = _PAIRED[doc[end - 1].text]
    best = end - 1 if doc[end - 1].text == "," else end
    at = end - 2
    while at > floor:
        token = doc[at]
        if token.is_space or (token.text in _STOPS and not token.is_alpha):
            break
        if (
            token.text == opening
            and doc[at - 1].pos_ in NOMINAL
            and not is_time(doc[at - 1])
            and not _adjunct(doc, at, floor)
            and _is_apposition(doc, at + 1, end - 1)
            and (best >= end - 1 or doc[at - 1].pos_ == "PROPN" or doc[at + 1].pos_ == "PROPN")
        ):
            best = at
        at -= 1
    return best


def _adjunct(doc: Doc, end: int, floor: int) -> bool:
    """Tell whether what ends at `end` is an adjunct that opens the sentence ("In July, …"), not the speaker."""
    start = end
    while start > floor and (
        doc[start - 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET", "NUM"} or doc[start - 1].tag_ == "PRP$"
    ):
        start -= 1
    return start > floor and doc[start - 1].pos_ in {"ADP", "SCONJ"} and (start - 1 == floor or doc[start - 2].is_punct)


def _is_apposition(doc: Doc, start: int, end: int) -> bool:
    if start >= end:
        return False
    first = doc[start]
    if first.lower_ in {*_RELATIVE, "including", "such"} or (
        _is_aside(first) and (doc[start - 2].pos_ == "PROPN" or first.tag_ == "VBG")
    ):
        return True
    if first.pos_ not in {"DET", "NOUN", "PROPN", "ADJ", "NUM", "ADV"} and first.tag_ not in {"VBN", "POS", "PRP$"}:
        return False
    return not any(
        t.pos_ == "AUX" or (t.pos_ == "VERB" and t.tag_ in {"VBD", "VBZ", "VBP"})
        for t in _until_relative(doc, start, end)
    )


def _is_aside(first: Token) -> bool:
    """Tell whether a word opens a clause or phrase between a name and its verb that is no part of the name: "Lee, *after* the vote, said"."""
    return first.lower_ in _ASIDE or (first.pos_ == "VERB" and first.tag_ == "VBG")


def _until_relative(doc: Doc, start: int, end: int) -> list[Token]:
    out: list[Token] = []
    for token in doc[start:end]:
        if token.lower_ in {*_RELATIVE, "that"}:
            break
        out.append(token)
    return out


def phrase_after(doc: Doc, start: int, ceiling: int) -> Span | None:
    """Return the noun phrase that begins at token `start`, with its appositions and relative clauses, up to `ceiling`."""
    while start < ceiling and doc[start].is_space:
        start += 1
    if start >= ceiling or not (
        doc[start].pos_ in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}
        or doc[start].tag_ == "PRP$"
        or doc[start].dep_ in {"compound", "amod"}  # "*aid* groups"
    ):
        return None
    verb = doc[start - 1]
    at = start
    while at < ceiling:
        token = doc[at]
        if token.is_space or token.text in _STOPS:
            break
        if token.text in {",", "—", "–"}:
            if not _goes_on(doc, at + 1, ceiling):
                break
        elif (
            (token.pos_ == "ADP" and token.head.dep_ == "obl" and token.head.head.i <= verb.i)
            or (
                token.pos_ in {"SCONJ", "ADV"}
                and doc[at - 1].pos_ != "DET"
                and token.head.i != at - 1
                and token.dep_ in {"mark", "advmod"}
                and token.head.head.i <= verb.i
            )
            or (token.pos_ == "VERB" and token.tag_ == "VBG" and doc[at - 1].text == ",")
            or (token.dep_.startswith("obl:unmarked") and token.head.i <= verb.i)
        ):
            break
        at += 1
    return span_of(doc, start, at)


def _goes_on(doc: Doc, at: int, ceiling: int) -> bool:
    """Tell whether what follows a comma is still part of the phrase: an apposition, a coordinate, a quiet relative clause."""
    if at >= ceiling:
        return False
    first = doc[at]
    if first.lower_ in _RELATIVE:
        return not any(
            find_cue(t.lemma_.lower(), "VERB") is not None and t.pos_ == "VERB" for t in doc[at : min(at + 4, ceiling)]
        )
    if first.pos_ == "CCONJ":
        return (
            at + 1 < ceiling and doc[at + 1].pos_ in {"DET", "NOUN", "PROPN", "ADJ"} and not _has_verb(doc, at, ceiling)
        )
    if first.pos_ not in {"DET", "NOUN", "PROPN", "ADJ", "NUM"} or first.lower_ in {"this", "that", "it"}:
        return False
    if first.pos_ == "NUM" and at + 1 < ceiling and doc[at + 1].pos_ in {"ADJ", "NOUN"}:
        return False  # "including, according to police, 12 children": a count, neither an age nor an apposition
    return not any(
        is_finite(t) for t in _until_comma(doc, at, ceiling)
    )  # "according to Iran, 300 men left": a clause, no apposition


def _until_comma(doc: Doc, start: int, end: int) -> list[Token]:
    """Return the tokens up to the next comma or stop, or up to a relative clause, whose verbs are its own."""
    return list(
        takewhile(lambda t: t.text not in _STOPS | {","} and t.lower_ not in {*_RELATIVE, "that"}, doc[start:end])
    )


def is_finite(token: Token) -> bool:
    """Tell whether a token is a finite verb by its tag."""
    return token.tag_ in {"VBD", "VBZ", "VBP", "MD"}


def _has_verb(doc: Doc, start: int, end: int) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} for t in doc[start:end])
