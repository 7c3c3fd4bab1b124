"""Quantities of whole sentences, by the shipped language pipeline: one line of `quantities.tsv` per sentence."""

from pathlib import Path

import pytest
from spacy.language import Language

_TABLE = Path(__file__).with_name("quantities.tsv")


def rows() -> list[tuple[str, list[list[str]]]]:
    """Return the sentences of the table with what must be found in them."""
    found = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        sentence, _, expected = line.partition("\t")
        quantities = [[part.strip() for part in quantity.split("|")] for quantity in expected.split(" ; ") if quantity]
        found.append((sentence, quantities))
    return found


def bound(text: str) -> float | None:
    """Return a bound of the table as a number; an empty one is open."""
    return float(text) if text else None


@pytest.mark.parametrize(("sentence", "expected"), rows(), ids=[sentence[:60] for sentence, _ in rows()])
def test_sentence(nlp: Language, sentence: str, expected: list[list[str]]) -> None:
    """Figures, bounds, comparator and unit are those of the table; nothing else is counted."""
    doc = nlp(sentence)
    found = [(q.figure.text, q.lower, q.upper, str(q.comparator), q.unit) for q in doc._.quantities]
    wanted = [
        (figure, bound(lower), bound(upper), comparator, unit) for figure, lower, upper, comparator, unit in expected
    ]
    assert found == wanted


def test_spans_are_words_of_the_text(nlp: Language) -> None:
    """Figure, hedge and scope are stretches of the text, the first two inside the last."""
    for sentence, _ in rows():
        doc = nlp(sentence)
        for quantity in doc._.quantities:
            assert doc.text[quantity.figure.start_char : quantity.figure.end_char] == quantity.figure.text
            assert quantity.scope.start <= quantity.figure.start < quantity.figure.end <= quantity.scope.end
            if quantity.hedge is not None:
                assert quantity.scope.start <= quantity.hedge.start < quantity.hedge.end <= quantity.scope.end
