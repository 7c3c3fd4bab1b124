"""Break one constraint at one node of a good graph: the failing example of every constraint, made from the constraint."""

from collections.abc import Iterator
from itertools import count

from kg.validate.facts import Facts, Quad
from kg.validate.shapes import Constraint, Shape
from kg.vocabulary.namespaces import KG, RDF, XSD

TYPE = f"<{RDF}type>"
GRAPH = "<https://harbour.example/2024/sailors>"


def focus_nodes(shape: Shape, facts: Facts) -> list[str]:
    """Return the focus nodes of a shape, those with values first."""
    term = f"<{shape.target_term.value}>"
    if shape.target == "targetClass":
        nodes = facts.classes.get(term, [])
    else:
        nodes = list((facts.forward if shape.target == "targetSubjectsOf" else facts.inverse)[term])
    return sorted(nodes, key=lambda node: (not values_of(shape, node, facts), node))


def values_of(shape: Shape, focus: str, facts: Facts) -> list[str]:
    """Return the values of the shape's path at a node."""
    return (facts.inverse if shape.inverse else facts.forward)[f"<{shape.path.value}>"].get(focus, [])


def break_constraint(shape: Shape, constraint: Constraint, quads: list[Quad]) -> tuple[str, list[Quad]]:
    """Return a focus node of the shape and the graph in which it breaks the constraint."""
    facts = Facts(quads)
    focus = focus_nodes(shape, facts)[0]
    values = values_of(shape, focus, facts)
    predicate = f"<{shape.path.value}>"

    def quad(value: str) -> Quad:
        return (value, predicate, focus, GRAPH) if shape.inverse else (focus, predicate, value, GRAPH)

    kept = [q for q in quads if (q[1], q[2] if shape.inverse else q[0]) != (predicate, focus)]
    match constraint.parameter:
        case "minCount":
            least = int(constraint.values[0].value)
            return focus, [*kept, *map(quad, values[: least - 1])]
        case "maxCount":
            most = int(constraint.values[0].value)
            more = _more(values, shape)
            wanted = list(values)
            while len(wanted) <= most:
                wanted.append(next(more))
            return focus, [*kept, *map(quad, wanted)]
        case "hasValue":
            return focus, [*kept, *(quad(v) for v in values if v != str(constraint.values[0]))]
        case "lessThan" | "lessThanOrEquals":
            both = next(n for n in focus_nodes(shape, facts) if facts.forward[str(constraint.values[0])].get(n))
            late = _beyond(facts.forward[str(constraint.values[0])][both][0])
            rest = [q for q in quads if (q[1], q[0]) != (predicate, both)]
            return both, [*rest, (both, predicate, late, GRAPH)]
    return focus, [
        *kept,
        *map(quad, values[1:]),
        quad("<https://kg.example/no-such-node>" if shape.inverse else _wrong(constraint, facts)),
    ]


def _more(values: list[str], shape: Shape) -> Iterator[str]:
    """Yield values of the same kind as those that stand there."""
    like = values[0] if values else '"x"'
    for number in count(1):
        if like.startswith("<") or shape.inverse:
            yield f"<https://kg.example/another-{number}>"
        else:
            text, _, datatype = like.rpartition('"')
            yield f'{text[:1]}{number}"{datatype}'


def _beyond(value: str) -> str:
    """Return a literal greater than a number or a day."""
    return value.replace('"2', '"3') if "date" in value else '"999999"' + value.rpartition('"')[2]


def _wrong(constraint: Constraint, facts: Facts) -> str:
    """Return a value that breaks a constraint on values."""
    value = constraint.values[0]
    wrong = {
        "nodeKind": '"a text"',
        "class": "<https://kg.example/no-such-node>",
        "in": f"<{KG}NoSuchConcept>",
        "pattern": '"!"',
        "minLength": '""',
        "minInclusive": f'"-1"^^<{XSD}{"double" if "double" in str(value) else "decimal"}>',
        "maxInclusive": f'"1.5"^^<{XSD}double>',
        "datatype": '"x"^^<https://kg.example/datatype>',
    }
    if constraint.parameter == "not":
        return facts.classes[str(value)][0]
    return wrong[constraint.parameter]
