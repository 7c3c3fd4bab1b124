"""The component `kg_layout`: sentence starts that the layout decides, before the parser decides the rest.

A parser that reads across a heading or a speaker's label into the next paragraph attaches words to a sentence they do not
belong to, and every component after it inherits the error. Blank lines and the borders of the article's regions always start
a sentence; a single line break does unless the text is hard-wrapped (its lines go on in lower case). In edited text nothing
else starts a sentence than what follows a closing mark: so none starts inside a name ("Director Cho | Tae-yong").
"""

import re
from bisect import bisect_left
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extraction.annotations import article_of

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAK: Final = re.compile(r"[^\n]\n[^\S\n]*(?=\S)")
_RUNS_ON: Final = re.compile(r"[^\n]\n[^\S\n]*(?=[a-z])")
_CLOSING: Final = ".!?…:;\"'”’»)]|"
_HYPHENS: Final = ("-", "‐", "‑")
_WRAPPED_SHARE: Final = 0.15  # of single line breaks before a lower-case letter: beyond it the lines are wrapped


@Language.component("kg_layout", assigns=["token.is_sent_start"])
def mark_layout(doc: Doc) -> Doc:
    """Set `is_sent_start` at paragraph breaks and region borders, and clear it after words; the parser decides the rest."""
    before = None
    for token in doc:
        if before is not None and not token.is_space and not _may_close(before):
            token.is_sent_start = False
        before = token
    starts = sorted(paragraph_starts(doc.text) | {region.span.start for region in article_of(doc).regions})
    offsets = [token.idx for token in doc]
    for start in starts:
        index = bisect_left(offsets, start)
        while index < len(doc) and doc[index].is_space:
            index += 1
        if index < len(doc):
            doc[index].is_sent_start = True
    return doc


def _may_close(token: Token) -> bool:
    """Tell whether a sentence may end at `token`: a mark, or a word with a full stop ("Jr.")."""
    joins = token.text in _HYPHENS and not token.whitespace_
    return token.is_space or (token.is_punct and not joins and token.text != ",") or token.text[-1] in _CLOSING


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
