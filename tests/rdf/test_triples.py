"""An extraction as RDF: a pure function with the shape that queries rely on."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import VocabularyError
from kg.model import Claim, Extraction, Hop, Modality, Span
from kg.rdf.chains import Part, Silent, expand
from kg.rdf.entities import Row
from kg.rdf.iris import article_iri
from kg.rdf.positions import read_position
from kg.rdf.triples import article_nquads
from kg.vocabulary.graphs import ENTITIES
from tests.sample_extractions import TEXT, sample_extraction, span_of

GOLDEN = Path(__file__).with_name("golden") / "sample.nq"
PREFIX = "PREFIX kg: <https://w3id.org/geopolitical-kg/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "


class _Row:
    label = "Kingdom of Norway"
    type = "Country"


def lookup(qid: str) -> Row | None:
    """Answer for one country, as the entity snapshot does for all."""
    return _Row() if qid == "Q20" else None


def ask(nquads: bytes, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a query over N-Quads, as strings."""
    store = ox.Store()
    store.load(nquads, format=ox.RdfFormat.N_QUADS)
    solutions = store.query(PREFIX + query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return sorted(tuple(getattr(term, "value", "") for term in row) for row in solutions)


@pytest.fixture(scope="module")
def nquads() -> bytes:
    """Return the sample article as N-Quads."""
    return article_nquads(sample_extraction(), "https://kg.example/", lookup=lookup)


def test_golden(nquads: bytes) -> None:
    """The sample's N-Quads are what the golden file holds; `rewrite_golden.py` rewrites it."""
    assert nquads.decode() == GOLDEN.read_text(encoding="utf-8")


def test_sorted_and_parsable(nquads: bytes) -> None:
    """The lines are sorted, unique, in the canonical form of N-Quads, and hold no blank node."""
    lines = nquads.decode().splitlines()
    assert lines == sorted(set(lines))
    quads = list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
    assert sorted(ox.serialize(quads, format=ox.RdfFormat.N_QUADS).decode().splitlines()) == lines
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))


def test_two_graphs(nquads: bytes) -> None:
    """There are two graphs: the article's, named as the article is, and the shared one."""
    graphs = {quad.graph_name.value for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS)}
    article = sample_extraction().article
    assert graphs == {article_iri(article), ENTITIES}


def test_shared_graph_does_not_depend_on_the_article() -> None:
    """What is stated of a linked entity in the shared graph comes from its row alone."""
    extraction = sample_extraction()
    renamed = replace(
        extraction,
        entities=tuple(
            replace(e, label="somewhere", type="Government") if e.qid == "Q20" else e for e in extraction.entities
        ),
    )
    query = f"SELECT ?p ?o {{ GRAPH <{ENTITIES}> {{ <https://kg.example/entity/Q20> ?p ?o }} }}"
    first, second = (ask(article_nquads(e, "https://kg.example/", lookup=lookup), query) for e in (extraction, renamed))
    assert first == second
    assert "Kingdom of Norway" in {value for _, value in first}


def test_chain(nquads: bytes) -> None:
    """The inner claim is asserted by the inner voice and relayed by both outer ones; bounds hang on it."""
    rows = ask(
        nquads,
        """SELECT ?asserter ?via ?upper { ?claim kg:assertedBy ?a ; kg:relayedBy ?r ; kg:estimate [ kg:upper ?upper ] .
           ?a rdfs:label ?asserter . ?r rdfs:label ?via }""",
    )
    assert rows == [("Admiral Reyes", "Ito", "4000"), ("Admiral Reyes", "Sand", "4000")]


def test_relayed_by_is_what_the_property_chain_says(nquads: bytes) -> None:
    """What the mapping writes as `kg:relayedBy` is what the ontology's rule derives from `kg:reports`, no more and no less."""
    written = ask(nquads, "SELECT ?claim ?via { ?claim kg:relayedBy ?via }")
    derived = ask(nquads, "SELECT DISTINCT ?claim ?via { ?claim ^kg:reports+/kg:assertedBy ?via }")
    assert written == derived
    assert written


def test_denial_in_one_record(nquads: bytes) -> None:
    """A denial told in one record is a claim about a claim that nobody voices."""
    rows = ask(
        nquads,
        "SELECT ?denier ?behalf ?denied ?upper { ?d a kg:Denial ; kg:assertedBy ?denier ; kg:onBehalfOf ?behalf ; "
        "kg:denies ?c . ?c kg:assertedBy ?denied ; kg:estimate [ kg:upper ?upper ] }",
    )
    unspecified = "https://w3id.org/geopolitical-kg/ontology#Unspecified"
    assert rows == [("https://kg.example/entity/Q585", "https://kg.example/entity/Q20", unspecified, "40")]


def test_nothing_stands_bare(nquads: bytes) -> None:
    """Every event, role and agreement hangs on a claim."""
    query = (
        "SELECT ?d { VALUES ?t { kg:EventDescription kg:RoleDescription kg:AgreementDescription } "
        "?d a ?t FILTER NOT EXISTS { ?claim kg:about ?d } }"
    )
    assert ask(nquads, query) == []


def test_evidence_reproduces_the_text(nquads: bytes) -> None:
    """Quoted words are what stands at the position."""
    rows = ask(
        nquads,
        "SELECT ?start ?end ?exact { ?e oa:hasSource ?a ; oa:hasSelector [ oa:start ?start ; oa:end ?end ; oa:exact ?exact ] }",
    )
    assert rows
    assert all(TEXT[int(start) : int(end)] == exact for start, end, exact in rows)


def test_context_only_where_words_recur() -> None:
    """What stands around a quotation is kept where its words occur more than once in the article, and nowhere else."""
    extraction = sample_extraction()
    claims = (*extraction.claims[:-1], replace(extraction.claims[-1], evidence=span_of("Port Vell", nth=1)))
    nquads = article_nquads(replace(extraction, claims=claims))
    rows = ask(nquads, "SELECT ?exact ?before ?after { ?s oa:exact ?exact ; oa:prefix ?before ; oa:suffix ?after }")
    assert rows == [
        ("Port Vell", "president of Norway, met Reyes in "[-32:], ".\n\nThe Fjord Pact, signed by Norwa"[:32])
    ]


def test_mentions_are_stretches(nquads: bytes) -> None:
    """A mention is named by the article and the position of its words."""
    rows = ask(nquads, "SELECT ?mention ?words { ?mention kg:refersTo ?entity ; kg:surface ?words }")
    assert rows
    for mention, words in rows:
        article, _, fragment = mention.partition("#")
        span = read_position(fragment)
        assert article == article_iri(sample_extraction().article)
        assert span is not None
        assert span.of(TEXT) == words


def test_no_quotes() -> None:
    """Without quotations the evidence keeps offsets and a hash of the words, and no words."""
    nquads = article_nquads(sample_extraction(), quotes=False)
    assert b"ns/oa#exact" not in nquads
    assert ask(nquads, "SELECT ?h { ?e oa:hasSource ?a ; kg:quoteHash ?h }")


def test_base_names_everything() -> None:
    """Instances stand under the base that is given."""
    first = article_nquads(sample_extraction(), "https://kg.example/")
    assert b"https://w3id.org/geopolitical-kg/id/" not in first.replace(ENTITIES.encode(), b"")


def test_unknown_code() -> None:
    """A code that no scheme has is an error that names it."""
    extraction = sample_extraction()
    claim = replace(extraction.claims[0], speech_act="humming")
    with pytest.raises(VocabularyError, match="humming"):
        article_nquads(replace(extraction, claims=(claim,)))


def test_unknown_kind_gets_its_own_concept() -> None:
    """A counted kind that the scheme lacks is a concept named after the words, in the shared graph."""
    extraction = sample_extraction()
    claim = extraction.claims[1]
    odd = replace(claim, estimates=(replace(claim.estimates[0], unit="paper boats"),))
    rows = ask(
        article_nquads(replace(extraction, claims=(odd,)), "https://kg.example/"), "SELECT ?k { ?e kg:counted ?k }"
    )
    assert rows == [("https://kg.example/kind/paper%20boats",)]


def _claim(identifier: str, *voices: str, **more: object) -> Claim:
    chain = tuple(Hop(voice) for voice in voices)
    values: dict[str, object] = {"evidence": Span(0, 4), "modality": Modality.REPORTED, **more}
    return Claim(identifier, chain, (), **values)  # type: ignore[arg-type]


def test_hops_without_a_record_become_relays() -> None:
    """Three voices in one record give two relays and the claim, each reporting the next."""
    nodes = expand([_claim("c1", "agency", "officials", "capital")])
    assert [(node.part, node.reports) for node in nodes] == [
        (Part.RELAY, ("relay", "c1", 1)),
        (Part.RELAY, ("claim", "c1")),
        (Part.WHOLE, None),
    ]


def test_relayed_denial_in_one_record() -> None:
    """Outermost voice, denier, denied: the outermost reports the denial, the denied voice keeps the content."""
    nodes = expand([_claim("c1", "agency", "ministry", "rebels", modality=Modality.DENIAL)])
    assert [(node.key[0], node.part, node.reports, node.denies) for node in nodes] == [
        ("relay", Part.RELAY, ("denial", "c1"), None),
        ("denial", Part.DENIAL, None, ("claim", "c1")),
        ("claim", Part.DENIED, None, None),
    ]


def test_denied_record_with_its_own_denial() -> None:
    """A denied figure with a denial of its own is asserted by nobody when only the denier is named."""
    denied = _claim("c1", "ministry", modality=Modality.DENIAL)
    denial = _claim("c2", "ministry", modality=Modality.DENIAL, denies="c1")
    first, second = expand([denied, denial])
    assert (first.voice, first.modality) == (Silent.UNSPECIFIED, Modality.REPORTED)
    assert second.denies == first.key


def test_empty_article() -> None:
    """An article with nothing found is still described."""
    extraction = sample_extraction()
    bare = Extraction(extraction.article)
    assert ask(article_nquads(bare), "SELECT ?a { ?a a kg:Article }")


def test_span_of_finds_words() -> None:
    """The sample's helper finds the words that it is asked for."""
    assert span_of("Oslo").of(TEXT) == "Oslo"
