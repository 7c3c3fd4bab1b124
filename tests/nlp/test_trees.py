"""Silver trees: most readings win word by word, and what wins is a tree."""

from collections.abc import Iterable
from typing import Any

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.nlp.training.trees import vote

WORDS = ["Envoys", "met", "officials", "today", "."]


class Reader:
    """A pipeline that reads every text in one given way."""

    def __init__(self, heads: list[int], deps: list[str], tags: list[str]) -> None:
        self.vocab = English().vocab
        self._reading = (heads, deps, tags)

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> list[Doc]:  # noqa: ARG002 - spaCy's signature
        """Return the given reading for each document."""
        heads, deps, tags = self._reading
        return [
            Doc(self.vocab, words=WORDS, heads=heads, deps=deps, tags=tags, lemmas=[w.lower() for w in WORDS])
            for _ in docs
        ]


DEPS = ["nsubj", "ROOT", "obj", "obl", "punct"]
TAGS = ["NNS", "VBD", "NNS", "NN", "."]


def read(*readings: tuple[list[int], list[str], list[str]]) -> list[tuple[str, str, int]]:
    """Return tag, relation and head of each word as voted."""
    readers: Any = [Reader(*reading) for reading in readings]
    ((_, rows),) = vote(readers, [Doc(English().vocab, words=WORDS)])
    return [(row[0], row[4], row[5]) for row in rows]


def test_most_readings_win() -> None:
    """A head, its relation and a tag that two of three readings give stand, even where the first reading differs."""
    first = ([1, 1, 1, 2, 1], ["nsubj", "ROOT", "obj", "nmod", "punct"], ["NNS", "NN", "NNS", "NN", "."])
    other = ([1, 1, 1, 1, 1], DEPS, TAGS)
    assert read(first, other, other) == list(zip(TAGS, DEPS, [1, 1, 1, 1, 1], strict=True))


@pytest.mark.parametrize("odd", [[1, 2, 2, 1, 2], [0, 0, 1, 1, 1]])
def test_a_tie_goes_to_the_first(odd: list[int]) -> None:
    """Of two readings that differ the first one stands."""
    sure = ([1, 1, 1, 1, 1], DEPS, TAGS)
    assert read(sure, (odd, DEPS, TAGS)) == list(zip(TAGS, DEPS, sure[0], strict=True))


def test_no_circle() -> None:
    """Where the heads that win go round in a circle, a whole reading is taken."""
    a = ([1, 1, 0, 1, 1], DEPS, TAGS)
    b = ([2, 1, 1, 1, 1], DEPS, TAGS)
    c = ([2, 1, 0, 0, 0], ["obj", "ROOT", "obj", "obl", "punct"], TAGS)  # with b: 0 → 2, with a: 2 → 0
    heads = [head for _, _, head in read(a, b, c)]
    assert heads in ([1, 1, 0, 1, 1], [2, 1, 1, 1, 1])
