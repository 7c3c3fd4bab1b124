"""Which of the articles that were read are worth processing: what is here as it is, too old, or known to fail is left out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from kg.errors import InputError
from kg.model import Article
from kg.pipeline.machine import Failure, Settings
from kg.pipeline.report import Report
from kg.pipeline.sink import Sink
from kg.rdf.iris import article_iri


@dataclass(frozen=True, slots=True)
class Choice:
    """What a load is asked to do with articles that were read.

    `again`: also those that are here as they are. `since`: none that was published before; one without a date is not left out.
    `retry_failed`: only those that failed in an earlier load; other loads leave out what failed as it is.
    """

    again: bool = False
    since: date | None = None
    retry_failed: bool = False


def chosen(
    found: Iterable[Article | InputError],
    sink: Sink,
    settings: Settings,
    choice: Choice,
    report: Report,
    fail: Callable[[Failure], None],
) -> Iterator[Article]:
    """Yield the articles to process; `report` counts what is left out, and `fail` is told what could not be read."""
    stream = iter(found)
    while items := list(islice(stream, sink.lookahead)):
        here = _unchanged(items, sink, settings, choice)
        for item in items:
            if isinstance(item, InputError):
                fail(Failure.of_input(item))
            elif choice.since and item.published and item.published < choice.since:
                report.older += 1
            elif _is_wanted(item, here, sink, settings, choice, report, fail):
                yield item


def _unchanged(
    items: Iterable[Article | InputError], sink: Sink, settings: Settings, choice: Choice
) -> set[tuple[str, str]]:
    """Return IRI and fingerprint of those that the sink has as they are, where that counts."""
    if choice.again or choice.retry_failed:
        return set()
    return sink.unchanged(
        [(article_iri(item), settings.fingerprint(item)) for item in items if isinstance(item, Article)]
    )


def _is_wanted(
    article: Article,
    here: set[tuple[str, str]],
    sink: Sink,
    settings: Settings,
    choice: Choice,
    report: Report,
    fail: Callable[[Failure], None],
) -> bool:
    iri = article_iri(article)
    if choice.retry_failed:
        return sink.failures.has(iri, article.source)
    if choice.again:
        return True
    fingerprint = settings.fingerprint(article)
    if (iri, fingerprint) in here:
        report.unchanged += 1
        return False
    known = sink.failures.known(iri, fingerprint)
    if known is not None:
        fail(Failure(article.source, f"left out, since it failed before: {known.reason}", known=True))
    return known is None
