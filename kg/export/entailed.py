"""What follows from an article's statements and is left out of a store: exports write it out for those who read without a reasoner.

The classes of evidence, selectors, mentions and candidates follow from domains and ranges in the ontology, the beginning and end of times
in OWL-Time from their first and last day (docs/decisions/0007-positions-as-literals.md).
"""

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from kg.vocabulary.namespaces import KG, OA, RDF, TIME

# By predicate, the classes that rdfs:domain gives its subjects and rdfs:range its objects, with those above them in the vocabularies
# that other programs know.
DOMAINS: Final = {
    f"{OA}start": (f"{OA}TextPositionSelector",),
    f"{OA}exact": (f"{OA}TextQuoteSelector",),
    f"{KG}refersTo": (f"{KG}Mention",),
    f"{KG}candidateFor": (f"{KG}LinkCandidate",),
    f"{KG}edtf": (f"{KG}TimeExpression", f"{TIME}ProperInterval"),
}
RANGES: Final = {
    f"{KG}evidence": (f"{KG}Evidence", f"{OA}SpecificResource"),
    f"{KG}clause": (f"{KG}Evidence", f"{OA}SpecificResource"),
}

_BOUNDS: Final = {f"{KG}earliest": f"{TIME}hasBeginning", f"{KG}latest": f"{TIME}hasEnd"}
_TYPE: Final = ox.NamedNode(f"{RDF}type")
_INSTANT: Final = ox.NamedNode(f"{TIME}Instant")
_DATE: Final = ox.NamedNode(f"{TIME}inXSDDate")


def entailed(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield what follows from an article's statements, some of it more than once."""
    for subject, predicate, value in triples:
        name = predicate.value
        for kind in DOMAINS.get(name, ()):
            yield ox.Triple(subject, _TYPE, ox.NamedNode(kind))
        for kind in RANGES.get(name, ()) if isinstance(value, ox.NamedNode) else ():
            yield ox.Triple(value, _TYPE, ox.NamedNode(kind))
        if name in _BOUNDS and isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal):
            instant = ox.NamedNode(f"{subject.value.rpartition('/')[0]}/day-{value.value}")
            yield ox.Triple(subject, ox.NamedNode(_BOUNDS[name]), instant)
            yield ox.Triple(instant, _TYPE, _INSTANT)
            yield ox.Triple(instant, _DATE, value)
