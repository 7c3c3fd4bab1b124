"""There and back: any extraction is valid RDF, and its claims come back from it unchanged."""

from dataclasses import fields, replace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from kg.model import Claim, Extraction
from kg.rdf.records import read_claims
from kg.rdf.terms import decimal, double, iri, literal, storable
from kg.rdf.triples import article_nquads
from kg.validate.facts import quads_of, read_quads
from tests.rdf.strategies import WILD, extractions
from tests.sample_extractions import sample_extraction

RELAXED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def parse(nquads: bytes) -> list[ox.Quad]:
    """Return the quads of N-Quads as Oxigraph reads them."""
    return list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))


def stored(value: object) -> object:
    """Return a record with every string as RDF can hold it."""
    if isinstance(value, str) and type(value) is str:
        return storable(value)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(stored(part) for part in value)
    if hasattr(value, "__dataclass_fields__"):
        return type(value)(**{f.name: stored(getattr(value, f.name)) for f in fields(value)})  # type: ignore[arg-type]
    return value


@RELAXED
@given(extractions())
def test_claims_come_back(extraction: Extraction) -> None:
    """Claim → RDF → claim is the identity."""
    nquads = article_nquads(extraction, "https://kg.example/")
    assert read_claims(parse(nquads)) == stored(extraction.claims)


@RELAXED
@given(extractions())
def test_any_string_makes_valid_rdf(extraction: Extraction) -> None:
    """The lines are parsed alike by Oxigraph and by the gate's reader, and hold the same twice."""
    nquads = article_nquads(extraction, "https://kg.example/")
    assert nquads == article_nquads(extraction, "https://kg.example/")
    assert len(parse(nquads)) == len(read_quads(nquads))
    assert sorted(quads_of(parse(nquads))) == sorted(read_quads(nquads))


@given(WILD)
def test_literals_and_iris(text: str) -> None:
    """Any string survives as a literal, but for lone surrogates, and can be part of an IRI."""
    line = f"{iri('https://kg.example/', text)} <a:b> {literal(text)} <a:g> .\n"
    (quad,) = parse(line.encode())
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == storable(text)


def test_sample_comes_back() -> None:
    """The hand-made sample comes back too: chains over several records, reports and denials of other records."""
    extraction = sample_extraction()
    found = read_claims(parse(article_nquads(extraction)))
    assert found == tuple(replace(claim, chain=_with_sources(claim, found)) for claim in extraction.claims)


def _with_sources(claim: Claim, found: tuple[Claim, ...]) -> tuple[object, ...]:
    chain = next(other.chain for other in found if other.id == claim.id)
    assert [(hop.name, hop.entities) for hop in chain] == [(hop.name, hop.entities) for hop in claim.chain]
    return chain


@pytest.mark.parametrize(
    ("number", "lexical"),
    [(0.0, "0"), (-0.0, "0"), (1e6, "1000000"), (1.5, "1.5"), (1e22, "1" + "0" * 22), (1e-7, "0.0000001")],
)
def test_decimals_have_no_exponent(number: float, lexical: str) -> None:
    """Bounds are written out in full."""
    assert decimal(number) == f'"{lexical}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_what_is_no_number_is_refused(number: float) -> None:
    """An infinite bound or score is an error, not an invalid literal."""
    with pytest.raises(ValueError, match="leave an open bound out"):
        decimal(number)
    with pytest.raises(ValueError, match="between 0 and 1"):
        double(number)
