"""Agreements in whole sentences: parties, date of signature, clauses."""

from datetime import date

import pytest
from spacy.language import Language

from kg.extraction.annotations import AgreementMention
from kg.model import Article

ROWS = [
    ("India and Pakistan signed a water treaty in 1960.", ["India", "Pakistan"], "1960", []),
    ("A trade deal between Chile and Peru was signed on Monday.", ["Chile", "Peru"], "2024-10-21", []),
    ("The pact, signed by Japan and Australia in June, allows joint exercises.", ["Japan", "Australia"], "2024-06", ["allows joint exercises"]),
    ("A security agreement between Kenya and Haiti includes a clause on police training.", ["Kenya", "Haiti"], None, ["a clause on police training"]),
    ("Kenya signed the Harbour Convention in May.", [], "2024-05", []),
    ("Norway signed a fishing agreement with Iceland last week.", ["Norway", "Iceland"], "2024-10-14/2024-10-20", []),
]  # fmt: skip


def agreements(nlp: Language, text: str) -> list[AgreementMention]:
    """Return the agreements of a sentence published on Thursday 24 October 2024."""
    doc = nlp.make_doc(text)
    doc._.article = Article(text=text, published=date(2024, 10, 24))
    found: list[AgreementMention] = nlp(doc)._.agreements
    return found


@pytest.mark.parametrize(("text", "parties", "signed", "clauses"), ROWS)
def test_agreement(nlp: Language, text: str, parties: list[str], signed: str | None, clauses: list[str]) -> None:
    """Who is bound, when it was signed, what it provides."""
    (agreement,) = agreements(nlp, text)
    assert {party.label for party in agreement.parties} == set(parties)
    assert (agreement.signed and agreement.signed.value.edtf) == signed
    assert [clause.text for clause in agreement.clauses] == clauses


@pytest.mark.parametrize(
    "text", ["They reached a deal.", "The treaty of friendship is old.", "A good deal of rain fell in Kenya."]
)
def test_no_described_agreement_without_parties(nlp: Language, text: str) -> None:
    """A common noun alone is no agreement."""
    assert not agreements(nlp, text)
