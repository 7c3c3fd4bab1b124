"""The shapes compiled to Python: the same findings as pyshacl, fast enough to stand in the way of every article.

Compiled to SPARQL on Oxigraph the same shapes take some 240 small queries, of which parsing alone costs more than all of
this; `docs/performance.md` has the figures. Mutation tests hold the gate against the judge, shape by shape.
"""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Final, NamedTuple

from kg.validate.facts import Facts, comparable
from kg.validate.report import Finding
from kg.validate.rules import Rule, compile_rule, plain
from kg.validate.shapes import Constraint, Shape, shapes

_NONE: Final[list[str]] = []
_ORDER: Final = frozenset(("lessThan", "lessThanOrEquals"))


class _Compiled(NamedTuple):
    """A shape with its rules and the terms that are looked up, as N-Quads text."""

    shape: Shape
    target: str
    path: str
    rules: tuple[Rule, ...]


def check(facts: Facts) -> tuple[Finding, ...]:
    """Return what the shapes find, sorted."""
    return _find(facts, _compiled())


def check_order(facts: Facts) -> tuple[Finding, ...]:
    """Return what those shapes find that compare two values of a node, sorted, by these comparisons alone."""
    ordering = ((shape, [c for c in shape.constraints if c.parameter in _ORDER]) for shape in shapes())
    return _find(facts, [_compile(shape, constraints) for shape, constraints in ordering if constraints])


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


def _find(facts: Facts, compiled: Iterable[_Compiled]) -> tuple[Finding, ...]:
    found = set()
    for shape, target, path, rules in compiled:
        nodes = _focus(shape.target, target, facts)
        if not nodes:
            continue
        steps = facts.inverse[path] if shape.inverse else facts.forward[path]
        values = facts.forward[path].keys() if shape.inverse else facts.values[path]
        doubtful = [rule for rule in rules if not rule.glance(nodes, steps, values, facts)]
        for node in nodes if doubtful else ():
            if not all(rule.holds(node, steps.get(node, _NONE), facts) for rule in doubtful):
                found.add(Finding(plain(node), shape.iri, shape.severity, shape.message))
    return tuple(sorted(found))


@cache
def _compiled() -> tuple[_Compiled, ...]:
    return tuple(_compile(shape, shape.constraints) for shape in shapes())


def _compile(shape: Shape, constraints: Iterable[Constraint]) -> _Compiled:
    rules = tuple(compile_rule(shape, constraint) for constraint in constraints)
    return _Compiled(shape, str(shape.target_term), str(shape.path), rules)


def _focus(kind: str, target: str, facts: Facts) -> Collection[str]:
    if kind == "targetClass":
        return facts.classes.get(target, _NONE)
    return facts.forward[target].keys() if kind == "targetSubjectsOf" else facts.values[target]
