"""`kg export`: the store's content as a file."""

import sys
from pathlib import Path

import click

from kg.cli.options import example, open_store, store_option
from kg.cli.output import say


@click.command("export")
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option(
    "-f",
    "--format",
    "output_format",
    default="turtle",
    show_default=True,
    help="turtle, trig, nquads, jsonld, csv; `kg ref formats` lists them.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Write to this file.  [default: standard output]",
)
@store_option
@example("kg export --format trig --output claims.trig")
def verb(articles: tuple[str, ...], output_format: str, output: Path | None, store_path: Path | None) -> None:
    """Export all articles, or those named by IRI; the same store gives the same bytes."""
    from kg.export import Selection, exporter_by_name

    exporter = exporter_by_name(output_format)
    with open_store(store_path, read_only=True) as store:
        selection = Selection(store, articles)
        if output is None:
            exporter.write(selection, sys.stdout.buffer)
            return
        with output.open("wb") as file:
            exporter.write(selection, file)
    say(f"wrote {output}")
