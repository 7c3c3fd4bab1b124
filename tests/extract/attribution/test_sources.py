"""Whose words they are where word order or the parser leads astray, and what is a deed and no saying; in our own sentences."""

import pytest
from spacy.language import Language

ROWS = [
    # a list of members names the group, it does not replace it
    (
        (
            "Lawmakers from both parties, including Liberal representative Paul Stone and Green senator Mary Vale, "
            "reported that the fund was empty."
        ),
        "reported",
        "Lawmakers from both parties, including Liberal representative Paul Stone and Green senator Mary Vale",
    ),
    # "tell" has its hearer behind it, also after an apposition
    (
        "Ana Bravo, who runs the port, told the Harbour Times that two cranes had failed.",
        "told",
        "Ana Bravo, who runs the port",
    ),
]


@pytest.mark.parametrize(("text", "cue", "source"), ROWS)
def test_source(nlp: Language, text: str, cue: str, source: str) -> None:
    """The source is the whole phrase of who speaks."""
    found = [a for a in nlp(text)._.attributions if a.cue is not None and a.cue.text == cue]
    assert [[s.text for s in a.source] for a in found] == [[source]]


def test_deed(nlp: Language) -> None:
    """Offering things is a deed: the one voice is who tells of it."""
    doc = nlp("Peru will offer 15.8 billion soles to the coastal towns, Prime Minister Rosa Lima told a conference.")
    assert [a.cue.text for a in doc._.attributions] == ["told"]


def test_condition_first(nlp: Language) -> None:
    """A content that opens with a condition goes on behind the condition's comma."""
    doc = nlp("The engineers warned that even if it stopped raining, the dam would not hold.")
    (found,) = doc._.attributions
    assert [s.text for s in found.content] == ["that even if it stopped raining, the dam would not hold"]


def test_quotation_within_a_sentence(nlp: Language) -> None:
    """A sentence that a cue interrupts before its quotation is said from its first word on."""
    (found,) = nlp("The costs of the dam, the engineers said, “will rise again next year.”")._.attributions
    assert [s.text for s in found.source] == ["the engineers"]
    assert [s.text for s in found.content] == ["The costs of the dam", "“will rise again next year.”"]
