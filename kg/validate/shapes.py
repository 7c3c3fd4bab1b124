"""The SHACL shapes under `ontology/shapes/` as records: what the fast gate compiles and what the tests go over.

They are flat: each shape is a property shape with one target, one path (a property or its inverse) and some constraints.
The one nested form is `sh:not [ sh:class … ]`.
Anything else in the files is an error here, so that the gate can never pass over a constraint that pyshacl would apply.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox

from kg.errors import VocabularyError
from kg.validate.report import Severity
from kg.vocabulary.namespaces import RDF, SH, shorten
from kg.vocabulary.turtle import parse_turtle, turtle_files

SHAPES: Final = "shapes/*.ttl"

_TARGETS: Final = frozenset(f"{SH}{name}" for name in ("targetClass", "targetSubjectsOf", "targetObjectsOf"))
_PARAMETERS: Final = frozenset(
    f"{SH}{name}"
    for name in (
        "minCount",
        "maxCount",
        "datatype",
        "nodeKind",
        "class",
        "in",
        "hasValue",
        "pattern",
        "minLength",
        "minInclusive",
        "maxInclusive",
        "lessThan",
        "lessThanOrEquals",
        "not",
    )
)
_OTHERS: Final = frozenset((f"{SH}path", f"{SH}severity", f"{SH}message", f"{RDF}type"))

Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint of a shape: the SHACL parameter by its local name, and its values (several for `in`).

    `not` is allowed with a class only, `sh:not [ sh:class kg:Person ]`, and has that class as its value.
    """

    parameter: str
    values: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A flat property shape."""

    iri: str
    target: str  # targetClass, targetSubjectsOf or targetObjectsOf
    target_term: ox.NamedNode
    path: ox.NamedNode
    inverse: bool
    constraints: tuple[Constraint, ...]
    severity: Severity
    message: str


@cache
def shape_triples() -> tuple[ox.Triple, ...]:
    """Return the triples of all shape files."""
    return tuple(triple for path in turtle_files(SHAPES) for triple in parse_turtle(path))


@cache
def shapes() -> tuple[Shape, ...]:
    """Return all shapes, by IRI; raises VocabularyError for a shape that is not flat."""
    found: dict[ox.NamedNode | ox.BlankNode, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]] = {}
    for subject, predicate, value in shape_triples():
        if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
            raise VocabularyError(f"ontology/shapes: {subject} {predicate} {value}: shapes hold no quoted triples")
        found.setdefault(subject, {}).setdefault(predicate.value, []).append(value)
    named = [node for node in found if isinstance(node, ox.NamedNode)]
    return tuple(_shape(node, found) for node in sorted(named, key=lambda node: node.value))


_Index = dict[ox.NamedNode | ox.BlankNode, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]]


def _shape(node: ox.NamedNode, index: _Index) -> Shape:
    properties = index[node]
    if unknown := set(properties) - _TARGETS - _PARAMETERS - _OTHERS:
        raise VocabularyError(
            f"ontology/shapes: {shorten(node.value)}: {', '.join(sorted(unknown))} has no place in a flat shape"
        )
    targets = [(kind, term) for kind in _TARGETS for term in properties.get(kind, ())]
    messages = properties.get(f"{SH}message", [])
    if len(targets) != 1 or len(messages) != 1 or not isinstance(messages[0], ox.Literal):
        raise VocabularyError(f"ontology/shapes: {shorten(node.value)}: a flat shape has one target and one message")
    kind, term = targets[0]
    path, inverse = _path(node, properties, index)
    if not isinstance(term, ox.NamedNode):
        raise VocabularyError(f"ontology/shapes: {shorten(node.value)}: the target must be an IRI")
    warning = ox.NamedNode(f"{SH}Warning") in properties.get(f"{SH}severity", ())
    constraints = tuple(
        Constraint(parameter.removeprefix(SH), tuple(_values(value, index)))
        for parameter in sorted(_PARAMETERS & set(properties))
        for value in properties[parameter]
    )
    severity = Severity.WARNING if warning else Severity.VIOLATION
    return Shape(node.value, kind.removeprefix(SH), term, path, inverse, constraints, severity, messages[0].value)


def _path(
    node: ox.NamedNode, properties: dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]], index: _Index
) -> tuple[ox.NamedNode, bool]:
    paths = properties.get(f"{SH}path", [])
    inverse = len(paths) == 1 and isinstance(paths[0], ox.BlankNode)
    if inverse and isinstance(paths[0], ox.BlankNode):
        paths = index[paths[0]].get(f"{SH}inversePath", [])
    if len(paths) != 1 or not isinstance(paths[0], ox.NamedNode):
        raise VocabularyError(
            f"ontology/shapes: {shorten(node.value)}: a flat shape has one path, a property or its inverse"
        )
    return paths[0], inverse


def _values(value: ox.NamedNode | ox.BlankNode | ox.Literal, index: _Index) -> list[Term]:
    """Return a parameter's value, the members of its list, or the class of a nested `[ sh:class … ]`."""
    if not isinstance(value, ox.BlankNode):
        return [value]
    if set(index[value]) == {f"{SH}class"}:
        return [term for term in index[value][f"{SH}class"] if isinstance(term, ox.NamedNode)]
    if f"{RDF}first" not in index[value]:
        raise VocabularyError("ontology/shapes: the only nested form in a flat shape is sh:not [ sh:class … ]")
    members: list[Term] = []
    rest: ox.NamedNode | ox.BlankNode | ox.Literal = value
    while isinstance(rest, ox.BlankNode):
        cell = index[rest]
        first = cell[f"{RDF}first"][0]
        if isinstance(first, ox.BlankNode):
            raise VocabularyError("ontology/shapes: a list in a flat shape holds IRIs and literals only")
        members.append(first)
        rest = cell[f"{RDF}rest"][0]
    return members
