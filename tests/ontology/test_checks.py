"""The ontology holds to its own rules: each query under `ontology/checks/` finds nothing."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.config import data_folder
from kg.vocabulary.namespaces import local_name
from kg.vocabulary.turtle import parse_turtle, turtle_files

CHECKS = sorted((data_folder("ontology") / "checks").glob("*.rq"))


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Return everything under `ontology/`."""
    found = ox.Store()
    for path in turtle_files("**/*.ttl"):
        found.extend([ox.Quad(*triple) for triple in parse_turtle(path)])
    return found


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_check(store: ox.Store, path: Path) -> None:
    """No term breaks the rule; the rows name those that do."""
    rows = store.query(path.read_text(encoding="utf-8"))
    assert isinstance(rows, ox.QuerySolutions)
    found = [
        " ".join(local_name(getattr(term, "value", str(term))) for term in row if term is not None) for row in rows
    ]
    assert sorted(found) == []


def test_there_are_checks() -> None:
    """The folder of checks is found, and each tells what its rows mean."""
    assert len(CHECKS) >= 10
    for path in CHECKS:
        assert path.read_text(encoding="utf-8").startswith("#+ summary: "), path.name
