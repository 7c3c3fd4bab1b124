"""What a common noun can be when it fills a role: its classes and counted kinds, by its form.

Joins four lists that other rules own: head words of names, titles of persons, counted kinds, and the filler words of
`ontology/patterns.ttl`. Class names and counted-kind names share one space ("Actor", "Troops"), as relation files use them.
"""

from functools import cache
from typing import Final

from kg.vocabulary.counted import kinds
from kg.vocabulary.head_words import head_words
from kg.vocabulary.inflection import forms
from kg.vocabulary.namespaces import KG, local_name
from kg.vocabulary.titles import titles
from kg.vocabulary.turtle import read_graph

_PEOPLE: Final = "people"
_BODIES: Final = frozenset({"MilitaryUnits", "Organizations", "Companies", "Countries", "States", "Families"})


@cache
def classes_of_nouns() -> dict[str, frozenset[str]]:
    """Return, by word in lower case and any form, the names of all classes and counted kinds that a noun can stand for.

    >>> sorted(classes_of_nouns()["brigade"] & {"Actor", "MilitaryUnit", "Troops", "Place"})
    ['Actor', 'MilitaryUnit']
    """
    found: dict[str, set[str]] = {}
    words = head_words()
    for word, classes in words.descriptions.items():
        for name in classes:
            found.setdefault(word, set()).update(closure(name))
    for word in titles():
        found.setdefault(word, set()).update(closure("Person"))
    scheme = kinds()
    for word, kind in scheme.by_noun.items():
        names = {local_name(scheme.by_notation[notation].iri) for notation in scheme.ancestors(kind)}
        acts = scheme.is_a(kind, _PEOPLE) or names & _BODIES
        found.setdefault(word, set()).update(names, {"Actor"} if acts else set())
    graph = read_graph("patterns.ttl")
    for iri in graph.subjects():
        for word in graph.texts(iri, f"{KG}fillerWord"):
            found.setdefault(word, set()).update(closure(local_name(iri)))
    spelt: dict[str, frozenset[str]] = {}
    for word, names in found.items():
        for form in forms(word):
            spelt[form] = spelt.get(form, frozenset()) | names
    return spelt


@cache
def closure(name: str) -> frozenset[str]:
    """Return the name of a class with those of all classes above it."""
    return frozenset({name}) | head_words().parents.get(name, frozenset())
