"""An extraction as the JSON object that `kg extract` prints; `docs/` and the scorers describe the same format."""

from typing import Any, Final

from kg.model import Claim, Estimate, Event, Extraction, Hop, Participant, Span, Time

Json = dict[str, Any]

# The printed format knows fewer classes of organizations than the ontology: the nearest one that it knows.
_PRINTED_TYPE: Final = {"Company": "Organization", "Ministry": "Agency"}


def to_json(
    extraction: Extraction, article: str | None = None, *, with_text: bool = False, explain: bool = False
) -> Json:
    """Return `extraction` as a JSON object with offsets in code points of the article's text.

    `article` is the article's IRI (by default its URL or declared id), `with_text` adds the text that the offsets count in,
    `explain` adds to every claim the steps that made it.
    """
    source = extraction.article
    events = {event.id: _event(event, source.text) for event in extraction.events}
    out: Json = {
        "article": article or source.url or source.identifier,
        "source": source.source,
        "title": source.title,
        "published": source.published.isoformat() if source.published else None,
        "publisher": source.publisher,
        "author": source.author,
    }
    if with_text:
        out["text"] = source.text
    out["entities"] = [
        {
            "id": entity.id,
            "type": _PRINTED_TYPE.get(entity.type, entity.type),
            "label": entity.label,
            "qid": entity.qid,
            "score": entity.score,
            "mentions": [
                {"start": m.span.start, "end": m.span.end, "text": m.text, "kind": m.kind.value}
                for m in entity.mentions
            ],
        }
        for entity in extraction.entities
    ]
    out["claims"] = [_claim(claim, events, source.text, explain=explain) for claim in extraction.claims]
    out["events"] = list(events.values())
    out["agreements"] = [
        {
            "id": agreement.id,
            "entity": agreement.entity,
            "name": agreement.name,
            "parties": [party.name for party in agreement.parties],
            "signed": _edtf(agreement.signed),
            "clauses": [list(clause) for clause in agreement.clauses],
            "claim": agreement.claim,
        }
        for agreement in extraction.agreements
    ]
    labels = {entity.id: entity.label for entity in extraction.entities}
    out["roles"] = [
        {
            "person": labels[role.person],
            "role": role.title,
            "organization": labels.get(role.organization or role.country or ""),
            "start": role.span.start,
            "end": role.span.end,
        }
        for role in extraction.roles
    ]
    return out


def _claim(claim: Claim, events: dict[str, Json], text: str, *, explain: bool) -> Json:
    out: Json = {
        "id": claim.id,
        "chain": [_hop(hop) for hop in claim.chain],
        "cue": {"start": claim.cue.start, "end": claim.cue.end, "text": claim.cue.of(text)} if claim.cue else None,
        "content": [list(span) for span in claim.content],
        "source": [list(span) for span in claim.source],
        "reports": claim.reports,
        "denies": claim.denies,
        "speech_act": claim.speech_act,
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "denied_by": list(claim.denied_by),
        "said_on": _edtf(claim.said_on),
        "estimates": [_estimate(estimate, text) for estimate in claim.estimates],
        "event": events[claim.event] if claim.event else None,
        "evidence": list(claim.evidence),
        "confidence": claim.confidence,
    }
    if explain:
        out["trace"] = [
            {"part": s.part, "component": s.component, "rule": s.rule, "span": _span(s.span)} for s in claim.trace
        ]
    return out


def _hop(hop: Hop) -> Json:
    start, end = hop.span or (None, None)
    return {"name": hop.name, "entities": list(hop.entities), "start": start, "end": end}


def _estimate(estimate: Estimate, text: str) -> Json:
    return {
        "start": estimate.span.start,
        "end": estimate.span.end,
        "text": estimate.span.of(text),
        "lower": estimate.lower,
        "upper": estimate.upper,
        "comparator": estimate.comparator.value,
        "approximate": estimate.approximate,
        "magnitude": estimate.magnitude,
        "counted": estimate.counted,
        "unit": estimate.unit,
        "surface": estimate.surface,
        "as_of": _edtf(estimate.as_of),
        "incremental": estimate.incremental,
        "measure": estimate.measure.value,
        "rate": estimate.rate,
        "whose": estimate.whose.name if estimate.whose else None,
    }


def _event(event: Event, text: str) -> Json:
    return {
        "id": event.id,
        "type": event.type,
        "actor": _name(event.actor),
        "target": _name(event.target),
        "from": _name(event.origin),
        "to": _name(event.destination),
        "place": _name(event.place),
        "time": _edtf(event.time),
        "negated": event.negated,
        "start": event.span.start,
        "end": event.span.end,
        "text": event.span.of(text),
    }


def _name(participant: Participant | None) -> str | None:
    return participant.name if participant else None


def _edtf(time: Time | None) -> str | None:
    return time.edtf if time else None


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span else None
