"""The rows of an answer: terms as Oxigraph gave them, values as Python and people want them, and their formats."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Final

import orjson
import pyoxigraph as ox

from kg.vocabulary.namespaces import XSD

if TYPE_CHECKING:
    import pandas as pd


Value = str | int | float | bool | date | None
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def _number(text: str) -> int | float:
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:  # xsd:date may carry a zone or a year beyond 9999
        return text


_READERS: Final[dict[str, Callable[[str], Value]]] = {
    f"{XSD}integer": int,
    f"{XSD}decimal": _number,
    f"{XSD}double": float,
    f"{XSD}float": float,
    f"{XSD}boolean": lambda text: text in ("true", "1"),
    f"{XSD}date": _day,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer as a table. Iterating gives one dictionary of Python values per row."""

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Yield every row as column → value."""
        for row in self.terms:
            yield dict(zip(self.columns, map(to_value, row), strict=True))

    def to_pandas(self) -> "pd.DataFrame":
        """Return the rows as a data frame; needs pandas (`pip install 'geopolitical-kg[pandas]'`)."""
        import pandas as pd  # noqa: PLC0415  # optional

        return pd.DataFrame(list(self), columns=list(self.columns))

    def to_csv(self) -> str:
        """Return the rows as CSV with a header line (RFC 4180)."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([to_text(value) for value in row.values()] for row in self)
        return out.getvalue()

    def to_jsonl(self) -> str:
        """Return one JSON object per line; a cell without a value is null."""
        return "".join(orjson.dumps(row).decode() + "\n" for row in self)

    def to_sparql_json(self) -> str:
        """Return the rows in the SPARQL 1.1 Query Results JSON Format."""
        head = {"vars": list(self.columns)}
        bindings = [
            {n: _binding(t) for n, t in zip(self.columns, row, strict=True) if t is not None} for row in self.terms
        ]
        return (
            orjson.dumps({"head": head, "results": {"bindings": bindings}}, option=orjson.OPT_INDENT_2).decode() + "\n"
        )


FORMATS: Final[dict[str, Callable[[Rows], str]]] = {
    "csv": Rows.to_csv,
    "jsonl": Rows.to_jsonl,
    "json": Rows.to_sparql_json,
}


def make_rows(solutions: ox.QuerySolutions, limit: int | None = None) -> Rows:
    """Return the solutions as rows, at most `limit` of them."""
    columns = tuple(variable.value for variable in solutions.variables)
    return Rows(columns, tuple(tuple(solution) for solution in islice(solutions, limit)))


def rows_of(columns: tuple[str, ...], records: Iterable[Mapping[str, Value]]) -> Rows:
    """Return plain records as rows, so that they print in the same formats; a missing cell has no value."""
    return Rows(columns, tuple(tuple(_to_term(record.get(name)) for name in columns) for record in records))


def _to_term(value: Value) -> Term | None:
    if value is None:
        return None
    if isinstance(value, date):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(f"{XSD}date"))
    return ox.Literal(value)


def to_value(term: Term | None) -> Value:
    """Return a term as a Python value: numbers, truth values and days as such, all else as text.

    >>> to_value(ox.Literal("3000", datatype=ox.NamedNode(XSD + "decimal")))
    3000
    """
    if isinstance(term, ox.Literal):
        return _READERS.get(term.datatype.value, str)(term.value)
    if isinstance(term, ox.NamedNode):
        return term.value
    return None if term is None else str(term)


def to_text(value: Value) -> str:
    """Return a value as a cell of a text table: nothing for no value, no needless digits."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.Literal):
        extra = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        plain = term.datatype.value == f"{XSD}string"
        return {"type": "literal", "value": term.value} if plain else {"type": "literal", "value": term.value, **extra}
    return {"type": "bnode", "value": str(term).removeprefix("_:")}
