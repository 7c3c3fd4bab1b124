"""A SPARQL 1.1 server: queries (SPARQL Protocol), updates, and whole graphs (Graph Store HTTP Protocol).

Needs the extra `remote`. Every request may be sent twice, so all that is done here is idempotent: graphs are replaced, statements
are a set.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.vocabulary.graphs import GRAPHS, SYSTEM
from kg.vocabulary.namespaces import PREFIXES

if TYPE_CHECKING:
    import httpx

    from kg.web import Web

_SECONDS: Final = 300.0  # that a server may take for one answer
_RATE: Final = 10_000.0  # requests a second; the server's pace is what counts
_PROLOGUE: Final = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in {**PREFIXES, "graph": GRAPHS}.items())
_GRAPH: Final = "application/n-triples"
_SOLUTIONS: Final = "application/sparql-results+json"
_REASON: Final = 300  # characters of what a server says went wrong


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a server answers queries, updates and the Graph Store Protocol, relative to its address."""

    query: str
    update: str
    graphs: str


# From the servers' documentation; those that the tests run are Oxigraph and Virtuoso.
LAYOUTS: Final = {
    "oxigraph": Layout("query", "update", "store"),
    "virtuoso": Layout("sparql", "sparql-auth", "sparql-graph-crud-auth"),
    "fuseki": Layout("query", "update", "data"),
    "rdf4j": Layout("", "statements", "rdf-graphs/service"),  # GraphDB too
    "qlever": Layout("", "", ""),
}


class Endpoint:
    """A SPARQL server. Close it, or use it as a context manager."""

    def __init__(self, url: str, server: str | None = None, web: "Web | None" = None) -> None:
        """Name a server by its address; `server` is a name of `LAYOUTS` or `QUERY,UPDATE,GRAPHS`, None: as its answer shows.

        Raises `StoreError` when it does not answer, when `server` is no layout, and when the extra is not installed.
        """
        self.url = url.rstrip("/")
        self._web = web or _web(url)
        self._layout = self._recognized() if server is None else _layout(server)
        if self._layout and self._layout.query:
            self.url = self.url.removesuffix(f"/{self._layout.query}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._web.close()

    def query(
        self, sparql: str, *, union: bool = False, articles: Iterable[str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]:
        """Answer a SPARQL query; the usual prefixes are known; `articles` as in `Store.query`.

        What the default graph is, the server decides, so `union` is refused. Raises `QueryError` with the server's words when it
        cannot answer, `StoreError` when it cannot be reached.
        """
        if union:
            raise QueryError(f"{self.url}: the server decides what its default graph is; write GRAPH ?g {{ … }}")
        graphs = [] if articles is None else [*sorted(SYSTEM), *articles]
        address = self._address(self._layout.query) if self._layout else self.url
        answer = self._send(
            QueryError,
            "POST",
            address,
            data={"query": f"{_PROLOGUE} {sparql}", "named-graph-uri": graphs},
            headers={"Accept": f"{_SOLUTIONS}, {_GRAPH};q=0.9, text/turtle;q=0.8"},
        )
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        try:
            if results := ox.QueryResultsFormat.from_media_type(kind):
                return ox.parse_query_results(answer.content, results)
            if graph := ox.RdfFormat.from_media_type(kind):
                return [quad.triple for quad in ox.parse(answer.content, graph)]
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{address}: a malformed answer ({error})") from error
        raise QueryError(f"{address}: answers in {kind or 'no format'}; is this a SPARQL server?")

    def update(self, sparql: str) -> None:
        """Change the server's graphs by a SPARQL update; raises `StoreError`."""
        self._send(
            StoreError,
            "POST",
            self._address(self._writing().update),
            content=f"{_PROLOGUE} {sparql}".encode(),
            headers={"Content-Type": "application/sparql-update"},
        )

    def put_graph(self, name: str, triples: bytes) -> None:
        """Make N-Triples the content of a named graph, in place of what it held."""
        self._graph("PUT", name, content=triples, headers={"Content-Type": _GRAPH})

    def add_to_graph(self, name: str, triples: bytes) -> None:
        """Add N-Triples to a named graph."""
        self._graph("POST", name, content=triples, headers={"Content-Type": _GRAPH})

    def drop_graph(self, name: str) -> None:
        """Take a named graph out; nothing happens when it is not there."""
        self.update(f"DROP SILENT GRAPH {ox.NamedNode(name)}")

    def _graph(self, method: str, name: str, **arguments: Any) -> None:
        self._send(StoreError, method, self._address(self._writing().graphs), params={"graph": name}, **arguments)

    def _writing(self) -> Layout:
        if self._layout is None:
            raise StoreError(
                f"{self.url}: which server this is cannot be told; name it with --server ({', '.join(LAYOUTS)})"
            )
        return self._layout

    def _address(self, part: str) -> str:
        return f"{self.url}/{part}" if part else self.url

    def _recognized(self) -> Layout | None:
        if "/repositories/" in self.url:
            return LAYOUTS["rdf4j"]
        answer = self._request("GET", self.url)
        told = answer.headers.get("Server", "").lower()
        return next((layout for name, layout in LAYOUTS.items() if name in told), None)

    def _send(self, kind: type[QueryError | StoreError], method: str, url: str, **arguments: Any) -> "httpx.Response":
        """Return a good answer; raises `kind` with what a bad one says."""
        answer = self._request(method, url, **arguments)
        if answer.status_code in (401, 403):
            raise StoreError(
                f"{url}: HTTP {answer.status_code}, not allowed; set $KG_ENDPOINT_USER and $KG_ENDPOINT_PASSWORD or $KG_ENDPOINT_TOKEN"
            )
        if not answer.is_success:
            raise kind(f"{url}: HTTP {answer.status_code}: {' '.join(answer.text.split())[:_REASON]}")
        return answer

    def _request(self, method: str, url: str, **arguments: Any) -> "httpx.Response":
        from kg.web import WebError  # noqa: PLC0415  # optional

        try:
            # a redirected PUT may arrive as a GET, which succeeds and writes nothing
            return self._web.send(method, url, follow_redirects=method == "GET", **arguments)
        except WebError as error:
            raise StoreError(
                f"{url}: {error}; what was acknowledged is there, run the command again to go on"
            ) from error


def _web(url: str) -> "Web":
    try:
        from kg.store.credentials import find_credentials  # noqa: PLC0415  # optional
        from kg.web import Web  # noqa: PLC0415
    except ImportError as error:
        raise StoreError(f"{url}: servers need more libraries; pip install 'geopolitical-kg[remote]'") from error
    return Web(rate=_RATE, timeout=_SECONDS, auth=find_credentials(url))


def _layout(server: str) -> Layout:
    parts = server.split(",")
    if len(parts) == 3:
        return Layout(*(part.strip("/ ") for part in parts))
    if server not in LAYOUTS:
        raise StoreError(
            f"no server is called {server!r}; there are {', '.join(LAYOUTS)}, or write QUERY,UPDATE,GRAPHS"
        )
    return LAYOUTS[server]
