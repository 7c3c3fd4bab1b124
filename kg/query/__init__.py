"""Questions to a store: stored queries by name with typed parameters, or any SPARQL text."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.pages import FIRST, Pages, next_size
from kg.query.parameters import Parameter, suggest
from kg.query.rows import FORMATS, Rows, make_rows, rows_of, to_text
from kg.query.source import Source
from kg.query.stored import StoredQuery, stored_queries, stored_query
from kg.store import Store

__all__ = [
    "FORMATS",
    "Parameter",
    "Rows",
    "Source",
    "StoredQuery",
    "ask",
    "rows_of",
    "select",
    "stored_queries",
    "stored_query",
    "suggest",
    "to_text",
]


def ask(store: Source | Path | str, name: str, *, limit: int | None = None, **params: object) -> Rows:
    """Run the stored query `name` with `params` (dashes or underscores) and return its rows, at most `limit` of them.

    `store` is an open store, the folder of one, which is then opened for reading, or a SPARQL server. With a limit the answer comes page by
    page where the query allows it, so that its first rows cost about the same in a store of any size.
    Raises `QueryError` for an unknown query or parameter, with the nearest names, and for a value of the wrong type,
    `StoreError` for a folder that is no store.
    """
    if isinstance(store, Path | str):
        with Store.open(store, read_only=True) as opened:
            return ask(opened, name, limit=limit, **params)
    query = stored_query(name)
    values = {key.replace("-", "_"): value for key, value in params.items()}
    if limit is None or query.pages is None:
        return select(store, query.bind(values), limit=limit)
    return _first_rows(store, query, values, limit)


def _first_rows(store: Source, query: StoredQuery, values: Mapping[str, object], limit: int) -> Rows:
    """Return the first rows of a query that goes page by page."""
    found = Rows(tuple(query.columns), ())
    pages, size, members = Pages(store, query, values), FIRST, 0
    while len(found) < limit and (page := pages.take(size)):
        rows = select(store, query.bind(values, page.keys), limit=limit - len(found), articles=page.articles)
        found, members = Rows(rows.columns, found.terms + rows.terms), members + page.members
        size = next_size(size, members, len(found), limit - len(found))
    return found


def select(
    store: Source,
    sparql: str,
    *,
    union: bool = False,
    limit: int | None = None,
    articles: Iterable[str] | None = None,
) -> Rows:
    """Run a SPARQL query; SELECT gives its rows, ASK one cell, CONSTRUCT and DESCRIBE one triple per row.

    `union` and `articles` say which graphs it sees, as in `Source.query`.
    """
    results = store.query(sparql, union=union, articles=articles)
    try:
        if isinstance(results, ox.QuerySolutions):
            return make_rows(results, limit)
        if isinstance(results, ox.QueryBoolean):
            value = ox.Literal(bool(results))
            return Rows(("answer",), ((value,),))
        rows = [(t.subject, t.predicate, t.object) for t in results]
        return Rows(("subject", "predicate", "object"), tuple(rows if limit is None else rows[:limit]))
    except (RuntimeError, OSError) as error:
        raise QueryError(f"the query failed while it ran: {error}") from error
