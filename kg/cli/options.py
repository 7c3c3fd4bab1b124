"""Options that several verbs share."""

import getpass
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.pipeline import Settings
    from kg.readers import ReadOptions
    from kg.store import Store

_F = TypeVar("_F", bound=Callable[..., Any])


def example(*lines: str) -> Callable[[_F], _F]:
    """Add an example to a command's help; a test holds every command to having one."""

    def add(function: _F) -> _F:
        shown = "\n".join(f"  {line}" for line in lines)
        function.__doc__ = f"{inspect.cleandoc(function.__doc__ or '')}\n\n\b\nExample:\n{shown}\n"
        return function

    return add


def store_option(function: _F) -> _F:
    """Add `--store`."""
    return click.option(
        "--store",
        "store_path",
        type=click.Path(path_type=Path),
        default=None,
        help="Folder of the store.  [default: $KG_STORE, else ./kg-store]",
    )(function)


def author_option(function: _F) -> _F:
    """Add `--by`."""
    return click.option(
        "--by",
        "author",
        envvar="KG_AUTHOR",
        default=getpass.getuser,
        help="Who decides.  [default: $KG_AUTHOR, else the user's name]",
    )(function)


def nlp_option(function: _F) -> _F:
    """Add `--nlp`."""
    return click.option(
        "--nlp",
        "nlp_name",
        default=None,
        help="Language pipeline: a spaCy package or folder.  [default: $KG_NLP, else the one shipped]",
    )(function)


def linking_options(function: _F) -> _F:
    """Add `--entities` and `--min-score`."""
    for option in (
        click.option(
            "--entities",
            type=click.Path(exists=True, dir_okay=False),
            default=None,
            help="Table of your own entities (TSV: qid, label, type, aliases …); they win over the snapshot.",
        ),
        click.option(
            "--min-score",
            type=click.FloatRange(0, 1),
            default=None,
            help="Least score of a link to Wikidata; below it candidates are kept for review.",
        ),
    ):
        function = option(function)
    return function


def settings_of(nlp: str | None, **chosen: Any) -> "Settings":
    """Return the pipeline's settings; without `nlp`, the environment or the shipped pipeline decides."""
    from kg.pipeline import Settings

    return Settings(nlp=nlp, **chosen) if nlp else Settings(**chosen)


def reading_options(function: _F) -> _F:
    """Add the options that tell how inputs are read."""
    for option in (
        click.option(
            "--encoding", default="utf-8-sig", show_default="utf-8", help="Encoding of plain text, Markdown and CSV."
        ),
        click.option(
            "--input-format", default=None, help="Read every input as this format; `kg ref formats` lists them."
        ),
        click.option(
            "--field",
            "fields",
            multiple=True,
            metavar="NAME=FIELD",
            help="Which field or column holds text, title, published …; repeatable.",
        ),
    ):
        function = option(function)
    return function


def read_options(fields: tuple[str, ...], input_format: str | None, encoding: str) -> "ReadOptions":
    """Return what `reading_options` collected; raises `click.BadParameter` for a field that is not NAME=FIELD."""
    from kg.readers import ReadOptions

    pairs = {}
    for field in fields:
        name, equals, column = field.partition("=")
        if not equals or not column:
            raise click.BadParameter(f"{field!r} is not NAME=FIELD, for example text=body", param_hint="--field")
        pairs[name] = column
    return ReadOptions(fields=pairs, format=input_format, encoding=encoding)


def open_store(path: Path | None, *, read_only: bool) -> "Store":
    """Open the store that a command names, or the default one."""
    from kg.config import default_store
    from kg.store import Store

    return Store.open(path or default_store(), read_only=read_only)
