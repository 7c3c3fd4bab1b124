"""Coreference: parts of names, descriptions, pronouns; what must not be merged."""

import pytest

from tests.entity_docs import cluster, find_entities, mentions

KOREAN = (
    "South/PROPN/compound/2 Korean/PROPN/amod/5 National/PROPN/compound/5 Intelligence/PROPN/compound/5 Service/PROPN/compound/6 Director/PROPN/nmod:desc/7 "
    "Han/PROPN/nsubj/11 Mi/PROPN/flat/7 -/PUNCT/punct/8 rae/PROPN/flat/7 reported/VERB/x/0/report delays/NOUN/obj/11/delay ./PUNCT/punct/11\n"
)
KOREAN_NAMES = ((1, 5, "ORG"), (7, 10, "PERSON"))


def test_agency_is_not_its_director() -> None:
    """The descriptions "the agency" and "the South Korean spy agency" are the service, "Director Han" is the person."""
    doc = find_entities(
        KOREAN
        + "The/DET/det/5 South/PROPN/compound/3 Korean/PROPN/amod/5 spy/NOUN/compound/5 agency/NOUN/nsubj/6 agreed/VERB/x/0/agree ./PUNCT/punct/6\n"
        "The/DET/det/2 agency/NOUN/nsubj/3 waited/VERB/x/0/wait ./PUNCT/punct/3\n"
        "Director/PROPN/nmod:desc/2 Han/PROPN/nsubj/3 left/VERB/x/0/leave ./PUNCT/punct/3",
        (*KOREAN_NAMES, (15, 16, "NORP"), (26, 26, "PERSON")),
    )
    service = next(one for one in doc._.clusters if one.type == "IntelligenceAgency")
    assert [mention.span.text for mention in service.mentions][1:] == ["South Korean spy agency", "agency"]
    assert service.country is cluster(doc, "South Korea")
    assert mentions(doc, "Han Mi-rae") == ["Han Mi-rae", "Han"]


def test_titles_tell_namesakes_apart() -> None:
    """Of two persons with one family name the one with the title is meant."""
    doc = find_entities(
        "Senator/PROPN/nmod:desc/2 Ada/PROPN/nsubj/4 Berg/PROPN/flat/2 left/VERB/x/0/leave ./PUNCT/punct/4\n"
        "Judge/PROPN/nmod:desc/2 Olav/PROPN/nsubj/4 Berg/PROPN/flat/2 agreed/VERB/x/0/agree ./PUNCT/punct/4\n"
        "Senator/PROPN/nmod:desc/2 Berg/PROPN/nsubj/3 left/VERB/x/0/leave ./PUNCT/punct/3",
        ((2, 3, "PERSON"), (7, 8, "PERSON"), (12, 12, "PERSON")),
    )
    assert mentions(doc, "Ada Berg") == ["Ada Berg", "Berg"]
    assert mentions(doc, "Olav Berg") == ["Olav Berg"]


PRONOUNS = {
    "the subject of the sentence before": (
        "Ada/PROPN/nsubj/3 Obi/PROPN/flat/1 met/VERB/x/0/meet Lars/PROPN/obj/3 Berg/PROPN/flat/4 ./PUNCT/punct/3\nShe/PRON/nsubj/2 left/VERB/x/0/leave ./PUNCT/punct/2",
        ((1, 2, "PERSON"), (4, 5, "PERSON")),
        "Ada Obi",
        ["Ada Obi", "She"],
    ),
    "gender told by a courtesy": (
        "Mr./PROPN/nmod:desc/2 Obi/PROPN/nsubj/3 met/VERB/x/0/meet Mrs./PROPN/nmod:desc/5 Berg/PROPN/obj/3 ./PUNCT/punct/3\nShe/PRON/nsubj/2 left/VERB/x/0/leave ./PUNCT/punct/2",
        ((2, 2, "PERSON"), (5, 5, "PERSON")),
        "Berg",
        ["Berg", "She"],
    ),
    "a body is it": (
        "The/DET/det/3 Harbour/PROPN/compound/3 Council/PROPN/nsubj/4 met/VERB/x/0/meet ./PUNCT/punct/4\nIt/PRON/nsubj/2 agreed/VERB/x/0/agree ./PUNCT/punct/2",
        ((2, 3, "ORG"),),
        "Harbour Council",
        ["Harbour Council", "It"],
    ),
    "nobody is he in his own words": (
        "“/PUNCT/punct/3 He/PRON/nsubj/3 lies/VERB/ccomp/6/lie ,/PUNCT/punct/3 ”/PUNCT/punct/3 said/VERB/x/0/say Lars/PROPN/nsubj/6 Berg/PROPN/flat/7 ./PUNCT/punct/6",
        ((7, 8, "PERSON"),),
        "Lars Berg",
        ["Lars Berg"],
    ),
    "the subject ahead": (
        "In/ADP/case/3 her/PRON/nmod:poss/3 speech/NOUN/obl/7 ,/PUNCT/punct/3 Ada/PROPN/nsubj/7 Obi/PROPN/flat/5 agreed/VERB/x/0/agree ./PUNCT/punct/7",
        ((5, 6, "PERSON"),),
        "Ada Obi",
        ["her", "Ada Obi"],
    ),
    "the subject that governs the clause": (
        "Lars/PROPN/nsubj/3 Berg/PROPN/flat/1 waited/VERB/x/0/wait ./PUNCT/punct/3\nAda/PROPN/nsubj/3 Obi/PROPN/flat/1 said/VERB/x/0/say that/SCONJ/mark/7 soon/ADV/advmod/7 she/PRON/nsubj/7 left/VERB/ccomp/3/leave ./PUNCT/punct/3",
        ((1, 2, "PERSON"), (5, 6, "PERSON")),
        "Ada Obi",
        ["Ada Obi", "she"],
    ),
    "an unnamed group keeps they": (
        "Kenya/PROPN/nsubj/2 freed/VERB/x/0/free prisoners/NOUN/obj/2/prisoner ./PUNCT/punct/2\nThey/PRON/nsubj/2 left/VERB/x/0/leave ./PUNCT/punct/2",
        ((1, 1, "GPE"),),
        "Kenya",
        ["Kenya"],
    ),
    "it that is likely stands for nothing": (
        "Kenya/PROPN/nsubj/2 waited/VERB/x/0/wait ./PUNCT/punct/2\nIt/PRON/nsubj/3 is/AUX/cop/3/be likely/ADJ/x/0 that/SCONJ/mark/6 rain/NOUN/nsubj/6 comes/VERB/ccomp/3/come ./PUNCT/punct/3",
        ((1, 1, "GPE"),),
        "Kenya",
        ["Kenya"],
    ),
}


@pytest.mark.parametrize("case", PRONOUNS.values(), ids=PRONOUNS.keys())
def test_pronouns(case: tuple[str, tuple[tuple[int, int, str], ...], str, list[str]]) -> None:
    """A pronoun falls on the expected entity, or on none."""
    text, names, label, expected = case
    assert mentions(find_entities(text, names), label) == expected


DESCRIPTIONS = {
    "the party": (
        "The/DET/det/3 Harbour/PROPN/compound/3 Party/PROPN/nsubj/4 won/VERB/x/0/win ./PUNCT/punct/4\nThe/DET/det/2 party/NOUN/nsubj/3 waited/VERB/x/0/wait ./PUNCT/punct/3",
        ((2, 3, "ORG"),),
        ["Harbour Party", "party"],
    ),
    "a court only for what is called so": (
        "The/DET/det/3 Harbour/PROPN/compound/3 Party/PROPN/nsubj/4 won/VERB/x/0/win ./PUNCT/punct/4\nThe/DET/det/2 court/NOUN/nsubj/3 waited/VERB/x/0/wait ./PUNCT/punct/3",
        ((2, 3, "ORG"),),
        ["Harbour Party"],
    ),
    "a modifier that contradicts the name": (
        "The/DET/det/3 Harbour/PROPN/compound/3 Agency/PROPN/nsubj/4 won/VERB/x/0/win ./PUNCT/punct/4\nThe/DET/det/3 housing/NOUN/compound/3 agency/NOUN/nsubj/4 waited/VERB/x/0/wait ./PUNCT/punct/4",
        ((2, 3, "ORG"),),
        ["Harbour Agency"],
    ),
    "in apposition": (
        "The/DET/det/2 group/NOUN/nsubj/8 ,/PUNCT/punct/6 the/DET/det/6 Harbour/PROPN/compound/6 Brotherhood/PROPN/appos/2 ,/PUNCT/punct/6 agreed/VERB/x/0/agree ./PUNCT/punct/8",
        ((5, 6, "ORG"),),
        ["group", "Harbour Brotherhood"],
    ),
}


@pytest.mark.parametrize("case", DESCRIPTIONS.values(), ids=DESCRIPTIONS.keys())
def test_descriptions(case: tuple[str, tuple[tuple[int, int, str], ...], list[str]]) -> None:
    """A definite description falls on a body that its words fit, or on none."""
    text, names, expected = case
    doc = find_entities(text, names)
    assert [mention.span.text for mention in doc._.clusters[0].mentions] == expected


def test_title_with_nationality() -> None:
    """Of two presidents the one of the country that is named is meant."""
    doc = find_entities(
        "Kenyan/ADJ/amod/2 President/PROPN/nmod:desc/3 Ada/PROPN/nsubj/5 Obi/PROPN/flat/3 met/VERB/x/0/meet Danish/ADJ/amod/7 President/PROPN/nmod:desc/8 Lars/PROPN/obj/5 Berg/PROPN/flat/8 ./PUNCT/punct/5\n"
        "The/DET/det/3 Kenyan/ADJ/amod/3 president/NOUN/nsubj/4 left/VERB/x/0/leave ./PUNCT/punct/4",
        ((1, 1, "NORP"), (3, 4, "PERSON"), (6, 6, "NORP"), (8, 9, "PERSON"), (12, 12, "NORP")),
    )
    assert mentions(doc, "Ada Obi") == ["Ada Obi", "Kenyan president"]


def test_part_of_a_body_name() -> None:
    """A body is found again by the end of its name, a body of another country is another."""
    doc = find_entities(
        "The/DET/det/5 Danish/ADJ/amod/5 Harbour/PROPN/compound/5 Safety/PROPN/compound/5 Board/PROPN/nsubj/6 met/VERB/x/0/meet ./PUNCT/punct/6\n"
        "The/DET/det/3 Safety/PROPN/compound/3 Board/PROPN/nsubj/4 agreed/VERB/x/0/agree ./PUNCT/punct/4",
        ((2, 5, "ORG"), (9, 10, "ORG")),
    )
    assert mentions(doc, "Danish Harbour Safety Board") == ["Danish Harbour Safety Board", "Safety Board"]
