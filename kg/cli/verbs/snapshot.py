"""`kg snapshot`: the entity snapshot: what it is, building one, printing one."""

from pathlib import Path

import click

from kg.cli.options import example
from kg.cli.output import emit_records, format_option, say


@click.group("snapshot")
@example("kg snapshot info", "kg snapshot build entities.tsv --out my.sqlite")
def verb() -> None:
    """Look at, build or print an entity snapshot."""


@verb.command("info")
@format_option()
@example("kg snapshot info")
def info(output_format: str) -> None:
    """Tell version, size and number of entities of the shipped snapshot."""
    from kg.gazetteer import shared
    from kg.gazetteer.snapshot import SHIPPED

    snapshot = shared()
    record = {
        "version": snapshot.version,
        "entities": snapshot.size,
        "bytes": SHIPPED.stat().st_size,
        "file": str(SHIPPED),
    }
    emit_records(tuple(record), [record], output_format)


@verb.command("build")
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write; replaced only when the build succeeds.",
)
@click.option("--metonyms", type=click.Path(path_type=Path, exists=True), help="Table of seats of power (TSV).")
@click.option(
    "--class", "classes", multiple=True, metavar="TYPE=QID", help="With a dump: one more Wikidata class of a type."
)
@example(
    "kg snapshot build entities.tsv.gz --out my.sqlite",
    "kg snapshot build latest-all.json.bz2 --class Person=Q15632617 --out my.sqlite",
)
def build(source: Path, out: Path, metonyms: Path | None, classes: tuple[str, ...]) -> None:
    """Build a snapshot from a table (.tsv), a Wikidata dump (.json) or a SPARQL result (.srj), compressed or not."""
    from kg.gazetteer.build import TYPES, build_snapshot, read_table
    from kg.gazetteer.wikidata import read_dump, read_sparql_result

    extra = {}
    for pair in classes:
        kind, _, qid = pair.partition("=")
        if kind not in TYPES or not qid.startswith("Q"):
            raise click.BadParameter(f"{pair!r} is not TYPE=QID, for example Person=Q5", param_hint="--class")
        extra[qid] = kind
    suffixes = source.suffixes
    if ".srj" in suffixes:
        records = read_sparql_result(source)
    elif ".json" in suffixes:
        records = read_dump(source, extra)
    else:
        records = read_table(source)
    say(f"{build_snapshot(records, out, metonyms)} entities in {out}; set KG_SNAPSHOT={out} to use it")


@verb.command("dump")
@click.argument("snapshot", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@example("kg snapshot dump | head")
def dump(snapshot: Path | None) -> None:
    """Print a snapshot (default: the shipped one) as the table that it can be built from."""
    from kg.gazetteer.dump import dump_table

    for line in dump_table(snapshot):
        click.echo(line)
