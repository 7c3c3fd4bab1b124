"""Where a load goes other than to a store in a folder, and where a question goes: the options, and what they open."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from kg.pipeline import Sink
    from kg.query import Source

_F = TypeVar("_F", bound=Callable[..., Any])

_BESIDE: Final = "beside"  # the store in a folder of shards that keeps what is no triple


def endpoint_options(function: _F) -> _F:
    """Add `--endpoint` and `--server`."""
    for option in (
        click.option(
            "--server",
            metavar="NAME",
            default=None,
            help="What answers there: oxigraph, virtuoso, fuseki, rdf4j, qlever, or its paths QUERY,UPDATE,GRAPHS."
            "  [default: as it says itself]",
        ),
        click.option(
            "--endpoint",
            metavar="URL",
            default=None,
            help="A SPARQL server in place of the store's triples; who you are is in $KG_ENDPOINT_USER and"
            " $KG_ENDPOINT_PASSWORD, $KG_ENDPOINT_TOKEN or ~/.netrc.",
        ),
    ):
        function = option(function)
    return function


def shard_options(function: _F) -> _F:
    """Add `--shards`, `--shard-by` and `--shard-size`."""
    for option in (
        click.option(
            "--shard-size",
            type=click.IntRange(min=1),
            default=1000,
            show_default=True,
            help="Articles in a file of --shards.",
        ),
        click.option(
            "--shard-by",
            type=click.Choice(["month", "count"]),
            default="month",
            show_default=True,
            help="Keep months apart, or only count.",
        ),
        click.option(
            "--shards",
            type=click.Path(path_type=Path, file_okay=False),
            default=None,
            help="Write gzipped N-Quads files into this folder in place of a store; `kg replay` reads them.",
        ),
    ):
        function = option(function)
    return function


def place_of(store: Path | None, shards: Path | None) -> Path:
    """Return the folder of the store that keeps what is no triple: texts, quarantine, failures and journal."""
    from kg.config import default_store

    return store or (shards / _BESIDE if shards else default_store())


@contextmanager
def open_target(
    store: Path | None,
    *,
    endpoint: str | None = None,
    server: str | None = None,
    shards: Path | None = None,
    shard_by: str = "month",
    shard_size: int = 1000,
) -> "Iterator[Path | Sink]":
    """Open what the options name; raises `click.UsageError` when they name two places."""
    if endpoint and shards:
        raise click.UsageError("--endpoint and --shards are two places; name one")
    place = place_of(store, shards)
    if not endpoint and not shards:
        yield place
        return
    from kg.store import Store

    with ExitStack() as stack:
        if endpoint:
            from kg.pipeline.endpoint import EndpointSink
            from kg.store.endpoint import Endpoint

            opened = stack.enter_context(Endpoint(endpoint, server))
            yield EndpointSink(opened, stack.enter_context(Store.open(place)))
        elif shards:
            from kg.pipeline.shards import ShardSink
            from kg.store.shards import Shards

            parts = stack.enter_context(Shards(shards, by_month=shard_by == "month", size=shard_size))
            yield ShardSink(parts, stack.enter_context(Store.open(place)))


@contextmanager
def open_source(store: Path | None, endpoint: str | None, server: str | None) -> "Iterator[Source]":
    """Open what a question goes to: a server, else the store that is named, else the default one."""
    if endpoint:
        from kg.store.endpoint import Endpoint

        with Endpoint(endpoint, server) as opened:
            yield opened
    else:
        from kg.cli.options import open_store

        with open_store(store, read_only=True) as found:
            yield found
