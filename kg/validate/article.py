"""Validate one article: shapes, then evidence against the text, then what may pass.

>>> validate_article(b"").conforms
True
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import pyoxigraph as ox

from kg.rdf.terms import kg
from kg.validate import gate
from kg.validate.evidence import check_evidence
from kg.validate.facts import Facts, Quad, lines_of, quads_of, read_quads
from kg.validate.quarantine import Division
from kg.validate.report import Finding, Report, Severity

_CLAIM: Final = kg("Claim")


class Judgement(StrEnum):
    """By what the shapes are applied; both find the same."""

    GATE = "gate"  # compiled from the shapes, for every article
    PYSHACL = "pyshacl"  # the judge, for samples and on demand


def validate_article(nquads: bytes, text: str | None = None, judgement: Judgement = Judgement.GATE) -> Report:
    """Return what is wrong in one article's N-Quads (as `kg.rdf.triples.article_nquads` writes them) and what may pass.

    With `text`, evidence must reproduce it. Raises ValueError when the bytes are not canonical N-Quads.
    """
    return check_article(read_quads(nquads), text, judgement)


def check_article(quads: list[Quad], text: str | None = None, judgement: Judgement = Judgement.GATE) -> Report:
    """Return what is wrong in one article's statements (as `kg.rdf.triples.extraction_to_quads` returns them) and what may pass."""
    facts = Facts(quads)
    claims = len(facts.classes.get(_CLAIM, ()))
    findings = {*_apply_shapes(facts, quads, judgement), *check_evidence(facts, text)}
    bad = _violating(findings)
    if not bad:
        return Report(tuple(sorted(findings)), lines_of(quads), b"", claims, 0)
    quarantined: set[Quad] = set()
    while bad and quads:  # what hung on a statement that is gone may be wrong only now
        division = Division(quads, facts, bad)
        quarantined.update(division.quarantined)
        if len(division.accepted) == len(quads):  # no statement is to blame: nothing can be trusted
            quarantined.update(quads)
            division.accepted = []
        quads = division.accepted
        facts = Facts(quads)
        left = {*_apply_shapes(facts, quads, judgement), *check_evidence(facts, text)}
        findings |= left
        bad = _violating(left)
    kept = len(facts.classes.get(_CLAIM, ()))
    return Report(tuple(sorted(findings)), lines_of(quads), lines_of(quarantined), kept, claims - kept)


def _violating(findings: Iterable[Finding]) -> list[str]:
    """Return the nodes that keep something out, as N-Quads terms."""
    return [f"<{finding.focus}>" for finding in findings if finding.severity is Severity.VIOLATION]


def validate_quads(quads: Iterable[ox.Quad], judgement: Judgement = Judgement.PYSHACL) -> tuple[Finding, ...]:
    """Return what is wrong in statements from anywhere (a store, a Turtle file), without dividing them."""
    found = quads_of(quads)
    facts = Facts(found)
    return tuple(sorted({*_apply_shapes(facts, found, judgement), *check_evidence(facts)}))


def _apply_shapes(facts: Facts, quads: list[Quad], judgement: Judgement) -> tuple[Finding, ...]:
    if judgement is Judgement.GATE:
        return gate.check(facts)
    from kg.validate.judge import judge  # noqa: PLC0415  # pyshacl and rdflib take a second to import

    return judge(quads)
