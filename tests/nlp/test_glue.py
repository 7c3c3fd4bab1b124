"""What stands together without a space belongs to one sentence, and where the next one may begin none the less."""

import re

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp.glue import settle_starts

_VOCAB = spacy.blank("en").vocab

# words (a bar for no space between two), those behind no space that the parser may start a sentence with, those that start one
CASES = {
    "a note behind a full stop": ("It fell|.|[17|] He left|.", set(), set()),
    "closing marks": ('He said|: "|It fell|.|" (|Laughter|.|) He left|.', set(), {"("}),
    "a lost line break": ("It fell|.|The rest rose|.", {"The"}, set()),
    "a lost line break behind a quotation": ('"|It fell|.|"|The rest rose|.', {"The"}, set()),
    "a careless question": ("Why|?|because it fell|.", {"because"}, set()),
    "abbreviations and numbers": ("The U.S.|-|made v1|.2 fell|, no.|3 too|.", set(), set()),
    "an opening mark behind a sentence": ('It fell|. "|The rest rose|.|" (|Applause|.|)', set(), {'"', "("}),
    "an opening mark inside a sentence": ('He called it "|Great News (|Review|)|"|.', set(), set()),
    "a row of marks": ("Goodbye -|-|-|-|_|_|*|* Next", set(), set()),
}


@pytest.mark.parametrize(("text", "free", "started"), CASES.values(), ids=CASES.keys())
def test_starts(text: str, free: set[str], started: set[str]) -> None:
    """Words behind no space start no sentence but where one may have ended; an opening mark starts one there."""
    doc = settle_starts(_doc(text))
    glued = [token for token in doc[1:] if not doc[token.i - 1].whitespace_]
    assert {token.text for token in glued if token.is_sent_start is None} == free
    assert {token.text for token in doc[1:] if token.is_sent_start} == started


def test_what_is_settled_stays() -> None:
    """Starts that another component has set, from the layout, are left as they are."""
    doc = _doc("Vote|:|no [|17|]")
    doc[2].is_sent_start = True
    assert settle_starts(doc)[2].is_sent_start is True


def _doc(text: str) -> Doc:
    words = re.findall(r"([^ |]+)([ |]?)", text)
    return Doc(_VOCAB, words=[word for word, _ in words], spaces=[behind == " " for _, behind in words])
