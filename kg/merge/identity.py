"""What the decisions come to: one canonical entity for those that were merged, a verdict for what was reviewed.

A pure function of the decisions and of what the store calls the entities, written anew into the identity graph after each;
nothing in an article's graph changes, so that undoing a merge is exact. Stored queries read from there:

- `kg:mergedInto`: from a merged entity to the one that stands for its group; that one has its name and class there, too
- `kg:mergedWith`: between any two entities of a group, so that a query needs one look-up and no path
- `kg:verdict` and `kg:correctedValue`: of a claim or a link candidate
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, permutations

import pyoxigraph as ox

from kg.merge.decisions import Decision, Kind, decisions
from kg.store import Store
from kg.vocabulary.graphs import ENTITIES, IDENTITY
from kg.vocabulary.namespaces import KG, OWL, RDF, RDFS, WIKIDATA

_LINKED = re.compile(r"/entity/(Q[1-9]\d*)$")
_SAME_AS = f"{OWL}sameAs"
_LABEL = f"{RDFS}label"
_TYPE = f"{RDF}type"
_VERDICTS = {Kind.ACCEPT: "accepted", Kind.REJECT: "rejected", Kind.CORRECT: "corrected"}

Value = ox.NamedNode | ox.Literal
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


def refresh(store: Store) -> None:
    """Write the identity graph anew from the decisions, in one transaction."""
    found = list(decisions(store))
    merged = canonical(found)
    rows: list[tuple[str, str, Value]] = [
        (old, f"{KG}mergedInto", ox.NamedNode(new)) for old, new in sorted(merged.items())
    ]
    rows += _group_rows(store, merged)
    verdicts = {d.subject: d for d in found if d.kind in _VERDICTS}
    for subject, decision in sorted(verdicts.items()):
        rows.append((subject, f"{KG}verdict", ox.Literal(_VERDICTS[decision.kind])))
        rows += [(subject, f"{KG}correctedValue", ox.Literal(f"{name}={value}")) for name, value in decision.values]
    lines = "".join(f"<{subject}> <{name}> {value} .\n" for subject, name, value in rows)
    store.graph.update(f"DROP SILENT GRAPH <{IDENTITY}> ; INSERT DATA {{ GRAPH <{IDENTITY}> {{\n{lines}}} }}")


def _group_rows(store: Store, merged: Mapping[str, str]) -> Iterator[tuple[str, str, Value]]:
    """Yield what is said of merged entities beside `kg:mergedInto`."""
    groups: dict[str, list[str]] = defaultdict(list)
    for member, new in sorted(merged.items()):
        groups[new].append(member)
    for new, old in sorted(groups.items()):
        for one, other in permutations((new, *old), 2):
            yield one, f"{KG}mergedWith", ox.NamedNode(other)
        if qid := _qid(new):
            yield new, _SAME_AS, ox.NamedNode(WIKIDATA + qid)
        names = chain(
            _shared(store, new, _LABEL), _offered_names(store, qid), *(_shared(store, m, _LABEL) for m in old)
        )
        types = chain.from_iterable(_shared(store, member, _TYPE) for member in (new, *old))
        for predicate, found in ((_LABEL, names), (_TYPE, types)):
            if (value := next(found, None)) is not None:
                yield new, predicate, value


def _shared(store: Store, entity: str, predicate: str) -> Iterator[Value]:
    """Yield what the entity graph says of an entity, in order."""
    return _values(store, ox.NamedNode(entity), predicate, ox.NamedNode(ENTITIES))


def _offered_names(store: Store, qid: str | None) -> Iterator[Value]:
    """Yield the names of a Wikidata item that articles offered as a candidate."""
    if qid is not None:
        item = ox.NamedNode(WIKIDATA + qid)
        for quad in store.graph.quads_for_pattern(None, ox.NamedNode(f"{KG}candidate"), item, None):
            if isinstance(quad.subject, ox.NamedNode):
                yield from _values(store, quad.subject, _LABEL, quad.graph_name)


def _values(store: Store, subject: ox.NamedNode, predicate: str, graph: Graph) -> Iterator[Value]:
    quads = store.graph.quads_for_pattern(subject, ox.NamedNode(predicate), None, graph)
    yield from sorted((quad.object for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal)), key=str)


def canonical(found: Iterable[Decision]) -> dict[str, str]:
    """Return for every merged entity the one that stands for its group.

    The latest decision about a pair counts. A group is named by its Wikidata entity when it has one,
    else by the IRI that comes first, so that the order of the decisions does not matter.
    """
    latest: dict[frozenset[str], Decision] = {}
    for decision in found:
        if decision.object is not None and decision.kind in (Kind.MERGE, Kind.UNMERGE):
            latest[frozenset((decision.subject, decision.object))] = decision
    parent: dict[str, str] = {}

    def root(iri: str) -> str:
        while parent.setdefault(iri, iri) != iri:
            iri = parent[iri]
        return iri

    for pair, decision in sorted(latest.items(), key=lambda item: sorted(item[0])):
        if decision.kind is Kind.MERGE and len(pair) == 2:
            one, other = sorted(map(root, pair), key=_precedence)
            parent[other] = one
    return {iri: root(iri) for iri in parent if root(iri) != iri}


def _precedence(iri: str) -> tuple[bool, str]:
    return (_qid(iri) is None, iri)


def _qid(iri: str) -> str | None:
    """Return the Wikidata id in the IRI of a linked entity, else None."""
    found = _LINKED.search(iri)
    return found[1] if found else None
