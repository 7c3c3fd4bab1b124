"""Trailing cues by the order of words: "3,000 people fled, the mayor said on Monday", "…, reported Reuters", "…, officials told state media".

"As the ministry announced, 3,000 people fled" is read the same way. Between a comma and the end of the sentence (or the next comma) such a cue stands with its source and little else. Parsers often
give the verb the subject of the clause before it; the place beside the verb is the surer sign.
"""

from functools import cache
from typing import Final

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.beside import NOMINAL, is_finite, phrase_after, phrase_before
from kg.extraction.attribution.contents import TIME_NOUNS
from kg.extraction.attribution.edges import can_speak
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.tree import SUBJECTS, child, span_of, verb_group, without
from kg.extraction.syntax import Span, Token
from kg.vocabulary.cues import Cue, Frame, cues, find_cue

_BREAKS: Final = frozenset({",", "—", "–", "--"})
_OPENERS: Final = _BREAKS | {"as"}  # what stands before a trailing cue and its source
_HEARS: Final = frozenset({"tell", "inform", "remind", "assure"})
_FEWEST: Final = 3  # tokens of a clause that can be said
_CERTAINLY_A_CLAUSE: Final = 7  # tokens from which on a stretch before a closing cue is a clause
_MAY_TRAIL: Final = frozenset({"finding", "estimate", "belief", "projection"})  # "…, official figures show"
_RELATIVE: Final = frozenset({"which", "who", "whom", "whose"})  # "…, which the ministry denies" is no aside
_ADDS: Final = frozenset({"including", "plus"})


def find_trailing(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions with a trailing cue; what `found` has with the same cue is dropped from it."""
    quoting = {one.cue.root.i for one in found if one.cue is not None and one.rule.startswith("quote")}
    lexicon = _lexicon()
    trailing = [
        one
        for verb in reading.tagged("VERB")
        if (entry := lexicon.get(verb.lemma_.lower())) is not None
        and verb.i not in quoting
        and _may_trail(reading, verb)
        and (one := _attribution(reading, verb, entry)) is not None
    ]
    taken = {one.cue.root.i for one in trailing if one.cue is not None}
    found[:] = [one for one in found if one.cue is None or one.cue.root.i not in taken]
    return trailing


@cache
def _lexicon() -> dict[str, Cue]:
    """Return the entries of the verbs that may trail what is said, by lemma."""
    entries = {lemma: find_cue(lemma, "VERB", Frame.CLAUSE) for lemma, pos in cues() if pos == "VERB"}
    return {
        lemma: entry
        for lemma, entry in entries.items()
        if entry is not None and (entry.takes(Frame.QUOTE) or entry.speech_act in _MAY_TRAIL)
    }


def _may_trail(reading: Reading, verb: Token) -> bool:
    """Tell whether a verb is finite, outside quotations and behind a mark or an "as" in its window."""
    past = verb.tag_ == "VBN" and child(verb, "aux", "aux:pass") is None and child(verb, *SUBJECTS) is not None
    if not (is_finite(verb) or past) or reading.quote_of[verb.i] >= 0:
        return False
    return not _OPENERS.isdisjoint(reading.doc.lowers[reading.window(verb)[0] : verb.i])


def _attribution(reading: Reading, verb: Token, entry: Cue) -> Attribution | None:
    doc = reading.doc
    start, end = reading.window(verb)
    group = verb_group(verb)
    inverted = group[0] > start and doc[group[0] - 1].text in _BREAKS and entry.lemma not in _HEARS
    before = phrase_before(doc, group[0], start)
    after = phrase_after(doc, group[1], end) if inverted else None
    inverted = after is not None  # else the comma closes an apposition: "…, Ann Lee, the mayor, announced on Friday"
    source = after or before
    if source is None or not _is_voice(source) or (inverted and _is_subject(before, start)):
        return None
    first, last = (group[0], source.end) if inverted else (source.start, group[1])
    if not inverted and first > start and doc[first - 1].lower_ == "as":
        return _as_clause(reading, verb, entry, source, (first - 1, group[1]))
    closing = all(token.is_punct or token.is_space for token in doc[last:end])
    if first <= start or doc[first - 1].text not in _BREAKS or not _is_clause(doc[start : first - 1], closing=closing):
        return None
    recipient = None
    if entry.lemma in _HEARS and not inverted:
        recipient = phrase_after(doc, last, end)
        last = recipient.end if recipient is not None else last
    announces = recipient is not None and any(token.lower_ == "that" for token in recipient)  # "told the paper that …"
    last = _behind_adjuncts(doc[last:end])
    if announces or (
        last < end and doc[last].text not in _BREAKS and not doc[last].is_punct and not doc[last].is_space
    ):
        return None
    content = without(doc, start, first - 1, [])
    rest = doc[last + 1 : end]
    if last < end and doc[last].text in _BREAKS and _goes_on(rest):
        content += without(doc, last + 1, end, [])
    cue = span_of(doc, *group)
    if not content or cue is None:
        return None
    return Attribution(
        cue=cue,
        content=content,
        source=[source],
        head=source.root,
        entry=entry,
        recipient=recipient,
        rule="verb:trailing:beside",
    )


def _is_voice(source: Span) -> bool:
    """Tell whether a phrase can be who speaks: it has a noun, and no verb of its own."""
    nominal = any(token.pos_ in NOMINAL for token in source)
    relative = source[0].lower_ in _RELATIVE
    return nominal and not relative and can_speak(source) and not any(is_finite(token) for token in _head_part(source))


def _is_subject(phrase: Span | None, start: int) -> bool:
    """Tell whether the words before a cue are one noun phrase from the sentence's start on: its subject, not what is said ("Ann Lee, the mayor, said Monday that …")."""
    if phrase is None or phrase.start > start + 1:
        return False
    return not any(is_finite(token) and not token.dep_.startswith("acl") for token in phrase)


def _as_clause(reading: Reading, verb: Token, entry: Cue, source: Span, phrase: tuple[int, int]) -> Attribution | None:
    """Return the attribution of "as the ministry announced on Friday" before, after or amid what is said."""
    doc = reading.doc
    start, end = reading.window(verb)
    first, last = phrase[0], _behind_adjuncts(doc[phrase[1] : end])
    opens = first == start or doc[first - 1].text in _BREAKS or doc[first - 1].lower_ in {"if", "and", "but"}
    closes = last >= end or doc[last].text in _BREAKS or doc[last].is_punct
    content = without(doc, start, end, [(first, last)])
    cue = span_of(doc, *verb_group(verb))
    if not (
        opens and closes and content and cue is not None and any(is_finite(token) for part in content for token in part)
    ):
        return None
    return Attribution(cue=cue, content=content, source=[source], head=source.root, entry=entry, rule="verb:as:beside")


def _head_part(source: Span) -> list[Token]:
    """Return the words of a source before its first comma or relative pronoun."""
    words: list[Token] = []
    for token in source:
        if token.text == "," or token.lower_ in {"who", "which", "that", "whose"}:
            break
        words.append(token)
    return words


def _is_clause(tokens: Span, *, closing: bool) -> bool:
    """Tell whether a stretch can be said: a clause, which no conjunction subordinates.

    Before a cue that closes its sentence a longer stretch is one even where the tagger missed its verb.
    """
    words = [token for token in tokens if not token.is_punct and not token.is_space]
    if len(words) < _FEWEST or words[0].lower_ in _SUBORDINATING:
        return False
    untagged = closing and len(words) >= _CERTAINLY_A_CLAUSE and words[0].pos_ != "ADP"
    return untagged or any(is_finite(token) for token in words)


_SUBORDINATING: Final = frozenset(
    {
        "when",
        "while",
        "as",
        "if",
        "after",
        "before",
        "although",
        "though",
        "because",
        "since",
        "asked",
        "once",
        "unless",
    }
)


def _behind_adjuncts(rest: Span) -> int:
    """Return where time and place of the saying end: "said on Monday in Geneva", up to the next comma or stop."""
    at = rest.start
    if rest and (
        rest[0].pos_ in {"ADP", "ADV"}
        or rest[0].ent_type_ in {"DATE", "TIME"}
        or rest[0].dep_.startswith("obl")
        or rest[0].lemma_.lower() in TIME_NOUNS
    ):
        for token in rest:
            if (
                token.text in _BREAKS
                or token.text in {".", ";", "?", "!"}
                or token.is_space
                or token.pos_ in {"VERB", "AUX", "SCONJ"}
            ):
                break
            at = token.i + 1
    return at


def _goes_on(rest: Span) -> bool:
    """Tell whether the statement goes on behind the cue: a clause or an addition, no participle, no relative clause, no other voice."""
    words = [token for token in rest if not token.is_punct and not token.is_space]
    if words and words[0].lower_ in _ADDS:
        return True  # "…, the minister pledged, including 200 million for drones"
    if (
        len(words) < _FEWEST
        or (words[0].pos_ == "NUM" and words[1].lemma_.lower() in TIME_NOUNS)  # "…, three days after a storm hit"
        or words[0].tag_ == "VBG"
        or words[0].lower_ in {"who", "which", "while", "with", "but", "whose"}
    ):
        return False
    return any(is_finite(token) for token in words)
