"""Roles: posts and memberships before, beside and behind names."""

import pytest

from tests.entity_docs import find_entities

Names = tuple[tuple[int, int, str], ...]

CASES: dict[str, tuple[str, Names, list[tuple[str, str, str | None, str | None]]]] = {
    "nationality and title": (
        "Kenyan/ADJ/amod/2 President/PROPN/nmod:desc/3 Ada/PROPN/nsubj/5 Obi/PROPN/flat/3 left/VERB/x/0/leave ./PUNCT/punct/5",
        ((1, 1, "NORP"), (3, 4, "PERSON")),
        [("Ada Obi", "President", None, "Kenya")],
    ),
    "possessive country": (
        "Kenya/PROPN/nmod:poss/4 's/PART/case/1 Foreign/PROPN/amod/4 Minister/PROPN/nmod:desc/5 Ada/PROPN/nsubj/7 Obi/PROPN/flat/5 left/VERB/x/0/leave ./PUNCT/punct/7",
        ((1, 1, "GPE"), (5, 6, "PERSON")),
        [("Ada Obi", "Foreign Minister", None, "Kenya")],
    ),
    "title with complement": (
        "Minister/PROPN/nmod:desc/4 of/ADP/case/3 Trade/PROPN/nmod/1 Ada/PROPN/nsubj/6 Obi/PROPN/flat/4 left/VERB/x/0/leave ./PUNCT/punct/6",
        ((4, 5, "PERSON"),),
        [("Ada Obi", "Minister of Trade", None, None)],
    ),
    "body and title": (
        "Harbour/PROPN/compound/2 Party/PROPN/compound/3 lawmaker/NOUN/nmod:desc/4 Ada/PROPN/nsubj/6 Obi/PROPN/flat/4 left/VERB/x/0/leave ./PUNCT/punct/6",
        ((1, 2, "ORG"), (4, 5, "PERSON")),
        [("Ada Obi", "lawmaker", "Harbour Party", None)],
    ),
    "apposition with complement": (
        "Ada/PROPN/nsubj/11 Obi/PROPN/flat/1 ,/PUNCT/punct/6 the/DET/det/6 former/ADJ/amod/6 director/NOUN/appos/1 of/ADP/case/9 Harbour/PROPN/compound/9 Council/PROPN/nmod/6 ,/PUNCT/punct/6 left/VERB/x/0/leave ./PUNCT/punct/11",
        ((1, 2, "PERSON"), (8, 9, "ORG")),
        [("Ada Obi", "former director", "Harbour Council", None)],
    ),
    "name in apposition": (
        "Kenya/PROPN/nmod:poss/3 's/PART/case/1 president/NOUN/nsubj/8 ,/PUNCT/punct/5 Ada/PROPN/appos/3 Obi/PROPN/flat/5 ,/PUNCT/punct/5 left/VERB/x/0/leave ./PUNCT/punct/8",
        ((1, 1, "GPE"), (5, 6, "PERSON")),
        [("Ada Obi", "president", None, "Kenya")],
    ),
    "predicate": (
        "Ada/PROPN/nsubj/5 Obi/PROPN/flat/1 is/AUX/cop/5/be the/DET/det/5 chairwoman/NOUN/x/0 of/ADP/case/8 Harbour/PROPN/compound/8 Council/PROPN/nmod/5 ./PUNCT/punct/5",
        ((1, 2, "PERSON"), (7, 8, "ORG")),
        [("Ada Obi", "chairwoman", "Harbour Council", None)],
    ),
    "a denied predicate is no role": (
        "Ada/PROPN/nsubj/6 Obi/PROPN/flat/1 is/AUX/cop/6/be not/PART/advmod/6 the/DET/det/6 chairwoman/NOUN/x/0 ./PUNCT/punct/6",
        ((1, 2, "PERSON"),),
        [],
    ),
    "body behind the name": (
        "Representative/PROPN/nmod:desc/2 Obi/PROPN/nsubj/7 from/ADP/case/6 the/DET/det/6 Harbour/PROPN/compound/6 Party/PROPN/nmod/2 agreed/VERB/x/0/agree ./PUNCT/punct/7",
        ((2, 2, "PERSON"), (5, 6, "ORG")),
        [("Obi", "Representative", "Harbour Party", None)],
    ),
    "a courtesy is no role": (
        "Mr./PROPN/nmod:desc/2 Obi/PROPN/nsubj/3 left/VERB/x/0/leave ./PUNCT/punct/3",
        ((2, 2, "PERSON"),),
        [],
    ),
    "what another person is stays with that person": (
        "Ada/PROPN/nsubj/8 Obi/PROPN/flat/1 ,/PUNCT/punct/4 founder/NOUN/appos/1 and/CCONJ/cc/6 Senator/PROPN/conj/4 Berg/PROPN/flat/6 left/VERB/x/0/leave ./PUNCT/punct/8",
        ((1, 2, "PERSON"), (7, 7, "PERSON")),
        [("Ada Obi", "founder", None, None), ("Berg", "Senator", None, None)],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_roles(case: tuple[str, Names, list[tuple[str, str, str | None, str | None]]]) -> None:
    """Each construction gives the person, the title, the organization and the country."""
    text, names, expected = case
    found = [
        (
            role.person.label,
            role.title,
            role.organization and role.organization.label,
            role.country and role.country.label,
        )
        for role in find_entities(text, names)._.roles
    ]
    assert found == expected
