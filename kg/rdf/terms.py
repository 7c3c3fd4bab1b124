"""RDF terms as N-Quads text, written directly: this is the hot path, and any string must survive it.

Lone surrogates have no UTF-8 form and become U+FFFD; everything else comes back unchanged from any N-Quads parser.
"""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Final
from urllib.parse import quote

from kg.vocabulary.namespaces import EDTF, KG, OA, RDF, XSD

_UNSAFE: Final = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff]')
_SHORT: Final = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

TYPE: Final = f"<{RDF}type>"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def storable(text: str) -> str:
    """Return `text` as it comes back from RDF: lone surrogates replaced by U+FFFD.

    >>> storable("a\ud800b") == "a\ufffdb"
    True
    """
    return _SURROGATE.sub("\ufffd", text)


def literal(text: str) -> str:
    r"""Return a plain literal.

    >>> print(literal('a "b"\n'))
    "a \"b\"\n"
    """
    return f'"{_UNSAFE.sub(_escape, text)}"'


def iri(namespace: str, name: str = "") -> str:
    """Return an IRI reference; `name` may be any string, what no IRI may hold in it is percent-encoded.

    >>> iri("https://kg.example/kind/", "paper boats")
    '<https://kg.example/kind/paper%20boats>'
    """
    return f"<{namespace}{encoded(name)}>" if name else f"<{namespace}>"


def encoded(text: str) -> str:
    """Return `text` as a part of an IRI: percent-encoded but for letters, digits and `_.-~`."""
    return quote(storable(text), safe="")


@cache
def kg(name: str) -> str:
    """Return a term of the ontology by its local name."""
    return f"<{KG}{name}>"


@cache
def oa(name: str) -> str:
    """Return a term of the Web Annotation vocabulary by its local name."""
    return f"<{OA}{name}>"


def typed(lexical: str, datatype: str) -> str:
    """Return a literal of a datatype; `lexical` must not need escapes."""
    return f'"{lexical}"^^<{datatype}>'


def integer(value: int) -> str:
    """Return an `xsd:integer`."""
    return f'"{value}"^^<{XSD}integer>'


def decimal(value: float) -> str:
    """Return an `xsd:decimal`, exact to the shortest form of the float and without an exponent.

    >>> decimal(1e6)
    '"1000000"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if not isfinite(value):
        raise ValueError(f"{value} cannot be a bound: xsd:decimal has no infinity; leave an open bound out")
    lexical = format(Decimal(repr(value)), "f")
    if "." in lexical:
        lexical = lexical.rstrip("0").rstrip(".")
    return typed("0" if lexical == "-0" else lexical, f"{XSD}decimal")


def double(value: float) -> str:
    """Return an `xsd:double`."""
    if not isfinite(value):
        raise ValueError(f"{value} cannot be a score; scores lie between 0 and 1")
    return typed(repr(float(value)), f"{XSD}double")


def boolean(value: bool) -> str:
    """Return an `xsd:boolean`."""
    return typed("true" if value else "false", f"{XSD}boolean")


def day(value: date) -> str:
    """Return an `xsd:date`."""
    return typed(value.isoformat(), f"{XSD}date")


def edtf(text: str) -> str:
    """Return a date in the Extended Date/Time Format."""
    return f"{literal(text)}^^<{EDTF}>"
