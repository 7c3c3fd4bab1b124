"""Titles: words that name a person by post, rank, membership, trade or courtesy ("President", "lawmaker", "Mr.").

They stand in `ontology/titles.ttl`, grouped by kind and by the gender that they tell of their bearer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from kg.errors import VocabularyError
from kg.vocabulary.namespaces import KG
from kg.vocabulary.turtle import read_graph

LONGEST_TITLE: Final = 4  # words


class TitleKind(StrEnum):
    """What a title says of its bearer."""

    POST = "post"
    RANK = "rank"
    MEMBER = "member"
    TRADE = "trade"  # a job or a relation, no post: "economist", "widow"
    COURTESY = "courtesy"


@dataclass(frozen=True, slots=True)
class Title:
    """One title: its words in lower case and singular, its kind, and "f" or "m" where it tells the gender."""

    words: str
    kind: TitleKind
    gender: str | None = None


@cache
def titles() -> dict[str, Title]:
    """Return all titles by their words, read once per process."""
    graph = read_graph("titles.ttl")
    found: dict[str, Title] = {}
    for iri in graph.subjects(f"{KG}Title"):
        kind = graph.text(iri, f"{KG}titleKind")
        if kind not in set(TitleKind):
            raise VocabularyError(f"titles.ttl: {iri} has the title kind {kind!r}; use one of {', '.join(TitleKind)}")
        for words in graph.texts(iri, f"{KG}titleWord"):
            if words in found:
                raise VocabularyError(f"titles.ttl: {words!r} stands under two kinds of titles; keep one")
            found[words] = Title(words, TitleKind(kind), graph.text(iri, f"{KG}titleGender"))
    return found


@cache
def title_starts() -> frozenset[str]:
    """Return the first words of all titles: where another word stands, no title begins."""
    return frozenset(phrase.partition(" ")[0] for phrase in titles())


@cache
def title_ends() -> frozenset[str]:
    """Return the last words of all titles: where another word stands, no title ends."""
    return frozenset(phrase.rpartition(" ")[2] for phrase in titles())


def title_at_end(words: Sequence[str]) -> tuple[Title | None, int]:
    """Return the longest title with which `words` (lower case, singular) end, and how many words it has.

    >>> title, size = title_at_end(["the", "deputy", "foreign", "minister"])
    >>> title.words, size
    ('foreign minister', 2)
    """
    if not words or words[-1] not in title_ends():
        return None, 0
    table = titles()
    for size in range(min(LONGEST_TITLE, len(words)), 0, -1):
        found = table.get(" ".join(words[len(words) - size :]))
        if found:
            return found, size
    return None, 0
