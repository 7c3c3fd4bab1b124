"""`kg load`: articles into a store."""

from datetime import datetime
from pathlib import Path
from typing import Any

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
from kg.cli.output import emit_records, format_option
from kg.cli.progress import KINDS, Progress
from kg.cli.targets import endpoint_options, open_target, place_of, shard_options


@click.command("load")
@click.argument("paths", metavar="PATH...", nargs=-1)
@store_option
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=None,
    help="Processes; 0: this one alone.  [default: all processors, for more than a few articles]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    help="Seconds that one article may take.",
)
@click.option(
    "--memory", type=click.FloatRange(min=2), default=6, show_default=True, help="GB that a worker may take; 2 or more."
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Leave out articles that were published before; those without a date are loaded.",
)
@click.option(
    "--retry-failed",
    is_flag=True,
    help="Load only what failed earlier; without PATH, the files that it came from.  `kg status --failed` lists it.",
)
@click.option(
    "--progress",
    "progress_kind",
    type=click.Choice(KINDS),
    default="auto",
    help="How to tell what goes on: lines, JSON events, or what suits.",
)
@click.option(
    "--no-text", is_flag=True, help="Keep no text: no copy beside the store, hashes in place of quoted evidence."
)
@click.option("--again", is_flag=True, help="Process articles again that the store holds unchanged.")
@endpoint_options
@shard_options
@click.option(
    "--cluster", metavar="ADDRESS", default=None, help="A Dask scheduler, whose workers do the work: tcp://host:8786."
)
@reading_options
@linking_options
@nlp_option
@format_option()
@example(
    "kg load articles/ feed.jsonl.gz --store kg-store",
    "kg load table.csv --field text=body --field published=day",
    "kg load --retry-failed --timeout 300",
    "kg load 's3://news/2024/*.jsonl.gz' --cluster tcp://head:8786 --shards shards",
)
@click.pass_context
def verb(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    store_path: Path | None,
    workers: int | None,
    timeout: float,
    memory: float,
    since: datetime | None,
    retry_failed: bool,
    progress_kind: str,
    no_text: bool,
    again: bool,
    cluster: str | None,
    fields: tuple[str, ...],
    input_format: str | None,
    encoding: str,
    entities: str | None,
    min_score: float | None,
    nlp_name: str | None,
    output_format: str,
    **target: Any,
) -> None:
    """Read articles from files, folders, URLs or `-`, extract, link, validate and store their claims.

    Loading is idempotent: unchanged articles are skipped, changed ones replaced. What cannot be read or is refused is named on
    standard error, the rest is stored, and the exit status is 1. An article that failed is left out until it, the rules or the
    snapshot change, or `--retry-failed` asks for it.

    Interrupted (Ctrl-C, kill, a full disk), the same command goes on where it stopped.
    """
    from kg.pipeline import Choice, Limits, Report, load

    if not paths:
        if not retry_failed:
            raise click.UsageError("name files or folders with articles, or - for standard input")
        paths = failed_inputs(place_of(store_path, target["shards"]))
    settings = settings_of(nlp_name, keep_text=not no_text, entities=entities, min_score=min_score)
    report = Report()
    with open_target(store_path, **target) as place, Progress(paths, report, progress_kind) as progress:
        load(
            paths,
            place,
            settings=settings,
            options=read_options(fields, input_format, encoding),
            choice=Choice(again=again, since=since.date() if since else None, retry_failed=retry_failed),
            workers=workers,
            limits=Limits(timeout, int(memory * 2**30)),
            cluster=cluster,
            watch=progress.update,
            report=report,
        )
    progress.advise()
    summary = report.summary()
    emit_records(summary, [summary], output_format)
    context.exit(0 if report.ok else 1)


def failed_inputs(place: Path) -> tuple[str, ...]:
    """Return the files whose articles failed; raises `click.UsageError` when none did."""
    from kg.store import Store

    with Store.open(place, read_only=True) as store:
        found = sorted({_file(failed.source) for failed in store.failures})
    if not found:
        raise click.UsageError(f"nothing failed in {place} that could be tried again")
    return tuple(found)


def _file(source: str) -> str:
    """Return the file of a source, which for one record of many is FILE#NUMBER."""
    file, mark, number = source.rpartition("#")
    return file if mark and number.isdecimal() else source
