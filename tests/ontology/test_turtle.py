"""Reading vocabulary files: sorted answers, errors that tell file and line."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary.namespaces import KG, PREFIXES, RDFS, SKOS, local_name, shorten
from kg.vocabulary.offices import office_of
from kg.vocabulary.schemes import concept_iri, concepts, notations
from kg.vocabulary.turtle import parse_turtle, read_graph, turtle_files


def test_graph_answers() -> None:
    """Subjects by class, values by property, None and nothing where there is nothing."""
    graph = read_graph("core.ttl")
    assert graph.text(f"{KG}Claim", f"{RDFS}label") == "claim"
    assert graph.iri(f"{KG}Denial", f"{RDFS}subClassOf") == f"{KG}Claim"
    assert graph.iris(f"{KG}Nothing", f"{RDFS}subClassOf") == ()
    assert graph.text(f"{KG}Claim", f"{SKOS}notation") is None
    assert list(graph.subjects()) == sorted(graph.subjects())


def test_malformed_turtle_names_file_and_line(tmp_path: Path) -> None:
    """The error tells where to look."""
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix a: <http://a.example/> .\na:b a:c\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"broken\.ttl:\d"):
        parse_turtle(path)


def test_no_file_is_no_graph() -> None:
    """A pattern that matches nothing gives an empty graph."""
    assert turtle_files("no-such-folder/*.ttl") == ()
    assert read_graph("no-such-folder/*.ttl").subjects() == ()


def test_concepts_by_notation() -> None:
    """Codes and concepts lead to each other; unknown codes and schemes are errors."""
    assert concept_iri("ModalityScheme", "projection") == f"{KG}Projection"
    assert notations("ModalityScheme")[f"{KG}Projection"] == "projection"
    with pytest.raises(VocabularyError, match="no concept with the notation"):
        concept_iri("ModalityScheme", "wish")
    with pytest.raises(VocabularyError, match="NoScheme"):
        concepts("NoScheme")


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("president", "HeadOfStateOffice"),
        ("President of Norway", "HeadOfStateOffice"),
        ("the Danish president", "HeadOfStateOffice"),
        ("Vice President", "DeputyOffice"),
        ("former president", "PastOffice"),
        ("acting prime minister", "HeadOfGovernmentOffice"),
        ("foreign minister", "MinisterOffice"),
        ("secretary of state", "MinisterOffice"),
        ("harbour master", None),
        ("", None),
    ],
)
def test_offices(title: str, office: str | None) -> None:
    """A title names an office by its longest known ending, and a past one by a word before it."""
    assert office_of(title) == (None if office is None else KG + office)


def test_prefixes() -> None:
    """IRIs are shortened where a prefix fits, and their last part is their local name."""
    assert shorten(f"{KG}Claim") == "kg:Claim"
    assert shorten("https://elsewhere.example/x") == "https://elsewhere.example/x"
    assert shorten(f"{KG}a/b") == f"{KG}a/b"
    assert local_name("https://a.example/b/c") == "c"
    assert len(set(PREFIXES.values())) == len(PREFIXES)
