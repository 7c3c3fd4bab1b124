"""The component `kg_layout`: sentence starts that the layout decides, before the parser decides the rest.

A parser that reads across a heading or a speaker's label into the next paragraph attaches words to a sentence they do not
belong to, and every component after it inherits the error. Blank lines and the borders of the article's regions always start
a sentence; a single line break does unless the text is hard-wrapped (its lines go on in lower case). In edited text nothing
else starts a sentence than what follows a closing mark: so none starts inside a name ("Director Cho | Tae-yong").
"""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Any, Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extraction.annotations import article_of
from kg.extraction.spellings import kept, memory_of

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAK: Final = re.compile(
    r"\n(?<=[^\n]\n)[^\S\n]*(?=\S)"
)  # begins with what is rare, so that `re` skips the rest
_RUNS_ON: Final = re.compile(r"\n(?<=[^\n]\n)[^\S\n]*(?=[a-z])")
_CLOSING: Final = ".!?…:;\"'”’»)]|"
_HYPHENS: Final = ("-", "‐", "‑")
_WHITE: Final = 1  # flags of a word: it is white space
_CLOSES: Final = 2  # a sentence may end at it, the next word touching it
_CLOSES_APART: Final = 4  # a sentence may end at it when a space follows
_START: Final = 1  # spaCy’s marks; 0 leaves the token to the parser
_NO_START: Final = -1
_WRAPPED_SHARE: Final = 0.15  # of single line breaks before a lower-case letter: beyond it the lines are wrapped


@Language.component("kg_layout", assigns=["token.is_sent_start"])
def mark_layout(doc: Doc) -> Doc:
    """Set `is_sent_start` at paragraph breaks and region borders, and clear it after words; the parser decides the rest."""
    columns = doc.to_array(["ORTH", "SPACY", "IDX", "SENT_START"])
    kinds = np.array(list(map(_kinds_of(doc.vocab).__getitem__, columns[:, 0].tolist())), dtype=np.uint8)
    white = kinds & _WHITE != 0
    closes = kinds & np.where(columns[:, 1], _CLOSES_APART, _CLOSES) != 0
    marks = columns[:, 3].astype(np.int64)
    marks[1:][~closes[:-1] & ~white[1:]] = _NO_START
    article = article_of(doc)
    offsets = columns[:, 2].tolist()
    for start in {0} | paragraph_starts(article.text) | {region.span.start for region in article.regions}:
        index = bisect_left(offsets, start)
        while index < len(doc) and white[index]:
            index += 1
        if index < len(doc):
            marks[index] = _START
    table: Any = marks.astype(np.uint64).reshape(-1, 1)  # Any: spaCy's annotation asks for one of thinc's types
    return doc.from_array(["SENT_START"], table)


class _Kinds(dict[int, int]):
    """What the layout makes of a word, as flags, by spaCy's hash value of the word.

    A sentence may end at a mark, or at a word with a full stop ("Jr."); a hyphen that joins words is no such mark.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._spellings = memory_of(vocab).spellings

    def __missing__(self, key: int) -> int:
        word, _, white, mark, _ = self._spellings[key]
        ends = white or word[-1] in _CLOSING
        apart = ends or (mark and word != ",")
        touching = ends if word in _HYPHENS else apart
        return kept(self, key, _WHITE * white | _CLOSES * touching | _CLOSES_APART * apart)


@lru_cache(maxsize=8)
def _kinds_of(vocab: Vocab) -> _Kinds:
    return _Kinds(vocab)


def paragraph_starts(text: str) -> set[int]:
    r"""Return the offsets at which the layout of `text` starts a paragraph.

    >>> sorted(paragraph_starts("One.\nTwo.\n\nThree."))
    [5, 11]
    >>> sorted(paragraph_starts("Troops arrived on\nthe eastern\nfront and\n\nstayed."))
    [40]
    """
    starts = {match.end() for match in _BLANK_LINE.finditer(text)}
    breaks = [match.end() for match in _LINE_BREAK.finditer(text)]
    if len(_RUNS_ON.findall(text)) <= _WRAPPED_SHARE * len(breaks):
        starts.update(breaks)
    return starts
