"""Event and relation types: one Turtle file each under `ontology/relations/`, with triggers and examples.

The vocabulary of those files (roles as dependency paths, types, light verbs) is explained in `ontology/patterns.ttl`.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Final

from kg.errors import VocabularyError
from kg.vocabulary.inflection import spell_out
from kg.vocabulary.namespaces import KG, OWL, RDFS, SKOS, local_name
from kg.vocabulary.turtle import Graph, read_graph

TRIGGER: Final = "https://w3id.org/geopolitical-kg/trigger/"
_EVENT: Final = f"{KG}EventDescription"
_EMPTY: Final = "none"
_OWNER: Final = ">owner"
# The more telling path first: a recipient before a thing, a possessor before a bare modifier.
_PATH_ORDER: Final = (
    "nmod:poss", "iobj", "nsubj", "obl:agent", "nmod:by", "light:nsubj", "light:iobj", "light:obj", "obj", "obl", "nmod", "compound", "amod", "acl",
)  # fmt: skip


class Slot(StrEnum):
    """A role that a trigger's frame fills; a theme is asked for but not kept."""

    ACTOR = "actor"
    TARGET = "target"
    ORIGIN = "origin"
    DESTINATION = "destination"
    PLACE = "place"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class Filler:
    """Where a role's filler stands, and what it must be: any of `types` (class or counted-kind names) or one of `words`."""

    paths: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that describe an event of class `describes`, and the frame of roles around them."""

    iri: str
    describes: str
    words: frozenset[str]  # in all their forms
    pos: str
    roles: dict[Slot, Filler] = field(hash=False)
    requires: frozenset[Slot] = frozenset()
    forbids: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()  # modifiers that rule it out


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which a class of events must be found, with the roles expected, or must not be found."""

    iri: str
    text: str
    describes: str
    expected: tuple[tuple[Slot, str], ...] = ()
    counter: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """An event type: its class, what it means, the words that tell it."""

    name: str
    label: str
    definition: str
    plover: str | None
    triggers: tuple[Trigger, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class VerbClasses:
    """Verbs that all relations share, in all their forms: those that lend a noun their subject or say that it happens, those that undo or hand on their complement."""

    light: frozenset[str]
    patient: frozenset[str]
    happening: frozenset[str]
    negative: frozenset[str]
    object_control: frozenset[str]


@cache
def relations() -> dict[str, Relation]:
    """Return the relations by class name; raises `VocabularyError` when a file lacks what a relation needs."""
    graph = read_graph("patterns.ttl", "relations/*.ttl")
    names = [iri for iri in graph.subjects(f"{OWL}Class") if _EVENT in graph.iris(iri, f"{RDFS}subClassOf")]
    found: dict[str, list[Trigger]] = {local_name(iri): [] for iri in names}
    examples: dict[str, list[Example]] = {name: [] for name in found}
    for iri in graph.subjects():
        if graph.iri(iri, f"{KG}describes"):
            trigger = _read_trigger(graph, iri)
            found.setdefault(trigger.describes, []).append(trigger)
        elif graph.text(iri, f"{KG}text"):
            example = _read_example(graph, iri)
            examples.setdefault(example.describes, []).append(example)
    for name in (found.keys() | examples.keys()) - {local_name(iri) for iri in names}:
        raise VocabularyError(
            f"ontology/relations/: kg:{name} has triggers or examples but is no subclass of kg:EventDescription"
        )
    return {
        local_name(iri): _read_relation(graph, iri, found[local_name(iri)], examples[local_name(iri)]) for iri in names
    }


@cache
def verb_classes() -> VerbClasses:
    """Return the verbs that all relations share."""
    graph = read_graph("patterns.ttl", "relations/*.ttl")

    def lemmas(name: str) -> frozenset[str]:
        return spell_out(graph.texts(f"{TRIGGER}{name}", f"{KG}lemma"))

    return VerbClasses(
        lemmas("light-verb"),
        lemmas("patient-verb"),
        lemmas("happening-verb"),
        lemmas("negative-implicative"),
        lemmas("object-control"),
    )


def _read_relation(graph: Graph, iri: str, triggers: list[Trigger], examples: list[Example]) -> Relation:
    label, definition = graph.text(iri, f"{RDFS}label"), graph.text(iri, f"{SKOS}definition")
    if label is None or definition is None or not triggers or not examples:
        raise VocabularyError(
            f"kg:{local_name(iri)} lacks a label, a definition, a trigger or an example; add it to its file"
        )
    return Relation(
        local_name(iri), label, definition, graph.text(iri, f"{KG}ploverCode"), tuple(triggers), tuple(examples)
    )


def _read_trigger(graph: Graph, iri: str) -> Trigger:
    describes, pos, lemmas = (
        graph.iri(iri, f"{KG}describes"),
        graph.text(iri, f"{KG}pos"),
        graph.texts(iri, f"{KG}lemma"),
    )
    if describes is None or pos not in {"VERB", "NOUN"} or not lemmas:
        raise VocabularyError(f"{iri} needs kg:describes, kg:lemma and kg:pos VERB or NOUN")
    defaults = f"{TRIGGER}any-{pos.lower()}"
    return Trigger(
        iri=iri,
        describes=local_name(describes),
        words=spell_out(lemmas),
        pos=pos,
        roles={slot: filler for slot in Slot if (filler := _read_filler(graph, iri, defaults, slot)).paths},
        requires=frozenset(Slot(role) for role in graph.texts(iri, f"{KG}requires")),
        forbids=graph.texts(iri, f"{KG}forbids"),
        modifiers=spell_out(graph.texts(iri, f"{KG}modifier")),
        without=spell_out(graph.texts(iri, f"{KG}withoutModifier")),
    )


def _read_filler(graph: Graph, iri: str, defaults: str, slot: Slot) -> Filler:
    """Return what the trigger says of a role, or else what its part of speech does."""
    paths = graph.texts(iri, f"{KG}{slot}Role") or graph.texts(defaults, f"{KG}{slot}Role")
    types = graph.iris(iri, f"{KG}{slot}Type") or graph.iris(defaults, f"{KG}{slot}Type")
    lemmas = graph.texts(iri, f"{KG}{slot}Lemma")
    ordered = sorted((path for path in paths if path != _EMPTY), key=_path_rank)
    return Filler(tuple(ordered), frozenset(map(local_name, types)), spell_out(lemmas))


def _path_rank(path: str) -> tuple[int, str]:
    """Return the rank of a path: an owner goes just before what it owns, other two-step paths last."""
    first = path.partition(">")[0]
    names = (first, first.partition(":")[0])
    rank = 2 * min((_PATH_ORDER.index(name) for name in names if name in _PATH_ORDER), default=len(_PATH_ORDER))
    if path.endswith(_OWNER):
        return (rank - 1, path)
    return (rank + (100 if ">" in path else 0), path)


def _read_example(graph: Graph, iri: str) -> Example:
    text, positive, negative = (
        graph.text(iri, f"{KG}text"),
        graph.iri(iri, f"{KG}exampleOf"),
        graph.iri(iri, f"{KG}counterExampleOf"),
    )
    shown = positive or negative
    if text is None or shown is None:
        raise VocabularyError(f"{iri} needs kg:exampleOf or kg:counterExampleOf")
    expected = tuple(
        (slot, value) for slot in Slot if (value := graph.text(iri, f"{KG}expects{slot.capitalize()}")) is not None
    )
    return Example(iri, text, local_name(shown), expected, counter=positive is None)
