"""The linker: certain names link, doubtful ones are kept as candidates, unknown ones stay unlinked."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer import shared
from kg.link import Thresholds, link, ranked, read_context
from kg.model import Article, Claim, Entity, Extraction, Hop, Mention, MentionKind, Modality, Role, Span


def entity(
    key: str, type_name: str, *names: str, kind: MentionKind = MentionKind.NAME, country: str | None = None
) -> Entity:
    """Return an entity with one mention per name."""
    return Entity(key, type_name, names[0], tuple(Mention(Span(0, len(n)), n, kind) for n in names), country=country)


def linked(*entities: Entity, roles: tuple[Role, ...] = (), claims: tuple[Claim, ...] = ()) -> dict[str, Entity]:
    """Return the entities by id after linking them as one article of 2022."""
    extraction = Extraction(Article("", published=date(2022, 6, 1)), entities, claims, roles=roles)
    return {e.id: e for e in link(extraction, shared()).entities}


@pytest.mark.parametrize(
    ("type_name", "name", "qid"),
    [
        ("Country", "Norway", "Q20"),
        ("Country", "the Republic of Korea", "Q884"),
        ("City", "Reykjavík", "Q1764"),
        ("City", "Reykjavik", "Q1764"),
        ("Person", "Angela Merkel", "Q567"),
        ("Organization", "European Commission", "Q8880"),
        ("IntergovernmentalOrganization", "ASEAN", "Q7768"),
        ("Person", "Ulla Nobodysson", None),
        ("Organization", "Committee of Nine Lighthouses", None),
    ],
)
def test_names(type_name: str, name: str, qid: str | None) -> None:
    """Names of the world's well-known entities link; made-up names do not."""
    assert linked(entity("e1", type_name, name))["e1"].qid == qid


def test_a_title_is_no_part_of_a_name_but_a_direction_is() -> None:
    """A lower-case title before a person's name is left out; a part of a country is not the country."""
    found = linked(entity("e1", "Person", "chancellor Angela Merkel"), entity("e2", "Region", "eastern Finland"))
    assert (found["e1"].qid, found["e2"].qid) == ("Q567", None)


def test_a_nationality_before_a_name_tells_its_country() -> None:
    """The South Korean National Assembly is that of South Korea; a nation without such a body gets no other nation's."""
    found = linked(
        entity("k", "Country", "South Korea"),
        entity("e1", "Legislature", "South Korean National Assembly", country="k"),
        entity("e2", "Legislature", "Norwegian National Assembly"),
    )
    assert (found["e1"].qid, found["e2"].qid) == ("Q494162", None)


def test_demonym_links_its_country() -> None:
    """An entity that is named by its demonym alone is the country."""
    assert linked(entity("e1", "Country", "Finnish", kind=MentionKind.DEMONYM))["e1"].qid == "Q33"


def test_a_type_that_disagrees_is_not_linked() -> None:
    """A person does not become a city because a city has the same name."""
    found = linked(entity("e1", "Person", "Florence"), entity("e2", "Person", "America"))
    assert [(one.qid, one.candidates) for one in found.values()] == [(None, ()), (None, ())]


def test_surname_alone_is_not_looked_up_beside_a_full_name() -> None:
    """The full name decides: a famous bearer of the surname does not take over."""
    found = linked(entity("e1", "Person", "Ottilie Merkel", "Merkel"))["e1"]
    assert found.qid is None
    assert all(candidate.label != "Angela Merkel" for candidate in found.candidates)


def test_country_decides_between_namesakes() -> None:
    """A party's country, said by the text, moves the score towards the party of that country."""
    korea, party = entity("c", "Country", "Italy"), entity("e1", "PoliticalParty", "Democratic Party")
    plain = linked(korea, party)["e1"]
    best = [
        c.qid
        for c in ranked(
            replace(party, country="c"),
            shared(),
            read_context(Extraction(Article(""), (korea, replace(party, country="c"))), shared()),
        )
    ]
    assert best.index("Q47729") < 5
    assert plain.qid in (None, "Q29552")


@pytest.mark.parametrize(
    ("party", "country", "qid"),
    [("Democratic Party", "South Korea", "Q15978686"), ("Communist Party", "Vietnam", "Q427325")],
)
def test_a_name_may_leave_out_its_country(party: str, country: str, qid: str) -> None:
    """A party tied to a country is found under the name that adds the country: "Democratic Party of Korea"."""
    found = linked(entity("c", "Country", country), entity("e1", "PoliticalParty", party, country="c"))
    assert found["e1"].qid == qid


def test_a_party_is_of_its_members_country() -> None:
    """The nationality of a lawmaker tells that of the party, but not that of a charity."""
    nation, person = entity("c", "Country", "South Korea"), entity("p", "Person", "Ulla Nobodysson")
    for kind, qid in (("PoliticalParty", "Q15978686"), ("Organization", None)):
        body = entity("e1", kind, "Democratic Party")
        role = Role("p", "lawmaker", Span(0, 1), organization="e1", country="c")
        assert linked(nation, person, body, roles=(role,))["e1"].qid == qid


def test_metonym_speaks_for_its_country_only_as_asserter() -> None:
    """A capital keeps its own item; whom it speaks for is said apart, and only where it speaks."""
    capital = entity("e1", "City", "Warsaw")
    claim = Claim("c1", (Hop("Warsaw", ("e1",)),), (), Span(0, 1), Modality.REPORTED)
    assert linked(capital)["e1"].stands_for is None
    speaking = linked(capital, claims=(claim,))["e1"]
    assert (speaking.qid, speaking.stands_for) == ("Q270", "Q36")


def test_below_the_threshold_candidates_are_kept() -> None:
    """A doubtful link is not made but kept for review, with its score."""
    extraction = Extraction(Article(""), (entity("e1", "Country", "Norway"),))
    found = link(extraction, shared(), Thresholds(link=1.01)).entities[0]
    assert found.qid is None
    assert found.candidates[0].qid == "Q20"
    assert 0 < found.candidates[0].score <= 1


def test_linking_twice_changes_nothing() -> None:
    """Linking is a pure function of names, article and snapshot."""
    once = link(Extraction(Article(""), (entity("e1", "Country", "Chile"), entity("e2", "City", "Santiago"))), shared())
    assert link(once, shared()) == once


@given(
    st.lists(st.text(max_size=30), min_size=1, max_size=4),
    st.sampled_from(["Person", "Organization", "City", "Agreement"]),
)
def test_any_name_is_safe(names: list[str], type_name: str) -> None:
    """No name crashes the linker or makes it emit a malformed QID."""
    for found in linked(entity("e1", type_name, *names)).values():
        for qid in (found.qid, found.stands_for, *(c.qid for c in found.candidates)):
            assert qid is None or re.fullmatch(r"Q[1-9]\d*", qid)
