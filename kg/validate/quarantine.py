"""Set bad claims aside with everything that hangs on them, and let the rest pass.

A claim owns what can be reached from it: its evidence, estimates, descriptions, times, and the entities it names. It is bad
when any of that breaks a shape. Claims that report or deny one another stand or fall together, for half a chain misleads:
a denied claim without its denial, a report of nothing. What no good claim, mention or link reaches goes with the bad.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kg.rdf.terms import TYPE, kg, oa
from kg.validate.facts import Facts, Quad

_CHAIN: Final = (kg("reports"), kg("denies"))
_NOT_OWNED: Final = frozenset((TYPE, kg("inArticle"), oa("hasSource"), *_CHAIN))
_LOOSE: Final = (kg("refersTo"), kg("candidateFor"))  # what mentions and link candidates have, which stand on their own


class Division:
    """Which statements of an article are good, `accepted`, and which are not, `quarantined`; what both need stands in both."""

    def __init__(self, quads: list[Quad], facts: Facts, bad: Iterable[str]) -> None:
        """Divide `quads`; `bad` are the nodes (as N-Quads terms) that break a shape."""
        broken = frozenset(bad)
        owned = _links(quads, broken)
        claims = facts.classes.get(kg("Claim"), [])
        fixed = [*facts.classes.get(kg("Article"), []), *facts.classes.get(kg("Narrator"), [])]
        reach = {root: _reach([root], owned) for root in [*claims, *fixed]}
        bad_claims = _spread({c for c in claims if not broken.isdisjoint(reach[c])}, facts)
        if any(not broken.isdisjoint(reach[node]) for node in fixed):
            bad_claims, fixed = set(claims), []
        loose = [node for predicate in _LOOSE for node in facts.forward[predicate]] if fixed else []
        good_loose = [node for node in loose if broken.isdisjoint(_reach([node], owned))]
        good_claims = [claim for claim in claims if claim not in bad_claims]
        kept = _reach([*good_claims, *fixed, *good_loose], owned)
        dropped = _reach(bad_claims, owned)
        self.accepted = [quad for quad in quads if quad[0] in kept]
        self.quarantined = [quad for quad in quads if quad[0] not in kept or quad[0] in dropped]


def _links(quads: Iterable[Quad], broken: frozenset[str]) -> dict[str, list[str]]:
    """Return what each node owns; a broken node counts even when nothing is said of it, which may be what is wrong."""
    subjects = {quad[0] for quad in quads} | broken
    links: defaultdict[str, list[str]] = defaultdict(list)
    for subject, predicate, value, _ in quads:
        if value in subjects and predicate not in _NOT_OWNED:
            links[subject].append(value)
    return links


def _reach(roots: Iterable[str], links: dict[str, list[str]]) -> set[str]:
    agenda = list(roots)
    seen = set(agenda)
    while agenda:
        for node in links.get(agenda.pop(), ()):
            if node not in seen:
                seen.add(node)
                agenda.append(node)
    return seen


def _spread(bad: set[str], facts: Facts) -> set[str]:
    """Return the bad claims with all that are chained to them."""
    agenda, seen = list(bad), set(bad)
    while agenda:
        claim = agenda.pop()
        for predicate in _CHAIN:
            for other in (*facts.forward[predicate].get(claim, ()), *facts.inverse[predicate].get(claim, ())):
                if other not in seen:
                    seen.add(other)
                    agenda.append(other)
    return seen & set(facts.classes.get(kg("Claim"), []))
