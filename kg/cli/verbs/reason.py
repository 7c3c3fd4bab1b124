"""`kg reason`: what follows from a store or a file, by the ontology and HermiT."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import example, open_store, store_option
from kg.cli.output import emit_records, format_option, say

if TYPE_CHECKING:
    from kg.reason.hermit import Inference


@click.command("reason")
@click.argument("articles", metavar="[ARTICLE|FILE]...", nargs=-1)
@click.option("--memory", type=click.IntRange(min=256), default=2000, show_default=True, help="MiB for the reasoner.")
@store_option
@format_option()
@example("kg reason", "kg reason https://example.org/news/troops", "kg reason claims.ttl")
@click.pass_context
def verb(
    context: click.Context, articles: tuple[str, ...], memory: int, store_path: Path | None, output_format: str
) -> None:
    """Infer types that nobody wrote down (relayed claims, projected counts, heads of state …) and keep them apart.

    Over a store, or only the articles named, the inferred types go to the graph of inferences (`kg ask inferred-types`); of a
    file they are printed. Articles are reasoned over one by one. An inconsistency ends with status 1.
    """
    file = Path(articles[0]) if len(articles) == 1 and Path(articles[0]).is_file() else None
    found = _over_file(file, memory) if file else _over_store(store_path, articles, memory)
    records = [
        {"subject": node, "type": cls, "where": where} for where, inference in found for node, cls in inference.types
    ]
    emit_records(("subject", "type", "where"), records, output_format)
    wrong = [where for where, inference in found if not inference.consistent or inference.unsatisfiable]
    for where in wrong:
        say(f"{where}: contradicts the ontology")
    context.exit(1 if wrong else 0)


def _over_file(path: Path, memory: int) -> "list[tuple[str, Inference]]":
    from kg.cli.rdf_files import read_quads
    from kg.reason.hermit import reason

    return [(str(path), reason((quad.triple for quad in read_quads(path)), memory))]


def _over_store(store_path: Path | None, articles: tuple[str, ...], memory: int) -> "list[tuple[str, Inference]]":
    from kg.export import Selection
    from kg.reason.graph import inferred_quads
    from kg.reason.hermit import reason

    found = []
    with open_store(store_path, read_only=False) as store:
        for article in Selection(store, articles).articles():
            triples = [triple for _, group in Selection(store, (article,)).graphs() for triple in group]
            inference = reason(triples, memory)
            store.graph.extend(inferred_quads(inference))
            found.append((article, inference))
    return found
