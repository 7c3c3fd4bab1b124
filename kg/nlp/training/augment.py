"""Variants of a sentence as newspapers, wires and web pages print it: quotation marks, dashes, headline case, capitals, missing full stops.

All functions return a new sentence with the same tokens, so the annotation stays right; lemmas and labels do not change with the printing.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kg.nlp.training.sentences import Sentence

_SMALL_WORDS: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "nor",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "from",
        "with",
        "as",
        "over",
        "vs",
        "into",
        "amid",
        "after",
    ]
)
_STRAIGHT: Final = {"“": '"', "”": '"', "‘": "'", "’": "'", "``": '"', "''": '"', "—": "--", "–": "-", "…": "..."}
_CURLY_INSIDE: Final = {"'": "’"}
_DASHES: Final = {"--": "—", "...": "…"}
_FINAL_STOPS: Final = frozenset({".", "…", "..."})


def straight(sentence: Sentence) -> Sentence:
    """Print typographic quotation marks, apostrophes and dashes as a typewriter would."""
    return replace(sentence, words=[_translate(word, _STRAIGHT) for word in sentence.words])


def curly(sentence: Sentence) -> Sentence:
    """Print quotation marks, apostrophes, dashes and dots as a typesetter would; a double mark opens and closes in turn."""
    words, opened = [], False
    for word in sentence.words:
        if word in ('"', "``", "''"):
            words.append("”" if opened else "“")
            opened = not opened
        else:
            words.append(_DASHES.get(word) or _translate(word, _CURLY_INSIDE))
    return replace(sentence, words=words)


def headline(sentence: Sentence) -> Sentence:
    """Capitalize all but small words and drop the full stop, as headlines of American papers are set."""
    words = [
        word if (word.lower() in _SMALL_WORDS and i) or not word.islower() else word[0].upper() + word[1:]
        for i, word in enumerate(sentence.words)
    ]
    return without_stop(replace(sentence, words=words))


def lower(sentence: Sentence) -> Sentence:
    """Write everything small, as careless web text does."""
    return replace(sentence, words=[word.lower() for word in sentence.words])


def upper(sentence: Sentence) -> Sentence:
    """Write everything in capitals, as shouted headlines and speaker labels are."""
    return replace(sentence, words=[word.upper() for word in sentence.words])


def without_stop(sentence: Sentence) -> Sentence:
    """Drop a final full stop; a sentence of which something hangs on the stop, or of one word, stays as it is."""
    last = len(sentence.words) - 1
    if (
        last < 1
        or sentence.words[last] not in _FINAL_STOPS
        or last in sentence.heads
        or any(end > last for _, end, _ in sentence.spans)
    ):
        return sentence
    names = ("words", "spaces", "tags", "pos", "lemmas", "morphs", "deps", "heads")
    return replace(sentence, **{name: getattr(sentence, name)[:last] for name in names})


def _translate(word: str, table: dict[str, str]) -> str:
    for old, new in table.items():
        word = word.replace(old, new)
    return word


_PRINTINGS: Final[tuple[tuple[float, Callable[[Sentence], Sentence]], ...]] = ((0.1, straight), (0.1, curly))
_CASES: Final[tuple[tuple[float, Callable[[Sentence], Sentence]], ...]] = (
    (0.03, headline),
    (0.015, lower),
    (0.015, upper),
    (0.02, without_stop),
)


def print_variant(group: list[Sentence], rng: random.Random) -> list[Sentence]:
    """Print a run of sentences in one style of quotation marks, and now and then a sentence of it in another case."""
    style = _choose(_PRINTINGS, rng)
    return [_choose(_CASES, rng)(style(sentence)) for sentence in group]


def _choose(
    options: tuple[tuple[float, Callable[[Sentence], Sentence]], ...], rng: random.Random
) -> Callable[[Sentence], Sentence]:
    point = rng.random()
    for share, option in options:
        if point < share:
            return option
        point -= share
    return _unchanged


def _unchanged(sentence: Sentence) -> Sentence:
    return sentence
