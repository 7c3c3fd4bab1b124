"""Where a source begins and ends: whole names and titles, without dateline, day and focus word; and what can be no source.

Parsers cut names ("Ann | Lee said"), leave titles outside them, and take the day of the saying into the subject ("the mayor on
Monday said"). The words beside the phrase show it.
"""

import re
from typing import Final

from kg.extraction.syntax import Span, Token
from kg.vocabulary.calendar import TIME_WORDS
from kg.vocabulary.titles import titles

_FOCUS: Final = frozenset({"even", "only", "just", "not", "―", "—", "–", "-", "*", "•"})
_FUNCTION: Final = frozenset({"DET", "ADP", "PUNCT", "SPACE", "SYM"})
_TIMED: Final = frozenset({"after", "before", "since"})  # a clause of time begins there
_JOINTS: Final = frozenset({"-", "/", "–", "‑"})
_DATED: Final = frozenset({"DATE", "TIME"})
_DATELINE: Final = re.compile(r"^[A-Z][\w .,’'-]{1,40}\([^)]{1,30}\)\s*[-–—]+\s*")
_LONGEST_TITLE: Final = 4  # words of a title that the parser left outside a name


def whole_name(phrase: Span, end: int) -> Span:
    """Widen a phrase over the names right behind it, up to a cue at `end`, and over names and titles right before it.

    "*Ann* Lee said", "Ann *Lee* said", "*chief executive* Ann Lee said".
    """
    doc, start, stop = phrase.doc, phrase.start, phrase.end
    tokens = doc.tokens
    names = [token for token in tokens[stop:end] if token.text not in _JOINTS]
    if names and tokens[stop - 1].pos_ in {"PROPN", "NOUN"} and all(_is_part(token) for token in names):
        stop = end
    if tokens[start].pos_ == "PROPN":
        while start > 0 and _is_name(tokens[start - 1]) and tokens[start - 1].whitespace_:
            start -= 1
        start = _before_title(phrase, start)
    return doc[start:stop]


def _is_part(token: Token) -> bool:
    """Tell whether a word right before a cue is part of its source: "A Herald *poll* shows"."""
    return token.pos_ in {"PROPN", "NOUN"} and not is_time(token)


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and not is_time(token)


def is_time(token: Token) -> bool:
    """Tell whether a word is a time ("Monday", "years"), which nobody is."""
    return token.lemma_.lower() in TIME_WORDS or token.ent_type_ in _DATED


def _before_title(phrase: Span, start: int) -> int:
    """Return where a title begins that stands right before a name at `start`, its modifiers included."""
    doc, at = phrase.doc, start
    if start == 0 or doc[start - 1].lemma_.lower() not in titles() or doc[start - 1].pos_ != "NOUN":
        return start
    while (
        at > 0
        and start - at < _LONGEST_TITLE
        and doc[at - 1].pos_ in {"NOUN", "PROPN", "ADJ"}
        and doc[at - 1].whitespace_
    ):
        at -= 1
    return at - 1 if at > 0 and doc[at - 1].pos_ == "DET" else at


def bare_source(phrase: Span) -> Span:
    """Cut the dateline before a source and the day behind it: "Quito (X) – The mayor *on Monday* said"."""
    tokens, start, end = phrase.doc.tokens, phrase.start, phrase.end
    text = phrase.text
    dateline = _DATELINE.match(text) if "(" in text else None
    if dateline is not None:
        start = next((token.i for token in phrase if token.idx >= phrase.start_char + dateline.end()), start)
    while start < end - 1 and tokens[start].lower_ in _FOCUS:
        start += 1
    dated = end - 1
    while dated > start and is_time(tokens[dated]):
        dated -= 1
    if (
        dated < end - 1
        and tokens[dated].lower_ in {"on", "in"}
        and tokens[dated - 1].pos_ in {"NOUN", "PROPN", "PUNCT"}
    ):
        end = dated
    return Span(phrase.doc, start, end)


def behind_time(phrase: Span) -> Span:
    """Cut a time and its conjunction before a source: "*three days after* a newspaper reported …"."""
    for token in phrase:
        if token.lower_ in _TIMED and token.i > phrase.start:
            return Span(phrase.doc, token.i + 1, phrase.end) if token.i + 1 < phrase.end else phrase
        if not (is_time(token) or token.tag_ == "CD" or token.pos_ in {"DET", "ADJ", "ADV"}):
            break
    return phrase


def _opens_with_time(phrase: Span) -> bool:
    """Tell whether a phrase begins with a time before a preposition: "three days after a paper", not "Monday's report"."""
    for token in phrase:
        if is_time(token):
            following = phrase.doc[token.i + 1] if token.i + 1 < phrase.end else None
            return following is not None and following.pos_ in {"ADP", "SCONJ"}
        if token.pos_ not in {"NUM", "DET", "ADJ", "ADV"}:
            return False
    return False


def can_speak(phrase: Span) -> bool:
    """Tell whether a phrase can be who speaks: no number in figures, sum or time ("found losses *by 2050* exceeded 4 percent")."""
    words = [token for token in phrase if token.pos_ not in _FUNCTION]
    if not words:
        return True
    if len(words) > 1 and _opens_with_time(phrase):
        return False
    if any(token.tag_ != "CD" and not is_time(token) for token in words):
        return True
    spelt = any(token.is_alpha and not is_time(token) for token in words)
    return spelt and not any(token.tag_ == "$" for token in phrase)
