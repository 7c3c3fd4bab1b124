"""Turn what the components left on a `Doc` into the library-free records of `kg.model`."""

from collections.abc import Iterable

from kg.extraction.annotations import Attribution, Cluster, EventMention, Quantity, cluster_of
from kg.extraction.syntax import Doc
from kg.extraction.syntax import Span as Tokens
from kg.gazetteer import shared
from kg.model import Entity, Estimate, Event, Mention, Participant, Span, Time, local_id


def span_of(tokens: Tokens) -> Span:
    """Return the code points of `tokens`, white space at the edges left out.

    Tokens of white space alone keep theirs.
    """
    every = tokens.doc.tokens
    first, last = every[tokens.start], every[tokens.end - 1]
    while first.is_space and first.i < last.i:
        first = every[first.i + 1]
    while last.is_space and last.i > first.i:
        last = every[last.i - 1]
    return Span(first.idx, last.idx + len(last.text))


def spans_of(parts: Iterable[Tokens]) -> tuple[Span, ...]:
    """Return the code points of several spans of tokens."""
    return tuple([span_of(part) for part in parts])


def participant(doc: Doc, tokens: Tokens) -> Participant:
    """Return who or what `tokens` name; the entity when they are a mention of one, else the words."""
    cluster = cluster_of(doc, tokens)
    name = cluster.label if cluster is not None else " ".join(tokens.text.split())
    return Participant(name, span_of(tokens), cluster.id if cluster is not None else None)


def member(cluster: Cluster, near: Tokens) -> Participant:
    """Return `cluster` as a participant, with its mention closest to `near`."""
    closest = min(cluster.mentions, key=lambda mention: abs(mention.span.start - near.start))
    return Participant(cluster.label, span_of(closest.span), cluster.id)


def estimate(quantity: Quantity, as_of: Time | None) -> Estimate:
    """Return a quantity as an estimate that holds at `as_of`."""
    scope = span_of(quantity.scope)
    return Estimate(
        span=span_of(quantity.figure),
        surface=quantity.scope.text.strip(),
        lower=quantity.lower,
        upper=quantity.upper,
        comparator=quantity.comparator,
        unit=quantity.unit,
        counted=quantity.counted,
        approximate=quantity.approximate,
        magnitude=quantity.magnitude,
        incremental=quantity.incremental,
        measure=quantity.measure,
        as_of=as_of,
        whose=member(quantity.whose, quantity.scope) if quantity.whose is not None else None,
        rate=quantity.rate,
        hedge=span_of(quantity.hedge) if quantity.hedge is not None else None,
        scope=scope,
    )


def event(doc: Doc, mention: EventMention) -> Event:
    """Return an event description."""

    def part(tokens: Tokens | None) -> Participant | None:
        return participant(doc, tokens) if tokens is not None else None

    trigger = span_of(mention.trigger)
    return Event(
        id=local_id("v", mention.type, *trigger),
        type=mention.type,
        span=trigger,
        actor=part(mention.actor),
        target=part(mention.target),
        origin=part(mention.origin),
        destination=part(mention.destination),
        place=part(mention.place),
        time=mention.time.value if mention.time is not None else None,
        negated=mention.negated,
    )


def entities(doc: Doc, attributions: Iterable[Attribution]) -> tuple[Entity, ...]:
    """Return the entities of the article; one that is heard as a voice may stand for another country's government."""
    voices = {
        cluster.id for a in attributions if a.head is not None and (cluster := cluster_of(doc, a.head)) is not None
    }
    found = [_entity(cluster, speaks=cluster.id in voices) for cluster in doc._.clusters if cluster.mentions]
    return tuple(sorted(found, key=lambda one: (one.mentions[0].span, one.id)))


def _entity(cluster: Cluster, *, speaks: bool) -> Entity:
    mentions = sorted(
        {Mention(span_of(m.span), m.span.text.strip(), m.kind) for m in cluster.mentions}, key=lambda m: m.span
    )
    metonym = shared().metonym(cluster.label) if speaks else None
    return Entity(
        id=cluster.id,
        type=cluster.type,
        label=cluster.label,
        mentions=tuple(mentions),
        qid=cluster.qid,
        country=cluster.country.id if cluster.country is not None else None,
        stands_for=metonym[1] if metonym is not None else None,
    )
