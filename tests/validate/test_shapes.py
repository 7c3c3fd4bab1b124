"""Every constraint of every shape has an example that breaks it, found alike by pyshacl and by the gate."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate as pyshacl_validate

from kg.errors import VocabularyError
from kg.rdf.triples import article_nquads
from kg.validate import gate, shapes
from kg.validate.facts import Facts, quads_of, read_quads
from kg.validate.judge import judge, rdflib_graph
from kg.validate.report import Severity
from kg.validate.shapes import Constraint, Shape
from kg.vocabulary.namespaces import local_name
from kg.vocabulary.schemes import concepts
from tests.sample_extractions import sample_extraction
from tests.validate.breaking import break_constraint

FIXTURES = sorted(Path(__file__).with_name("fixtures").glob("*.ttl"))
ALL = [(shape, constraint) for shape in shapes.shapes() for constraint in shape.constraints]
GOOD = read_quads(article_nquads(sample_extraction(), "https://kg.example/"))


def test_good_graph_passes() -> None:
    """The sample has no violation, by either way."""
    assert gate.check(Facts(GOOD)) == judge(GOOD)
    assert not [f for f in gate.check(Facts(GOOD)) if f.severity is Severity.VIOLATION]


@pytest.mark.parametrize(("shape", "constraint"), ALL, ids=[f"{local_name(s.iri)}-{c.parameter}" for s, c in ALL])
def test_every_constraint_can_fail(shape: Shape, constraint: Constraint) -> None:
    """A graph that breaks one constraint is found to break it, and both ways find the same."""
    focus, broken = break_constraint(shape, constraint, GOOD)
    findings = gate.check(Facts(broken))
    assert (focus.strip("<>"), shape.iri) in {(finding.focus, finding.shape) for finding in findings}
    assert judge(broken) == findings


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_fixture(path: Path) -> None:
    """A fixture fails the shape that its first line names, and no other shape at that severity."""
    wanted = set(path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# fails: ").split())
    quads = quads_of(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    found = [f for f in gate.check(Facts(quads)) if f.severity is Severity.VIOLATION]
    assert {f"shape:{local_name(finding.shape)}" for finding in found} == wanted
    assert judge(quads) == gate.check(Facts(quads))


def test_lists_are_the_schemes() -> None:
    """The closed lists in the shapes hold exactly the concepts of the schemes."""
    schemes = {
        "modality": "ModalityScheme",
        "polarity": "PolarityScheme",
        "comparator": "ComparatorScheme",
        "measure": "MeasureScheme",
        "mentionKind": "MentionKindScheme",
        "granularity": "GranularityScheme",
    }
    lists = {local_name(s.path.value): c for s, c in ALL if c.parameter == "in"}
    assert set(lists) == set(schemes)
    for path, scheme in schemes.items():
        assert {term.value for term in lists[path].values} == set(concepts(scheme).values()), path


def test_shapes_are_shapes() -> None:
    """The shape files are valid SHACL by the standard's own shapes."""
    graph = rdflib_graph(shapes.shape_triples())
    conforms, _, text = pyshacl_validate(graph, shacl_graph=graph, meta_shacl=True)
    assert conforms, text


def test_messages_are_sentences() -> None:
    """Each shape tells in a plain sentence what must be so."""
    for shape in shapes.shapes():
        assert shape.message[0].isupper(), shape.iri
        assert shape.message.endswith("."), shape.iri


def test_other_forms_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shape that the gate could not compile is an error, never passed over."""
    file = tmp_path / "odd.ttl"
    file.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <https://kg.example/> . "
        's:odd a sh:PropertyShape ; sh:targetClass s:C ; sh:path s:p ; sh:uniqueLang true ; sh:message "Odd." .',
        encoding="utf-8",
    )
    monkeypatch.setattr(shapes, "turtle_files", lambda *_: (file,))
    shapes.shape_triples.cache_clear()
    shapes.shapes.cache_clear()
    with pytest.raises(VocabularyError, match="uniqueLang"):
        shapes.shapes()
    shapes.shape_triples.cache_clear()
    shapes.shapes.cache_clear()
