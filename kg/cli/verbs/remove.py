"""`kg remove`: take articles out of a store."""

from pathlib import Path

import click

from kg.cli.options import example, open_store, store_option
from kg.cli.output import emit_records, format_option, say


@click.command("remove")
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@store_option
@format_option()
@click.pass_context
@example("kg remove https://example.org/news/2024/10/24/troops")
def verb(context: click.Context, articles: tuple[str, ...], store_path: Path | None, output_format: str) -> None:
    """Remove articles by IRI or by the path they were loaded from, with all that only they used.

    Of one that could not be loaded, the failure is forgotten.
    """
    with open_store(store_path, read_only=False) as store:
        found = [store.find(name) or name for name in articles]
        records = [{"article": iri, "removed": store.remove(iri) | store.failures.settle(iri, iri)} for iri in found]
    emit_records(("article", "removed"), records, output_format)
    if missing := [record["article"] for record in records if not record["removed"]]:
        say(f"not in the store: {', '.join(map(str, missing))}; `kg ask articles` lists what is there")
        context.exit(1)
