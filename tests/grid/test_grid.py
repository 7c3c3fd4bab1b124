"""The rules speak of language: they hold on sentences that nobody tuned them to, construction by construction."""

from collections import defaultdict

import pytest
from spacy.language import Language

from kg.extraction.components import extract_doc
from kg.readers import read_text
from tests.grid.grid import Case, faults, generated, handwritten

FLOOR = 0.75  # of the generated sentences of each construction
FLOOR_BY_HAND = 0.85  # of the hard sentences together

_CASES: defaultdict[str, list[Case]] = defaultdict(list)
for _case in generated():
    _CASES[_case.construction].append(_case)


def _wrong(nlp: Language, cases: list[Case]) -> list[str]:
    """Return a line for each case that fails."""
    found = ((case, faults(case, extract_doc(nlp, read_text(case.text)))) for case in cases)
    return [f"{case.text!r}: {'; '.join(wrong)}" for case, wrong in found if wrong]


@pytest.mark.parametrize("construction", sorted(_CASES))
def test_construction(nlp: Language, construction: str) -> None:
    """At least the floor's share of a construction's sentences come out right in chain, bounds, modality and unit."""
    wrong = _wrong(nlp, _CASES[construction])
    assert len(wrong) <= (1 - FLOOR) * len(_CASES[construction]), "\n".join(wrong)


def test_by_hand(nlp: Language) -> None:
    """At least the floor's share of the hard sentences come out right."""
    cases = list(handwritten())
    wrong = _wrong(nlp, cases)
    assert len(wrong) <= (1 - FLOOR_BY_HAND) * len(cases), "\n".join(wrong)


def test_the_grid_is_large() -> None:
    """Hundreds of sentences are made, all different."""
    texts = [case.text for case in generated()]
    assert len(texts) >= 400
    assert len(set(texts)) > 0.95 * len(texts)
