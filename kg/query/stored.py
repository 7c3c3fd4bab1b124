"""Stored queries: one `.rq` file each, with a header of `#+` lines that makes its help, options and columns.

    #+ summary: Who asserted which troop count
    #+ params:
    #+   since: {type: date, help: Said on or after, default: "1900-01-01"}
    #+ columns: {asserter: who is quoted}
    SELECT ?asserter WHERE { #params
      … }

The header keeps a file valid SPARQL. `#params` in a group becomes one `VALUES` block per parameter; a parameter
that is not given and has no default is `UNDEF`, and the query leaves it unrestricted with `!bound(?name) || …`.
`#+ pages:` lets a query answer page by page where only its first rows are wanted (`kg.query.pages`).
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
_PREFIX: Final = re.compile(r"^PREFIX .*\n", re.MULTILINE)

# The part of a query that tells which articles can have rows, a group that can be asked alone.
_AMONG: Final = re.compile(r"#among\n(?P<group>(?s:.*?))#end\b")

# The part of a query that lists its keys: their order, and a SELECT that can be asked alone.
_KEYS: Final = re.compile(r"#keys (?P<order>.+?)(?: then \?(?P<tie>\w+))?\n(?P<select>(?s:.*?))#end\b")

_ANY_ARTICLE: Final = "GRAPH ?article { ?article a kg:Article }"
_NEWEST: Final = """SELECT ?article ?published {
  #among
  OPTIONAL { SELECT ?article ?published { GRAPH ?article { ?article schema:datePublished ?published } } }
} ORDER BY DESC(?published)"""

BY_ARTICLE: Final = "newest articles"
BY_KEY: Final = "keys"


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """One stored query with what its header says."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    sparql: str
    pages: str | None = None  # what it goes by: `BY_ARTICLE` or `BY_KEY`

    def bind(self, values: Mapping[str, object], keys: str | None = None) -> str:
        """Return the query text with its parameters as typed `VALUES`; raises `QueryError` for a wrong name or value.

        `keys` is a `VALUES` block of `kg.query.pages`, which takes the place of the part that lists the keys.
        """
        given = self.values(values)
        listing = None if keys is None else _KEYS.search(self.sparql)
        if keys is None or listing is None:
            return self.sparql.replace(_PLACE, given)
        before, after = self.sparql[: listing.start()], self.sparql[listing.end() :]
        return f"{before.replace(_PLACE, given)}{keys}{after.replace(_PLACE, given)}"

    @property
    def order(self) -> tuple[str, str | None] | None:
        """Return the order in which the query lists its keys and the variable for ties, None when it lists none."""
        found = _KEYS.search(self.sparql)
        return None if found is None else (found["order"], found["tie"])

    def articles(self, values: Mapping[str, object]) -> str:
        """Return the query that lists the articles which can have rows, the newest first."""
        among = _AMONG.search(self.sparql)
        group = _ANY_ARTICLE if among is None else among["group"].replace(_PLACE, self.values(values)).strip()
        return "".join(_PREFIX.findall(self.sparql)) + _NEWEST.replace("#among", group)

    def listing(self, values: Mapping[str, object], page: str = "") -> str:
        """Return the query that lists the keys in their order; `page` is a `VALUES` block of the articles to look at."""
        found = _KEYS.search(self.sparql)
        if found is None:
            raise QueryError(f"{self.name} lists no keys; mark the part that does with #keys ORDER and #end")
        given = self.values(values)
        select = page.join(part.replace(_PLACE, given) for part in found["select"].split(_PAGE))
        return f"{''.join(_PREFIX.findall(self.sparql))}{select} ORDER BY {found['order']}"

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
    if paging not in (None, BY_ARTICLE, BY_KEY) or (paging == BY_KEY and _KEYS.search(text) is None):
        raise QueryError(
            f"{path}: `#+ pages:` is {BY_ARTICLE!r}, or {BY_KEY!r} with a part marked by #keys ORDER [then ?IRI] and #end"
        )
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
