"""HermiT on the ontology and on a small sample: it holds together, and it tells what nobody wrote down."""

import pyoxigraph as ox
import pytest

from kg.rdf.triples import article_nquads
from kg.reason.graph import inferred_quads
from kg.reason.hermit import Inference, reason
from kg.reason.module import classes, owl_module
from kg.vocabulary.graphs import INFERRED
from kg.vocabulary.namespaces import KG, local_name
from tests.sample_extractions import sample_extraction

DEFINED = {
    "agreement-a1": {"BilateralAgreement"},
    "background-agreement-a1": {"NarratorClaim"},
    "claim-c1": {"DeniedClaim"},
    "claim-c2": {"ProjectedClaim", "RelayedClaim"},
    "claim-c4": {"DeniedClaim"},
    "claim-c5": {"RelayedClaim", "UnattributedClaim"},
    "entity-e1": {"QuotedActor", "RelayingActor"},
    "entity-e7": {"HeadOfState"},
    "estimate-c2-0": {"OpenEndedCount", "PeopleCount", "ProjectedCount", "SecondHandCount"},
    "estimate-c4-0": {"DeniedCount"},
    "Q20": {"DenyingActor", "TreatyParty"},
}


@pytest.fixture(scope="module")
def sample() -> Inference:
    """Return what follows from the sample article."""
    quads = ox.parse(article_nquads(sample_extraction()), format=ox.RdfFormat.N_QUADS)
    return reason(quad.triple for quad in quads)


def test_ontology_is_consistent_and_satisfiable() -> None:
    """The ontology alone, relations and concepts included, has no contradiction and no class that must be empty."""
    found = reason()
    assert found == Inference(consistent=True)


def test_sample_is_consistent(sample: Inference) -> None:
    """What the mapping writes does not contradict the ontology."""
    assert sample.consistent
    assert sample.unsatisfiable == ()


@pytest.mark.parametrize("name", DEFINED)
def test_defined_classes(sample: Inference, name: str) -> None:
    """A node gets the classes that its description earns it."""
    found = {local_name(kind) for node, kind in sample.types if local_name(node) == name}
    assert DEFINED[name] <= found


def test_nothing_known_is_repeated(sample: Inference) -> None:
    """Only new statements are returned, and only in classes of ours."""
    nquads = article_nquads(sample_extraction()).decode()
    assert sample.types == tuple(sorted(set(sample.types)))
    for node, kind in sample.types:
        assert kind.startswith(KG)
        assert f"<{node}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{kind}> " not in nquads


def test_contradiction_is_found() -> None:
    """A claim with two modalities contradicts the ontology."""
    claim = ox.NamedNode("https://kg.example/claim")
    modality = ox.NamedNode(f"{KG}modality")
    two = [ox.Triple(claim, modality, ox.NamedNode(KG + name)) for name in ("Fact", "Projection")]
    assert not reason(two).consistent


def test_days_are_left_out_of_account() -> None:
    """Datatypes that OWL 2 lacks do not stop the reasoner."""
    time = ox.NamedNode("https://kg.example/time")
    day = ox.Literal("2024-03-04", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    assert reason([ox.Triple(time, ox.NamedNode(f"{KG}earliest"), day)]).consistent


def test_module_takes_the_concepts_that_data_use() -> None:
    """With data, only the concepts that they use and what those are under are part of the module."""
    counted = ox.Triple(ox.NamedNode("https://kg.example/e"), ox.NamedNode(f"{KG}counted"), ox.NamedNode(f"{KG}Troops"))
    module = owl_module([counted])
    assert b"ontology#Troops>" in module
    assert b"ontology#People>" in module
    assert b"ontology#Refugees>" not in module


def test_inferred_types_have_their_own_graph(sample: Inference) -> None:
    """What was concluded stays apart from what was read."""
    quads = inferred_quads(sample)
    assert len(quads) == len(sample.types)
    assert {quad.graph_name.value for quad in quads} == {INFERRED}


def test_module_is_complete_and_stable() -> None:
    """Relations and defined classes are part of the module, and it is the same every time."""
    names = {local_name(iri) for iri in classes()}
    assert {"Claim", "RelayedClaim", "Deployment", "HeadOfState"} <= names
    assert owl_module() == owl_module()
    assert b"lemma" not in owl_module()
