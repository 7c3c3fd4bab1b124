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
    # the day of the saying, a dateline and a focus word are no part of it
    ("The governor on Monday urged the miners to return.", "urged", "The governor"),
    ("Quito (EBC) – Even the mayor said the bridge was closed.", "said", "the mayor"),
    # a title is
    ("The costs are high, chief executive Lowell Adams said.", "said", "chief executive Lowell Adams"),
    # nor is who is spoken to
    ("Dana, the ambassador to Oslo said that nine camps had closed.", "said", "the ambassador to Oslo"),
    # what stands between commas after a name without describing it is not
    ("Bravo, after the vote on the dam was lost in March, said that she would resign.", "said", "Bravo"),
    # who hails is who tells, not what is hailed
    ("Bravo hailed the vote as fair, telling reporters that the port would stay open.", "telling", "Bravo"),
    # "'s" of "has"
    ("He's said he gets his figures from a friend.", "'s said", "He"),
    (
        "In his answer, Tom Rao, the dean of the school, said on Monday that he had read the letters.",
        "said",
        "Tom Rao, the dean of the school",
    ),
]


@pytest.mark.parametrize(("text", "cue", "source"), ROWS)
def test_source(nlp: Language, text: str, cue: str, source: str) -> None:
    """The source is the whole phrase of who speaks."""
    found = [a for a in nlp(text)._.attributions if a.cue is not None and a.cue.text == cue]
    assert [[s.text for s in a.source] for a in found] == [[source]]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        # neither the hearer nor the occasion is said
        ("The envoy told a hearing in Geneva that nine camps had closed.", "told", "that nine camps had closed"),
        ("The envoy said in a letter that nine camps had closed.", "said", "that nine camps had closed"),
        # what the clause says more about is
        (
            "The envoy dismissed a report that nine camps had closed.",
            "dismissed",
            "a report that nine camps had closed",
        ),
        ("The envoy spoke to reporters about the nine camps.", "spoke", "the nine camps"),
    ],
)
def test_content(nlp: Language, text: str, cue: str, content: str) -> None:
    """The content begins where what is said begins."""
    found = [a for a in nlp(text)._.attributions if a.cue is not None and a.cue.text == cue]
    assert [[s.text for s in a.content] for a in found] == [[content]]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was a way to reject the plan.",
        "We have seen dozens of boats on the lake.",
        "Losses by 2050 exceeded the old ones.",
        "The rebels released 90 hostages on Friday.",
        "The ferry also weighs more than 4,000 tonnes.",
        "A shipyard has charged the port $3.7 million.",
        "A group called Harbour Watch, which has 25 boats, left on Monday.",
        "Nobody opposed the captain.",
        "Anyone wanting to borrow $200 should wait.",
        "Two more deaths raised the toll to 40.",
    ],
)
def test_nobody_speaks(nlp: Language, text: str) -> None:
    """What something is for, and what is seen, released, weighed or named, is not said; a year and nobody say nothing."""
    assert nlp(text)._.attributions == []


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
