"""`kg ask`: stored queries by name; every query is a command with options made from its header."""

from pathlib import Path
from typing import Any

import click

from kg.cli.options import example, store_option
from kg.cli.output import emit, emit_records, format_option
from kg.cli.targets import endpoint_options, open_source


class QueryGroup(click.Group):
    """The stored queries as commands, read from `queries/` when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of all stored queries."""
        from kg.query import stored_queries

        return list(stored_queries())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Return a stored query as a command; raises `QueryError` with the nearest names when there is none."""
        from kg.query import stored_query

        query = stored_query(cmd_name)
        columns = "\n".join(f"  {name}: {meaning}" for name, meaning in query.columns.items())
        command = click.Command(
            cmd_name,
            callback=_runner(cmd_name),
            help=f"{query.summary}.\n\n\b\nColumns:\n{columns}\n\n\b\nExample:\n  kg ask {cmd_name} --format csv",
            short_help=query.summary,
        )
        for parameter in query.parameters:
            option = f"--{parameter.name.replace('_', '-')}"
            default = f"  [default: {parameter.default}]" if parameter.default is not None else ""
            command.params.append(
                click.Option(
                    [option, parameter.name], help=f"{parameter.help}{default}", metavar=parameter.kind.upper()
                )
            )
        limit = click.option("--limit", type=click.IntRange(min=0), default=None, help="At most this many rows.")
        return limit(store_option(endpoint_options(format_option()(command))))


def _runner(name: str) -> Any:
    def run(
        store_path: Path | None,
        endpoint: str | None,
        server: str | None,
        output_format: str,
        limit: int | None,
        **params: str | None,
    ) -> None:
        from kg.query import ask

        given = {key: value for key, value in params.items() if value is not None}
        with open_source(store_path, endpoint, server) as source:
            emit(ask(source, name, limit=limit, **given), output_format)

    return run


@click.group("ask", cls=QueryGroup, invoke_without_command=True, subcommand_metavar="[QUERY] [OPTIONS]")
@format_option()
@click.pass_context
@example(
    "kg ask who-asserted-troop-count --since 2024-10-01 --format csv",
    "kg ask articles --endpoint http://localhost:7878",
)
def verb(context: click.Context, output_format: str) -> None:
    """Run a stored query; without a name, list them."""
    if context.invoked_subcommand is None:
        from kg.query import stored_queries

        records = [{"query": query.name, "answers": query.summary} for query in stored_queries().values()]
        emit_records(("query", "answers"), records, output_format)
