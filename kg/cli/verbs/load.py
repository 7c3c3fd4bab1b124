"""`kg load`: articles into a store."""

from pathlib import Path

import click

from kg.cli.options import (
    example,
    linking_options,
    nlp_option,
    read_options,
    reading_options,
    settings_of,
    store_option,
)
from kg.cli.output import emit_records, format_option, say
from kg.cli.progress import Progress


@click.command("load")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@store_option
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    help="Processes.  [default: all processors, for more than a few articles]",
)
@click.option(
    "--no-text", is_flag=True, help="Keep no text: no copy beside the store, hashes in place of quoted evidence."
)
@click.option("--again", is_flag=True, help="Process articles again that the store holds unchanged.")
@reading_options
@linking_options
@nlp_option
@format_option()
@example(
    "kg load articles/ feed.jsonl.gz --store kg-store", "kg load table.csv --field text=body --field published=day"
)
@click.pass_context
def verb(
    context: click.Context,
    paths: tuple[str, ...],
    store_path: Path | None,
    workers: int | None,
    no_text: bool,
    again: bool,
    fields: tuple[str, ...],
    input_format: str | None,
    encoding: str,
    entities: str | None,
    min_score: float | None,
    nlp_name: str | None,
    output_format: str,
) -> None:
    """Read articles from files, folders or `-`, extract, link, validate and store their claims.

    Loading is idempotent: unchanged articles are skipped, changed ones replaced. What cannot be read or is refused is named on
    standard error, the rest is stored, and the exit status is 1.
    """
    from kg.config import default_store
    from kg.pipeline import load

    settings = settings_of(nlp_name, keep_text=not no_text, entities=entities, min_score=min_score)
    options = read_options(fields, input_format, encoding)
    with Progress() as progress:
        report = load(
            paths,
            store_path or default_store(),
            settings=settings,
            options=options,
            workers=workers,
            again=again,
            watch=progress.update,
        )
    if report.refused:
        say(f"{report.refused} claims were refused; `kg status --quarantine` tells why")
    summary = report.summary()
    emit_records(summary, [summary], output_format)
    context.exit(0 if report.ok else 1)
