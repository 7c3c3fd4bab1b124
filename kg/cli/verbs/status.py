"""`kg status`: what a store holds."""

from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import example, open_store, store_option
from kg.cli.output import emit_records, format_option


@click.command("status")
@store_option
@click.option("--quarantine", is_flag=True, help="List what was refused, and why, instead.")
@click.option("--runs", is_flag=True, help="List the loads instead.")
@format_option()
@example("kg status --quarantine --format jsonl")
def verb(store_path: Path | None, quarantine: bool, runs: bool, output_format: str) -> None:
    """Tell what a store holds: articles, claims, versions, loads, and what was refused."""
    from kg.store import read_status

    with open_store(store_path, read_only=True) as store:
        if quarantine:
            records = [
                {"article": r.article, "source": r.source, **finding}
                for r in store.quarantine
                for finding in r.findings
            ]
        elif runs:
            records = [{key: str(value) for key, value in run.items()} for run in store.runs()]
        else:
            status = asdict(read_status(store))
            records = [
                {"what": k.replace("_", " "), "value": ", ".join(v) if isinstance(v, tuple) else str(v)}
                for k, v in status.items()
            ]
    columns = list(dict.fromkeys(key for record in records for key in record)) or ["nothing"]
    emit_records(columns, records, output_format)
