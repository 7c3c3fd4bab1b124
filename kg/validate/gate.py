"""The shapes compiled to Python: the same findings as pyshacl, fast enough to stand in the way of every article.

Compiled to SPARQL on Oxigraph the same shapes take some 240 small queries, of which parsing alone costs more than all of
this; `docs/performance.md` has the figures. Mutation tests hold the gate against the judge, shape by shape.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import product
from typing import Final

from kg.errors import VocabularyError
from kg.validate.facts import TYPE, Facts, comparable, read_literal, well_formed
from kg.validate.report import Finding
from kg.validate.shapes import Constraint, Shape, Term, shapes
from kg.vocabulary.namespaces import SH, shorten

Test = Callable[[str], bool]  # whether one value is as it must be, whatever else is stated
Check = Callable[[str, list[str], Facts], bool]  # whether a focus node with its values is as it must be

_NONE: Final[list[str]] = []
_REMEMBERED: Final = 8192  # answers of one test; most values (offsets, kinds, codes) come again and again
_ORDER: Final = frozenset(("lessThan", "lessThanOrEquals"))


def check(facts: Facts) -> tuple[Finding, ...]:
    """Return what the shapes find, sorted."""
    return _find(facts, _compiled())


def check_order(facts: Facts) -> tuple[Finding, ...]:
    """Return what those shapes find that compare two values of a node, sorted, by these comparisons alone."""
    ordering = ((shape, [c for c in shape.constraints if c.parameter in _ORDER]) for shape in shapes())
    return _find(facts, [(s, tuple(_compile(s, c) for c in constraints)) for s, constraints in ordering if constraints])


def orderly(facts: Facts) -> bool:
    """Tell whether all values that shapes compare have an order between them."""
    for shape in shapes():
        for constraint in shape.constraints:
            if constraint.parameter in _ORDER:
                others = facts.forward[str(constraint.values[0])]
                for focus, values in facts.forward[str(shape.path)].items():
                    kinds = {type(comparable(term)) for term in (*values, *others.get(focus, _NONE))}
                    if len(kinds) > 1 or type(None) in kinds:
                        return False
    return True


def _find(facts: Facts, compiled: Iterable[tuple[Shape, tuple[Check, ...]]]) -> tuple[Finding, ...]:
    found = set()
    for shape, checks in compiled:
        steps = (facts.inverse if shape.inverse else facts.forward)[f"<{shape.path.value}>"]
        for focus in _focus(shape, facts):
            values = steps.get(focus, _NONE)
            for holds in checks:
                if not holds(focus, values, facts):
                    found.add(Finding(_plain(focus), shape.iri, shape.severity, shape.message))
                    break
    return tuple(sorted(found))


@cache
def _compiled() -> tuple[tuple[Shape, tuple[Check, ...]], ...]:
    return tuple((shape, tuple(_compile(shape, constraint) for constraint in shape.constraints)) for shape in shapes())


def _focus(shape: Shape, facts: Facts) -> Iterable[str]:
    term = f"<{shape.target_term.value}>"
    if shape.target == "targetClass":
        return facts.classes.get(term, _NONE)
    return (facts.forward if shape.target == "targetSubjectsOf" else facts.inverse)[term]


def _compile(shape: Shape, constraint: Constraint) -> Check:
    value = constraint.values[0]
    match constraint.parameter:
        case "minCount":
            least = int(value.value)
            return lambda _focus, values, _facts: len(values) >= least
        case "maxCount":
            most = int(value.value)
            return lambda _focus, values, _facts: len(values) <= most
        case "hasValue":
            wanted = str(value)
            return lambda _focus, values, _facts: wanted in values
        case "lessThan" | "lessThanOrEquals":
            return _compile_order(value, or_equal=constraint.parameter == "lessThanOrEquals")
        case "class" | "not":
            return _compile_class(str(value), wanted=constraint.parameter == "class")
    test = lru_cache(maxsize=_REMEMBERED)(_compile_test(shape, constraint))
    return lambda _focus, values, _facts: all(map(test, values))


def _compile_order(other: Term, *, or_equal: bool) -> Check:
    predicate = str(other)

    def holds(focus: str, values: list[str], facts: Facts) -> bool:
        for left, right in product(values, facts.forward[predicate].get(focus, _NONE)):
            low, high = comparable(left), comparable(right)
            if low is None or high is None or type(low) is not type(high):
                return False
            if not (low < high or (or_equal and low == high)):  # type: ignore[operator]  # of one type, see above
                return False
        return True

    return holds


def _compile_test(shape: Shape, constraint: Constraint) -> Test:
    value = constraint.values[0]
    match constraint.parameter:
        case "in":
            allowed = frozenset(map(str, constraint.values))
            return allowed.__contains__
        case "pattern" | "minLength":
            return _compile_text(constraint.parameter, value)
        case "minInclusive" | "maxInclusive":
            return _compile_bound(value, least=constraint.parameter == "minInclusive")
        case "datatype":
            return _compile_datatype(value.value)
        case "nodeKind" if value.value == f"{SH}IRI":
            return lambda term: term.startswith("<")
    raise VocabularyError(
        f"ontology/shapes: {shorten(shape.iri)}: the gate does not know sh:{constraint.parameter} {value}"
    )


def _compile_class(kind: str, *, wanted: bool) -> Check:
    def holds(_focus: str, values: list[str], facts: Facts) -> bool:
        return all((kind in facts.forward[TYPE].get(term, _NONE)) is wanted for term in values)

    return holds


def _compile_datatype(datatype: str) -> Test:
    def holds(term: str) -> bool:
        found = read_literal(term)
        return found is not None and found.datatype == datatype and well_formed(found)

    return holds


def _compile_text(parameter: str, value: Term) -> Test:
    if parameter == "pattern":
        search = re.compile(value.value).search
        return lambda term: not term.startswith("_:") and search(_plain(term)) is not None
    least = int(value.value)
    return lambda term: not term.startswith("_:") and len(_plain(term)) >= least


def _compile_bound(value: Term, *, least: bool) -> Test:
    bound = comparable(str(value))
    if bound is None:
        raise VocabularyError(f"ontology/shapes: {value} bounds nothing; use a number or a day")

    def within(term: str) -> bool:
        found = comparable(term)
        if found is None:
            return False
        try:
            return bound <= found if least else found <= bound  # type: ignore[operator]  # or else TypeError
        except TypeError:
            return False

    return within


def _plain(term: str) -> str:
    """Return an IRI without its brackets, a literal's text, a blank node as it is."""
    if term.startswith("<"):
        return term[1:-1]
    literal = read_literal(term)
    return term if literal is None else literal.lexical
