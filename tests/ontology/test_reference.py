"""The vocabulary as rows: complete, and forgiving of spelling."""

import pytest

from kg.vocabulary import reference


@pytest.mark.parametrize("kind", reference.KINDS)
def test_every_row_is_told(kind: str) -> None:
    """Each kind has rows, each with a label and a definition."""
    rows = reference.KINDS[kind]()
    assert rows
    assert not [row.name for row in rows if not row.label or not row.definition]


def test_rows_tell_where_a_term_belongs() -> None:
    """Superclasses, domains, notations and schemes are given."""
    agency = reference.find("kg:IntelligenceAgency")
    assert agency is not None
    assert "kg:Agency" in agency.broader
    lower = reference.find("lower")
    assert lower is not None
    assert (lower.domain, lower.range) == ("kg:QuantityEstimate", "xsd:decimal")
    at_least = reference.find("at_least")
    assert at_least is not None
    assert (at_least.name, at_least.scheme) == ("kg:AtLeast", "ComparatorScheme")


def test_misspelt_names_get_suggestions() -> None:
    """An unknown name has no row, and names like it are suggested."""
    assert reference.find("Persn") is None
    assert "kg:Person" in reference.suggest("Persn")
