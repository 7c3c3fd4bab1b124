"""The vocabulary as rows, for `kg ref`: classes, properties, relations, schemes and their concepts, shapes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from kg.vocabulary.namespaces import KG, OWL, RDFS, SH, SKOS, local_name, shorten
from kg.vocabulary.turtle import Graph, read_graph

_OWL_FILES: Final = ("core.ttl", "defined-classes.ttl")
_PROPERTIES: Final = (f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the vocabulary. `notation` is its code in JSON, where it has one."""

    name: str  # with prefix: kg:Claim
    iri: str
    label: str
    definition: str
    broader: tuple[str, ...] = ()  # superclasses, broader concepts
    notation: str | None = None
    scheme: str | None = None  # of a concept: the local name of its scheme
    domain: str | None = None
    range: str | None = None


def classes() -> tuple[Term, ...]:
    """Return the classes of the core, defined classes included."""
    graph = read_graph(*_OWL_FILES)
    return _terms(graph, graph.subjects(f"{OWL}Class"), f"{RDFS}subClassOf")


def properties() -> tuple[Term, ...]:
    """Return the properties of the core."""
    graph = read_graph(*_OWL_FILES)
    return _terms(graph, (iri for kind in _PROPERTIES for iri in graph.subjects(kind)), f"{RDFS}subPropertyOf")


def relations() -> tuple[Term, ...]:
    """Return the types of events, one file each under `ontology/relations/`."""
    graph = read_graph("relations/*.ttl")
    return _terms(graph, graph.subjects(f"{OWL}Class"), f"{RDFS}subClassOf")


def schemes() -> tuple[Term, ...]:
    """Return the concept schemes."""
    graph = read_graph("schemes/*.ttl")
    return _terms(graph, graph.subjects(f"{SKOS}ConceptScheme"), f"{SKOS}broader")


def concepts() -> tuple[Term, ...]:
    """Return the concepts of all schemes."""
    graph = read_graph("schemes/*.ttl")
    return _terms(graph, graph.subjects(f"{SKOS}Concept"), f"{SKOS}broader")


def shapes() -> tuple[Term, ...]:
    """Return the SHACL shapes; `domain` is what they target, `range` their path where it is a plain property."""
    graph = read_graph("shapes/*.ttl")
    found = []
    for iri in graph.subjects(f"{SH}PropertyShape"):
        targets = (graph.iri(iri, f"{SH}{kind}") for kind in ("targetClass", "targetSubjectsOf", "targetObjectsOf"))
        target, path = next(filter(None, targets), None), graph.iri(iri, f"{SH}path")
        severity = local_name(graph.iri(iri, f"{SH}severity") or f"{SH}Violation").lower()
        message = graph.text(iri, f"{SH}message") or ""
        found.append(
            Term(
                f"shape:{local_name(iri)}",
                iri,
                severity,
                message,
                domain=target and shorten(target),
                range=path and shorten(path),
            )
        )
    return tuple(found)


KINDS: Final[dict[str, Callable[[], tuple[Term, ...]]]] = {
    "classes": classes,
    "concepts": concepts,
    "properties": properties,
    "relations": relations,
    "schemes": schemes,
    "shapes": shapes,
}


def find(name: str) -> Term | None:
    """Return the term with this name (`kg:Claim`, `Claim`, `claim`), label or notation, or None."""
    wanted = name.removeprefix("kg:").casefold()
    for terms in KINDS.values():
        for term in terms():
            if wanted in {local_name(term.iri).casefold(), term.label.casefold(), (term.notation or "").casefold()}:
                return term
    return None


def suggest(name: str, count: int = 3) -> tuple[str, ...]:
    """Return the names of terms that are spelt like `name`, the likeliest first."""
    names = {local_name(term.iri).casefold(): term.name for terms in KINDS.values() for term in terms()}
    return tuple(names[found] for found in get_close_matches(name.removeprefix("kg:").casefold(), names, n=count))


def _terms(graph: Graph, iris: Iterable[str], broader: str) -> tuple[Term, ...]:
    return tuple(_term(graph, iri, broader) for iri in sorted(set(iris)) if iri.startswith(KG))


def _term(graph: Graph, iri: str, broader: str) -> Term:
    scheme = graph.iri(iri, f"{SKOS}inScheme")
    domain, values = graph.iri(iri, f"{RDFS}domain"), graph.iri(iri, f"{RDFS}range")
    return Term(
        name=shorten(iri),
        iri=iri,
        label=graph.text(iri, f"{RDFS}label") or graph.text(iri, f"{SKOS}prefLabel") or local_name(iri),
        definition=graph.text(iri, f"{SKOS}definition") or "",
        broader=tuple(shorten(parent) for parent in graph.iris(iri, broader)),
        notation=graph.text(iri, f"{SKOS}notation"),
        scheme=scheme and local_name(scheme),
        domain=domain and shorten(domain),
        range=values and shorten(values),
    )
