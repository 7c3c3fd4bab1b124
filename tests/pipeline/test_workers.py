"""Workers that die or hang cost one article, not the load."""

import os
import time
from multiprocessing.connection import Connection

import pytest

from kg.model import Article
from kg.pipeline import Document, Failure, Settings, workers
from kg.store import Entry


def _fake_work(pipe: Connection, _settings: Settings) -> None:
    """Stand in for a worker: dies at "die", hangs at "hang", and turns the rest into documents."""
    while True:
        try:
            batch = pipe.recv()
        except EOFError:
            return
        for article in batch:
            if article.text == "die":
                os._exit(9)
            if article.text == "eat":
                _eat()
            if article.text == "hang":
                time.sleep(60)
        pipe.send([Document(a.text, a.source, b"", Entry("", "", "", "", ""), None, 0, 0, 1) for a in batch])


def _eat() -> None:
    workers.limit_memory()
    try:
        bytearray(workers.WORKER_BYTES)
    except MemoryError:
        os._exit(workers.OUT_OF_MEMORY)


def test_bad_articles_are_isolated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every good article comes back once; those that kill or stall their worker come back as failures with a reason."""
    monkeypatch.setattr(workers, "_work", _fake_work)
    monkeypatch.setattr(workers, "ARTICLE_SECONDS", 0.5)
    monkeypatch.setattr(workers, "START_SECONDS", 10.0)
    texts = [f"good {n}" for n in range(20)] + ["die", "hang", "eat"] + [f"fine {n}" for n in range(5)]
    articles = (Article(text=text, source=text) for text in texts)
    outcomes = list(workers.process(articles, Settings(nlp="none"), workers=2))
    documents = sorted(outcome.source for outcome in outcomes if isinstance(outcome, Document))
    failures = {outcome.source: outcome.reason for outcome in outcomes if isinstance(outcome, Failure)}
    assert documents == sorted(text for text in texts if text not in ("die", "hang", "eat"))
    assert set(failures) == {"die", "hang", "eat"}
    assert "exit status 9" in failures["die"]
    assert "took longer" in failures["hang"]
    assert "more than" in failures["eat"]
