"""Analysts' decisions in every answer: merged entities are one, rejected claims do not count, corrections are shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pyoxigraph as ox
import pytest

from kg.merge import Decision, Kind, record, refresh, review
from kg.model import Extraction, Participant
from kg.query import ask, stored_queries
from kg.store import Store
from kg.vocabulary.graphs import COPIES
from kg.vocabulary.namespaces import KG, WIKIDATA
from tests.sample_extractions import sample_extraction, span_of
from tests.stores import put

OF_CLAIMS = sorted(
    name
    for name, query in stored_queries().items()
    if "reviewed" in {parameter.name for parameter in query.parameters} and name != "link-candidates"
)
DEFAULTS = {"count-timeline": {"counted": "ships"}}


def _article(number: int, reyes: str, ships: float) -> Extraction:
    """Return the sample article under another address, in which Reyes has another name and the radio lost `ships` ships."""
    sample = sample_extraction()
    (figure,) = next(claim for claim in sample.claims if claim.id == "c4").estimates
    lost = replace(
        figure,
        lower=ships,
        upper=ships,
        surface=f"{ships:g} ships",
        whose=Participant("Harbour Radio", span_of("Harbour Radio"), "e10"),
    )
    claims = [
        replace(claim, chain=tuple(replace(hop, name=reyes) if hop.name == "Reyes" else hop for hop in claim.chain))
        for claim in sample.claims
    ]
    told = replace(next(claim for claim in claims if claim.id == "c5"), estimates=(lost,))
    return replace(
        sample,
        article=replace(sample.article, url=f"https://harbour.example/{number}", published=date(2024, 3, 5 + number)),
        entities=tuple(replace(e, label=reyes) if e.id == "e3" else e for e in sample.entities),
        claims=tuple(told if claim.id == "c5" else claim for claim in claims),
    )


@pytest.fixture
def store() -> Iterator[Store]:
    """Yield a store with two articles, which name Reyes differently and give different figures."""
    with Store.open(None) as opened:
        put(opened, _article(1, "Reyes", 40))
        put(opened, _article(2, "Admiral Diego Reyes", 90))
        yield opened


def _rows(store: Store, name: str, **params: str) -> list[dict[str, object]]:
    return [dict(row) for row in ask(store, name, **{**DEFAULTS.get(name, {}), **params})]


def _entity(store: Store, label: str) -> list[str]:
    """Return the entities of articles with this name, in order."""
    return sorted(str(row["iri"]) for row in ask(store, "entities", named=label) if row["entity"] == label)


def _merge(store: Store, one: str, other: str, kind: Kind = Kind.MERGE) -> None:
    record(store, Decision(kind, one, "the same", "an analyst", object=other))
    refresh(store)


def _claims(store: Store, article: str) -> list[str]:
    """Return all claims of an article."""
    quads = store.graph.quads_for_pattern(None, ox.NamedNode(f"{KG}inArticle"), ox.NamedNode(article), None)
    return sorted(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))


@pytest.mark.parametrize("name", OF_CLAIMS)
def test_rejected_claims_leave_every_answer(name: str, store: Store) -> None:
    """What an analyst rejected is not shown and not counted, except with `reviewed`; accepted claims change nothing."""
    before = _rows(store, name)
    assert before or name == "conflicting-counts"
    with Store.open(None) as alone:
        put(alone, _article(1, "Reyes", 40))
        wanted = _rows(alone, name)
    for claim in _claims(store, "https://harbour.example/2"):
        review(store, "reject", claim, "a rumour", "an analyst")
    assert _rows(store, name) == wanted
    shown = _rows(store, name, reviewed="true")
    assert [{**row, "verdict": None} for row in shown] == [{**row, "verdict": None} for row in before]
    for claim in _claims(store, "https://harbour.example/2"):
        review(store, "accept", claim, "confirmed", "an analyst")
    assert [{**row, "verdict": None} for row in _rows(store, name)] == [{**row, "verdict": None} for row in before]


def test_a_rejected_denial_denies_nothing(store: Store) -> None:
    """Who rejected a figure is named beside it until that denial is rejected."""
    row = next(row for row in _rows(store, "denials") if row["denier"] == "Oslo")
    figure = row["figure"]
    denial = next(
        str(claim["claim"])
        for claim in _rows(store, "claims-by-asserter", by="Oslo")
        if claim["article"] == row["article"]
    )

    def deniers() -> set[object]:
        rows = _rows(store, "who-asserted-troop-count", counted="ships")
        return {r["denied_by"] for r in rows if r["article"] == row["article"] and r["denied_by"]}

    assert figure == "40 ships"
    assert deniers() == {"Oslo"}
    review(store, "reject", denial, "misread", "an analyst")
    assert deniers() == set()


@pytest.mark.parametrize("name", ["who-asserted-troop-count", "claims-by-asserter", "count-timeline"])
def test_corrections_stand_beside_the_claim(name: str, store: Store) -> None:
    """A corrected claim stays as the article has it, and shows what an analyst corrected."""
    params = {"counted": "troops"} if name == "count-timeline" else {}
    claim = next(str(row["claim"]) for row in _rows(store, "claims-by-asserter", by="Diego"))
    assert not [row for row in _rows(store, name, **params) if row["corrected"]]
    review(store, "correct", claim, "read the transcript", "an analyst", (("modality", "fact"), ("upper", "3000")))
    (row,) = [row for row in _rows(store, name, **params) if row["corrected"]]
    assert set(str(row["corrected"]).split(", ")) == {"modality=fact", "upper=3000"}
    assert row["asserter"] == "Admiral Diego Reyes"
    verdicts = {row["verdict"] for row in _rows(store, "evidence-of-claim", of=claim)}
    assert verdicts == {"corrected"}


def test_merged_entities_count_as_one(store: Store) -> None:
    """Mentions and articles of merged entities are added up, and an unmerge takes them apart again."""
    names = ("entities", "unlinked-entities")
    before = {name: _rows(store, name) for name in names}
    one, other = *_entity(store, "Reyes"), *_entity(store, "Admiral Diego Reyes")
    _merge(store, one, other)
    for name in names:
        rows = [row for row in _rows(store, name) if "Reyes" in str(row["entity"])]
        assert [(row["mentions"], row["articles"]) for row in rows] == [(4, 2)]
        assert len(_rows(store, name)) == len(before[name]) - 1
    _merge(store, one, other, Kind.UNMERGE)
    assert {name: _rows(store, name) for name in names} == before


def test_merged_entities_have_one_name_everywhere(store: Store) -> None:
    """Whoever was merged is called alike as asserter, participant and holder, and is found by both names."""
    one, other = *_entity(store, "Reyes"), *_entity(store, "Admiral Diego Reyes")
    _merge(store, one, other)
    (name,) = [row["entity"] for row in _rows(store, "entities", named="Reyes")]
    figures = _rows(store, "who-asserted-troop-count")
    assert {row["asserter"] for row in figures} == {name}
    assert (
        len(_rows(store, "who-asserted-troop-count", by="Diego"))
        == len(_rows(store, "claims-by-asserter", by="Diego"))
        > 0
    )
    assert {row["target"] for row in _rows(store, "events") if row["target"]} == {name}
    assert {row["entity"] for row in _rows(store, "claims-about-entity", named="Reyes")} == {name}
    assert {str(row["chain"]).rpartition(" → ")[2] for row in _rows(store, "attribution-chains", by="Reyes")} == {name}
    assert {row["asserter"] for row in _rows(store, "count-timeline", counted="troops")} == {name}


def test_merged_voices_are_one_source(store: Store) -> None:
    """The aggregates count merged asserters as one voice."""

    def voices() -> tuple[object, list[object]]:
        (troops,) = [row for row in _rows(store, "counts-by-kind") if row["kind"] == "troops"]
        return troops["voices"], [row["figures"] for row in _rows(store, "sources-by-count-kind", counted="troops")]

    assert voices() == (2, [1, 1])
    _merge(store, *_entity(store, "Reyes"), *_entity(store, "Admiral Diego Reyes"))
    assert voices() == (1, [2])


def test_an_accepted_candidate_links_its_entity(store: Store) -> None:
    """An accepted link makes the entity the item, under the item's name although no article links to it."""
    offered = [row for row in _rows(store, "link-candidates") if row["label"] == "Ola Sand"]
    assert len(offered) == 2
    options = sorted(
        quad.subject.value
        for quad in store.graph.quads_for_pattern(
            None, ox.NamedNode(f"{KG}candidate"), ox.NamedNode(f"{WIKIDATA}Q91000001"), None
        )
        if isinstance(quad.subject, ox.NamedNode)
    )
    for option in options:
        review(store, "accept", option, "met him", "an analyst")
    (row,) = [row for row in _rows(store, "entities-with-wikidata") if row["wikidata"] == f"{WIKIDATA}Q91000001"]
    assert (row["entity"], row["articles"], row["score"]) == ("Ola Sand", 2, None)
    (row,) = _rows(store, "entities", named="Ola Sand")
    assert (row["wikidata"], row["type"], row["articles"]) == (f"{WIKIDATA}Q91000001", "person", 2)
    assert not [row for row in _rows(store, "unlinked-entities") if "Sand" in str(row["entity"])]
    assert not _rows(store, "link-candidates", named="Sand")
    assert {row["verdict"] for row in _rows(store, "link-candidates", named="Sand", reviewed="true")} == {"accepted"}
    assert not [row for row in _rows(store, "entities-with-wikidata", least_score="0.5") if row["score"] is None]


def test_a_rejected_candidate_is_offered_no_more(store: Store) -> None:
    """A rejected candidate is no entity's best, and the entity stays in the list."""
    sand = [row for row in _rows(store, "unlinked-entities") if row["entity"] == "Sand"]
    assert [row["label"] for row in sand] == ["Ola Sand", "Ola Sand"]
    option = next(
        quad.subject
        for quad in store.graph.quads_for_pattern(None, ox.NamedNode(f"{KG}candidateFor"), None, None)
        if quad.graph_name == ox.NamedNode("https://harbour.example/1")
        and "Q91000001" in str(list(store.graph.quads_for_pattern(quad.subject, None, None, None)))
    )
    assert isinstance(option, ox.NamedNode)
    review(store, "reject", option.value, "somebody else", "an analyst")
    sand = [row for row in _rows(store, "unlinked-entities") if row["entity"] == "Sand"]
    assert {row["article"]: row["label"] for row in sand} == {
        "https://harbour.example/1": None,
        "https://harbour.example/2": "Ola Sand",
    }


def test_figures_of_merged_owners_conflict(store: Store) -> None:
    """Two figures are compared when what ties them was merged, and no more after the unmerge."""
    assert not _rows(store, "conflicting-counts")
    one, other = _entity(store, "Harbour Radio")
    _merge(store, one, other)
    (row,) = _rows(store, "conflicting-counts")
    assert {row["figure"], row["other_figure"]} == {"40 ships", "90 ships"}
    assert row["whose"] == "Harbour Radio"
    assert _rows(store, "conflicting-counts", counted="ships") == [row]
    assert not _rows(store, "conflicting-counts", counted="troops")
    _merge(store, one, other, Kind.UNMERGE)
    assert not _rows(store, "conflicting-counts")


def test_copies_are_no_further_voices(store: Store) -> None:
    """A copy of an article adds nothing to what is counted over sources."""
    with Store.open(None) as alone:
        put(alone, _article(1, "Reyes", 40))
        wanted = {name: _rows(alone, name) for name in ("counts-by-kind", "sources-by-count-kind")}
    assert {name: _rows(store, name) for name in wanted} != wanted
    copy, original = (ox.NamedNode(f"https://harbour.example/{number}") for number in (2, 1))
    store.graph.add(ox.Quad(copy, ox.NamedNode(f"{KG}copyOf"), original, ox.NamedNode(COPIES)))
    assert {name: _rows(store, name) for name in wanted} == wanted


@pytest.mark.parametrize("name", [query.name for query in stored_queries().values() if query.pages])
def test_decisions_are_the_same_page_by_page(name: str, store: Store) -> None:
    """With merges and verdicts in the store, the pages put together are the whole answer."""
    _merge(store, *_entity(store, "Reyes"), *_entity(store, "Admiral Diego Reyes"))
    _merge(store, *_entity(store, "Harbour Radio"))
    review(store, "reject", _claims(store, "https://harbour.example/1")[0], "a rumour", "an analyst")
    params = DEFAULTS.get(name, {})
    whole = ask(store, name, **params)
    assert ask(store, name, limit=len(whole) + 1, **params) == whole
