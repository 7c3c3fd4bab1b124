"""What the decisions come to: one canonical entity for those that were merged, a verdict for what was reviewed.

A pure function of the decisions, written anew into the identity graph after each; nothing in an article's graph changes,
so that undoing a merge is exact. Stored queries read `kg:mergedInto` and `kg:verdict` from there.
"""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from kg.merge.decisions import Decision, Kind, decisions
from kg.store import Store
from kg.vocabulary.graphs import IDENTITY
from kg.vocabulary.namespaces import KG, OWL, WIKIDATA

_LINKED = re.compile(r"/entity/(Q[1-9]\d*)$")
_SAME_AS = f"{OWL}sameAs"
_VERDICTS = {Kind.ACCEPT: "accepted", Kind.REJECT: "rejected", Kind.CORRECT: "corrected"}


def refresh(store: Store) -> None:
    """Write the identity graph anew from the decisions, in one transaction."""
    found = list(decisions(store))
    merged = canonical(found)
    rows: list[tuple[str, str, ox.NamedNode | ox.Literal]] = [
        (old, f"{KG}mergedInto", ox.NamedNode(new)) for old, new in sorted(merged.items())
    ]
    rows += [
        (new, _SAME_AS, ox.NamedNode(WIKIDATA + qid)) for new in sorted(set(merged.values())) if (qid := _qid(new))
    ]
    verdicts = {d.subject: d for d in found if d.kind in _VERDICTS}
    for subject, decision in sorted(verdicts.items()):
        rows.append((subject, f"{KG}verdict", ox.Literal(_VERDICTS[decision.kind])))
        rows += [(subject, f"{KG}correctedValue", ox.Literal(f"{name}={value}")) for name, value in decision.values]
    lines = "".join(f"<{subject}> <{name}> {value} .\n" for subject, name, value in rows)
    store.graph.update(f"DROP SILENT GRAPH <{IDENTITY}> ; INSERT DATA {{ GRAPH <{IDENTITY}> {{\n{lines}}} }}")


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
