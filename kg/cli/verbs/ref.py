"""`kg ref`: browse the model offline: classes, relations, schemes, queries, formats."""

import click

from kg.cli.options import example
from kg.cli.output import emit_records, format_option


@click.command("ref")
@click.argument("topic")
@click.argument("name", required=False)
@format_option()
@example("kg ref schemes troops", "kg ref classes --format csv")
def verb(topic: str, name: str | None, output_format: str) -> None:
    """Look up classes, properties, relations, schemes, queries or formats; with a NAME, that one only."""
    from kg.cli.reference import look_up

    columns, records = look_up(topic, name)
    emit_records(columns, records, output_format)
