"""`kg reconcile-service`: our entities as a Reconciliation service, for OpenRefine."""

from pathlib import Path

import click

from kg.cli.options import example
from kg.cli.output import say


@click.command("reconcile-service")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option(
    "--entities",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own entities (TSV); they win.",
)
@example("kg reconcile-service --port 8765")
def verb(host: str, port: int, entities: Path | None) -> None:
    """Serve the entity snapshot by the W3C Reconciliation Service API 0.2, with suggestions and previews."""
    try:
        import uvicorn

        from kg.reconcile.service import application
    except ImportError as error:
        raise click.ClickException(f"{error.name} is not installed; pip install 'geopolitical-kg[serve]'") from error
    from kg.gazetteer import shared
    from kg.gazetteer.own import overlay

    say(f"in OpenRefine, add the standard service http://{host}:{port}/ ; Ctrl-C ends it")
    uvicorn.run(
        application(overlay(shared(), entities) if entities else shared()), host=host, port=port, log_level="warning"
    )
