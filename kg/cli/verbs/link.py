"""`kg link`: why a name links as it does, and asking live services about the names that do not."""

from pathlib import Path

import click

from kg.cli.options import example, open_store, store_option
from kg.cli.output import emit_records, format_option, say

_COLUMNS = ("entity", "name", "qid", "label", "score", "decision", "description")


@click.command("link")
@click.option(
    "--explain", "name", metavar="MENTION", help="List the candidates for a name with the parts of their scores."
)
@click.option("--type", "type_name", default=None, help="With --explain: the class of the entity, as Person or City.")
@click.option(
    "--entities",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own entities (TSV); they win.",
)
@click.option(
    "--reconcile", "endpoint", metavar="URL", help="Ask a W3C Reconciliation service about unlinked entities."
)
@click.option("--wikidata", is_flag=True, help="Ask Wikidata itself about unlinked entities.")
@click.option(
    "--cache", type=click.Path(path_type=Path), default=None, help="File of kept answers.  [default: in the store]"
)
@click.option("--dry-run", is_flag=True, help="Show what would be linked and record nothing.")
@store_option
@format_option()
@example("kg link --explain Georgia", "kg link --reconcile https://reconcile.example.org/en/api --dry-run")
def verb(
    name: str | None,
    type_name: str | None,
    entities: Path | None,
    endpoint: str | None,
    wikidata: bool,
    cache: Path | None,
    dry_run: bool,
    store_path: Path | None,
    output_format: str,
) -> None:
    """Explain a link, or link what the offline snapshot left open; a confident offline link is never overwritten."""
    if sum((name is not None, endpoint is not None, wikidata)) != 1:
        raise click.UsageError("use one of --explain MENTION, --reconcile URL or --wikidata")
    if name is not None:
        _explain(name, type_name, entities, output_format)
        return
    from kg.config import default_store
    from kg.reconcile.run import reconcile

    folder = store_path or default_store()
    with open_store(folder, read_only=dry_run) as store:
        links = list(reconcile(store, endpoint, cache or folder / "answers.sqlite", keep=not dry_run))
    emit_records(_COLUMNS, links, output_format)
    say(
        f"{sum(row['decision'] == 'linked' for row in links)} of {len(links)} candidates linked"
        + (" (dry run)" if dry_run else "")
    )


def _explain(name: str, type_name: str | None, entities: Path | None, output_format: str) -> None:
    from kg.gazetteer import shared
    from kg.gazetteer.own import overlay
    from kg.link import Context, ranked
    from kg.model import Entity, Mention, MentionKind, Span

    gazetteer = overlay(shared(), entities) if entities else shared()
    rows = gazetteer.lookup(name)
    demonym = gazetteer.demonym(name)
    kind = MentionKind.DEMONYM if demonym and not rows else MentionKind.NAME
    known = rows[0].type if rows else "Country"
    entity = Entity("e1", type_name or known, name, (Mention(Span(0, len(name)), name, kind),))
    records = [
        {
            "qid": c.qid,
            "label": c.label,
            "score": c.score,
            "parts": ", ".join(f"{key} {value:+.2f}" for key, value in c.features),
        }
        for c in ranked(entity, gazetteer, Context())
    ]
    emit_records(("qid", "label", "score", "parts"), records, output_format)
    if not records:
        say(f"{name!r} names nothing in the snapshot; names need a capital, and surnames alone are not looked up")
