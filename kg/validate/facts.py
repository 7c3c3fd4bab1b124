"""The statements of one article as plain strings, indexed the way that checks ask for them.

Terms stay as N-Quads text: an IRI is `<…>`, a literal begins with `"`. Reading canonical N-Quads takes a split per line, which
is why the gate and the quarantine need no RDF library on the hot path; what enters the store is parsed there once.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple, TypeVar

import pyoxigraph as ox

from kg.vocabulary.namespaces import RDF, XSD

TYPE: Final = f"<{RDF}type>"

_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


Quad = tuple[str, str, str, str]  # subject, predicate, value, graph


def lines_of(quads: Iterable[Quad]) -> bytes:
    """Return statements as sorted lines of N-Quads in UTF-8."""
    return "".join(
        sorted([f"{subject} {predicate} {value} {graph} .\n" for subject, predicate, value, graph in quads])
    ).encode()


def read_quads(nquads: bytes) -> list[Quad]:
    """Return the statements of canonical N-Quads (one on each line, single spaces, a graph on each).

    Raises ValueError with the line's number when a line is something else.
    """
    quads = []
    for number, line in enumerate(nquads.decode().split("\n"), 1):
        if not line:
            continue
        try:
            subject, predicate, rest = line.split(" ", 2)
            value, graph, stop = rest.rsplit(" ", 2)
        except ValueError:
            raise ValueError(f"line {number} of the N-Quads is no statement with a graph: {line[:80]!r}") from None
        if stop != "." or not graph.startswith("<"):
            raise ValueError(f"line {number} of the N-Quads is no statement with a graph: {line[:80]!r}")
        quads.append((subject, predicate, value, graph))
    return quads


def quads_of(quads: Iterable[ox.Quad]) -> list[Quad]:
    """Return statements that Oxigraph has read (from any format) in the form used here."""
    return [(str(q.subject), str(q.predicate), str(q.object), str(q.graph_name)) for q in quads]


Steps = Mapping[str, list[str]]  # from a node to the nodes that a predicate leads to


class Facts:
    """Statements of all graphs taken as one, by predicate and subject; by predicate and value where that is asked for."""

    __slots__ = ("forward", "inverse", "values")

    def __init__(self, quads: Iterable[Quad]) -> None:
        forward: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        for subject, predicate, value, _ in quads:
            steps = forward[predicate]
            known = steps.get(subject)
            if known is None:
                steps[subject] = [value]
            elif value not in known:  # the same may stand in two graphs
                known.append(value)
        self.forward = forward
        self.inverse: Mapping[str, Steps] = _Made(self._turned)
        self.values: Mapping[str, frozenset[str]] = _Made(self._distinct)

    @property
    def classes(self) -> Steps:
        """Return the instances of each class."""
        return self.inverse[TYPE]

    def value(self, subject: str, predicate: str) -> str | None:
        """Return the first value that a subject has for a predicate, or None."""
        values = self.forward[predicate].get(subject)
        return values[0] if values else None

    def _turned(self, predicate: str) -> Steps:
        turned: defaultdict[str, list[str]] = defaultdict(list)
        for subject, values in self.forward[predicate].items():
            for value in values:
                turned[value].append(subject)
        return dict(turned)

    def _distinct(self, predicate: str) -> frozenset[str]:
        return frozenset(chain.from_iterable(self.forward[predicate].values()))


_T = TypeVar("_T")


class _Made(dict[str, _T]):
    """What is made of the statements with a predicate, when it is first asked for."""

    def __init__(self, make: Callable[[str], _T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, predicate: str) -> _T:
        made = self[predicate] = self._make(predicate)
        return made


class Value(NamedTuple):
    """A literal taken apart."""

    lexical: str
    datatype: str
    language: str | None


@lru_cache(maxsize=65536)
def read_literal(term: str) -> Value | None:
    r"""Return the parts of a literal, or None for an IRI or a blank node.

    >>> read_literal('"a\\tb"').lexical == "a\tb"
    True
    """
    if term.startswith('"') and term.endswith('"') and "\\" not in term:  # nearly all texts
        return Value(term[1:-1], f"{XSD}string", None)
    match = _LITERAL.fullmatch(term)
    if match is None:
        return None
    lexical, language, datatype = match.groups()
    if "\\" in lexical:
        lexical = _ESCAPE.sub(_unescape, lexical)
    return Value(lexical, datatype or (f"{RDF}langString" if language else f"{XSD}string"), language)


def _unescape(match: re.Match[str]) -> str:
    short, long, letter = match.groups()
    return chr(int(short or long, 16)) if letter is None else _SHORT.get(letter, letter)


_LEXICAL: Final = {
    f"{XSD}integer": re.compile(r"[+-]?\d+"),
    f"{XSD}decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    f"{XSD}double": re.compile(r"[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|INF)|NaN"),
    f"{XSD}boolean": re.compile(r"true|false|1|0"),
    f"{XSD}date": re.compile(r"\d{4}-\d\d-\d\d"),
}


def well_formed(value: Value) -> bool:
    """Tell whether a literal's text fits its datatype; datatypes that are not known here fit always."""
    pattern = _LEXICAL.get(value.datatype)
    if pattern is None:
        return True
    if pattern.fullmatch(value.lexical) is None:
        return False
    return value.datatype != f"{XSD}date" or _date(value.lexical) is not None


def comparable(term: str) -> Decimal | float | date | None:
    """Return a number or a day to compare a literal by, or None."""
    value = read_literal(term)
    if value is None or not well_formed(value):
        return None
    if value.datatype in (f"{XSD}integer", f"{XSD}decimal"):
        return Decimal(value.lexical)
    if value.datatype == f"{XSD}double":
        return float(value.lexical)
    return _date(value.lexical) if value.datatype == f"{XSD}date" else None


def _date(lexical: str) -> date | None:
    try:
        return date.fromisoformat(lexical)
    except ValueError:
        return None
