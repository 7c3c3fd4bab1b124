"""Page by page: the first rows of a large store without finding them all.

To sort all claims of a store costs in proportion to the store, whoever wants a hundred of them. So a stored query may say in
its header what it goes by, and is then asked for a few of these at a time, in the order of its answer:

`#+ pages: newest articles`
    The ORDER BY begins `DESC(?published) ?article`, and the rows of an article come from its graph and the shared ones. A
    page is the same query over a dataset of a few articles' graphs (`FROM NAMED`, `named-graph-uri`). Where few articles can
    have rows, a group between `#among` and `#end` lists those: it is a part of the query that can be asked alone.
`#+ pages: keys`
    The part of the query between `#keys ORDER` and `#end` is a sub-SELECT that can be asked alone, and the ORDER BY begins
    with ORDER. A page is the query with some of the sub-SELECT's solutions as `VALUES` in its place. `#keys ORDER then ?iri`
    sorts ties by an IRI, here and not in the sub-SELECT, where reading the IRIs of all would take most of the time.
both
    A query that goes by articles and looks into others, too, lists its keys article by article: `#page` in the sub-SELECT
    is the place for the articles of a page.

Where the keys name articles (`?article`, `?other_article`), the page sees only their graphs and the shared ones. Either way
the pages put together are the answer to the whole query, which stays plain SPARQL for any server.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from kg.query.source import Source
from kg.query.stored import BY_ARTICLE, StoredQuery

FIRST: Final = 8  # members of the first page, whose answer most people look at
_LARGEST: Final = 256  # members of a page at most: Oxigraph looks into every graph of a dataset in turn
_GROWTH: Final = 8  # a page is at most so many times larger than the one before

_VARIABLE: Final = re.compile(r"\?(\w+)")
_ARTICLE: Final = re.compile(r"(\w+_)?article")

Group = list[ox.QuerySolution]


@dataclass(frozen=True, slots=True)
class Page:
    """What restricts a query to a part of its answer: its keys as `VALUES`, and the articles whose graphs it sees."""

    members: int
    keys: str | None = None
    articles: tuple[str, ...] | None = None


class Pages:
    """The pages of a stored query that goes by pages, in order; raises `QueryError` as `StoredQuery.bind`."""

    def __init__(self, store: Source, query: StoredQuery, values: Mapping[str, object]) -> None:
        """Ask the store for what the query goes by."""
        self._store, self._query, self._values = store, query, values
        order, tie = ("?published", "article") if query.pages == BY_ARTICLE else query.order or ("", None)
        found = _solutions(store, query.articles(values) if query.pages == BY_ARTICLE else query.listing(values))
        self._groups = _groups(found, _VARIABLE.findall(order), tie)
        self._columns = _columns(found)

    def take(self, size: int) -> Page | None:
        """Return the next page, of `size` members or a few more, None at the end."""
        rows = Group()
        for group in self._groups:
            rows += group
            if len(rows) >= size:
                break
        if not rows:
            return None
        if self._query.pages != BY_ARTICLE:
            return _page(len(rows), self._columns, rows)
        if self._query.order is None:
            return Page(len(rows), articles=tuple(map(_article, rows)))
        articles = " ".join(f"<{_article(row)}>" for row in rows)
        keys = _solutions(self._store, self._query.listing(self._values, f"VALUES ?article {{ {articles} }}"))
        return _page(len(rows), _columns(keys), list(keys))


def next_size(size: int, members: int, rows: int, missing: int) -> int:
    """Return the size of the page to ask for when `members` so far, `size` of them last, brought `rows`, and `missing` are wanted.

    >>> next_size(8, members=8, rows=16, missing=84)
    47
    """
    wanted = size * _GROWTH if rows == 0 else round(missing * members / rows * 1.1) + 1
    return max(FIRST, min(wanted, size * _GROWTH, _LARGEST))


def _solutions(store: Source, sparql: str) -> ox.QuerySolutions:
    found = store.query(sparql)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101  # SELECT queries
    return found


def _columns(solutions: ox.QuerySolutions) -> list[str]:
    return [variable.value for variable in solutions.variables]


def _groups(solutions: Iterable[ox.QuerySolution], order: Sequence[str], tie: str | None) -> Iterator[Group]:
    """Yield what must not be parted: the solutions of one rank, or each by itself where IRIs in `tie` put them in order."""
    for _, rank in groupby(solutions, key=lambda row: [str(row[name]) for name in order]):
        if tie is None:
            yield list(rank)
        else:
            yield from ([row] for row in sorted(rank, key=lambda row: str(row[tie].value)))


def _article(row: ox.QuerySolution) -> str:
    return str(row["article"].value)


def _page(members: int, columns: Sequence[str], rows: Group) -> Page:
    """Return the page of these keys."""
    lines = (f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows)
    keys = f"VALUES ({' '.join(f'?{name}' for name in columns)}) {{ {' '.join(lines)} }}"
    naming = [name for name in columns if _ARTICLE.fullmatch(name)]
    named = dict.fromkeys(row[name].value for row in rows for name in naming)
    return Page(members, keys, tuple(named) if naming else None)
