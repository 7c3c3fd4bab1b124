"""Names that the layout gives: speakers of turns and authors of bylines."""

from kg.extraction.annotations import index_clusters
from kg.extraction.entities.component import EntityFinder
from kg.gazetteer import shared
from kg.model import Article, Region, RegionKind, Span
from tests.entity_docs import read_tree

TEXT = "MS./PROPN/x/0 OBI/PROPN/flat/1 :/PUNCT/punct/1\nRain/NOUN/nsubj/2 fell/VERB/x/0/fall ./PUNCT/punct/2\nBY/ADP/case/2 LARS/PROPN/x/0 BERG/PROPN/flat/2"


def test_speaker_and_author() -> None:
    """A label's name is a person with the gender of its courtesy; the byline's author has the role of one."""
    doc = read_tree(TEXT)
    label = Region(RegionKind.LABEL, Span(0, doc[3].idx))
    byline = Region(RegionKind.BYLINE, Span(doc[6].idx, len(doc.text)))
    doc._.article = Article(doc.text, author="Lars Berg", regions=(label, byline))
    index_clusters(doc, [])
    found = EntityFinder(shared())(doc)
    assert [(one.label, one.type, one.gender) for one in found._.clusters] == [
        ("Obi", "Person", "f"),
        ("Lars Berg", "Person", None),
    ]
    assert [(role.person.label, role.title) for role in found._.roles] == [("Lars Berg", "author")]


def test_a_bare_title_as_label_names_nobody() -> None:
    """The label "THE PRESIDENT:" and the letter of a question are no names."""
    doc = read_tree(
        "THE/DET/det/2 PRESIDENT/PROPN/x/0 :/PUNCT/punct/2\nRain/NOUN/nsubj/2 fell/VERB/x/0/fall ./PUNCT/punct/2"
    )
    doc._.article = Article(doc.text, regions=(Region(RegionKind.LABEL, Span(0, doc[3].idx)),))
    assert EntityFinder(shared())(doc)._.clusters == []


def test_credit_of_a_caption() -> None:
    """The brackets at the end of a caption hold the name of a body."""
    doc = read_tree(
        "Rain/NOUN/nsubj/2 fell/VERB/x/0/fall ./PUNCT/punct/2 [/PUNCT/punct/5 HARBOURPRESS/X/x/2 ]/PUNCT/punct/5"
    )
    doc._.article = Article(doc.text, regions=(Region(RegionKind.CAPTION, Span(0, len(doc.text))),))
    clusters = EntityFinder(shared())(doc)._.clusters
    assert [(one.label, one.type) for one in clusters] == [("HARBOURPRESS", "Organization")]
