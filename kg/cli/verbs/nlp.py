"""`kg nlp`: the language pipeline in use."""

import click

from kg.cli.options import example, nlp_option
from kg.cli.output import emit_records, format_option


@click.command("nlp")
@click.argument("what", type=click.Choice(("info", "path")), default="info")
@nlp_option
@format_option()
@example("kg nlp info", "kg nlp path --format csv")
def verb(what: str, nlp_name: str | None, output_format: str) -> None:
    """Tell which language pipeline is used, its version, components and measured quality; or only where it lies."""
    from kg.pipeline import Settings
    from kg.pipeline.versions import pipeline_meta

    meta = pipeline_meta(nlp_name or Settings().nlp)
    if what == "path":
        emit_records(("path",), [{"path": meta["path"]}], output_format)
        return
    records = [
        {"what": name, "value": _text(value)}
        for name, value in meta.items()
        if name not in ("labels", "card") and value not in ("", None, {}, [])
    ]
    emit_records(("what", "value"), records, output_format)


def _text(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(
            f"{key} {number:.3f}" if isinstance(number, float) else f"{key} {number}"
            for key, number in value.items()
            if not isinstance(number, dict)
        )
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
