"""`kg merge`: say that two entities are one, or see which may be."""

from pathlib import Path

import click

from kg.cli.options import author_option, example, open_store, store_option
from kg.cli.output import emit_records, format_option, say


@click.command("merge")
@click.argument("entities", metavar="[ENTITY OTHER]", nargs=-1)
@click.option("--why", default="", help="The reason; needed to record a merge.")
@click.option("--suggest", "suggesting", is_flag=True, help="List pairs worth a look, with reasons for and against.")
@author_option
@store_option
@format_option()
@example(
    "kg merge --suggest",
    'kg merge https://example.org/id/a1/entity-e1 https://example.org/id/a2/entity-e7 --why "same ministry page"',
)
def verb(
    entities: tuple[str, ...], why: str, suggesting: bool, author: str, store_path: Path | None, output_format: str
) -> None:
    """Record that two entities are one; it survives reloads and can be undone with `kg unmerge`."""
    from kg.merge import Decision, Kind, record, refresh, suggest

    if suggesting:
        with open_store(store_path, read_only=True) as store:
            rows = [
                {"one": s.one, "other": s.other, "label": s.label, "score": s.score, "reasons": "; ".join(s.reasons)}
                for s in suggest(store)
            ]
        emit_records(("one", "other", "label", "score", "reasons"), rows, output_format)
        return
    one, other = _pair(entities)
    with open_store(store_path, read_only=False) as store:
        record(store, Decision(Kind.MERGE, one, why, author, object=other))
        refresh(store)
    say(f"recorded: {one} and {other} are one")


def _pair(entities: tuple[str, ...]) -> tuple[str, str]:
    if len(entities) != 2:
        raise click.UsageError("name two entities by IRI, or use --suggest")
    return entities[0], entities[1]
