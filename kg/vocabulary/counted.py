"""The counted kinds: what figures of the news count (troops, deaths, drones, euros), and by which words they are known.

The kinds are the concepts of `ontology/schemes/counted-kinds.ttl`; a further kind is one more concept there. A kind is told
by its noun ("soldiers"), by the verb of which the counted people are the patient or the subject ("killed 12", "12 died"), by
a predicate ("12 were missing") or, for money, by a currency symbol.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.errors import VocabularyError
from kg.model import Measure
from kg.vocabulary.namespaces import KG, SKOS, local_name
from kg.vocabulary.turtle import Graph, read_graph

_SCHEME: Final = f"{KG}CountedKindScheme"
PEOPLE: Final = "people"
CASUALTIES: Final = "casualties"
MONEY: Final = "money"
AMOUNTS: Final = "amounts"
PERCENT: Final = "percent"


@dataclass(frozen=True, slots=True)
class Kind:
    """One counted kind; `notation` is its short name in JSON, `lemmas` are nouns in lower case, hyphens as spaces."""

    iri: str
    notation: str
    broader: str | None  # notation
    measure: Measure
    lemmas: frozenset[str]
    patient_of: frozenset[str]
    subject_of: frozenset[str]
    predicates: frozenset[str]
    symbols: frozenset[str]
    groups: frozenset[str]  # nouns in the singular that stand for many: "the crowd", "the army"


class KindScheme:
    """All counted kinds, asked by notation and by the words that tell them."""

    def __init__(self, kinds: list[Kind]) -> None:
        """Index `kinds`; raises `VocabularyError` when two kinds claim the same word in the same function."""
        self.by_notation = {kind.notation: kind for kind in kinds}
        self.by_noun = _index(kinds, "lemmas")
        self.by_patient = _index(kinds, "patient_of")
        self.by_subject = _index(kinds, "subject_of")
        self.by_predicate = _index(kinds, "predicates")
        self.by_group = _index(kinds, "groups")
        self.by_symbol = _index(kinds, "symbols")
        self.longest_noun = max(lemma.count(" ") + 1 for lemma in self.by_noun)

    def ancestors(self, kind: Kind) -> Iterator[str]:
        """Yield the notation of `kind` and of all broader kinds."""
        notation: str | None = kind.notation
        while notation is not None:
            yield notation
            notation = self.by_notation[notation].broader

    def is_a(self, kind: Kind, notation: str) -> bool:
        """Tell whether `kind` is the kind `notation` or narrower."""
        return notation in self.ancestors(kind)

    def common(self, one: Kind, other: Kind) -> Kind | None:
        """Return the narrowest kind that holds both, for "injuries or deaths", or None."""
        own = set(self.ancestors(one))
        return next((self.by_notation[n] for n in self.ancestors(other) if n in own), None)


@cache
def kinds() -> KindScheme:
    """Return the shipped scheme; raises `VocabularyError` when a concept of it is incomplete."""
    graph = read_graph("schemes/counted-kinds.ttl")
    concepts = [iri for iri in graph.subjects(f"{SKOS}Concept") if _SCHEME in graph.iris(iri, f"{SKOS}inScheme")]
    notations = {iri: graph.text(iri, f"{SKOS}notation") for iri in concepts}
    return KindScheme([_read(graph, iri, notations) for iri in concepts])


def _read(graph: Graph, iri: str, notations: dict[str, str | None]) -> Kind:
    notation, measure, broader = notations[iri], graph.iri(iri, f"{KG}measureKind"), graph.iri(iri, f"{SKOS}broader")
    if notation is None or measure is None:
        raise VocabularyError(f"counted-kinds.ttl: {local_name(iri)} lacks skos:notation or kg:measureKind; add it")

    def words(name: str) -> frozenset[str]:
        return frozenset(word.replace("-", " ") for word in graph.texts(iri, name))

    return Kind(
        iri=iri,
        notation=notation,
        broader=notations.get(broader) if broader else None,
        measure=Measure(local_name(measure).lower()),
        lemmas=words(f"{SKOS}altLabel"),
        patient_of=words(f"{KG}patientOf"),
        subject_of=words(f"{KG}subjectOf"),
        predicates=words(f"{KG}predicate"),
        symbols=frozenset(graph.texts(iri, f"{KG}currencySymbol")),
        groups=words(f"{KG}groupNoun"),
    )


def _index(kinds: list[Kind], field: str) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for kind in kinds:
        words: frozenset[str] = getattr(kind, field)
        for word in words:
            other = found.setdefault(word, kind)
            if other is not kind:
                raise VocabularyError(
                    f"counted-kinds.ttl: {word!r} tells both {other.notation} and {kind.notation}; keep one"
                )
    return found
