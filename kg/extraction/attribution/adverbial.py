"""Attribution without a source: "reportedly", "allegedly", "presumably"; the content is the clause around the adverb."""

from spacy.tokens import Token

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.tree import extent, without
from kg.vocabulary.cues import Direction, find_cue


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
    return found


def _clause(token: Token) -> tuple[int, int]:
    """Return the range of the clause that an adverb modifies: its verb's, or the modified word's alone."""
    return extent(token.head) if token.head is not token else extent(token)
