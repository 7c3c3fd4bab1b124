"""Questions to a store: stored queries by name with typed parameters, or any SPARQL text."""

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.parameters import Parameter, suggest
from kg.query.rows import FORMATS, Rows, make_rows, rows_of, to_text
from kg.query.stored import StoredQuery, stored_queries, stored_query
from kg.store import Store

__all__ = [
    "FORMATS",
    "Parameter",
    "Rows",
    "StoredQuery",
    "ask",
    "rows_of",
    "select",
    "stored_queries",
    "stored_query",
    "suggest",
    "to_text",
]


def ask(store: Store, name: str, *, limit: int | None = None, **params: object) -> Rows:
    """Run the stored query `name` with `params` (dashes or underscores) and return its rows.

    Raises `QueryError` for an unknown query or parameter, with the nearest names, and for a value of the wrong type.
    """
    query = stored_query(name)
    return select(store, query.bind({key.replace("-", "_"): value for key, value in params.items()}), limit=limit)


def select(store: Store, sparql: str, *, union: bool = False, limit: int | None = None) -> Rows:
    """Run a SPARQL query; SELECT gives its rows, ASK one cell, CONSTRUCT and DESCRIBE one triple per row."""
    results = store.query(sparql, union=union)
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
