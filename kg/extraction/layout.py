"""The component `kg_layout`: sentence starts that the layout decides, before the parser decides the rest.

A parser that reads across a heading or a speaker's label into the next paragraph attaches words to a sentence they do not
belong to, and every component after it inherits the error. Blank lines and the borders of the article's regions always start
a sentence; a single line break does unless the text is hard-wrapped (its lines go on in lower case).
"""

import re
from bisect import bisect_left
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction.annotations import article_of

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAK: Final = re.compile(r"[^\n]\n[^\S\n]*(?=\S)")
_RUNS_ON: Final = re.compile(r"[^\n]\n[^\S\n]*(?=[a-z])")
_WRAPPED_SHARE: Final = 0.15  # of single line breaks before a lower-case letter: beyond it the lines are wrapped


@Language.component("kg_layout", assigns=["token.is_sent_start"])
def mark_layout(doc: Doc) -> Doc:
    """Set `is_sent_start` at paragraph breaks and region borders; all other tokens are left to the parser."""
    starts = sorted(paragraph_starts(doc.text) | {region.span.start for region in article_of(doc).regions})
    offsets = [token.idx for token in doc]
    for start in starts:
        index = bisect_left(offsets, start)
        while index < len(doc) and doc[index].is_space:
            index += 1
        if index < len(doc):
            doc[index].is_sent_start = True
    return doc


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
