"""Stored queries: one `.rq` file each, with a header of `#+` lines that makes its help, options and columns.

    #+ summary: Who asserted which troop count
    #+ params:
    #+   since: {type: date, help: Said on or after, default: "1900-01-01"}
    #+ columns: {asserter: who is quoted}
    SELECT ?asserter WHERE { #params
      … }

The header keeps a file valid SPARQL. `#params` in its first group becomes one `VALUES` block per parameter; a parameter
that is not given and has no default is `UNDEF`, and the query leaves it unrestricted with `!bound(?name) || …`.
`#+ pages: newest articles` lets a query answer page by page where only its first rows are wanted (`kg.query.pages`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from kg.config import data_folder
from kg.errors import QueryError
from kg.query.parameters import KINDS, Parameter, suggest

_MARK: Final = "#+"
_PLACE: Final = "#params"
_PAGE: Final = "#page"
_MARKS: Final = re.compile(f"({_PLACE}|{_PAGE})\\b")

# What a query can go by: a variable, and the queries that list its values with their days, in order.
LISTINGS: Final = {
    "newest articles": (
        "article",
        (
            "SELECT ?article ?day { GRAPH ?article { ?article schema:datePublished ?day } } ORDER BY DESC(?day)",
            "SELECT ?article ?day { GRAPH ?article { ?article a kg:Article FILTER NOT EXISTS { ?article schema:datePublished ?d } } }",
        ),
    ),
    "earliest figures": (
        "estimate",
        (
            """SELECT ?estimate ?day { #params
                 GRAPH graph:vocabulary { ?kind skos:broader* ?counted }
                 GRAPH ?article { ?estimate kg:counted ?kind ; kg:day ?day } } ORDER BY ?day""",
            """SELECT ?estimate ?day { #params
                 GRAPH graph:vocabulary { ?kind skos:broader* ?counted }
                 GRAPH ?article { ?estimate kg:counted ?kind FILTER NOT EXISTS { ?estimate kg:day ?d } } }""",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """One stored query with what its header says."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    sparql: str
    pages: str | None = None  # what it goes by: a name of `LISTINGS`

    def bind(self, values: Mapping[str, object], page: str = "") -> str:
        """Return the query text with its parameters as typed `VALUES`; raises `QueryError` for a wrong name or value.

        `page` is a block of `kg.query.pages`, which restricts the answer to one page.
        """
        blocks = {_PLACE: self.values(values), _PAGE: page}
        return _MARKS.sub(lambda mark: blocks[mark[0]], self.sparql)  # in one pass: a value may look like a mark

    def listings(self, values: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
        """Return the variable that the query goes by, and the queries that list its values; not for one without pages."""
        variable, queries = LISTINGS[self.pages or ""]
        return variable, tuple(query.replace(_PLACE, self.values(values), 1) for query in queries)

    def values(self, values: Mapping[str, object]) -> str:
        """Return the parameters as typed `VALUES` blocks; raises as `bind`."""
        names = [parameter.name for parameter in self.parameters]
        for name in values:
            if name not in names:
                raise QueryError(
                    f"{self.name} has no parameter {name!r}. {suggest(name, names) if names else 'It has none.'}"
                )
        blocks = []
        for parameter in self.parameters:
            given = values.get(parameter.name)
            term = parameter.term(None if given is None else str(given))
            blocks.append(f"VALUES ?{parameter.name} {{ {'UNDEF' if term is None else term} }}")
        return "\n  ".join(blocks)


@cache
def stored_queries() -> dict[str, StoredQuery]:
    """Return all stored queries by name, read once; raises `QueryError` for a malformed file."""
    return {path.stem: read_query(path) for path in sorted(data_folder("queries").glob("*.rq"))}


def stored_query(name: str) -> StoredQuery:
    """Return the stored query called `name`; raises `QueryError` with the nearest names."""
    try:
        return stored_queries()[name]
    except KeyError:
        raise QueryError(f"no stored query is called {name!r}. {suggest(name, stored_queries())}") from None


def read_query(path: Path) -> StoredQuery:
    """Return the stored query of one file; raises `QueryError` when its header is malformed."""
    text = path.read_text(encoding="utf-8")
    lines = [line.removeprefix(_MARK).removeprefix(" ") for line in text.splitlines() if line.startswith(_MARK)]
    try:
        header = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        raise QueryError(f"{path}: malformed header: {error}") from error
    if not isinstance(header, dict) or not {"summary", "columns"} <= header.keys():
        raise QueryError(f"{path}: the header needs at least `#+ summary:` and `#+ columns:`")
    parameters = tuple(_parameter(path, str(name), spec) for name, spec in (header.get("params") or {}).items())
    if parameters and _PLACE not in text:
        raise QueryError(f"{path}: has parameters and no place for them; write {_PLACE} after the first brace of WHERE")
    paging = header.get("pages")
    if paging is not None and (paging not in LISTINGS or _PAGE not in text):
        raise QueryError(f"{path}: `#+ pages:` is one of {', '.join(LISTINGS)}, and {_PAGE} marks the place for them")
    columns = {str(name): str(meaning) for name, meaning in header["columns"].items()}
    return StoredQuery(path.stem, str(header["summary"]), parameters, columns, text, paging)


def _parameter(path: Path, name: str, spec: object) -> Parameter:
    if (
        not isinstance(spec, dict)
        or not {"type", "help"} <= spec.keys()
        or spec["type"] not in KINDS
        or not name.isidentifier()
    ):
        raise QueryError(f"{path}: parameter {name!r} needs type (one of {', '.join(KINDS)}) and help")
    default = spec.get("default")
    return Parameter(name, spec["type"], str(spec["help"]), None if default is None else str(default))
