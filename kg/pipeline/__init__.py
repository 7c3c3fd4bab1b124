"""The whole way of an article: read → nlp → extract → link → triples → validate → store.

One article is a pure function of its text and metadata, the language pipeline, the rules and the entity snapshot; its result is
sorted N-Quads. So workers share nothing, and one writer owns the store.
"""

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import InputError
from kg.model import Article, Extraction
from kg.pipeline.machine import Document, Failure, Machine, Outcome, Settings, shared_machine
from kg.pipeline.report import Report
from kg.pipeline.sink import Sink, StoreSink
from kg.pipeline.workers import process
from kg.rdf.iris import article_iri
from kg.readers import ReadOptions, read, read_text
from kg.store import Store

__all__ = [
    "Document",
    "Extraction",
    "Failure",
    "Machine",
    "Outcome",
    "Report",
    "Settings",
    "Sink",
    "StoreSink",
    "extract",
    "load",
]


def extract(text: str | Article, *, nlp: str | None = None) -> Extraction:
    """Return what an article says: entities, claims, events, agreements, roles.

    `text` is plain text or an article of `kg.readers`; `nlp` names another language pipeline than the shipped one.
    Raises `InputError` for text that is no English article, `ModelError` for a pipeline that cannot be used.
    """
    article = read_text(text) if isinstance(text, str) else text
    return shared_machine(Settings() if nlp is None else Settings(nlp=nlp)).extract(article)


def load(
    paths: Iterable[str | Path],
    store: Store | Path | str | Sink,
    *,
    settings: Settings | None = None,
    options: ReadOptions | None = None,
    workers: int | None = None,
    again: bool = False,
    watch: Callable[[Outcome], None] = lambda _: None,
) -> Report:
    """Read, extract, link, validate and store the articles under `paths`; what fails is in the report, the rest is stored.

    Articles that the store holds unchanged are skipped, unless `again`. `workers` None means: as many as help. `watch` is told every
    outcome. `store` may be any `Sink`. Interrupted at any moment, the store holds whole articles only, and the same call goes on from there.
    """
    chosen = settings or Settings()
    started, clock = datetime.now(UTC), time.monotonic()
    report = Report()
    with _sink(store) as sink:
        articles = read(paths, options)
        changed = articles if again else _changed(articles, sink, chosen, report)
        outcomes = process(_articles(changed, report, watch), chosen, workers)
        with closing(_written(outcomes, sink)) as written:  # closed before the store is, when interrupted
            for outcome in written:
                report.add(outcome)
                watch(outcome)
        report.seconds = time.monotonic() - clock
        sink.record_run(report.journal(started, chosen))
    return report


@contextmanager
def _sink(target: Store | Path | str | Sink) -> Generator[Sink]:
    """Return the sink that `target` is, or that of the store that it is or names; a store that was opened here is closed."""
    if isinstance(target, Store):
        yield StoreSink(target)
    elif isinstance(target, Path | str):
        with Store.open(target) as opened:
            yield StoreSink(opened)
    else:
        yield target


def _articles(
    found: Iterable[Article | InputError], report: Report, watch: Callable[[Outcome], None]
) -> Iterator[Article]:
    """Yield the articles; what could not be read goes to the report."""
    for item in found:
        if isinstance(item, Article):
            yield item
        else:
            failure = Failure.of_input(item)
            report.add(failure)
            watch(failure)


def _changed(
    found: Iterable[Article | InputError], sink: Sink, settings: Settings, report: Report
) -> Iterator[Article | InputError]:
    """Leave out the articles that the sink holds as they are, made with the same versions."""
    for item in found:
        if isinstance(item, Article) and sink.holds(article_iri(item), settings.fingerprint(item)):
            report.unchanged += 1
            continue
        yield item


def _written(outcomes: Iterable[Outcome], sink: Sink) -> Generator[Outcome]:
    """Hand the documents among `outcomes` to the sink, and yield every outcome as soon as it is durable."""
    try:
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                yield outcome
            else:
                yield from sink.put(outcome)
    finally:
        rest = sink.flush()
    yield from rest
