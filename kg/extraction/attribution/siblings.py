"""Cues that lean on an earlier cue of their sentence: participles ("…, adding that") and coordination ("and projected that").

Parsers often hang them on a word inside the first cue's content. What tells them is their place: a bare participle behind a
comma, a subjectless verb behind "and" that opens a "that" clause as the first cue did. They speak for the first cue's source,
and the first cue's content ends before them.
"""

from typing import Final

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.tree import SUBJECTS, child, without
from kg.vocabulary.cues import Frame, find_cue

_EXPLICIT: Final = frozenset({"subject", "inverted", "beside"})
_BETWEEN: Final = frozenset({"also", "then", "later", "further"})


def join_siblings(reading: Reading, attributions: list[Attribution]) -> None:
    """Give leaning cues the source of the cue that they lean on, and cut that one's content before them."""
    heads = [
        a
        for a in attributions
        if a.cue is not None and a.rule.rpartition(":")[2] in _EXPLICIT and a.rule.startswith(("verb", "quote"))
    ]
    for leaning in attributions:
        if leaning.cue is None or not leaning.rule.startswith(("verb", "quote")) or leaning.rule.endswith(":subject"):
            continue
        start = _joint(reading, leaning)
        if start is None:
            continue
        governor = _governor(reading, heads, leaning)
        if governor is None:
            continue
        leaning.source, leaning.head = list(governor.source), governor.head
        end = max(leaning.cue.end, *(s.end for s in leaning.content))
        for other in attributions:
            if other is leaning or other.cue is None or other.cue.start >= start or other.style == "direct":
                continue
            other.content = [
                piece
                for s in other.content
                for piece in (without(reading.doc, s.start, s.end, [(start, end)]) if s.start < start < s.end else [s])
            ]


def extend_by_that(reading: Reading, attributions: list[Attribution]) -> None:
    """Let "…, and that the talks had failed" go on with what the clause before it began to tell, though other words stand between."""
    doc = reading.doc
    for opener in reading.worded("that"):
        if not opener.i or doc.lowers[opener.i - 1] not in {"and", "but"} or opener.pos_ != "SCONJ":
            continue
        if any(s.start <= opener.i < s.end for a in attributions for s in a.content):
            continue
        window = reading.window(opener)
        begun = [
            a
            for a in attributions
            if a.cue is not None
            and window[0] <= a.cue.start < opener.i
            and a.content
            and a.rule.split(":")[1:2] in (["clause"], ["that"])
        ]
        if begun:
            begun[0].content += without(doc, opener.i, window[1], [])


def _joint(reading: Reading, leaning: Attribution) -> int | None:
    """Return where a leaning cue begins, its comma or conjunction included; None when it stands on its own."""
    doc = reading.doc
    cue = leaning.cue
    if cue is None or cue.start < 2:
        return None
    verb, before = cue[-1] if cue[-1].pos_ == "VERB" else cue.root, cue.start - 1
    while before > 0 and doc[before].lower_ in _BETWEEN:
        before -= 1
    speaks = (entry := find_cue(verb.lemma_.lower(), "VERB")) is not None and (
        entry.takes(Frame.QUOTE) or entry.takes(Frame.CLAUSE)
    )
    if not speaks:
        return None
    if verb.tag_ == "VBG" and len(cue) <= 2 and doc[before].text in {",", "—", "–"}:
        return before
    if verb.tag_ == "VBG" and doc[before].lower_ in {"and", "but"} and doc[before - 1].text == ",":
        return before - 1
    if (
        doc[before].pos_ == "CCONJ"
        and child(verb, *SUBJECTS) is None
        and verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"}
        and _opens_that(leaning)
    ):
        return before
    return None


def _opens_that(attribution: Attribution) -> bool:
    return bool(attribution.content) and attribution.content[0][0].lower_ == "that"


def _governor(reading: Reading, heads: list[Attribution], leaning: Attribution) -> Attribution | None:
    cue = leaning.cue
    if cue is None:
        return None
    window = reading.window(cue[0])
    quote = reading.quote_of[cue.start]
    before = [
        a
        for a in heads
        if a.cue is not None
        and window[0] <= a.cue.start < cue.start
        and reading.quote_of[a.cue.start] == quote
        and a is not leaning
        and a.source
        and a.source[0].text.lower() not in {"who", "which", "that"}
    ]
    if not before:
        return None
    if cue.root.tag_ == "VBG":
        return before[0]
    return next((a for a in before if _opens_that(a)), None)
