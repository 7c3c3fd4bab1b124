"""Page by page: the first rows of a large store without finding them all.

To sort all claims of a store costs in proportion to the store, whoever wants a hundred of them. So a stored query may name in
its header what it goes by, `#+ pages: newest articles`, and hold the mark `#page` in the group whose variable is bound
page by page. Its ORDER BY must begin in the order of the pages, by day; a page holds whole days, so that the rows come in the
same order as without pages.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from kg.query.source import Source
from kg.query.stored import StoredQuery

_FIRST: Final = 32  # members of the first page, whose answer most people look at
_GROWTH: Final = 4  # every further page is so many times larger: what is rare is found in few pages


def pages(store: Source, query: StoredQuery, values: Mapping[str, object]) -> Iterator[str]:
    """Yield the pages of a query that goes by pages, in order, each as a `VALUES` block for the mark `#page`."""
    variable, listings = query.listings(values)
    size, page = _FIRST, list[str]()
    for listing in listings:
        solutions = store.query(listing)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101  # SELECT queries
        for _, members in groupby(solutions, key=lambda row: row["day"]):
            page += [str(row[variable]) for row in members]
            if len(page) >= size:
                yield f"VALUES ?{variable} {{ {' '.join(page)} }}"
                size, page = size * _GROWTH, []
    if page:
        yield f"VALUES ?{variable} {{ {' '.join(page)} }}"
