"""Attribution by prepositions and adverbs: "according to the ministry", "per the agency", "in the words of", "reportedly".

The source is the complement, the content the clause around it: what stands before in the sentence, or after when the phrase
leads, or both when it interrupts.
"""

from collections import defaultdict
from functools import cache
from typing import Final

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.beside import is_finite, phrase_after
from kg.extraction.attribution.borders import SHARES
from kg.extraction.attribution.documents import POLLS, is_data
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.tree import without
from kg.extraction.syntax import Span, Token
from kg.vocabulary.cues import Cue, cues

Range = tuple[int, int]

_BEFORE_NOUN: Final = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PUNCT", "SYM"})
_MADE: Final = frozenset(
    {"of", "by", "from", "taken", "conducted", "released", "published", "sponsored", "commissioned"}
)
_BREAKS: Final = frozenset({",", ";", "—", "–"})
_NOT_VOICES: Final = frozenset(
    {
        "plan",
        "schedule",
        "rule",
        "custom",
        "tradition",
        "need",
        "size",
        "age",
        "law",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "person",
        "capita",
        "cent",
        "household",
        "mile",
        "game",
        "vote",
        "state",
    }
)


def find_prepositional(reading: Reading) -> list[Attribution]:
    """Return the attributions by prepositional cues of the lexicon."""
    lowers, found = reading.doc.lowers, []
    lexicon, lengths = _phrases()
    for token in reading.worded(*lengths):
        start = token.i
        for length in lengths[token.lower_]:
            end = start + length
            cue = lexicon.get(tuple(lowers[start:end]))
            if cue is None or end >= len(lowers):
                continue
            attribution = _attribution(reading, start, end, cue)
            if attribution is not None:
                found.append(attribution)
            break
    return found + [poll for token in reading.worded("in") if (poll := _in_data(reading, token)) is not None]


def _in_data(reading: Reading, token: Token) -> Attribution | None:
    """Return the attribution of a leading "in" with data: "In the latest poll, 40 percent approved"."""
    if token.pos_ != "ADP":
        return None
    doc, window = reading.doc, reading.window(token)
    if window[0] != token.i:
        return _closing_poll(reading, token, window)
    if not is_data(token.head):
        return None
    phrase = phrase_after(doc, token.i + 1, window[1])
    phrase = None if phrase is None else _to_comma(phrase)
    if phrase is None or phrase.end >= window[1] or doc[phrase.end].text != ",":
        return None
    content = without(doc, phrase.end, window[1], [])
    entry = Cue("in", "ADP", speech_act="finding")
    cue = doc[token.i : token.i + 1]
    return (
        Attribution(cue=cue, content=content, source=[phrase], head=token.head, entry=entry, rule="adp:data")
        if content
        else None
    )


def _closing_poll(reading: Reading, token: Token, window: Range) -> Attribution | None:
    """Return the attribution of a poll behind its figures: "She had 38 percent in a Herald poll"."""
    doc, start = reading.doc, token.i + 1
    parts, lemmas = doc.parts, doc.lemmas
    at = start
    while at < window[1] and parts[at] in _BEFORE_NOUN and lemmas[at].lower() not in POLLS:
        at += 1
    if at >= window[1] or lemmas[at].lower() not in POLLS or reading.quote_of[at] >= 0:
        return None
    named = at > start and doc[start:at].text.lower() != "the"  # "popular in the polls" names none
    if not named or not any(t.tag_ == "CD" or t.lower_ in SHARES for t in doc[slice(*window)]):
        return None
    whole = phrase_after(doc, start, window[1]) if doc[at + 1].lower_ in _MADE else None
    phrase = whole if whole is not None and whole.end > at else doc[start : at + 1]
    content = without(doc, *window, [(token.i, phrase.end)])
    return Attribution(
        cue=doc[token.i : token.i + 1],
        content=content,
        source=[phrase],
        head=doc[at],
        entry=Cue("in", "ADP", speech_act="finding"),
        rule="adp:data",
    )


@cache
def _phrases() -> tuple[dict[tuple[str, ...], Cue], dict[str, list[int]]]:
    """Return the prepositional cues by their words, and by first word how many words such a cue may have, most first."""
    phrases = {
        tuple(lemma.split()): entries[0]
        for (lemma, pos), entries in cues().items()
        if pos == "ADP" and lemma not in {"citing", "quoting"}
    }
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for words in phrases:
        lengths[words[0]].add(len(words))
    return phrases, {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _attribution(reading: Reading, start: int, end: int, cue: Cue) -> Attribution | None:
    doc = reading.doc
    window = reading.window(doc[start])
    phrase = _without_clause(phrase_after(doc, end, window[1]))
    if phrase is None or (cue.lemma == "per" and not _is_voice(phrase.root)):
        return None
    lead = start
    while lead > window[0] and (doc[lead - 1].lower_ in {"also", "but", "and", "as"} or doc[lead - 1].is_space):
        lead -= 1
    if lead - window[0] < 2:
        phrase = _to_comma(phrase)
    content = _content(reading, lead, start, phrase.end, window)
    return (
        Attribution(
            cue=doc[start:end], content=content, source=[phrase], head=phrase.root, entry=cue, rule=f"adp:{cue.lemma}"
        )
        if content
        else None
    )


def _without_clause(phrase: Span | None) -> Span | None:
    """Cut a complement before the verb of the clause that it interrupts ("divers, according to the port found ten bodies")."""
    if phrase is None:
        return None
    for token in phrase:
        if token.lower_ in {"who", "which", "that", "whose"}:
            return phrase
        if is_finite(token) and token.i > phrase.start:
            return phrase.doc[phrase.start : token.i]
    return phrase


def _to_comma(phrase: Span) -> Span:
    """Cut a phrase that opens the sentence at its first comma: behind it the content begins, unless a relative clause does."""
    doc = phrase.doc
    for token in phrase:
        if token.text == "," and doc[token.i + 1].lower_ not in {"who", "which", "whose"}:
            return doc[phrase.start : token.i]
    return phrase


def _is_voice(head: Token) -> bool:
    return head.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} or (
        head.pos_ == "PROPN" and head.lemma_.lower() not in _NOT_VOICES
    )


def _content(reading: Reading, lead: int, start: int, end: int, window: Range) -> list[Span]:
    doc = reading.doc
    if lead - window[0] < 2:
        first = end
        return without(doc, first, window[1], []) if first < window[1] else []
    left_start = _clause_start(reading, start, window)
    # "reported that, according to X, …", "including, according to X, 12 children"
    within = doc[start - 1].text == "," and doc[start - 2].lower_ in {"that", "including"}
    pieces = [] if within else without(doc, left_start, start, [])
    after = end
    if after < window[1] and doc[after].text in _BREAKS and after + 2 < window[1]:
        rest = doc[after + 1 : window[1]]
        if (within and rest[0].pos_ == "NUM") or (
            any(t.pos_ in {"VERB", "AUX"} for t in rest)
            and rest[0].tag_ != "VBG"
            and rest[0].lower_ not in {"which", "who", "but", "while", "and", "with"}
        ):
            pieces += without(doc, after + 1, window[1], [])
    elif after < window[1] and is_finite(doc[after]):
        pieces += without(doc, after, window[1], [])
    return pieces


def _clause_start(reading: Reading, at: int, window: Range) -> int:
    """Return where the clause begins that a trailing phrase belongs to: behind a semicolon or an earlier attribution's end."""
    doc = reading.doc
    for index in range(at - 1, window[0], -1):
        if doc[index].text == ";" and reading.quote_of[index] < 0:
            return index + 1
    return window[0]
