"""Words that stand together without a space belong to one sentence: told to the parser, which else ends sentences between them.

A parser decides word by word, and a row of dashes or asterisks, a note behind a full stop ("it fell.[17]") or a file name is many words to
it. Only behind the end of a sentence may the next one follow without a space, as in text whose line breaks were lost ("it fell.The").
"""

from typing import Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

COMPONENT: Final = "kg_glue"

_ENDS: Final = frozenset(".?!…")
_ENDS_ALONE: Final = frozenset("?!")  # which no abbreviation, number or name ends with
_OPENING: Final = frozenset("\"'“‘«([")
_CLOSING: Final = frozenset("\"'”’»)]")


@Language.component(COMPONENT, assigns=["token.is_sent_start"])
def settle_starts(doc: Doc) -> Doc:
    """Mark in place the words that follow another one without a space as no start of a sentence, unless they may be one; runs before the parser.

    An opening mark between the end of a sentence and a capital is the start itself ('it fell. "The rest').
    """
    for i in np.flatnonzero(doc.to_array("SPACY")[:-1] == 0).tolist():
        word, following = doc[i], doc[i + 1]
        if following.is_sent_start is not None or word.is_space:
            continue
        capital = following.text[0].isupper()
        if (capital and _ends(doc, i)) or (following.text[0].isalpha() and word.text[-1] in _ENDS_ALONE):
            continue
        if capital and i and word.text in _OPENING and doc[i - 1].whitespace_ and _ends(doc, i - 1):
            word.is_sent_start = True
        following.is_sent_start = False
    return doc


def _ends(doc: Doc, i: int) -> bool:
    """Tell whether a sentence may end with this word: with punctuation, and with what closes behind it."""
    while i and doc[i].text in _CLOSING and not doc[i - 1].whitespace_:
        i -= 1
    return doc[i].text[-1] in _ENDS
