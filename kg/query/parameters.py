"""Parameters of stored queries: from what a user typed to one RDF term, or an error that says what would do.

A value never becomes query text by itself: it is parsed into a term, and the term's own N-Triples form is what the query
gets. So no value can close a string, a block or a query.
"""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

import pyoxigraph as ox

from kg.config import instance_base
from kg.errors import QueryError
from kg.vocabulary.namespaces import KG, PREFIXES, RDFS, SKOS, WIKIDATA, XSD, local_name
from kg.vocabulary.schemes import scheme_graph
from kg.vocabulary.turtle import read_graph

Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a stored query, as its header declares it; no default means: not restricted."""

    name: str
    kind: str
    help: str
    default: str | None = None

    def term(self, value: str | None) -> Term | None:
        """Return the term for `value`, or for the default when it is None; raises `QueryError` when it does not fit."""
        given = self.default if value is None else value
        if given is None:
            return None
        try:
            return KINDS[self.kind](given)
        except QueryError as error:
            raise QueryError(f"--{self.name.replace('_', '-')}: {error}") from error


def suggest(wrong: str, known: Iterable[str]) -> str:
    """Return "Did you mean …?" for the nearest of the known names, or the first few of them."""
    names = sorted(set(known))
    lowered = {name.lower(): name for name in names}
    near = difflib.get_close_matches(wrong.lower(), lowered, n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(lowered[name] for name in near)}?"
    return f"There {'is' if len(names) == 1 else 'are'} {', '.join(names[:30])}."


def _text(value: str) -> Term:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise QueryError("holds a broken character; type it again") from error
    return ox.Literal(value)


def _integer(value: str) -> Term:
    try:
        return ox.Literal(str(int(value)), datatype=ox.NamedNode(f"{XSD}integer"))
    except ValueError as error:
        raise QueryError(f"{value!r} is not a whole number; write for example 500") from error


def _decimal(value: str) -> Term:
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation as error:
        raise QueryError(f"{value!r} is not a number; write for example 0.1") from error
    if not number.is_finite():
        raise QueryError(f"{value!r} is not a finite number; leave the option out instead")
    return ox.Literal(f"{number:f}", datatype=ox.NamedNode(f"{XSD}decimal"))


def _date(value: str) -> Term:
    try:
        return ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(f"{XSD}date"))
    except ValueError as error:
        raise QueryError(f"{value!r} is not a day; write it as 2024-10-23") from error


def _boolean(value: str) -> Term:
    if value.lower() not in ("true", "false"):
        raise QueryError(f"{value!r} is neither true nor false")
    return ox.Literal(value.lower(), datatype=ox.NamedNode(f"{XSD}boolean"))


def _iri(value: str) -> Term:
    prefix, colon, name = value.partition(":")
    full = PREFIXES[prefix] + name if colon and prefix in PREFIXES else value
    try:
        return ox.NamedNode(full)
    except ValueError as error:
        raise QueryError(f"{value!r} is not an IRI; write it in full or with a known prefix") from error


def _concept(value: str) -> Term:
    """Return a concept by its notation ("troops"), local name ("Troops"), label or IRI, or a kind that only articles named."""
    graph = scheme_graph()
    wanted = value.removeprefix("kg:").casefold()
    known: dict[str, str] = {}
    for concept in graph.subjects(f"{SKOS}Concept"):
        names = (
            *graph.texts(concept, f"{SKOS}notation"),
            local_name(concept),
            *graph.texts(concept, f"{SKOS}prefLabel"),
        )
        if concept == value or wanted in {name.casefold() for name in names}:
            return ox.NamedNode(concept)
        known[names[0]] = concept
    if value.startswith(f"{instance_base()}kind/"):
        return _iri(value)
    raise QueryError(f"no concept is called {value!r}. {suggest(value, known)} `kg ref schemes` lists them")


def _class(value: str) -> Term:
    """Return a class of the ontology by its local name or IRI."""
    wanted = value.removeprefix("kg:").removeprefix(KG).casefold()
    graph = read_graph("core.ttl", "relations/*.ttl")
    names = {
        local_name(iri): iri
        for iri in graph.subjects("http://www.w3.org/2002/07/owl#Class")
        if graph.text(iri, f"{RDFS}label")
    }
    found = next((iri for name, iri in names.items() if name.casefold() == wanted), None)
    if found is None:
        raise QueryError(f"no class is called {value!r}. {suggest(value, names)} `kg ref classes` lists them")
    return ox.NamedNode(found)


def _item(value: str) -> Term:
    """Return a Wikidata item by its id ("Q212") or IRI."""
    identifier = value.removeprefix("wd:").removeprefix(WIKIDATA)
    if not (identifier.startswith("Q") and identifier[1:].isdecimal()):
        raise QueryError(f"{value!r} is not a Wikidata id; write it as Q212")
    return ox.NamedNode(WIKIDATA + identifier)


KINDS: Final[dict[str, Callable[[str], Term]]] = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "boolean": _boolean,
    "iri": _iri,
    "concept": _concept,
    "class": _class,
    "item": _item,
}
