"""`kg validate`: hold a store or a file to the shapes."""

from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli.options import example
from kg.cli.output import emit_records, format_option, say

_COLUMNS = ("severity", "article", "focus", "shape", "message")


@click.command("validate")
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option(
    "--full", is_flag=True, help="Let pyshacl judge everything, not the gate that is compiled from the same shapes."
)
@format_option()
@example("kg validate kg-store", "kg validate claims.ttl --full")
@click.pass_context
def verb(context: click.Context, target: Path | None, full: bool, output_format: str) -> None:
    """Check a store (default: the usual one), or a file of RDF, against the SHACL shapes; findings end with status 1.

    In a store every article's evidence is held against its text, too.
    """
    from kg.config import default_store

    path = target or default_store()
    records = list(_check_file(path, full) if path.is_file() else _check_store(path, full))
    emit_records(_COLUMNS, records, output_format)
    wrong = sum(record["severity"] == "violation" for record in records)
    say(f"{path}: {wrong} violations, {len(records) - wrong} warnings")
    context.exit(1 if wrong else 0)


def _check_store(path: Path, full: bool) -> Iterable[dict[str, str]]:
    from kg.export.selection import Selection
    from kg.store import Store
    from kg.validate.article import Judgement, validate_article

    judgement = Judgement.PYSHACL if full else Judgement.GATE
    with Store.open(path, read_only=True) as store:
        for article in store.articles():
            entry = store.entry(article)
            selection = Selection(store, (article,))
            quads = "".join(f"{triple} <{graph}> .\n" for graph, triples in selection.graphs() for triple in triples)
            report = validate_article(quads.encode(), store.text(entry.text_hash) if entry else None, judgement)
            for f in report.findings:
                yield {
                    "severity": str(f.severity),
                    "article": article,
                    "focus": f.focus,
                    "shape": f.shape,
                    "message": f.message,
                }


def _check_file(path: Path, full: bool) -> Iterable[dict[str, str]]:
    from kg.cli.rdf_files import read_quads
    from kg.validate.article import Judgement, validate_quads

    for f in validate_quads(read_quads(path), Judgement.PYSHACL if full else Judgement.GATE):
        yield {"severity": str(f.severity), "article": "", "focus": f.focus, "shape": f.shape, "message": f.message}
