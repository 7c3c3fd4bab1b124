"""`kg extract`: what articles say, without a store."""

import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import click

from kg.cli.options import example, linking_options, nlp_option, read_options, reading_options, settings_of
from kg.cli.output import emit_records, format_option, say

if TYPE_CHECKING:
    from kg.model import Extraction

_BATCH: Final = 8
_COLUMNS: Final = (
    "asserter",
    "via",
    "cue",
    "modality",
    "figure",
    "lower",
    "upper",
    "comparator",
    "counted",
    "as_of",
    "evidence",
)

_STEP_COLUMNS: Final = ("claim", "part", "component", "rule", "words")


@click.command("extract")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--with-text", is_flag=True, help="Print the text that all offsets count in.")
@click.option("--explain", is_flag=True, help="Tell which component and rule made each part of a claim.")
@reading_options
@linking_options
@nlp_option
@format_option("table", "jsonl")
@example(
    "kg extract article.txt --format jsonl --explain", "echo 'The army said 300 soldiers had left.' | kg extract -"
)
@click.pass_context
def verb(
    context: click.Context,
    paths: tuple[str, ...],
    with_text: bool,
    explain: bool,
    fields: tuple[str, ...],
    input_format: str | None,
    encoding: str,
    entities: str | None,
    min_score: float | None,
    nlp_name: str | None,
    output_format: str,
) -> None:
    """Print what was found in articles, one JSON object each; on a terminal, a table of claims. Nothing is stored."""
    import orjson

    from kg.extraction.output import to_json
    from kg.model import Article
    from kg.pipeline import Failure
    from kg.pipeline.machine import shared_machine
    from kg.rdf.iris import article_iri
    from kg.readers import read

    machine = shared_machine(settings_of(nlp_name, entities=entities, min_score=min_score))
    failed = False
    stream = read(paths, read_options(fields, input_format, encoding))
    while batch := list(islice(stream, _BATCH)):
        for unreadable in (item for item in batch if not isinstance(item, Article)):
            failed = True
            say(str(unreadable))
        for article, found in machine.extractions([item for item in batch if isinstance(item, Article)]):
            if isinstance(found, Failure):
                failed = True
                say(f"{found.source}: {found.reason}")
            elif output_format == "jsonl":
                record = to_json(found, article_iri(article), with_text=with_text, explain=explain)
                sys.stdout.write(orjson.dumps(record).decode() + "\n")
            else:
                say(f"{article.source}: {article.title or article_iri(article)}")
                emit_records(_COLUMNS, _rows(found), output_format)
                if explain:
                    emit_records(_STEP_COLUMNS, _steps(found), output_format)
    context.exit(1 if failed else 0)


def _rows(extraction: "Extraction") -> Iterator[dict[str, Any]]:
    """Yield one row per claim and figure, for people to read."""
    text = extraction.article.text
    for claim in extraction.claims:
        names = [hop.name for hop in claim.chain] or ["narrator"]
        row = {
            "asserter": names[-1],
            "via": " → ".join(names[:-1]) or None,
            "cue": claim.cue.of(text) if claim.cue else None,
            "modality": str(claim.modality),
            "evidence": claim.evidence.of(text),
        }
        for e in claim.estimates:
            figure = {
                "figure": e.surface,
                "lower": e.lower,
                "upper": e.upper,
                "comparator": str(e.comparator),
                "counted": e.unit,
            }
            yield {**row, **figure, "as_of": e.as_of.edtf if e.as_of else None}
        if not claim.estimates:
            yield row


def _steps(extraction: "Extraction") -> Iterator[dict[str, Any]]:
    """Yield what made each part of each claim."""
    text = extraction.article.text
    for claim in extraction.claims:
        for step in claim.trace:
            words = step.span.of(text) if step.span else None
            yield {"claim": claim.id, "part": step.part, "component": step.component, "rule": step.rule, "words": words}
