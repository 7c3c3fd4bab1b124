"""Who speaks where in a transcript."""

from kg.extraction.annotations import index_clusters
from kg.extraction.claims.turns import ASKER, Turns, speaker_name
from kg.model import Article, Region, RegionKind, Span
from tests.hand_docs import make_doc

ROWS = """
Q q X NN dep 2
Why why ADV WRB root 0
? ? PUNCT . punct 2

MR. mr PROPN NNP root 0
ASH ash PROPN NNP flat 1
: : PUNCT : punct 1

Because because SCONJ IN root 0
. . PUNCT . punct 1
"""


def _turns(speaker: str | None = None) -> Turns:
    text = make_doc(ROWS).text
    label = text.index("MR.")
    regions = (Region(RegionKind.LABEL, Span(0, 1)), Region(RegionKind.LABEL, Span(label, text.index(":") + 1)))
    doc = make_doc(ROWS, Article(text=text, regions=regions, speaker=speaker))
    index_clusters(doc, [])
    return Turns(doc)


def test_questions_are_asked_by_reporters() -> None:
    """The label Q is a reporter; the answer's label names a person."""
    first, second = _turns().turns
    assert (first.hop.name, first.asks) == (ASKER, True)
    assert (second.hop.name, second.asks) == ("Ash", False)


def test_the_declared_speaker_completes_a_surname() -> None:
    """The sidecar's speaker is who the label means when the surname is the same."""
    assert _turns("Robert Ash").turns[1].hop.name == "Robert Ash"


def test_the_addressee_is_the_next_other_voice() -> None:
    """A question is put to whoever answers it."""
    turns = _turns()
    addressee = turns.addressee(turns.turns[0])
    assert addressee is not None
    assert addressee.name == "Ash"


def test_names_in_labels() -> None:
    """Titles, affiliations and capitals go; a name in ordinary case stays."""
    assert speaker_name("SECRETARY McDONOUGH:") == "McDonough"
    assert speaker_name("MS. AL-KHATIB:") == "Al-Khatib"
    assert speaker_name("senior administration official") == "senior administration official"
