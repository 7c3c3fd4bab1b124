"""Finish drafts into the records of `kg.model`: ids, spans, confidence and the steps that made them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.extraction.annotations import article_of
from kg.extraction.claims import records
from kg.extraction.claims.confidence import confidence
from kg.extraction.claims.drafts import Draft, Drafter
from kg.extraction.claims.features import features_of
from kg.extraction.claims.folding import fold_nested
from kg.extraction.claims.links import link_denials, link_reports
from kg.extraction.claims.scope import Scope
from kg.extraction.syntax import Doc
from kg.extraction.syntax import Span as Tokens
from kg.model import Agreement, Claim, Event, Extraction, Modality, Role, Span, Step, cover, local_id


class _Place(NamedTuple):
    """Where a draft stands in the text."""

    evidence: Span
    content: tuple[Span, ...]


def assemble(doc: Doc, pipeline: str) -> Extraction:
    """Return everything that the components left on `doc`, as records; `pipeline` names the language pipeline."""
    scope = Scope(doc)
    drafter = Drafter(doc, scope)
    attributed = drafter.attributed()
    fold_nested(attributed, scope)
    link_reports(attributed, scope)
    drafts = [*(draft for group in attributed.values() for draft in group), *drafter.told()]
    places = {id(draft): _place(draft) for draft in drafts}
    drafts.sort(key=lambda draft: (places[id(draft)].evidence, len(draft.chain)))
    link_denials(drafts)
    events = {id(mention): records.event(doc, mention) for mention in doc._.events}
    ids = _identify(drafts, places)
    claims = tuple(_claim(draft, places[id(draft)], ids, events) for draft in drafts)
    held = _Holder(drafts, ids)
    return Extraction(
        article=article_of(doc),
        entities=records.entities(doc, scope.attributions),
        claims=claims,
        events=tuple(sorted(events.values(), key=lambda one: (one.span, one.type))),
        agreements=_agreements(doc, held),
        roles=_roles(doc, held),
        pipeline=pipeline,
    )


def _place(draft: Draft) -> _Place:
    return _Place(cover(records.spans_of(draft.evidence)), records.spans_of(draft.content))


def _identify(drafts: Iterable[Draft], places: Mapping[int, _Place]) -> dict[int, str]:
    """Return the id of each draft: a hash of its cue, content, figures, event and what it passes on."""
    ids: dict[int, str] = {}

    def identify(draft: Draft) -> str:
        if id(draft) not in ids:
            cue = draft.attribution.cue if draft.attribution is not None else None
            ids[id(draft)] = local_id(
                "c",
                records.span_of(cue) if cue is not None else None,
                places[id(draft)].content,
                [records.span_of(quantity.figure) for quantity, _ in draft.estimates],
                records.span_of(draft.event.trigger) if draft.event is not None else None,
                draft.verdict.modality,
                identify(draft.reports) if draft.reports is not None else None,
            )
        return ids[id(draft)]

    for draft in drafts:
        identify(draft)
    return ids


def _claim(draft: Draft, place: _Place, ids: Mapping[int, str], events: Mapping[int, Event]) -> Claim:
    """Finish a draft; `ids` are those of all drafts, `events` the events of the article, each by the id of its object."""
    attribution = draft.attribution
    act = attribution.entry.speech_act if attribution is not None and attribution.entry is not None else "statement"
    if draft.asked and draft.verdict.modality is Modality.HYPOTHETICAL and len(draft.chain) == 1:
        act = "question"
    features = features_of(draft)
    return Claim(
        id=ids[id(draft)],
        chain=draft.chain,
        content=place.content,
        evidence=place.evidence,
        modality=draft.verdict.modality,
        polarity=draft.verdict.polarity,
        speech_act=act,
        cue=records.span_of(attribution.cue) if attribution is not None and attribution.cue is not None else None,
        source=records.spans_of(attribution.source) if attribution is not None else (),
        reports=ids[id(draft.reports)] if draft.reports is not None else None,
        denies=ids[id(draft.denies)] if draft.denies is not None else None,
        denied_by=tuple(dict.fromkeys(draft.denied_by)),
        said_on=draft.said,
        estimates=tuple(records.estimate(quantity, when) for quantity, when in draft.estimates),
        event=events[id(draft.event)].id if draft.event is not None else None,
        confidence=confidence(features),
        trace=tuple(_steps(draft, features)),
    )


def _steps(draft: Draft, features: Mapping[str, float]) -> Iterable[Step]:
    """Yield which component and rule made each part of a claim; `features` are those of its confidence."""
    attribution = draft.attribution
    if attribution is None:
        yield Step("voice", "kg_claims", "speaker of the turn" if draft.chain else "narrator")
    else:
        if attribution.cue is not None:
            yield Step("cue", "kg_attribution", attribution.rule, records.span_of(attribution.cue))
        for part in attribution.source:
            yield Step("source", "kg_attribution", attribution.rule, records.span_of(part))
    for hop in draft.chain:
        yield Step("hop", "kg_claims", f"{hop.name} ← {', '.join(hop.entities) or 'words'}", hop.span)
    yield Step("modality", "kg_claims", f"{draft.verdict.modality}: {draft.verdict.rule}")
    if draft.said is not None:
        yield Step("said_on", "kg_times", draft.said.edtf, draft.said.span)
    for quantity, when in draft.estimates:
        yield Step("estimate", "kg_quantities", quantity.rule, records.span_of(quantity.figure))
        if when is not None:
            yield Step("as_of", "kg_times", when.edtf, when.span)
    held = [name for name, value in features.items() if value]
    yield Step("confidence", "kg_claims", f"features: {', '.join(held) or 'none'}")
    if draft.event is not None:
        yield Step("event", "kg_events", draft.event.type, records.span_of(draft.event.trigger))


class _Holder:
    """Finds the claim in which a stretch of the text stands: the one with the longest chain whose content holds it."""

    def __init__(self, drafts: Iterable[Draft], ids: dict[int, str]) -> None:
        self._found = [
            (len(draft.chain), part.start, part.end, ids[id(draft)]) for draft in drafts for part in draft.content
        ]

    def claim(self, span: Tokens) -> str | None:
        holding = [
            (-depth, end - start, start, name)
            for depth, start, end, name in self._found
            if start <= span.start and span.end <= end
        ]
        return min(holding)[3] if holding else None


def _agreements(doc: Doc, held: _Holder) -> tuple[Agreement, ...]:
    return tuple(
        Agreement(
            id=local_id("a", *records.span_of(mention.span)),
            entity=mention.cluster.id,
            name=mention.cluster.label,
            parties=tuple(records.member(party, mention.span) for party in mention.parties),
            signed=mention.signed.value if mention.signed is not None else None,
            clauses=records.spans_of(mention.clauses),
            claim=held.claim(mention.span),
        )
        for mention in doc._.agreements
    )


def _roles(doc: Doc, held: _Holder) -> tuple[Role, ...]:
    return tuple(
        Role(
            person=role.person.id,
            title=role.title,
            span=records.span_of(role.span),
            organization=role.organization.id if role.organization is not None else None,
            country=role.country.id if role.country is not None else None,
            claim=held.claim(role.span),
        )
        for role in doc._.roles
    )
