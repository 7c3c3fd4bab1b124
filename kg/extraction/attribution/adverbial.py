"""Attribution without a source: "reportedly", "allegedly", "presumably", "by early reports"; the content is the clause around."""

from typing import Final

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.tree import extent, without
from kg.extraction.syntax import Token
from kg.model import Modality
from kg.vocabulary.cues import Cue, Direction, find_cue

_HEARSAY: Final = frozenset({"reports", "accounts", "estimates"})
_COUNTS: Final = frozenset({"estimate", "account", "count", "tally", "reckoning", "calculation"})
_LONGEST_COUNT: Final = 8  # tokens of "by the defence ministry's own count"
_WITHIN: Final = frozenset({"ADJ", "DET", "NUM", "NOUN", "PROPN", "PART", "PRON"})


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
    by = reading.worded("by")
    return found + [
        one for token in by if (one := _by_reports(reading, token) or _by_count(reading, token)) is not None
    ]


def _by_count(reading: Reading, token: Token) -> Attribution | None:
    """Return the attribution of "by one estimate" and "by the ministry's own count": an aside, set off by a comma or leading."""
    doc, (start, end) = reading.doc, reading.window(token)
    if token.i != start and doc[token.i - 1].text != ",":
        return None
    at = token.i + 1
    while at < min(end, token.i + _LONGEST_COUNT) and doc[at].pos_ in _WITHIN and doc[at].lower_ not in _COUNTS:
        at += 1
    closed = at + 1 >= end or doc[at + 1].is_punct
    if at >= end or doc[at].lower_ not in _COUNTS or not closed or at == token.i + 1:
        return None
    owner = next((t.i for t in doc[token.i + 1 : at] if t.tag_ in {"POS", "PRP$"}), None)
    if owner is None:
        source = doc[token.i + 1 : at + 1]
    else:
        source = doc[token.i + 1 : owner] if doc[owner].tag_ == "POS" else doc[owner : owner + 1]
    content = without(doc, start, end, [(token.i, at + 1)])
    if not content or not len(source):
        return None
    entry = Cue("by", "ADP", speech_act="estimate", modality=Modality.ASSESSMENT)
    return Attribution(
        cue=doc[token.i : token.i + 1],
        content=content,
        source=[source],
        head=source.root,
        entry=entry,
        rule="adp:count",
    )


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
