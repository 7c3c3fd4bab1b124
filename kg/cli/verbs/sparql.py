"""`kg sparql`: any read query."""

import sys
from pathlib import Path

import click

from kg.cli.options import example, store_option
from kg.cli.output import emit, format_option
from kg.cli.targets import endpoint_options, open_source


@click.command("sparql")
@click.argument("query")
@click.option(
    "--union",
    is_flag=True,
    help="Let patterns outside GRAPH see all graphs at once (what several articles share comes several times).",
)
@click.option("--limit", type=click.IntRange(min=0), default=None, help="At most this many rows.")
@store_option
@endpoint_options
@format_option()
@example(
    "kg sparql 'SELECT ?name (COUNT(*) AS ?claims) { GRAPH ?article { ?c kg:asserterName ?name } } GROUP BY ?name'"
)
def verb(
    query: str,
    union: bool,
    limit: int | None,
    store_path: Path | None,
    endpoint: str | None,
    server: str | None,
    output_format: str,
) -> None:
    """Run a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE; `-` reads it from standard input.

    The usual prefixes (kg, skos, wd, graph …) are known. Every article is a graph of its own, so patterns stand in
    GRAPH blocks; graph:entities is what articles share, graph:vocabulary the ontology.
    """
    from kg.query import select

    text = sys.stdin.read() if query == "-" else query
    with open_source(store_path, endpoint, server) as source:
        emit(select(source, text, union=union, limit=limit), output_format)
