"""`kg review`: an analyst's verdict on a link candidate or a claim."""

from pathlib import Path

import click

from kg.cli.options import author_option, example, open_store, store_option
from kg.cli.output import say


@click.command("review")
@click.argument("verdict", type=click.Choice(("accept", "reject", "correct")))
@click.argument("identifier", metavar="ID")
@click.option("--why", required=True, help="The reason.")
@click.option(
    "--value",
    "values",
    multiple=True,
    metavar="FIELD=VALUE",
    help="With correct: the right value of a field; repeatable.",
)
@author_option
@store_option
@example(
    'kg review accept https://example.org/id/a1/candidate-e1-Q42 --why "same birth date"',
    'kg review correct https://example.org/id/a1/claim-c1 --value lower=300 --why "the audio says 300"',
)
def verb(
    verdict: str, identifier: str, why: str, values: tuple[str, ...], author: str, store_path: Path | None
) -> None:
    """Accept, reject or correct a link candidate or a claim, by its IRI; verdicts survive reloads."""
    from kg.merge import review

    pairs = tuple(_pair(value) for value in values)
    if (verdict == "correct") != bool(pairs):
        raise click.UsageError("`correct` takes at least one --value FIELD=VALUE, the other verdicts take none")
    with open_store(store_path, read_only=False) as store:
        review(store, verdict, identifier, why, author, pairs)
    say(f"recorded: {verdict} {identifier}")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise click.BadParameter(f"{text!r} is not FIELD=VALUE, for example lower=300", param_hint="--value")
    return name, value
