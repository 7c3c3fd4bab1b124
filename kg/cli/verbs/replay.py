"""`kg replay`: from shards into a store."""

from pathlib import Path

import click

from kg.cli.options import example, store_option
from kg.cli.output import emit_records, format_option
from kg.cli.targets import endpoint_options, open_target, place_of


@click.command("replay")
@click.argument("shards", type=click.Path(path_type=Path, exists=True, file_okay=False))
@store_option
@endpoint_options
@format_option()
@example("kg load news/ --shards shards && kg replay shards --store kg-store")
def verb(shards: Path, store_path: Path | None, endpoint: str | None, server: str | None, output_format: str) -> None:
    """Put the articles of a folder that `kg load --shards` wrote into a store or a server, without reading a text again.

    Articles that are there unchanged are skipped; interrupted, the same command goes on.
    """
    from dataclasses import asdict

    from kg.pipeline import StoreSink
    from kg.pipeline.shards import replay
    from kg.store import Store
    from kg.store.shards import Shards

    with (
        Shards(shards) as parts,
        Store.open(place_of(None, shards), read_only=True) as beside,
        open_target(store_path, endpoint=endpoint, server=server) as target,
    ):
        if isinstance(target, Path):
            with Store.open(target) as store:
                done = replay(parts, beside, StoreSink(store))
        else:
            done = replay(parts, beside, target)
    emit_records(asdict(done), [asdict(done)], output_format)
