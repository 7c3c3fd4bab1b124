"""Words whose place says what they are where the parse does not: "The general briefed lawmakers" read as a noun phrase.

Short sentences are sometimes parsed as one noun with everything before it as its modifiers. English word order is firm
enough to tell: a past tense between two nouns has the first as its subject and the second as its object.
"""

from typing import Final

from kg.extraction.syntax import Token
from kg.vocabulary.fillers import classes_of_nouns

_MODIFYING: Final = frozenset({"amod", "compound"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass"})


def is_buried(verb: Token) -> bool:
    """Tell whether a verb that is parsed as a modifier of the noun behind it stands between its subject and its object.

    A past tense modifies no noun; a participle may, so it counts only where the sentence has no finite verb besides.
    """
    if verb.pos_ != "VERB" or verb.dep_ not in _MODIFYING or verb.head.i < verb.i or verb.tag_ not in {"VBD", "VBN"}:
        return False
    if verb.tag_ == "VBN" and any(t.tag_ in _FINITE for t in verb.sent if t.i != verb.i):
        return False
    return buried_subject(verb) is not None


def buried_subject(verb: Token) -> Token | None:
    """Return the noun right before a verb, or None; "general" and its like are nouns here, whatever their tag."""
    if verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    return before if before.pos_ in _NOUNS or (before.pos_ == "ADJ" and before.lower_ in classes_of_nouns()) else None


def part_of_speech(token: Token) -> str:
    """Return the part of speech of a token; a "verb" in -s that is itself a subject is a plural noun ("Clashes between …")."""
    return "NOUN" if token.tag_ == "VBZ" and token.dep_ in _SUBJECTS else token.pos_


def other_side(side: Token) -> Token | None:
    """Return B for A in "between A and B", off the words where the parse joins B to something else."""
    joined = next((child for child in side.children if child.dep_ == "conj"), None)
    if joined is not None:
        return joined
    at = side.i + 1
    if at + 1 >= side.sent.end or side.doc[at].lower_ != "and":
        return None
    return next((t for t in side.doc[at + 1 : side.sent.end] if t.dep_ not in {"det", "amod", "compound"}), None)
