"""What is nested inside somebody's words is a claim of its own only when it tells more."""

import pytest
from spacy.language import Language

ROWS = [
    ("The mayor said she hoped to win the vote.", [["mayor"]]),  # a speaker's own state of mind
    ("The mayor said the union wanted a new bridge.", [["mayor"]]),  # another's, without a figure
    ("The mayor said the engineers had warned that the bridge could fall.", [["mayor"], ["mayor", "engineers"]]),
    ("The mayor said that the union wanted 300 new flats.", [["mayor"], ["mayor", "union"]]),
]


@pytest.mark.parametrize(("text", "chains"), ROWS)
def test_chains(nlp: Language, text: str, chains: list[list[str]]) -> None:
    """Each claim has its chain; what is folded has none."""
    assert sorted([hop.name for hop in claim.chain] for claim in nlp(text)._.claims) == chains
