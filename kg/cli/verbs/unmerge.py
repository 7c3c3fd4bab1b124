"""`kg unmerge`: take a merge back."""

from pathlib import Path

import click

from kg.cli.options import author_option, example, open_store, store_option
from kg.cli.output import say


@click.command("unmerge")
@click.argument("entity")
@click.argument("other")
@click.option("--why", required=True, help="The reason.")
@author_option
@store_option
@example('kg unmerge https://example.org/id/a1/entity-e1 https://example.org/id/a2/entity-e7 --why "father and son"')
def verb(entity: str, other: str, why: str, author: str, store_path: Path | None) -> None:
    """Record that two merged entities are two after all; both decisions stay on record."""
    from kg.merge import Decision, Kind, record, refresh

    with open_store(store_path, read_only=False) as store:
        record(store, Decision(Kind.UNMERGE, entity, why, author, object=other))
        refresh(store)
    say(f"recorded: {entity} and {other} are two")
