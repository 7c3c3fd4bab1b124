"""One constraint of a shape as two questions to an article's statements.

`holds` asks it of one focus node and its values. `glance` asks whether it holds for all of them at once, by operations on whole sets:
True proves it; False only means that each node must be looked at. Nearly every article passes nearly every constraint, so that
glances are nearly all that is done.
"""

import re
from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from kg.errors import VocabularyError
from kg.validate.facts import TYPE, Facts, Steps, comparable, read_literal, well_formed
from kg.validate.shapes import Constraint, Shape, Term
from kg.vocabulary.namespaces import SH, shorten

Test = Callable[[str], bool]  # whether one value is as it must be, whatever else is stated
Holds = Callable[[str, list[str], Facts], bool]  # focus node, its values
Glance = Callable[[Collection[str], Steps, AbstractSet[str], Facts], bool]  # focus nodes, values by node, all values

_NONE: Final[list[str]] = []
_REMEMBERED: Final = 8192  # answers of one test; most values (offsets, kinds, codes) come again and again


class Rule(NamedTuple):
    """A compiled constraint."""

    holds: Holds
    glance: Glance


def compile_rule(shape: Shape, constraint: Constraint) -> Rule:
    """Return the rule of a constraint; raises VocabularyError for one that is not known here."""
    value = constraint.values[0]
    match constraint.parameter:
        case "minCount":
            return _least(int(value.value))
        case "maxCount":
            return _most(int(value.value))
        case "hasValue":
            wanted = str(value)
            return Rule(lambda _focus, values, _facts: wanted in values, _unknown)
        case "lessThan" | "lessThanOrEquals":
            return _order(value, or_equal=constraint.parameter == "lessThanOrEquals")
        case "class" | "not":
            return _member(str(value)) if constraint.parameter == "class" else _no_member(str(value))
    test = lru_cache(maxsize=_REMEMBERED)(_compile_test(shape, constraint))
    return Rule(
        lambda _focus, values, _facts: all(map(test, values)),
        lambda _nodes, _steps, values, _facts: all(map(test, values)),
    )


def plain(term: str) -> str:
    """Return an IRI without its brackets, a literal's text, a blank node as it is."""
    if term.startswith("<"):
        return term[1:-1]
    literal = read_literal(term)
    return term if literal is None else literal.lexical


def _unknown(_nodes: Collection[str], _steps: Steps, _values: AbstractSet[str], _facts: Facts) -> bool:
    return False


def _least(least: int) -> Rule:
    return Rule(
        lambda _focus, values, _facts: len(values) >= least,
        lambda nodes, steps, _values, _facts: least == 1 and all(map(steps.__contains__, nodes)),
    )


def _most(most: int) -> Rule:
    return Rule(
        lambda _focus, values, _facts: len(values) <= most,
        lambda _nodes, steps, _values, _facts: max(map(len, steps.values()), default=0) <= most,
    )


def _member(kind: str) -> Rule:
    return Rule(
        lambda _focus, values, facts: all(kind in facts.forward[TYPE].get(term, _NONE) for term in values),
        lambda _nodes, _steps, values, facts: values <= set(facts.classes.get(kind, _NONE)),
    )


def _no_member(kind: str) -> Rule:
    return Rule(
        lambda _focus, values, facts: not any(kind in facts.forward[TYPE].get(term, _NONE) for term in values),
        lambda _nodes, _steps, values, facts: values.isdisjoint(facts.classes.get(kind, _NONE)),
    )


def _order(other: Term, *, or_equal: bool) -> Rule:
    predicate = str(other)

    def holds(focus: str, values: list[str], facts: Facts) -> bool:
        for left, right in product(values, facts.forward[predicate].get(focus, _NONE)):
            low, high = comparable(left), comparable(right)
            if low is None or high is None or type(low) is not type(high):
                return False
            if not (low < high or (or_equal and low == high)):  # type: ignore[operator]  # of one type, see above
                return False
        return True

    return Rule(holds, _unknown)


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


def _compile_datatype(datatype: str) -> Test:
    def holds(term: str) -> bool:
        found = read_literal(term)
        return found is not None and found.datatype == datatype and well_formed(found)

    return holds


def _compile_text(parameter: str, value: Term) -> Test:
    if parameter == "pattern":
        search = re.compile(value.value).search
        return lambda term: not term.startswith("_:") and search(plain(term)) is not None
    least = int(value.value)
    return lambda term: not term.startswith("_:") and len(plain(term)) >= least


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
