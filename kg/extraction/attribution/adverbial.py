"""Attribution without a source: "reportedly", "allegedly", "presumably", "by early reports"; the content is the clause around."""

from typing import Final

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.tree import extent, without
from kg.extraction.syntax import Token
from kg.vocabulary.cues import Direction, find_cue

_HEARSAY: Final = frozenset({"reports", "accounts", "estimates"})


def find_adverbial(reading: Reading) -> list[Attribution]:
    """Return the attributions by adverbs of hearsay."""
    found = []
    for token in reading.tagged("ADV"):
        cue = find_cue(token.lower_, "ADV")
        if cue is None or cue.direction is not Direction.NONE:
            continue
        window = reading.window(token)
        start, end = _clause(token)
        content = without(reading.doc, max(start, window[0]), min(end, window[1]), [(token.i, token.i + 1)])
        if content:
            found.append(Attribution(cue=reading.doc[token.i : token.i + 1], content=content, entry=cue, rule="adverb"))
    return found + [hearsay for token in reading.worded("by") if (hearsay := _by_reports(reading, token)) is not None]


def _by_reports(reading: Reading, token: Token) -> Attribution | None:
    """Return the attribution of "by early reports", "by most accounts": to what follows its comma, else to what stands before."""
    doc, (start, end) = reading.doc, reading.window(token)
    at = token.i + 1
    while at < end and (doc[at].pos_ in {"ADJ", "DET"} or doc[at].tag_ in {"VBG", "VBN"}):
        at += 1
    if at >= end or doc[at].lower_ not in _HEARSAY or (at + 1 < end and doc[at + 1].pos_ in {"ADP", "NOUN", "PROPN"}):
        return None
    behind = at + 1 < end and doc[at + 1].text == ","
    span = (at + 2, end) if behind else (start, end)
    content = without(doc, *span, [(token.i, at + 1)])
    cue = doc[token.i : at + 1]
    return (
        Attribution(cue=cue, content=content, entry=find_cue("reportedly", "ADV"), rule="adverb") if content else None
    )


def _clause(token: Token) -> tuple[int, int]:
    """Return the range of the clause that an adverb modifies: its verb's, or the modified word's alone."""
    return extent(token.head) if token.head is not token else extent(token)
