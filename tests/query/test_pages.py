"""Pages: put together they are the whole answer, whatever their size, and each looks at little."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kg.query import ask, pages, stored_queries, stored_query
from kg.query.pages import Pages, next_size
from kg.store import Store
from tests.sample_extractions import sample_extraction
from tests.stores import put

PAGED = [query.name for query in stored_queries().values() if query.pages]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Yield a store with articles of several days, two on one day, one without a day."""
    sample = sample_extraction()
    with Store.open(None) as opened:
        for number, shift in enumerate((3, 0, 3, 1, None, 7)):
            day = None if shift is None else date(2024, 3, 5) + timedelta(shift)
            article = replace(sample.article, url=f"https://harbour.example/{number}", published=day)
            put(opened, replace(sample, article=article))
        yield opened


@pytest.mark.parametrize("size", [1, 2, 100])
@pytest.mark.parametrize("name", PAGED)
def test_pages_are_the_answer(name: str, size: int, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows and their order do not depend on the size of pages, nor the first rows on how many are wanted."""
    for constant in ("FIRST", "_LARGEST"):
        monkeypatch.setattr(pages, constant, size)
    monkeypatch.setattr("kg.query.FIRST", size)
    params = {"counted": "ships"} if name == "count-timeline" else {}
    whole = ask(store, name, **params)
    assert ask(store, name, limit=len(whole) + 1, **params) == whole
    assert ask(store, name, limit=len(whole) // 2, **params).terms == whole.terms[: len(whole) // 2]


def test_a_page_sees_its_articles_only(store: Store) -> None:
    """A page of articles is a dataset: the newest first, those of one day by their IRIs."""
    found = Pages(store, stored_query("events"), {})
    taken = [found.take(2), found.take(3), found.take(3)]
    numbers = [[name[-1] for name in page.articles] for page in taken if page is not None and page.articles]
    assert numbers == [["5", "0"], ["2", "3", "1"], ["4"]]
    assert found.take(1) is None


def test_keys_of_one_rank_stay_together(store: Store) -> None:
    """Where nothing orders ties, a page holds all of them; a tie by IRI lets them be parted."""
    days = Pages(store, stored_query("count-timeline"), {"counted": "ships"})
    assert [page.members for page in iter(lambda: days.take(1), None)] == [1, 1, 2, 1, 1]
    entities = Pages(store, stored_query("entities"), {})
    assert {page.members for page in iter(lambda: entities.take(1), None)} == {1}


@pytest.mark.parametrize("name", [query.name for query in stored_queries().values() if "#among" in query.sparql])
def test_articles_without_rows_are_not_looked_at(name: str) -> None:
    """Where few articles can have rows, the pages hold these alone, and the answer is the same."""
    sample = sample_extraction()
    params = {"counted": "ships"} if name == "who-asserted-troop-count" else {}
    with Store.open(None) as store:
        told = put(store, sample)
        before = ask(store, name, **params)
        for number in range(3):
            article = replace(sample.article, url=f"https://harbour.example/silent-{number}")
            put(store, replace(sample, article=article, claims=(), events=(), agreements=(), roles=()))
        page = Pages(store, stored_query(name), params).take(100)
        if len(before):
            assert page is not None
            assert page.articles == (told,)
        assert ask(store, name, limit=100, **params).terms == before.terms


def test_kinds_that_nobody_counted_need_no_page(store: Store) -> None:
    """Of a kind that no article counts, no article is looked at; of a wider kind, those that count what is under it."""
    query = stored_query("who-asserted-troop-count")
    assert Pages(store, query, {"counted": "tanks"}).take(100) is None
    assert Pages(store, query, {"counted": "ships"}).take(100) is not None


def test_every_page_but_the_articles_starts_where_the_order_says() -> None:
    """The ORDER BY of a query begins with the order of its pages, else its first rows would be others."""
    for query in map(stored_query, PAGED):
        last = query.sparql.rsplit("ORDER BY ", 1)[1]
        if query.pages == "newest articles":
            assert last.startswith("DESC(?published) ?article"), query.name
        else:
            assert query.order is not None
            order, tie = query.order
            assert last.startswith(f"{order} ?{tie}" if tie else order), query.name


@pytest.mark.parametrize(
    ("rows", "missing", "wanted"), [(0, 100, 64), (100, 0, 8), (4, 96, 64), (50, 50, 10), (8, 10, 12)]
)
def test_size_of_the_next_page(rows: int, missing: int, wanted: int) -> None:
    """The next page is as large as the answers so far make it, within bounds."""
    assert next_size(8, members=8, rows=rows, missing=missing) == wanted
