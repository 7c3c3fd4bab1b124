"""From RDF back to the records of claims: what the graph says of an article, as `kg.model` has it.

The way there and back keeps everything of a claim but its trace. Some things come back in one fixed form: the entities of a
hop and the spans of a content in order; a hop's span as the stretch that its source spans cover; a participant that is an
entity under that entity's label.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from kg.model import Claim, Comparator, Estimate, Hop, Measure, Modality, Participant, Polarity, Span, Time, cover
from kg.rdf.positions import read_position
from kg.vocabulary.namespaces import KG, RDF, RDFS, local_name
from kg.vocabulary.schemes import notations

_UNSPECIFIED: Final = f"{KG}Unspecified"


class _Reader:
    """Look-ups in the statements of one article; terms are plain strings."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._values: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._subjects: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, predicate, value, _ in quads:
            if not isinstance(subject, ox.NamedNode) or isinstance(value, ox.BlankNode | ox.Triple):
                raise TypeError(f"an article's graph has no blank nodes and no quoted triples: {subject} {predicate}")
            self._values[subject.value, predicate.value].append(value.value)
            self._subjects[predicate.value, value.value].append(subject.value)

    def all(self, subject: str, name: str) -> list[str]:
        """Return the values of a property of ours, sorted."""
        return sorted(self._values.get((subject, KG + name), ()))

    def one(self, subject: str, name: str) -> str | None:
        """Return the value of a property of ours, or None."""
        return next(iter(self.all(subject, name)), None)

    def need(self, subject: str, name: str) -> str:
        """Return the value of a property of ours; raises ValueError when there is none."""
        found = self.one(subject, name)
        if found is None:
            raise ValueError(f"<{subject}> has no kg:{name}; validate the graph first")
        return found

    def outside(self, subject: str, predicate: str) -> str | None:
        """Return the value of a property of another vocabulary, or None."""
        return next(iter(self._values.get((subject, predicate), ())), None)

    def having(self, name: str, value: str) -> list[str]:
        """Return the nodes that have a value for a property of ours, sorted."""
        return sorted(self._subjects.get((KG + name, value), ()))

    def instances(self, kind: str) -> list[str]:
        """Return the nodes of a class of ours, sorted."""
        return sorted(self._subjects.get((f"{RDF}type", KG + kind), ()))


def read_claims(quads: Iterable[ox.Quad]) -> tuple[Claim, ...]:
    """Return the claims of one article, in the order of their ids; takes the quads of its graph and of the shared one.

    Raises ValueError for a graph that lacks what the shapes demand.
    """
    reader = _Reader(quads)
    nodes = [node for node in reader.instances("Claim") if _key(node).startswith("claim-")]
    return tuple(sorted((_read_claim(reader, node) for node in nodes), key=lambda claim: claim.id))


def _read_claim(reader: _Reader, node: str) -> Claim:
    identifier = _key(node).removeprefix("claim-")
    denials = [denial for denial in reader.having("denies", node) if _key(denial) == f"denial-{identifier}"]
    saying = denials[0] if denials else node  # a denial told in one record stands in two nodes
    voices = _outward(reader, saying)
    if denials:
        voices.append(node)
    hops = tuple(hop for voice in voices if (hop := _read_hop(reader, voice)) is not None)
    reported, denied = reader.one(node, "reports"), reader.one(node, "denies")
    events = [key.removeprefix("event-") for key in map(_key, reader.all(node, "about")) if key.startswith("event-")]
    modality = Modality.DENIAL if denials else Modality(notations("ModalityScheme")[reader.need(node, "modality")])
    return Claim(
        id=identifier,
        chain=hops,
        content=_spans(reader, node, "contentSpan"),
        evidence=_evidence(reader, node),
        modality=modality,
        polarity=Polarity(notations("PolarityScheme")[reader.need(node, "polarity")]),
        speech_act=notations("SpeechActScheme")[reader.need(saying, "speechAct")],
        cue=next(iter(_spans(reader, saying, "cueSpan")), None),
        source=_spans(reader, saying, "sourceSpan"),
        reports=None if reported is None else _key(reported).partition("-")[2],
        denies=None if denied is None else _key(denied).partition("-")[2],
        said_on=_time(reader, reader.one(saying, "saidOn")),
        estimates=tuple(_read_estimate(reader, estimate) for estimate in _estimates(reader, node)),
        event=events[0] if events else None,
        confidence=float(reader.need(node, "confidence")),
    )


def _outward(reader: _Reader, node: str) -> list[str]:
    """Return the claims from the outermost one that passes `node` on to `node` itself."""
    path = [node]
    while parents := [parent for parent in reader.having("reports", path[0]) if parent not in path]:
        path.insert(0, parents[0])
    return path


def _read_hop(reader: _Reader, node: str) -> Hop | None:
    """Return the voice of a claim; None for the narrator and for nobody."""
    asserters = reader.all(node, "assertedBy")
    if asserters == [_UNSPECIFIED] or any(asserter.endswith("#narrator") for asserter in asserters):
        return None
    spans = _spans(reader, node, "sourceSpan")
    known = [found for asserter in asserters if (found := _entity_id(reader, asserter)) is not None]
    return Hop(reader.need(node, "asserterName"), tuple(sorted(known)), cover(spans) if spans else None)


def _entity_id(reader: _Reader, node: str) -> str | None:
    """Return the local id of an entity: its own, or the one under which its link was decided; None for a reference."""
    if _key(node).startswith("entity-"):
        return unquote(_key(node).removeprefix("entity-"))
    links = [_key(link) for link in reader.having("candidateFor", node)]
    return unquote(links[0].removeprefix("candidate-").rpartition("-")[0]) if links else None


def _estimates(reader: _Reader, node: str) -> list[str]:
    return sorted(reader.all(node, "estimate"), key=lambda estimate: int(estimate.rpartition("-")[2]))


def _read_estimate(reader: _Reader, node: str) -> Estimate:
    lower, upper, magnitude = (reader.one(node, name) for name in ("lower", "upper", "magnitude"))
    counted = reader.need(node, "counted")
    whose = reader.one(node, "whose")
    return Estimate(
        span=_evidence(reader, node),
        surface=reader.need(node, "surface"),
        lower=None if lower is None else float(lower),
        upper=None if upper is None else float(upper),
        comparator=Comparator(notations("ComparatorScheme")[reader.need(node, "comparator")]),
        unit=notations("CountedKindScheme").get(counted) or unquote(local_name(counted)),
        counted=reader.need(node, "countedAs"),
        approximate=reader.one(node, "approximate") == "true",
        magnitude=None if magnitude is None else int(magnitude),
        incremental=reader.one(node, "incremental") == "true",
        measure=Measure(notations("MeasureScheme")[reader.need(node, "measure")]),
        as_of=_time(reader, reader.one(node, "asOf")),
        whose=None if whose is None else _participant(reader, whose),
        rate=reader.one(node, "rate"),
        hedge=next(iter(_spans(reader, node, "hedgeSpan")), None),
        scope=next(iter(_spans(reader, node, "scopeSpan")), None),
    )


def _participant(reader: _Reader, node: str) -> Participant:
    label = reader.outside(node, f"{RDFS}label") or ""
    identifier = _entity_id(reader, node)
    if identifier is None:
        return Participant(label, _spans(reader, node, "span")[0])
    mentions = [_span(mention.rpartition("#")[2]) for mention in reader.having("refersTo", node)]
    return Participant(label, min(mentions), identifier)


def _time(reader: _Reader, node: str | None) -> Time | None:
    if node is None:
        return None
    earliest, latest = reader.one(node, "earliest"), reader.one(node, "latest")
    return Time(
        edtf=reader.need(node, "edtf"),
        granularity=notations("GranularityScheme")[reader.need(node, "granularity")],
        earliest=None if earliest is None else date.fromisoformat(earliest),
        latest=None if latest is None else date.fromisoformat(latest),
        span=next(iter(_spans(reader, node, "span")), None),
        text=reader.one(node, "surface") or "",
    )


def _evidence(reader: _Reader, node: str) -> Span:
    evidence = reader.need(node, "evidence")
    start, _, end = _key(evidence).removeprefix("span-").partition("-")
    return Span(int(start), int(end))


def _spans(reader: _Reader, node: str, name: str) -> tuple[Span, ...]:
    return tuple(sorted(map(_span, reader.all(node, name))))


def _span(text: str) -> Span:
    """Return the stretch at a position; raises ValueError for what is none."""
    span = read_position(text)
    if span is None:
        raise ValueError(f"{text!r} is no position; validate the graph first")
    return span


def _key(node: str) -> str:
    return node.rpartition("/")[2]
