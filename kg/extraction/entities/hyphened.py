"""Given names of two syllables that the tagger took for words: "Park Sun-won", whose last part is a verb elsewhere.

The recognizer of names sees such a name whole where tagger and parser make a clause of it, with the subject that belongs to
the verb behind the name. The name wins: its part becomes a part of the name, and what hung on it hangs on what it hung on.
"""

from spacy.tokens import Doc, Token

from kg.extraction.annotations import article_of
from kg.extraction.entities.boundaries import is_syllable
from kg.extraction.entities.names import HYPHENS


def mend_hyphened_names(doc: Doc) -> None:
    """Let the small verb behind a hyphen in, or right behind, a person's name be a proper noun that belongs to the name."""
    text = article_of(doc).text
    for name in doc.ents:
        if name.label_ == "PERSON" and not HYPHENS.isdisjoint(text[name.start_char : name.end_char + 1]):
            for at in range(name.start + 1, min(name.end + 1, len(doc) - 1)):
                part = doc[at + 1]
                glued = doc[at].text in HYPHENS and not doc[at].whitespace_ and not doc[at - 1].whitespace_
                if glued and part.pos_ == "VERB" and is_syllable(part.text):
                    _take_in(doc[at - 1], part, name.start, max(name.end, at + 2))


def _take_in(before: Token, part: Token, start: int, end: int) -> None:
    """Make `part` a flat part of `before`; a verb that is the root of its sentence, or that the name hangs on, is left alone."""
    above = part.head
    if above == part or start <= above.i < end:
        return
    for child in list(part.children):
        if not start <= child.i < end:
            child.head = above
    part.head, part.dep_ = before, "flat"
    part.pos_, part.tag_, part.lemma_ = "PROPN", "NNP", part.text
