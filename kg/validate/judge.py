"""pyshacl on the shapes: the judge. Slow beside the gate (see `kg.validate.gate`), and right by definition.

pyshacl fails with a TypeError where `sh:lessThan` and its like meet values that have no order, such as a number and a
word. SHACL calls that a violation, so in such data the gate decides on order, and pyshacl on everything else.
"""

from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox
import pyshacl
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import IdentifiedNode

from kg.validate import gate
from kg.validate.facts import Facts, Quad
from kg.validate.report import Finding
from kg.validate.shapes import Shape, shape_triples, shapes


def judge(quads: Iterable[Quad]) -> tuple[Finding, ...]:
    """Return what pyshacl finds in statements, all of their graphs taken as one, sorted."""
    statements = list(quads)
    facts = Facts(statements)
    orderly = gate.orderly(facts)
    text = "".join(f"{quad[0]} {quad[1]} {quad[2]} .\n" for quad in statements)
    data = rdflib_graph(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    _, results, _ = pyshacl.validate(data, shacl_graph=_shapes_graph(with_order=orderly), inplace=True)
    known = _shapes()
    found = set() if orderly else set(gate.check_order(facts))
    for result, shape_node in results.subject_objects(SH.sourceShape):
        shape = known[str(shape_node)]
        found.add(Finding(str(results.value(result, SH.focusNode)), shape.iri, shape.severity, shape.message))
    return tuple(sorted(found))


@cache
def _shapes() -> dict[str, Shape]:
    return {shape.iri: shape for shape in shapes()}


@cache
def _shapes_graph(*, with_order: bool) -> Graph:
    graph = rdflib_graph(shape_triples())
    for predicate in () if with_order else (SH.lessThan, SH.lessThanOrEquals):
        graph.remove((None, predicate, None))
    return graph


def rdflib_graph(triples: Iterable[ox.Triple]) -> Graph:
    """Return the triples as an rdflib graph, literals as they are written."""
    graph = Graph()
    nodes: dict[str, URIRef] = {}

    def iri(value: str) -> URIRef:
        node = nodes.get(value)
        if node is None:
            node = nodes[value] = URIRef(value)
        return node

    def resource(term: ox.NamedNode | ox.BlankNode) -> IdentifiedNode:
        return iri(term.value) if isinstance(term, ox.NamedNode) else BNode(term.value)

    for subject, predicate, value in triples:
        if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
            raise TypeError(f"quoted triples have no place in an article: {subject} {predicate} {value}")
        if isinstance(value, ox.Literal):
            datatype = None if value.language else iri(value.datatype.value)
            node: IdentifiedNode | Literal = Literal(
                value.value, lang=value.language, datatype=datatype, normalize=False
            )
        else:
            node = resource(value)
        graph.add((resource(subject), iri(predicate.value), node))
    return graph
