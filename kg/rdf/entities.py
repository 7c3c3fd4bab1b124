"""Entities as triples: mentions and link candidates in the article's graph, what is known from outside in the shared one."""

from collections.abc import Callable
from typing import Protocol

from kg.model import Entity
from kg.rdf.page import LABEL, Page
from kg.rdf.terms import TYPE, double, integer, iri, kg, literal
from kg.vocabulary.namespaces import KG, OWL, WIKIDATA
from kg.vocabulary.schemes import concept_iri


class Row(Protocol):
    """What the shared graph takes from the entity snapshot."""

    @property
    def label(self) -> str:
        """The item's label."""

    @property
    def type(self) -> str:
        """The local name of an ontology class."""


Lookup = Callable[[str], Row | None]


def write_entities(page: Page, lookup: Lookup) -> None:
    """Add mentions and candidates of all entities, and their entries in the shared graph."""
    for entity in page.extraction.entities:
        node = page.entity(entity.id)
        _write_mentions(page, entity, node)
        _write_candidates(page, entity, node)
        if entity.qid is None:
            page.shared.update({(node, TYPE, iri(KG, entity.type)), (node, LABEL, literal(entity.label))})
        else:
            _write_linked(page, entity.qid, node, entity, lookup(entity.qid))
        if entity.stands_for is not None:
            country = page.names.linked(entity.stands_for)
            _write_linked(page, entity.stands_for, country, None, lookup(entity.stands_for))


def _write_linked(page: Page, qid: str, node: str, entity: Entity | None, row: Row | None) -> None:
    """Add the entry of a linked entity: from its row alone, so that every article states the same.

    What this article calls it beyond that (a finer class, another label) goes to the article's graph.
    """
    page.shared.add((node, f"<{OWL}sameAs>", iri(WIKIDATA, qid)))
    if row is not None:
        page.shared.update({(node, TYPE, iri(KG, row.type)), (node, LABEL, literal(row.label))})
    if entity is not None and (row is None or row.type != entity.type):
        page.add(node, TYPE, iri(KG, entity.type))
    if entity is not None and (row is None or row.label != entity.label):
        page.add(node, LABEL, literal(entity.label))


def _write_mentions(page: Page, entity: Entity, node: str) -> None:
    if entity.mentions:
        page.add(node, kg("mentionCount"), integer(len(entity.mentions)))
    for index, mention in enumerate(entity.mentions):
        subject = page.stretch(mention.span)
        page.add(subject, kg("refersTo"), node)
        page.add(subject, kg("mentionKind"), iri(concept_iri("MentionKindScheme", mention.kind)))
        page.add(subject, kg("surface"), literal(mention.text))
        if index == 0 and entity.country is not None:
            page.add(subject, kg("ofCountry"), page.entity(entity.country))


def _write_candidates(page: Page, entity: Entity, node: str) -> None:
    chosen = entity.qid
    scores = {candidate.qid: (candidate.label, candidate.score) for candidate in entity.candidates}
    if chosen is not None:
        scores[chosen] = (scores.get(chosen, (entity.label, 0.0))[0], entity.score)
    for qid, (label, score) in scores.items():
        subject = page.names.node("candidate", entity.id, qid)
        if qid == chosen:
            page.add(subject, TYPE, kg("LinkDecision"))
        page.add(subject, kg("candidateFor"), node)
        page.add(subject, kg("candidate"), iri(WIKIDATA, qid))
        page.add(subject, kg("score"), double(score))
        page.add(subject, LABEL, literal(label))
