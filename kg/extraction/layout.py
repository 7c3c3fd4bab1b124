"""The component `kg_layout`: sentence starts that the layout decides, before the parser decides the rest.

A parser that reads across a heading or a speaker's label into the next paragraph attaches words to a sentence they do not
belong to, and every component after it inherits the error. Blank lines and the borders of the article's regions always start
a sentence; a single line break does unless the text is hard-wrapped (its lines go on in lower case). In edited text nothing
else starts a sentence than what follows a closing mark: so none starts inside a name ("Director Cho | Tae-yong").
"""

import re
from bisect import bisect_left
from typing import Any, Final

import numpy as np
from spacy.language import Language
from spacy.lexeme import Lexeme
from spacy.tokens import Doc

from kg.extraction.annotations import article_of

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAK: Final = re.compile(
    r"\n(?<=[^\n]\n)[^\S\n]*(?=\S)"
)  # begins with what is rare, so that `re` skips the rest
_RUNS_ON: Final = re.compile(r"\n(?<=[^\n]\n)[^\S\n]*(?=[a-z])")
_CLOSING: Final = ".!?…:;\"'”’»)]|"
_HYPHENS: Final = ("-", "‐", "‑")
_START: Final = 1  # spaCy’s marks; 0 leaves the token to the parser
_NO_START: Final = -1
_WRAPPED_SHARE: Final = 0.15  # of single line breaks before a lower-case letter: beyond it the lines are wrapped


@Language.component("kg_layout", assigns=["token.is_sent_start"])
def mark_layout(doc: Doc) -> Doc:
    """Set `is_sent_start` at paragraph breaks and region borders, and clear it after words; the parser decides the rest."""
    columns = doc.to_array(["ORTH", "SPACY", "IDX", "SENT_START"])
    words, numbers = np.unique(columns[:, 0], return_inverse=True)
    lexemes = [doc.vocab[word] for word in words.tolist()]
    white = np.array([lexeme.is_space for lexeme in lexemes], dtype=bool)[numbers]
    closing = np.array([[_may_close(lexeme, space) for space in (False, True)] for lexeme in lexemes], dtype=bool)
    closes = closing.reshape(-1, 2)[numbers, columns[:, 1].astype(bool).astype(int)]
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


def _may_close(word: Lexeme, space_follows: bool) -> bool:
    """Tell whether a sentence may end at a word: a mark, or a word with a full stop ("Jr.")."""
    joins = word.text in _HYPHENS and not space_follows
    return word.is_space or (word.is_punct and not joins and word.text != ",") or word.text[-1] in _CLOSING


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
