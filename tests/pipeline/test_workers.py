"""Workers that die, hang or eat memory cost one article, not the load; with one worker as well as with two."""

from collections import Counter

import pytest

from kg.errors import ModelError
from kg.model import Article
from kg.pipeline import Document, Failure, Limits, Settings, workers
from tests.pipeline.stub_machine import BrokenMachine, DyingMachine, PoisonedMachine, SigningMachine

SETTINGS = Settings(nlp=None)


def _articles(*texts: str) -> list[Article]:
    return [Article(text=text, source=text, identifier=f"{n}") for n, text in enumerate(texts)]


@pytest.mark.parametrize("count", [1, 2])
def test_bad_articles_are_isolated(count: int) -> None:
    """Every good article comes back once; those that kill or stall their worker come back as failures with a reason."""
    good = [f"good {n}" for n in range(20)] + [f"{n} {'long ' * 100_000}" for n in range(9)]
    articles = _articles(*good[:20], "die", "hang", "eat", "fail", *good[20:])
    limits = Limits(seconds=3, bytes=4 * 2**30)
    outcomes = list(workers.process(articles, SETTINGS, count, limits, PoisonedMachine))
    documents = sorted(outcome.source for outcome in outcomes if isinstance(outcome, Document))
    failures = {outcome.source: outcome.reason for outcome in outcomes if isinstance(outcome, Failure)}
    assert set(failures) == {"die", "hang", "eat", "fail"}
    assert documents == sorted(good)
    assert "exit status 9" in failures["die"]
    assert "took longer than 3 s" in failures["hang"]
    assert "more than 4 GB" in failures["eat"]
    assert all(outcome.iri and outcome.fingerprint for outcome in outcomes if isinstance(outcome, Failure))


def test_no_article_no_worker() -> None:
    """Where nothing is to be done, nothing is started."""
    assert list(workers.process([], SETTINGS, 2, make=DyingMachine)) == []


def test_a_machine_that_cannot_be_made() -> None:
    """What a user can mend comes out of a worker as it is; a worker that ends before it works is told as that."""
    with pytest.raises(ModelError, match="no language pipeline"):
        list(workers.process(_articles("one"), SETTINGS, 1, make=BrokenMachine))
    with pytest.raises(ModelError, match="exit status 3"):
        list(workers.process(_articles("one"), SETTINGS, 1, make=DyingMachine))


def test_a_worker_gives_way_to_a_fresh_one() -> None:
    """A process does as many articles as it may, whole batches of them, and every article comes back once."""
    articles = _articles(*(f"{n}" for n in range(20 * workers.BATCH)))
    limits = Limits(articles=6 * workers.BATCH - 1)
    outcomes = list(workers.process(articles, SETTINGS, 1, limits, SigningMachine))
    assert sorted(int(outcome.source) for outcome in outcomes) == list(range(20 * workers.BATCH))
    assert sorted(Counter(outcome.reason for outcome in outcomes if isinstance(outcome, Failure)).values()) == [
        count * workers.BATCH for count in (2, 6, 6, 6)
    ]
