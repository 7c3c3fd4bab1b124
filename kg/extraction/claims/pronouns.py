"""Pronouns for voices without a name, as in "The health ministry reported 300 cases. *It* said 12 patients had died".

Coreference follows entities; a ministry that the article does not name in full is none. Such a pronoun takes up the nearest earlier
voice that agrees with it, persons by their titles, the rest by number; or the person whom the sentence before is about ("A nurse
disagreed. She said …").
"""

from typing import Final

from kg.extraction.attribution.tree import SUBJECTS
from kg.extraction.syntax import Doc, Token
from kg.vocabulary.titles import titles

_REACH: Final = 90  # tokens, some four sentences


def earlier_voice(doc: Doc, pronoun: Token) -> Token | None:
    """Return the head of the nearest earlier source that `pronoun` may take up; None when none agrees with it."""
    heads = [one.head for one in doc._.attributions if one.head is not None and one.head.i < pronoun.i]
    heads += _subjects_before(doc, pronoun)
    near = [head for head in heads if pronoun.i - head.i <= _REACH and head.pos_ == "NOUN" and _agrees(head, pronoun)]
    return max(near, key=lambda head: head.i, default=None)


def _subjects_before(doc: Doc, pronoun: Token) -> list[Token]:
    """Return the persons who are subjects of the sentence before that of a pronoun."""
    start = pronoun.sent.start
    while start and doc[start - 1].is_space:
        start -= 1
    before = doc[start - 1].sent if start else ()
    return [token for token in before if token.dep_ in SUBJECTS and token.lemma_.lower() in titles()]


def _agrees(noun: Token, pronoun: Token) -> bool:
    plural, person = noun.tag_ == "NNS", noun.lemma_.lower() in titles()
    match pronoun.lower_:
        case "they" | "their":
            return plural
        case "it" | "its":
            return not plural and not person
        case "he" | "she" | "his" | "her":
            return not plural and person
        case _:
            return False
