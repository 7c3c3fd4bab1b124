"""JSON-LD 1.1: one context, one named graph per article, nodes with short names and sorted keys."""

from itertools import groupby
from typing import Any, BinaryIO, Final

import orjson
import pyoxigraph as ox

from kg.export.exporter import Exporter
from kg.export.pretty import prefixes
from kg.export.selection import Selection
from kg.vocabulary.namespaces import RDF, XSD, shorten

_TYPE: Final = f"{RDF}type"


def _write(selection: Selection, out: BinaryIO) -> None:
    """Write the graphs one by one inside a document that is never held whole."""
    out.write(b'{"@context":' + orjson.dumps(dict(sorted(prefixes().items()))) + b',"@graph":[')
    separator = b"\n"
    for graph, triples in selection.graphs():
        if triples:
            nodes = [_node(subject, list(group)) for subject, group in groupby(triples, key=lambda t: t.subject)]
            out.write(separator + orjson.dumps({"@id": graph, "@graph": nodes}, option=orjson.OPT_SORT_KEYS))
            separator = b",\n"
    out.write(b"\n]}\n")


def _node(subject: object, triples: list[ox.Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _identifier(subject)}
    for triple in triples:
        if triple.predicate.value == _TYPE:
            node.setdefault("@type", []).append(_identifier(triple.object))
        else:
            node.setdefault(shorten(triple.predicate.value), []).append(_value(triple.object))
    return node


def _identifier(term: object) -> str:
    return shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _value(term: object) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _identifier(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = term.datatype.value
    return {"@value": term.value} if kind == f"{XSD}string" else {"@value": term.value, "@type": shorten(kind)}


EXPORTER: Final = Exporter("jsonld", ".jsonld", "JSON-LD with a context, one named graph per article", _write)
