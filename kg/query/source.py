"""What can be asked: a store here, a SPARQL server elsewhere."""

from collections.abc import Iterable
from typing import Protocol

import pyoxigraph as ox


class Source(Protocol):
    """Whatever answers SPARQL queries."""

    def query(
        self, sparql: str, *, union: bool = False, articles: Iterable[str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:
        """Answer a query; `union` makes the default graph the union of all graphs. Raises `QueryError`.

        `articles` restricts the named graphs to theirs and the shared ones (`kg.vocabulary.graphs.SYSTEM`); None is all.
        """
