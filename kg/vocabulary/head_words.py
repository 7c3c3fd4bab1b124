"""Head words: the nouns that tell what a name or a description names ("Ministry of Trade", "the militia").

They stand in `ontology/head-words.ttl` as annotations of the ontology's classes. Three kinds: *head words* stand in names,
*describing words* only in descriptions, *national words* name the one body of its class that a country has ("the Danish navy").
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kg.errors import VocabularyError
from kg.vocabulary.namespaces import KG, RDFS, local_name
from kg.vocabulary.turtle import Graph, read_graph

OTHER: Final = "Other"  # stands for what is no entity: laws, programmes, prizes
_LONGEST: Final = 4  # words of the longest phrase that is matched
_JOINERS: Final = frozenset({"of", "for", "on", "to", "in", "at", "against", "and"})


@dataclass(frozen=True, slots=True)
class HeadWords:
    """The head words by phrase (lower case, singular) with the class that each tells."""

    heads: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, tuple[str, ...]] = field(default_factory=dict)  # a description may fit several classes
    national: dict[str, str] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()  # head words that describe only what bears them in its name: "the court"
    parents: dict[str, frozenset[str]] = field(default_factory=dict)  # class to itself and all classes above it

    endings: frozenset[str] = field(init=False)  # the last words of `heads`: a phrase that ends otherwise has no head

    def __post_init__(self) -> None:
        object.__setattr__(self, "endings", frozenset(phrase.rpartition(" ")[2] for phrase in self.heads))

    def class_of_name(self, words: Sequence[str]) -> str | None:
        """Return the class that a name's own words tell, or None; `words` in lower case.

        The head is what stands before the first "of" or "for", else the end of the name.

        >>> head_words().class_of_name(["ministry", "of", "trade"]), head_words().class_of_name(["border", "police"])
        ('Ministry', 'Agency')
        """
        found = self._head_at_end(words)
        if _JOINERS.isdisjoint(words):
            return found
        stop = next((i for i, word in enumerate(words) if i and word in _JOINERS), len(words))
        return self._head_at_end(words[:stop]) or found

    def _head_at_end(self, words: Sequence[str]) -> str | None:
        if not words or words[-1] not in self.endings:
            return None
        for size in range(min(_LONGEST, len(words)), 0, -1):
            found = self.heads.get(" ".join(words[len(words) - size :]))
            if found:
                return found
        return None

    def classes_of_description(self, words: Sequence[str]) -> tuple[tuple[str, ...], int]:
        """Return the classes that a common noun phrase may describe and how many of its last words told that.

        >>> head_words().classes_of_description(["danish", "spy", "agency"])
        (('IntelligenceAgency',), 2)
        """
        for size in range(min(_LONGEST, len(words)), 0, -1):
            found = self.descriptions.get(" ".join(words[len(words) - size :]))
            if found:
                return found, size
        return (), 0

    def national_body(self, words: Sequence[str]) -> str | None:
        """Return the class of the one body of a country that `words` name after its name, or None."""
        return self.national.get(" ".join(words))

    def is_a(self, kind: str, general: str) -> bool:
        """Tell whether class `kind` is `general` or lies below it."""
        return kind == general or general in self.parents.get(kind, frozenset())


@cache
def head_words() -> HeadWords:
    """Return the head words, read once per process; raises VocabularyError when a word heads names of two classes."""
    graph = read_graph("core.ttl", "head-words.ttl")
    heads: dict[str, str] = {}
    national: dict[str, str] = {}
    descriptions: dict[str, set[str]] = {}
    for iri in graph.subjects():
        kind = local_name(iri)
        for word in graph.texts(iri, f"{KG}headWord"):
            if heads.setdefault(word, kind) != kind:
                raise VocabularyError(f"head-words.ttl: {word!r} heads names of {heads[word]} and of {kind}; keep one")
            descriptions.setdefault(word, set()).add(kind)
        for word in graph.texts(iri, f"{KG}otherWord"):
            heads[word] = OTHER
        for word in graph.texts(iri, f"{KG}describingWord"):
            descriptions.setdefault(word, set()).add(kind)
        for word in graph.texts(iri, f"{KG}nationalWord"):
            national[word] = kind
            descriptions.setdefault(word, set()).add(kind)
    plain = (
        frozenset(heads)
        - frozenset(national)
        - {word for iri in graph.subjects() for word in graph.texts(iri, f"{KG}describingWord")}
    )
    parents = {local_name(iri): frozenset(_ancestors(graph, iri)) for iri in graph.subjects()}
    return HeadWords(
        heads, {word: tuple(sorted(kinds)) for word, kinds in descriptions.items()}, national, plain, parents
    )


def _ancestors(graph: Graph, iri: str) -> set[str]:
    found: set[str] = set()
    queue = [iri]
    while queue:
        for parent in graph.iris(queue.pop(), f"{RDFS}subClassOf"):
            if local_name(parent) not in found:
                found.add(local_name(parent))
                queue.append(parent)
    return found
