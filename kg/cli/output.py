"""How results are shown: one option for all commands, a table on a terminal, JSON Lines when piped."""

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from kg.query import Rows

_F = TypeVar("_F", bound=Callable[..., Any])

ROW_FORMATS: Final = ("table", "csv", "jsonl", "json")
_PIPED_WIDTH: Final = 160
_LONGEST_CELL: Final = 100  # characters; the other formats print all
_NARROWEST_COLUMN: Final = 9  # characters; below that rows are shown one under the other


def format_option(*choices: str, default: str | None = None) -> Callable[[_F], _F]:
    """Add `--format`; without a `default`, a table on a terminal and JSON Lines when piped."""
    names = choices or ROW_FORMATS

    def choose(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
        return value or default or ("table" if sys.stdout.isatty() else "jsonl")

    return click.option(
        "-f",
        "--format",
        "output_format",
        type=click.Choice(names),
        callback=choose,
        help=f"How to print.  [default: {default or 'table on a terminal, else jsonl'}]",
    )


def emit(rows: "Rows", output_format: str) -> None:
    """Print rows to standard output."""
    from kg.query import FORMATS

    if output_format == "table":
        _print_table(rows)
    else:
        sys.stdout.write(FORMATS[output_format](rows))


def emit_records(columns: Iterable[str], records: Iterable[Mapping[str, Any]], output_format: str) -> None:
    """Print plain records to standard output, in the formats of rows."""
    from kg.query import rows_of

    emit(rows_of(tuple(columns), records), output_format)


def say(message: str) -> None:
    """Print a message for people, to standard error."""
    click.echo(f"kg: {message}", err=True)


def _print_table(rows: "Rows") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH, highlight=False, markup=False, emoji=False)
    cells = [[_cell(value) for value in row.values()] for row in rows]
    told = [i for i in range(len(rows.columns)) if not cells or any(row[i] for row in cells)]  # no empty columns
    columns, cells = [rows.columns[i] for i in told], [[row[i] for i in told] for row in cells]
    if console.width < _NARROWEST_COLUMN * len(columns):
        width = max(map(len, columns), default=0)
        for row in cells:
            console.print(
                "\n".join(f"{name:>{width}}  {cell}" for name, cell in zip(columns, row, strict=True) if cell)
            )
            console.print()
    else:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for name in columns:
            table.add_column(name, overflow="fold")
        for row in cells:
            table.add_row(*row)
        console.print(table)
    say(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")


def _cell(value: Any) -> str:
    """Return a value for the eye: short IRIs, and no control character that an article could send to a terminal."""
    from kg.query import to_text
    from kg.vocabulary.namespaces import shorten

    text = to_text(value)
    text = shorten(text) if text.startswith("http") else text
    line = "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
    return line if len(line) <= _LONGEST_CELL else f"{line[: _LONGEST_CELL - 1]}…"
