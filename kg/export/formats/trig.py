"""TriG: Turtle with the graphs kept, one block per article."""

from textwrap import indent
from typing import BinaryIO, Final

from kg.export.exporter import Exporter
from kg.export.pretty import blocks, header, own_namespace
from kg.export.selection import Selection
from kg.vocabulary.graphs import ENTITIES


def _write(selection: Selection, out: BinaryIO) -> None:
    out.write(header().encode())
    for article in selection.articles():
        triples = selection.article_triples(article)
        space = own_namespace(triples)
        out.write(f"\n@prefix this: <{space}> .\n\n{_graph(article, blocks(triples, space))}".encode())
    if entities := selection.entity_triples():
        out.write(f"\n{_graph(ENTITIES, blocks(entities, ''))}".encode())


def _graph(name: str, text: str) -> str:
    return f"GRAPH <{name}> {{\n\n{indent(text, '    ')}}}\n"


EXPORTER: Final = Exporter("trig", ".trig", "TriG: Turtle with the graphs", _write)
