"""Copies are found whatever the order of loading, point to one original, and go when their articles go."""

import random
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from kg.model import Article, Region, RegionKind, Span
from kg.pipeline.signature import signature
from kg.query import ask
from kg.rdf.iris import text_hash
from kg.store import Entry, Store
from kg.store.copies import overlap

WORDS = [f"word{n}" for n in range(3000)]
COPIES = "SELECT ?copy ?original { GRAPH graph:copies { ?copy kg:copyOf ?original } } ORDER BY ?copy"


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return an empty store, once in memory and once on disk."""
    with Store.open(None if request.param == "memory" else tmp_path / "store") as opened:
        yield opened


def story(seed: int, length: int = 400) -> list[str]:
    """Return a text of its own as words."""
    return random.Random(seed).choices(WORDS, k=length)  # noqa: S311  # no secret


def put(store: Store, name: str, words: list[str], day: str = "") -> None:
    """Load an article."""
    text = " ".join(words)
    entry = Entry(name, name, text_hash(text), "p", "s", text_hash(text), day, signature=signature(Article(text=text)))
    store.replace(iri(name), f'<{iri(name)}#c> <https://x.example/p> "x" <{iri(name)}> .\n'.encode(), entry, text)


def iri(name: str) -> str:
    """Return the IRI of an article."""
    return f"https://{name}.example/story"


def copies(store: Store) -> dict[str, str]:
    """Return which article is a copy of which."""
    return {row["copy"].value: row["original"].value for row in store.query(COPIES)}


def test_copies_of_one_story(store: Store) -> None:
    """A whole, a cut and an edited printing are copies of the earliest; another story and a short text are none."""
    agency = story(1)
    put(store, "cut", agency[:250], "2024-05-03")
    put(store, "edited", [*agency[:380], *story(2, 20)], "2024-05-02")
    put(store, "whole", agency, "2024-05-02")
    put(store, "undated", agency)
    put(store, "agency", agency, "2024-05-01")
    put(store, "other", story(3), "2024-05-01")
    put(store, "quotes", [*story(4, 380), *agency[:20]], "2024-05-04")
    put(store, "alert", agency[:10], "2024-05-01")
    put(store, "second-alert", agency[:10], "2024-05-02")
    assert copies(store) == {iri(name): iri("agency") for name in ("cut", "edited", "whole", "undated")}
    rows = {row["copy"]: row["overlap"] for row in ask(store, "article-copies", of=iri("agency"))}
    assert rows[iri("whole")] == 1
    assert 0.8 <= rows[iri("edited")] < 1
    assert list(ask(store, "article-copies", of=iri("whole"))) == []


def test_any_order() -> None:
    """In whatever order articles come, the statements are the same, those of similarity included."""
    agency = story(5)
    articles = [("a", agency), ("b", agency[:330]), ("c", agency[60:])]
    found = set()
    for order in permutations(articles):
        with Store.open(None) as store:
            for name, words in (*order, ("d", story(6))):
                put(store, name, words)
            rows = store.query("SELECT ?c ?p ?o { GRAPH graph:copies { ?c ?p ?o } }")
            found.add(frozenset(str(row) for row in rows))
    assert len(found) == 1
    assert len(next(iter(found))) == 4


def test_changes(store: Store) -> None:
    """When the original goes or becomes another text, the next one takes its place; what held two stories together parts them."""
    agency = story(7)
    for name, day in (("a", "2024-05-01"), ("b", "2024-05-02"), ("c", "2024-05-03")):
        put(store, name, agency, day)
    store.remove(iri("a"))
    assert copies(store) == {iri("c"): iri("b")}
    put(store, "b", story(8), "2024-05-02")
    assert copies(store) == {}
    left, right = story(9), story(10)
    put(store, "left", left)
    put(store, "right", right)
    put(store, "both", [*left, *right])
    assert copies(store) == {iri("left"): iri("both"), iri("right"): iri("both")}
    store.remove(iri("both"))
    assert copies(store) == {}


def test_the_index_is_mended(tmp_path: Path) -> None:
    """A process that is killed between the statements and the index leaves nothing that the next one does not mend."""
    agency = story(11)
    with Store.open(tmp_path / "store") as store:
        put(store, "a", agency, "2024-05-01")
        put(store, "b", agency, "2024-05-02")
        before = copies(store)
        store.graph.update("DROP GRAPH <https://w3id.org/geopolitical-kg/id/graph/copies>")
        store.pending.begin([iri("a"), iri("b")])
    with Store.open(tmp_path / "store") as store:
        assert copies(store) == before
        assert store.pending.unfinished() is None


def test_signature() -> None:
    """Bylines and boilerplate do not count; short texts have no signature; the overlap of a cut text is that of the cut."""
    body = " ".join(story(12))
    text = f"By Dana Reyes {body}"
    regions = (Region(RegionKind.BYLINE, Span(0, 13)), Region(RegionKind.BODY, Span(14, len(text))))
    assert signature(Article(text=text, regions=regions)) == signature(Article(text=body))
    assert signature(Article(text=" ".join(story(13, 20)))) == ""
    half = signature(Article(text=" ".join(story(12)[:200])))
    assert overlap(signature(Article(text=body)), half) == pytest.approx(1, abs=0.15)
