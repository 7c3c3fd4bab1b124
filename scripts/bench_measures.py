"""The measures of `scripts/bench`: each yields rows (label, figure), medians over rounds in which all that is compared alternates."""

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import inf
from pathlib import Path
from statistics import median
from typing import Final, TypeVar

import orjson

from kg.extraction.components import AFTER_PARSE, FIRST
from kg.gazetteer import Gazetteer
from kg.link import link
from kg.model import Article, Extraction
from kg.pipeline import Choice, Settings, load
from kg.pipeline.garbage import rare_collection
from kg.pipeline.machine import Machine
from kg.pipeline.workers import processors
from kg.query import stored_queries
from kg.rdf.iris import article_iri, node_space, text_hash
from kg.rdf.triples import article_nquads, extraction_to_quads
from kg.store import Entry, Store, Writer
from kg.validate import gate
from kg.validate.article import check_article
from kg.validate.facts import Facts, read_quads
from kg.validate.judge import judge
from kg.validate.report import Report

__all__ = ["linking", "processors", "queries", "reloading", "scaling", "start_up", "throughput", "validation"]

Rows = Iterator[tuple[str, str]]
_T = TypeVar("_T")
_R = TypeVar("_R")

_BATCH: Final = 8  # articles, as the pipeline takes them
_PATIENCE: Final = 20  # seconds for a query
_OURS: Final = (FIRST, *AFTER_PARSE)


class Clock(defaultdict[str, list[float]]):
    """Seconds of CPU time by name, one entry per round."""

    def __init__(self) -> None:
        super().__init__(list)

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        """Add the CPU time of a block to `name`."""
        started = time.process_time()
        yield
        self[name].append(time.process_time() - started)

    def ratio(self, above: str, below: str) -> float:
        """Return the median over the rounds of one name's time by another's."""
        return median(a / b for a, b in zip(self[above], self[below], strict=True))


def throughput(machine: Machine, articles: Sequence[Article], folder: Path, rounds: int) -> Rows:
    """Compare the language model alone, with our components, and the whole load by one worker; then share by stage."""
    clock = Clock()
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    source = _as_jsonl(articles, folder)
    for number in range(rounds + 1):  # the first is warm-up
        with clock.measure("bare"), machine.nlp.select_pipes(disable=list(_OURS)):
            for _ in machine.nlp.pipe(texts, batch_size=_BATCH):
                pass
        with clock.measure("components"):
            for _ in machine.nlp.pipe(map(machine._doc, articles), batch_size=_BATCH):  # noqa: SLF001
                pass
        with (
            Store.open(folder / f"whole-{number}") as store,
            clock.measure("whole"),
        ):  # making a store is no part of a load
            load([source], store, settings=machine.settings, workers=0, choice=Choice(again=True))
        with rare_collection():  # as a load has it
            _stages(machine, articles, folder / f"stages-{number}", clock)
        shutil.rmtree(folder / f"whole-{number}")
        shutil.rmtree(folder / f"stages-{number}")
    for seconds in clock.values():
        seconds.pop(0)
    yield "language model alone, words per CPU second", f"{words / median(clock['bare']):,.0f}"
    yield "with our components, words per CPU second", f"{words / median(clock['components']):,.0f}"
    yield "whole load, one worker, words per CPU second", f"{words / median(clock['whole']):,.0f}"
    yield "with our components ÷ language model alone (words/s)", f"{clock.ratio('bare', 'components'):.2f}"
    yield "**whole load ÷ language model alone (words/s)**", f"**{clock.ratio('bare', 'whole'):.2f}**"
    yield from _density(machine, articles, words)
    clock["ours"] = [sum(seconds) for seconds in zip(*(clock[name] for name in _OURS), strict=True)]
    yield "**our components ÷ parse (CPU time)**", f"**{clock.ratio('ours', 'parse'):.1%}**"
    for name in (*_OURS, "link", "triples", "validate", "store"):
        yield f"{name} ÷ parse", f"{clock.ratio(name, 'parse'):.1%}"


def _density(machine: Machine, articles: Sequence[Article], words: int) -> Rows:
    """Tell how much there is to write in these articles."""
    found = [extraction for _, extraction in machine.extractions(articles) if isinstance(extraction, Extraction)]
    claims = [claim for extraction in found for claim in extraction.claims]
    figures = sum(len(claim.estimates) for claim in claims)
    mentions = sum(len(entity.mentions) for extraction in found for entity in extraction.entities)
    quads = sum(len(extraction_to_quads(extraction, lookup=machine.gazetteer.get)) for extraction in found)
    yield (
        "words a claim, a figure, a mention",
        ", ".join(f"{words / max(1, count):.0f}" for count in (len(claims), figures, mentions)),
    )
    yield "quads a word", f"{quads / words:.2f}"


def _stages(machine: Machine, articles: Sequence[Article], folder: Path, clock: Clock) -> None:
    """Take the articles through one stage after the other, and add the time of each."""
    nlp = machine.nlp
    ours = dict(nlp.pipeline)
    docs = [machine._doc(article) for article in articles]  # noqa: SLF001
    _each(clock, FIRST, ours[FIRST], docs)
    with clock.measure("parse"), nlp.select_pipes(disable=list(_OURS)):
        docs = list(nlp.pipe(docs, batch_size=_BATCH))
    for name in AFTER_PARSE:
        _each(clock, name, ours[name], docs)
    linked = _each(clock, "link", lambda doc: link(doc._.extraction, machine.gazetteer), docs)
    checked = _checked(machine, linked, clock)
    with Store.open(folder) as store, clock.measure("store"), Writer(store) as writer:
        for report, article in zip(checked, articles, strict=True):
            entry = machine.settings.entry(article, text_hash(article.text))
            writer.put(article_iri(article), report.accepted, entry, article.text)


def _checked(machine: Machine, found: Sequence[Extraction], clock: Clock) -> list[Report]:
    """Take extractions to triples and through validation one by one, as the pipeline does: held all at once they cost more."""
    reports, triples, validate = [], 0.0, 0.0
    for extraction in found:
        started = time.process_time()
        quads = extraction_to_quads(extraction, lookup=machine.gazetteer.get)
        made = time.process_time()
        reports.append(check_article(quads, extraction.article.text))
        triples += made - started
        validate += time.process_time() - made
    clock["triples"].append(triples)
    clock["validate"].append(validate)
    return reports


def _each(clock: Clock, name: str, make: Callable[[_T], _R], items: Sequence[_T]) -> list[_R]:
    with clock.measure(name):
        return [make(item) for item in items]


def linking(machine: Machine, articles: Sequence[Article], rounds: int) -> Rows:
    """Count mentions linked a second, and look at opening the snapshot in a fresh process."""
    found = [doc._.extraction for doc in machine.nlp.pipe(map(machine._doc, articles), batch_size=_BATCH)]  # noqa: SLF001
    mentions = sum(len(entity.mentions) for extraction in found for entity in extraction.entities)
    clock = Clock()
    for _ in range(rounds):
        gazetteer = Gazetteer.open()
        with clock.measure("first"):
            for extraction in found:
                link(extraction, gazetteer)
        with clock.measure("again"):
            for extraction in found:
                link(extraction, gazetteer)
    yield "mentions linked per CPU second, new names", f"{mentions / median(clock['first']):,.0f}"
    yield "mentions linked per CPU second, names seen before", f"{mentions / median(clock['again']):,.0f}"
    probe = (
        "import resource, time; import kg.gazetteer as g; m = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "t = time.process_time(); s = g.Gazetteer.open(); s.lookup('Oslo');"
        "print(time.process_time() - t, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - m) / 1024)"
    )
    runs = [_python("-c", probe).split() for _ in range(rounds)]
    yield "opening the snapshot and one look-up, seconds", f"{median(float(run[0]) for run in runs):.3f}"
    yield "memory that it takes, MB", f"{median(float(run[1]) for run in runs):.0f}"


def validation(machine: Machine, articles: Sequence[Article], rounds: int) -> Rows:
    """Compare the gate with pyshacl on the same articles."""
    found = [doc._.extraction for doc in machine.nlp.pipe(map(machine._doc, articles), batch_size=_BATCH)]  # noqa: SLF001
    quads = [article_nquads(extraction, lookup=machine.gazetteer.get) for extraction in found]
    clock = Clock()
    for _ in range(max(2, rounds // 2)):
        for data in quads:
            with clock.measure("gate"):
                gate.check(Facts(read_quads(data)))
            with clock.measure("pyshacl"):
                judge(read_quads(data))
    yield "gate, milliseconds an article", f"{1000 * median(clock['gate']):.1f}"
    yield "**pyshacl ÷ gate (CPU time)**", f"**{clock.ratio('pyshacl', 'gate'):.1f}**"


def reloading(machine: Machine, articles: Sequence[Article], folder: Path, rounds: int) -> Rows:
    """Compare loading articles that the store holds unchanged with their first load."""
    source = _as_jsonl(articles, folder)
    clock = Clock()
    with Store.open(folder / "reload") as store, clock.measure("first"):
        load([source], store, settings=machine.settings, workers=0)
    with Store.open(folder / "reload") as store:  # as the same command opens it another time
        for _ in range(rounds):
            with clock.measure("again"):
                load([source], store, settings=machine.settings, workers=0)
    yield "**unchanged corpus again ÷ first load (CPU time)**", f"**{median(clock['again']) / clock['first'][0]:.4f}**"


def queries(machine: Machine, articles: Sequence[Article], folder: Path, count: int, rounds: int) -> Rows:
    """Time every stored query on a store of `count` articles, made by writing the same articles under new names."""
    found = [doc._.extraction for doc in machine.nlp.pipe(map(machine._doc, articles), batch_size=_BATCH)]  # noqa: SLF001
    quads = [article_nquads(link(extraction, machine.gazetteer), lookup=machine.gazetteer.get) for extraction in found]
    replayed = Clock()
    with Store.open(folder / "replay") as store:
        with replayed.measure("replay"), Writer(store) as writer:
            for number in range(count):
                data = renamed(quads[number % len(quads)], number)
                writer.put(_graph(data), data, _entry(number))
        yield (
            f"replaying extracted N-Quads, articles per CPU second ({count:,})",
            f"{count / replayed['replay'][0]:,.0f}",
        )
    times = {name: _answering(folder / "replay", name, rounds) for name in stored_queries()}
    size = sum(path.stat().st_size for path in (folder / "replay").rglob("*") if path.is_file())
    yield f"store of {count:,} articles on disk, KB an article", f"{size / 1024 / count:.0f}"
    yield (
        "peak memory of this process until here, MB",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}",
    )
    for name, seconds in sorted(times.items(), key=lambda pair: -pair[1]):
        yield (
            f"`kg ask {name}`, first 100 rows, ms",
            f"{1000 * seconds:.0f}" if seconds < _PATIENCE else f"> {_PATIENCE}000",
        )


def _answering(store: Path, name: str, rounds: int) -> float:
    """Return the seconds in which a stored query is answered, median; infinity when it takes too long to wait for."""
    probe = (
        "import sys, time, statistics; from kg.query import ask; from kg.store import Store;"
        "store = Store.open(sys.argv[1], read_only=True); seconds = []\n"
        "for _ in range(int(sys.argv[3])):\n"
        "    t = time.perf_counter(); ask(store, sys.argv[2], limit=100); seconds.append(time.perf_counter() - t)\n"
        "print(statistics.median(seconds))"
    )
    try:
        return float(_python("-c", probe, str(store), name, str(rounds), patience=_PATIENCE * rounds))
    except subprocess.TimeoutExpired:
        return inf


def start_up(article: Article, folder: Path, settings: Settings, rounds: int) -> Rows:
    """Time `kg --help`, and one article from cold."""
    file = folder / "cold.txt"
    file.write_text(article.text, encoding="utf-8")
    nlp = ("--nlp", settings.nlp) if settings.nlp else ()
    for label, arguments in (("kg --help", ("--help",)), ("kg extract of one article", ("extract", str(file), *nlp))):
        walls, processor = [], []
        for _ in range(rounds):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            walls.append(
                _wall(lambda arguments=arguments: _python("-c", "from kg.cli import main; main()", *arguments))
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        yield f"`{label}` from cold, CPU seconds", f"{median(processor):.2f}"
        yield f"`{label}` from cold, seconds on the clock", f"{median(walls):.2f}"


def scaling(articles: Sequence[Article], folder: Path, settings: Settings, workers: int, rounds: int) -> Rows:
    """Compare `workers` processes with one on the clock, model loading included in both; means something on free cores only."""
    source = _as_jsonl(list(articles) * 8, folder, named=True)
    gains, yardsticks = [], []
    for number in range(rounds):
        seconds = {
            count: _wall(
                lambda to=folder / f"by-{count}-{number}", count=count: load(
                    [source], to, settings=settings, workers=count
                )
            )
            for count in (1, workers)
        }
        gains.append(seconds[1] / seconds[workers])
        yardsticks.append(workers * _loops(1) / _loops(workers))
    yield (
        f"{workers} workers ÷ one (articles/s on the clock); a pure Python loop, between the rounds",
        f"{median(gains):.2f}; {median(yardsticks):.2f}",
    )


def _loops(processes: int) -> float:
    """Return the seconds on the clock that so many processes at once take for the same loop each."""
    command = [sys.executable, "-c", "n = 0\nfor i in range(60_000_000): n += i & 3"]
    return _wall(lambda: [one.wait() for one in [subprocess.Popen(command) for _ in range(processes)]])  # noqa: S603


def _as_jsonl(articles: Sequence[Article], folder: Path, *, named: bool = False) -> Path:
    path = folder / ("bench-many.jsonl" if named else "bench.jsonl")
    records = [
        {
            "id": f"{article.identifier or 'bench'}-{number}",
            "title": article.title,
            "date": article.published.isoformat() if article.published else None,
            "publisher": article.publisher,
            "text": article.text,
        }
        for number, article in enumerate(articles)
    ]
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return path


def renamed(quads: bytes, number: int) -> bytes:
    """Return an article's N-Quads as another article's: other IRIs of the article and of its own nodes, the same shared entities."""
    old = _graph(quads)
    new = f"{old}-{number}"
    return quads.replace(node_space(old).encode(), node_space(new).encode()).replace(old.encode(), new.encode())


def _graph(quads: bytes) -> str:
    """Return the name of the article's graph: the subject of its text hash."""
    match = re.search(rb"^<([^>]+)> <[^>]+#textHash> ", quads, re.MULTILINE)
    if match is None:
        raise ValueError("these N-Quads are no article")
    return match[1].decode()


def _entry(number: int) -> Entry:
    return Entry(f"bench {number}", "bench", f"{number:064x}", "bench", "bench")


def _wall(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _python(*arguments: str, patience: float | None = None) -> str:
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments], check=True, capture_output=True, text=True, env=os.environ, timeout=patience
    ).stdout
