"""The whole way of an article: read → nlp → extract → link → triples → validate → store.

One article is a pure function of its text and metadata, the language pipeline, the rules and the entity snapshot; its result is
sorted N-Quads. So workers share nothing, and one writer owns the store.
"""

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import InputError
from kg.model import Article, Extraction
from kg.pipeline.machine import Document, Failure, Machine, Outcome, Settings, shared_machine
from kg.pipeline.report import Report
from kg.pipeline.workers import process
from kg.rdf.iris import article_iri
from kg.readers import ReadOptions, read, read_text
from kg.store import Store, Writer

__all__ = ["Document", "Extraction", "Failure", "Machine", "Outcome", "Report", "Settings", "extract", "load"]


def extract(text: str | Article, *, nlp: str | None = None) -> Extraction:
    """Return what an article says: entities, claims, events, agreements, roles.

    `text` is plain text or an article of `kg.readers`; `nlp` names another language pipeline than the shipped one.
    Raises `InputError` for text that is no English article, `ModelError` for a pipeline that cannot be used.
    """
    article = read_text(text) if isinstance(text, str) else text
    return shared_machine(Settings() if nlp is None else Settings(nlp=nlp)).extract(article)


def load(
    paths: Iterable[str | Path],
    store: Store | Path | str,
    *,
    settings: Settings | None = None,
    options: ReadOptions | None = None,
    workers: int | None = None,
    again: bool = False,
    watch: Callable[[Outcome], None] = lambda _: None,
) -> Report:
    """Read, extract, link, validate and store the articles under `paths`; what fails is in the report, the rest is stored.

    Articles that the store holds unchanged are skipped, unless `again`. `workers` None means: as many as help. `watch` is told every
    outcome. Interrupted at any moment, the store holds whole articles only, and the same call goes on from there.
    """
    chosen = settings or Settings()
    started, clock = datetime.now(UTC), time.monotonic()
    report = Report()
    with _opened(store) as opened:
        articles = read(paths, options)
        changed = articles if again else _changed(articles, opened, chosen, report)
        outcomes = process(_articles(changed, report, watch), chosen, workers)
        with closing(_written(outcomes, opened)) as written:  # closed before the store is, when interrupted
            for outcome in written:
                report.add(outcome)
                watch(outcome)
        report.seconds = time.monotonic() - clock
        opened.record_run(report.journal(started, chosen))
    return report


def _opened(store: Store | Path | str) -> AbstractContextManager[Store]:
    return nullcontext(store) if isinstance(store, Store) else Store.open(store)


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
    found: Iterable[Article | InputError], store: Store, settings: Settings, report: Report
) -> Iterator[Article | InputError]:
    """Leave out the articles that the store holds as they are, made with the same versions."""
    for item in found:
        if isinstance(item, Article):
            entry = store.entry(article_iri(item))
            if entry is not None and entry.fingerprint == settings.fingerprint(item):
                report.unchanged += 1
                continue
        yield item


def _written(outcomes: Iterable[Outcome], store: Store) -> Generator[Outcome]:
    """Write the documents among `outcomes` and yield every outcome as soon as it is durable."""
    waiting: list[Outcome] = []
    with Writer(store) as writer:
        for outcome in outcomes:
            waiting.append(outcome)
            if isinstance(outcome, Document):
                _write(writer, outcome, store)
            if writer.idle:
                yield from waiting
                waiting = []
    yield from waiting


def _write(writer: Writer, document: Document, store: Store) -> None:
    """Put an article in the store and what was refused of it in the quarantine."""
    if document.quads:
        writer.put(document.iri, document.quads, document.entry, document.text)
    else:
        writer.remove(document.iri)
    if document.refusal is None:
        store.quarantine.clear(document.iri)
    else:
        store.quarantine.put(document.refusal)
