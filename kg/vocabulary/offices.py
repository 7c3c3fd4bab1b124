"""Which kind of office a title names, by the scheme `ontology/schemes/offices.ttl`."""

import re
from functools import cache

from kg.vocabulary.namespaces import KG, SKOS
from kg.vocabulary.schemes import concepts, scheme_graph

_PAST = f"{KG}PastOffice"


@cache
def _titles() -> dict[str, str]:
    graph = scheme_graph()
    return {title: iri for iri in concepts("OfficeScheme").values() for title in graph.texts(iri, f"{SKOS}altLabel")}


@cache
def office_of(title: str) -> str | None:
    """Return the IRI of the office that a title names, or None: the longest known title that ends it before "of …".

    >>> office_of("Vice President of the council") == KG + "DeputyOffice"
    True
    >>> office_of("chief engineer")
    """
    words = re.split(r"\s+(?:of|for|at|in)\s+|,", title.lower())[0].split()
    known = _titles()
    if any(known.get(word) == _PAST for word in words):
        return _PAST
    for start in range(len(words)):
        office = known.get(" ".join(words[start:])) or known.get(" ".join(title.lower().split()[start:]))
        if office is not None:
            return office
    return None
