"""Turtle: all graphs as one, an article after the other, for reading. Which article says what stands in `kg:inArticle`."""

from typing import BinaryIO, Final

from kg.export.exporter import Exporter
from kg.export.pretty import blocks, header, own_namespace
from kg.export.selection import Selection


def _write(selection: Selection, out: BinaryIO) -> None:
    out.write(header().encode())
    for article in selection.articles():
        triples = selection.article_triples(article)
        space = own_namespace(triples)
        out.write(f"\n# ── <{article}>\n\n@prefix this: <{space}> .\n\n{blocks(triples, space)}".encode())
    out.write(f"\n# ── entities\n\n{blocks(selection.entity_triples(), '')}".encode())


EXPORTER: Final = Exporter("turtle", ".ttl", "Turtle for reading, all graphs as one", _write)
