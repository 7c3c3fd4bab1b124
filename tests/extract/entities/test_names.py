"""Names: borders, types, nationalities, what the language model missed."""

import pytest

from kg.model import MentionKind
from tests.entity_docs import cluster, find_entities, mentions

CASES = {
    "a title stays outside": (
        "President/PROPN/nmod:desc/2 Tanja/PROPN/nsubj/4 Okoro/PROPN/flat/2 spoke/VERB/x/0/speak ./PUNCT/punct/4",
        ((1, 3, "PERSON"),),
        {"Tanja Okoro": "Person"},
    ),
    "a Korean given name is not cut at its hyphen": (
        "Lawmaker/NOUN/nmod:desc/2 Han/PROPN/nsubj/6 Mi/PROPN/flat/2 -/PUNCT/punct/3 rae/ADJ/flat/2 agreed/VERB/x/0/agree ./PUNCT/punct/6",
        ((2, 3, "PERSON"),),
        {"Han Mi-rae": "Person"},
    ),
    "an Arabic article belongs to the name": (
        "Then/ADV/advmod/5 al/PROPN/compound/4 -/PUNCT/punct/4 Rashidi/PROPN/nsubj/5 left/VERB/x/0/leave ./PUNCT/punct/5",
        ((4, 4, "PERSON"),),
        {"al-Rashidi": "Person"},
    ),
    "what is based somewhere is not a longer name": (
        "The/DET/det/4 Oslo/PROPN/compound/4 -/PUNCT/punct/4 based/VERB/amod/5/base group/NOUN/nsubj/6 left/VERB/x/0/leave ./PUNCT/punct/6",
        ((2, 2, "GPE"),),
        {"Oslo": "City"},
    ),
    "a post ends the name of a body": (
        "Border/PROPN/compound/2 Agency/PROPN/compound/3 Director/PROPN/nmod:desc/4 Ada/PROPN/nsubj/6 Obi/PROPN/flat/4 left/VERB/x/0/leave ./PUNCT/punct/6",
        ((1, 3, "ORG"), (4, 5, "PERSON")),
        {"Border Agency": "Agency", "Ada Obi": "Person"},
    ),
    "a run that the model missed is parted at its title": (
        "Then/ADV/advmod/8 Harbour/PROPN/compound/3 Safety/PROPN/compound/4 Board/PROPN/compound/5 Director/PROPN/nmod:desc/6 Ada/PROPN/nsubj/8 Obi/PROPN/flat/6 left/VERB/x/0/leave ./PUNCT/punct/8",
        (),
        {"Harbour Safety Board": "Organization", "Ada Obi": "Person"},
    ),
    "a head word outweighs the model's label": (
        "The/DET/det/2 Ministry/PROPN/nsubj/5 of/ADP/case/4 Trade/PROPN/nmod/2 refused/VERB/x/0/refuse ./PUNCT/punct/5",
        ((2, 4, "PERSON"),),
        {"Ministry of Trade": "Ministry"},
    ),
    "a part of a known name is widened": (
        "Troops/NOUN/nsubj/2/troop left/VERB/x/0/leave North/PROPN/compound/4 Korea/PROPN/obj/2 ./PUNCT/punct/2",
        ((4, 4, "GPE"),),
        {"North Korea": "Country"},
    ),
    "a part of a country by compass is a region": (
        "It/PRON/nsubj/2 hit/VERB/x/0 northern/ADJ/amod/4 Chad/PROPN/obj/2 ./PUNCT/punct/2",
        ((4, 4, "GPE"),),
        {"northern Chad": "Region"},
    ),
    "an agreement in quotation marks": (
        "They/PRON/nsubj/2 signed/VERB/x/0/sign the/DET/det/8 “/PUNCT/punct/8 Joint/ADJ/amod/7 Border/NOUN/compound/7 Security/NOUN/compound/8 Agreement/NOUN/obj/2 ”/PUNCT/punct/8 ./PUNCT/punct/2",
        (),
        {"Joint Border Security Agreement": "Agreement"},
    ),
    "a weekday and a month are no names": (
        "On/ADP/case/2 Monday/PROPN/obl/4 Kenya/PROPN/nsubj/4 agreed/VERB/x/0/agree ./PUNCT/punct/4",
        ((2, 2, "ORG"), (3, 3, "GPE")),
        {"Kenya": "Country"},
    ),
    "a word with the capital of its sentence is no name": (
        (
            "Drone/PROPN/compound/2 strike/NOUN/nsubj/3 failed/VERB/x/0/fail ./PUNCT/punct/3\n"
            "A/DET/det/2 drone/NOUN/nsubj/3 fell/VERB/x/0/fall ./PUNCT/punct/3"
        ),
        ((1, 1, "PERSON"),),
        {},
    ),
    "a noun before a title is no name": (
        "Trade/NOUN/compound/2 minister/NOUN/compound/4 Ana/PROPN/compound/4 Lee/PROPN/nsubj/5 left/VERB/x/0/leave ./PUNCT/punct/5",
        ((1, 1, "ORG"), (3, 4, "PERSON")),
        {"Ana Lee": "Person"},
    ),
    "a law is no entity": (
        "The/DET/det/4 Clean/PROPN/compound/4 Water/PROPN/compound/4 Act/PROPN/nsubj/5 helped/VERB/x/0/help ./PUNCT/punct/5",
        ((2, 4, "ORG"),),
        {},
    ),
    "two bodies around a possessive ending": (
        "The/DET/det/3 Harbour/PROPN/compound/3 Council/PROPN/nmod:poss/6 's/PART/case/3 Safety/PROPN/compound/6 Committee/PROPN/nsubj/7 met/VERB/x/0/meet ./PUNCT/punct/7",
        ((2, 6, "ORG"),),
        {"Harbour Council": "Organization", "Safety Committee": "Organization"},
    ),
    "a second subject goes on the name of a body": (
        "The/DET/det/2 Center/PROPN/nsubj/8 for/ADP/case/4 Trade/PROPN/nmod/2 and/CCONJ/cc/6 Energy/PROPN/conj/4 quickly/ADV/advmod/8 agreed/VERB/x/0/agree ./PUNCT/punct/8",
        ((2, 4, "ORG"),),
        {"Center for Trade and Energy": "Organization"},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_names(case: tuple[str, tuple[tuple[int, int, str], ...], dict[str, str]]) -> None:
    """Each construction gives just the entities that it names, with their types."""
    text, names, expected = case
    assert {one.label: one.type for one in find_entities(text, names)._.clusters} == expected


def test_the_noun_before_a_name_tells_what_it_names() -> None:
    """The newspaper Diario Norte is a newspaper, and the noun speaks of it, not of the body named before."""
    doc = find_entities(
        "Harbour/PROPN/compound/2 Board/PROPN/nsubj/3 left/VERB/x/0/leave ./PUNCT/punct/3\n"
        "The/DET/det/4 newspaper/NOUN/compound/4/newspaper Diario/PROPN/compound/4 Norte/PROPN/nsubj/5 agreed/VERB/x/0/agree ./PUNCT/punct/5",
        ((1, 2, "ORG"), (7, 8, "LOC")),
    )
    assert cluster(doc, "Diario Norte").type == "NewsOrganization"
    assert mentions(doc, "Diario Norte") == ["newspaper", "Diario Norte"]
    assert mentions(doc, "Harbour Board") == ["Harbour Board"]


def test_demonyms_are_the_country() -> None:
    """A nationality is a mention of its country, of kind demonym, and the country of the body behind it."""
    doc = find_entities(
        "Kenya/PROPN/nsubj/2 waited/VERB/x/0/wait ./PUNCT/punct/2\n"
        "The/DET/det/3 Kenyan/ADJ/amod/3 navy/NOUN/nsubj/4 left/VERB/x/0/leave ./PUNCT/punct/4",
        ((1, 1, "GPE"), (5, 5, "NORP")),
    )
    kinds = [(mention.span.text, mention.kind) for mention in cluster(doc, "Kenya").mentions]
    assert kinds == [("Kenya", MentionKind.NAME), ("Kenyan", MentionKind.DEMONYM)]
    navy = cluster(doc, "Kenyan navy")
    assert (navy.type, navy.country) == ("ArmedForces", cluster(doc, "Kenya"))


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("such/ADJ/case/8 as/ADP/fixed/5", "Kenya"),
        ("met/VERB/x/8 for/ADP/case/8", None),
    ],
    ids=["examples", "another clause"],
)
def test_examples_of_a_nations_bodies_have_its_nation(opening: str, expected: str | None) -> None:
    """The party named as one of the Kenyan parties is Kenyan; a body of another class beside it is not."""
    doc = find_entities(
        "The/DET/det/3 Kenyan/ADJ/amod/3 parties/NOUN/nsubj/3/party ,/PUNCT/punct/8 "
        f"{opening} Green/PROPN/compound/8 Party/PROPN/nmod/3 of/ADP/case/12 Harbour/PROPN/compound/12 "
        "Relief/PROPN/compound/12 Board/PROPN/nmod/8 ./PUNCT/punct/3",
        ((2, 2, "NORP"), (7, 8, "ORG"), (10, 12, "ORG")),
    )
    party = next(one for one in doc._.clusters if one.label.startswith("Green Party"))
    assert (party.country and party.country.label) == expected
    assert all(one.country is None for one in doc._.clusters if one is not party)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She/PRON/nsubj/2 speaks/VERB/x/0/speak Danish/PROPN/obj/2 ./PUNCT/punct/2", ((3, 3, "NORP"),)),
        ("Two/NUM/nummod/2 officials/NOUN/nsubj/3/official left/VERB/x/0/leave ./PUNCT/punct/3", ()),
        ("The/DET/det/2 president/NOUN/nsubj/4 quickly/ADV/advmod/4 left/VERB/x/0/leave ./PUNCT/punct/4", ()),
        ("She/PRON/nsubj/2 left/VERB/x/0/leave ./PUNCT/punct/2", ()),
        ("The/DET/det/2 agency/NOUN/nsubj/3 agreed/VERB/x/0/agree ./PUNCT/punct/3", ()),
        ("Vice/PROPN/compound/2 President/PROPN/nsubj/3 left/VERB/x/0/leave ./PUNCT/punct/3", ((1, 2, "PERSON"),)),
    ],
    ids=["a language", "anonymous group", "bare title", "pronoun", "bare description", "bare title with capitals"],
)
def test_nothing_is_invented(text: str, names: tuple[tuple[int, int, str], ...]) -> None:
    """What names nobody becomes no entity."""
    assert find_entities(text, names)._.clusters == []


def test_body_word_as_modifier_names_no_body() -> None:
    """In "Danish navy vessels" no navy is spoken of, only Denmark."""
    doc = find_entities(
        "Danish/ADJ/amod/3 navy/NOUN/compound/3 vessels/NOUN/nsubj/4/vessel left/VERB/x/0/leave ./PUNCT/punct/4",
        ((1, 1, "NORP"),),
    )
    assert [one.label for one in doc._.clusters] == ["Denmark"]


def test_acronym_in_brackets() -> None:
    """An acronym of the words of a name is the same body."""
    doc = find_entities(
        "The/DET/det/4 Harbour/PROPN/compound/4 Safety/PROPN/compound/4 Board/PROPN/nsubj/8 (/PUNCT/punct/6 HSB/PROPN/appos/4 )/PUNCT/punct/6 agreed/VERB/x/0/agree ./PUNCT/punct/8\n"
        "HSB/PROPN/nsubj/2 left/VERB/x/0/leave ./PUNCT/punct/2",
        ((2, 4, "ORG"), (6, 6, "ORG"), (10, 10, "ORG")),
    )
    assert mentions(doc, "Harbour Safety Board") == ["Harbour Safety Board", "HSB", "HSB"]
    assert cluster(doc, "Harbour Safety Board").acronyms == {"HSB"}


def test_refined_entities_of_the_doc() -> None:
    """`doc.ents` holds the mended names with the labels of the language model's scheme."""
    doc = find_entities(
        "President/PROPN/nmod:desc/2 Tanja/PROPN/nsubj/4 Okoro/PROPN/flat/2 visited/VERB/x/0/visit Oslo/PROPN/obj/4 ./PUNCT/punct/4",
        ((1, 3, "ORG"),),
    )
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Tanja Okoro", "PERSON"), ("Oslo", "GPE")]


def test_an_apposition_tells_what_a_name_is() -> None:
    """Norte, a daily in a town, is a newspaper; Ann Lee, a party member, is none of her party's kind."""
    doc = find_entities(
        "Norte/PROPN/nsubj/7 ,/PUNCT/punct/4 a/DET/det/4 daily/NOUN/appos/1/daily in/ADP/case/6 Quito/PROPN/nmod/4 agreed/VERB/x/0/agree ./PUNCT/punct/7\n"
        "Ann/PROPN/compound/2 Lee/PROPN/nsubj/8 ,/PUNCT/punct/6 a/DET/det/6 party/NOUN/compound/6/party member/NOUN/appos/2/member ,/PUNCT/punct/6 left/VERB/x/0/leave ./PUNCT/punct/8",
        ((1, 1, "PERSON"), (9, 10, "PERSON")),
    )
    assert cluster(doc, "Norte").type == "NewsOrganization"
    assert cluster(doc, "Ann Lee").type == "Person"
