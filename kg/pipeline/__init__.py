"""The whole way of an article: read → nlp → extract → link → triples → validate → store.

One article is a pure function of its text and metadata, the language pipeline, the rules and the entity snapshot; its result is
sorted N-Quads. So workers share nothing, and one writer owns the store.
"""

import re
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kg.model import Article, Extraction
from kg.pipeline.cluster import process_on_cluster
from kg.pipeline.machine import Document, Failure, Machine, Outcome, Settings, shared_machine
from kg.pipeline.report import Report
from kg.pipeline.selection import Choice, chosen
from kg.pipeline.sink import Sink, StoreSink
from kg.pipeline.workers import Limits, process
from kg.readers import ReadOptions, read, read_text
from kg.store import Failed, Failures, Store

__all__ = [
    "Choice",
    "Document",
    "Extraction",
    "Failure",
    "Limits",
    "Machine",
    "Outcome",
    "Report",
    "Settings",
    "Sink",
    "StoreSink",
    "extract",
    "load",
]

_SECRET: Final = re.compile(r"(?<=://)[^/@]*@")  # user and password of a URL, which no journal keeps


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
    choice: Choice | None = None,
    workers: int | None = None,
    limits: Limits | None = None,
    cluster: str | None = None,
    watch: Callable[[Outcome], None] = lambda _: None,
    report: Report | None = None,
) -> Report:
    """Read, extract, link, validate and store the articles under `paths`; what fails is in the report, the rest is stored.

    Articles that the store holds unchanged are skipped, and whatever else `choice` leaves out. `store` may be any `Sink`. `workers`
    None means: as many as help; 0: this process alone, without `limits`. With `cluster`, the address of a Dask scheduler, its workers
    do the work, under their own limits. `watch` is told every outcome once it is durable, and a `report` that the caller brings can
    be looked at meanwhile. Interrupted at any moment, the store holds whole articles only, and the same call goes on from there.
    """
    used, inputs, clock = settings or Settings(), list(paths), time.monotonic()
    report = report or Report()

    def tell(outcome: Outcome) -> None:
        report.add(outcome)
        _note(outcome, sink.failures)
        watch(outcome)

    with _sink(store) as sink, _recorded(sink, report, used, inputs):
        articles = chosen(read(inputs, options, report.position), sink, used, choice or Choice(), report, tell)
        try:
            outcomes = (
                process_on_cluster(articles, used, cluster) if cluster else process(articles, used, workers, limits)
            )
            for outcome in outcomes:
                for done in (outcome,) if isinstance(outcome, Failure) else sink.put(outcome):
                    tell(done)
        finally:  # what is done is kept, after an interruption too
            for done in sink.flush():
                tell(done)
            report.seconds = time.monotonic() - clock
        sink.finish()
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


@contextmanager
def _recorded(sink: Sink, report: Report, settings: Settings, paths: Iterable[str | Path]) -> Generator[None]:
    """Note in the journal that a load begins, and how it ended."""
    started = datetime.now(UTC)
    sink.record_run({"started": started.isoformat(), "paths": [_SECRET.sub("", str(path)) for path in paths]})
    try:
        yield
        state = "complete"
    except BaseException as error:
        state = "failed" if isinstance(error, Exception) else "interrupted"  # Ctrl-C and its like are no `Exception`
        raise
    finally:
        sink.record_run(report.journal(started, settings, state))


def _note(outcome: Outcome, failures: Failures) -> None:
    """Keep the failure of an article until it is loaded."""
    if isinstance(outcome, Document):
        failures.settle(outcome.iri, outcome.source)
    elif not outcome.known:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        failures.add(Failed(outcome.source, outcome.reason, now, outcome.iri, outcome.fingerprint))
