"""The linker: entities of an extraction in, the same entities with items, scores and candidates out."""

from dataclasses import dataclass, replace

from kg.gazetteer import Gazetteer
from kg.link.context import Context, read_context
from kg.link.scoring import scored
from kg.model import Entity, Extraction, MentionKind

_KEPT_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores between 0 and 1: from `link` on an item is the entity's; from `candidate` on it is kept for review."""

    link: float = 0.65
    candidate: float = 0.1


def link(
    extraction: Extraction, gazetteer: Gazetteer, thresholds: Thresholds = Thresholds()
) -> Extraction:  # immutable
    """Return `extraction` with items for its entities: linked above the high threshold, candidates below it, else neither.

    Deterministic: the same extraction and snapshot give the same links.
    """
    context = read_context(extraction, gazetteer)
    speaking = {entity for claim in extraction.claims for hop in claim.chain for entity in hop.entities}
    entities = tuple(
        _link(entity, gazetteer, context, thresholds, entity.id in speaking) for entity in extraction.entities
    )
    return replace(extraction, entities=entities, snapshot=gazetteer.version)


def _link(entity: Entity, gazetteer: Gazetteer, context: Context, thresholds: Thresholds, speaks: bool) -> Entity:
    found = scored(entity, gazetteer, context)
    best = found[0] if found else None
    qid = best.row.qid if best is not None and best.score >= thresholds.link else None
    kept = () if qid else tuple(c.candidate() for c in found[:_KEPT_CANDIDATES] if c.score >= thresholds.candidate)
    return replace(
        entity,
        qid=qid,
        score=best.score if best is not None and qid else 0.0,
        candidates=kept,
        stands_for=_metonym(entity, gazetteer, qid) if speaks else None,
    )


def _metonym(entity: Entity, gazetteer: Gazetteer, qid: str | None) -> str | None:
    """Return the country that a seat of power speaks for, unless the name is the country's own."""
    for mention in entity.mentions:
        if mention.kind is MentionKind.NAME and (found := gazetteer.metonym(mention.text)):
            own, country = found
            if own is None or qid in (None, own):
                return country
    return None
