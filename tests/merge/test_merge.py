"""Decisions: recorded, undone, surviving reloads; what they come to; what is worth a look."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.merge import Decision, Kind, canonical, decisions, linked_iri, record, refresh, review, suggest
from kg.store import Store
from kg.store.manifest import Entry
from kg.vocabulary.graphs import ENTITIES, IDENTITY
from kg.vocabulary.namespaces import KG, OWL, RDF, RDFS, WIKIDATA

BASE = "https://example.org/id/"
START = datetime(2024, 1, 1, tzinfo=UTC)


def decide(kind: Kind, one: str, other: str | None = None, minute: int = 0) -> Decision:
    """Return a decision about entities or claims of the example base."""
    return Decision(
        kind, BASE + one, "for a reason", "an analyst", START + timedelta(minutes=minute), other and BASE + other
    )


def article(store: Store, key: str, label: str, role: str = "", qid: str | None = None) -> str:
    """Put an article with one person into the store and return the person's IRI."""
    graph, person = f"<{BASE}{key}>", f"{BASE}{key}/entity-e1"
    lines = [
        f"<{person}> <{RDF}type> <{KG}Person> <{ENTITIES}> .",
        f'<{person}> <{RDFS}label> "{label}" <{ENTITIES}> .',
        f"<{BASE}{key}/m> <{RDF}type> <{KG}Mention> {graph} .",
        f"<{BASE}{key}/m> <{KG}refersTo> <{person}> {graph} .",
    ]
    if qid:
        lines.append(f"<{person}> <{OWL}sameAs> <{WIKIDATA}{qid}> <{ENTITIES}> .")
    if role:
        lines += [
            f"<{BASE}{key}/r> <{RDF}type> <{KG}RoleDescription> {graph} .",
            f"<{BASE}{key}/r> <{KG}holder> <{person}> {graph} .",
            f'<{BASE}{key}/r> <{KG}roleTitle> "{role}" {graph} .',
        ]
    store.replace(f"{BASE}{key}", ("\n".join(sorted(lines)) + "\n").encode(), Entry(key, key, key, key, key))
    return person


def merged(store: Store) -> dict[str, str]:
    """Return the identity graph's merges."""
    rows = store.query(f"SELECT ?a ?b WHERE {{ GRAPH <{IDENTITY}> {{ ?a <{KG}mergedInto> ?b }} }}")
    return {row["a"].value: row["b"].value for row in rows}


def test_merge_and_unmerge_are_exact() -> None:
    """An unmerge leaves the store as if the merge had never been, but for the record of both."""
    with Store.open(None) as store:
        one, other = article(store, "a1", "Ada Example"), article(store, "a2", "Ada Example")
        for kind, wanted in ((Kind.MERGE, {other: one}), (Kind.UNMERGE, {})):
            record(store, Decision(kind, one, "checked by telephone", "an analyst", object=other))
            refresh(store)
            assert merged(store) == wanted
        assert [d.kind for d in decisions(store)] == [Kind.MERGE, Kind.UNMERGE]


def test_a_merge_survives_the_reload_of_its_articles() -> None:
    """Decisions are not the article's, so replacing and removing it leaves them alone."""
    with Store.open(None) as store:
        one, other = article(store, "a1", "Ada Example"), article(store, "a2", "Ada Example")
        record(store, Decision(Kind.MERGE, one, "the same", "an analyst", object=other))
        refresh(store)
        store.remove(f"{BASE}a2")
        article(store, "a2", "Ada Example")
        assert merged(store) == {other: one}


def test_groups_are_named_by_their_linked_entity() -> None:
    """The Wikidata entity stands for its group; otherwise the first IRI; the order of decisions does not matter."""
    found = [decide(Kind.MERGE, "b", "c"), decide(Kind.MERGE, "c", "entity/Q5"), decide(Kind.MERGE, "x", "w")]
    wanted = {f"{BASE}b": f"{BASE}entity/Q5", f"{BASE}c": f"{BASE}entity/Q5", f"{BASE}x": f"{BASE}w"}
    assert canonical(found) == canonical(reversed(found)) == wanted


def test_a_chain_is_cut_where_it_was_unmerged() -> None:
    """Undoing one merge of three leaves the other two entities together."""
    found = [decide(Kind.MERGE, "a", "b"), decide(Kind.MERGE, "b", "c"), decide(Kind.UNMERGE, "c", "b", minute=1)]
    assert canonical(found) == {f"{BASE}b": f"{BASE}a"}


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Kind)[:2]), st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=20
    )
)
def test_canonical_is_idempotent(pairs: list[tuple[Kind, str, str]]) -> None:
    """What stands for a group stands for itself, and nothing is merged into itself."""
    found = canonical(decide(kind, one, other, minute) for minute, (kind, one, other) in enumerate(pairs))
    assert all(target not in found and target != iri for iri, target in found.items())


def test_verdicts() -> None:
    """The latest verdict on a claim counts, a correction with its values."""
    with Store.open(None) as store:
        record(store, decide(Kind.ACCEPT, "claim-1"))
        record(store, Decision(Kind.CORRECT, f"{BASE}claim-1", "misread", "an analyst", values=(("lower", "300"),)))
        refresh(store)
        rows = store.query(
            f"SELECT ?v ?c WHERE {{ GRAPH <{IDENTITY}> {{ ?s <{KG}verdict> ?v ; <{KG}correctedValue> ?c }} }}"
        )
        assert [(row["v"].value, row["c"].value) for row in rows] == [("corrected", "lower=300")]


@pytest.mark.parametrize(
    ("subject", "why", "message"), [("no iri", "why", "is no IRI"), (f"{BASE}a", "  ", "needs a reason")]
)
def test_bad_decisions_are_refused(subject: str, why: str, message: str) -> None:
    """A decision without a reason or about nothing is not recorded."""
    with Store.open(None) as store:
        with pytest.raises(QueryError, match=message):
            record(store, Decision(Kind.ACCEPT, subject, why, "an analyst"))
        assert list(decisions(store)) == []


def test_suggestions() -> None:
    """Namesakes of different articles are proposed with reasons; roles speak for and against; linked ones are left alone."""
    with Store.open(None) as store:
        article(store, "a1", "Oleksiy Hrynko", "mayor")
        article(store, "a2", "Oleksii Hrynko", "mayor")
        article(store, "a3", "Oleksiy Hrynko", "goalkeeper")
        article(store, "a4", "Oleksiy Hrynko", qid="Q7")
        article(store, "a5", "Berta Other")
        found = suggest(store)
    assert found[0].reasons == ("spelt Oleksiy Hrynko and Oleksii Hrynko", "both mayor")
    assert any("but mayor and goalkeeper" in s.reasons for s in found)
    assert all("a4" not in s.one + s.other for s in found)


def test_an_accepted_candidate_links_its_entity() -> None:
    """Accepting makes the entity the Wikidata entity, rejecting takes that back; a stranger's IRI is refused."""
    with Store.open(None) as store:
        person = article(store, "a1", "Ada Example")
        candidate, item = f"{BASE}a1/candidate-e1-Q7", f"{WIKIDATA}Q7"
        lines = "".join(
            f"<{candidate}> <{KG}{name}> <{value}> .\n"
            for name, value in (("candidateFor", person), ("candidate", item))
        )
        store.graph.update(f"INSERT DATA {{ GRAPH <{BASE}a1> {{ {lines} }} }}")
        review(store, "accept", candidate, "same birth date", "an analyst")
        assert merged(store) == {person: linked_iri("Q7")}
        same = store.query(f"ASK {{ GRAPH <{IDENTITY}> {{ <{linked_iri('Q7')}> <{OWL}sameAs> <{item}> }} }}")
        assert bool(same)
        review(store, "reject", candidate, "another birth date", "an analyst")
        assert merged(store) == {}
        with pytest.raises(QueryError, match="neither a claim nor a link candidate"):
            review(store, "accept", f"{BASE}nothing", "why", "an analyst")
        with pytest.raises(QueryError, match="accept or reject"):
            review(store, "correct", candidate, "why", "an analyst", (("qid", "Q8"),))
