"""Articles that a sink is asked about together are still judged one by one."""

from collections.abc import Sequence

from kg.errors import InputError
from kg.model import Article
from kg.pipeline import Choice, Failure, Report, Settings
from kg.pipeline.selection import chosen
from kg.rdf.iris import article_iri
from kg.store import Failures


class Known:
    """A sink that holds some articles and counts how often it is asked."""

    lookahead = 3

    def __init__(self, *held: tuple[str, str]) -> None:
        self.failures = Failures(None)
        self.held = set(held)
        self.asked: list[int] = []

    def unchanged(self, articles: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Look into what is held."""
        self.asked.append(len(articles))
        return self.held & set(articles)


def test_chunks() -> None:
    """Of two versions of one article in a chunk only the one that is held is left out, whichever comes first; errors keep their place."""
    settings = Settings()
    settings.__dict__.update(pipeline="one", snapshot="one")
    old, new, other = (
        Article(text=text, source=text, identifier=name) for text, name in (("old", "a"), ("new", "a"), ("x", "b"))
    )
    sink = Known((article_iri(old), settings.fingerprint(old)))
    failed: list[Failure] = []
    found = [new, old, InputError("y: broken"), other]
    kept = list(chosen(found, sink, settings, Choice(), report := Report(), failed.append))  # type: ignore[arg-type]
    assert kept == [new, other]
    assert report.unchanged == 1
    assert [failure.source for failure in failed] == ["y"]
    assert sink.asked == [2, 1]
    assert list(chosen(found, sink, settings, Choice(again=True), report, failed.append)) == [new, old, other]  # type: ignore[arg-type]
    assert sink.asked == [2, 1]
