"""`kg status`: what a store holds."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import example, open_store, store_option
from kg.cli.output import emit_records, format_option, say

if TYPE_CHECKING:
    from kg.store import Store


@click.command("status")
@store_option
@click.option("--failed", is_flag=True, help="List the articles that could not be loaded, and why, instead.")
@click.option("--quarantine", is_flag=True, help="List what was refused, and why, instead.")
@click.option("--runs", is_flag=True, help="List the loads instead.")
@click.option(
    "--article", metavar="IRI", default=None, help="Tell of one article, by IRI or path: its versions and copies."
)
@format_option()
@example("kg status --failed", "kg status --article https://news.example/story --format jsonl")
def verb(
    store_path: Path | None, failed: bool, quarantine: bool, runs: bool, article: str | None, output_format: str
) -> None:
    """Tell what a store holds: articles, claims, versions, loads, what failed, and what was refused."""
    with open_store(store_path, read_only=True) as store:
        if article is not None:
            records = list(_article(store, article))
        elif failed:
            records = [asdict(failure) for failure in store.failures]
        elif quarantine:
            records = [
                {"article": r.article, "source": r.source, **finding}
                for r in store.quarantine
                for finding in r.findings
            ]
        elif runs:
            records = [{key: _text(value) for key, value in run.items()} for run in store.runs()]
        else:
            records = list(_overview(store))
    columns = list(dict.fromkeys(key for record in records for key in record)) or ["nothing"]
    emit_records(columns, records, output_format)


def _overview(store: "Store") -> Iterable[Mapping[str, object]]:
    from kg.store import read_status

    status = read_status(store)
    for name, value in asdict(status).items():
        yield {"what": name.replace("_", " "), "value": _text(value)}
    if status.failed:
        say("`kg status --failed` tells what failed and why, `kg load --retry-failed` tries it again")


def _article(store: "Store", name: str) -> Iterable[Mapping[str, object]]:
    """Yield the versions of an article, oldest first, and then its copies; raises `click.BadParameter` when it is not here."""
    from kg.store import read_copies, read_versions

    iri = store.find(name)
    if iri is None:
        raise click.BadParameter(
            f"no article has the IRI or path {name!r}; `kg ask articles` lists them", param_hint="--article"
        )
    for version in read_versions(store.graph, iri):
        yield {
            "what": "version",
            "iri": iri,
            "published": version.published,
            "modified": version.modified,
            "loaded": version.loaded,
            "replaced": version.replaced,
            "text_hash": version.text_hash,
        }
    for copy in read_copies(store.graph, iri):
        yield {
            "what": "original" if copy.article == iri else "copy",
            "iri": copy.original if copy.article == iri else copy.article,
            "overlap": copy.overlap,
        }


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
