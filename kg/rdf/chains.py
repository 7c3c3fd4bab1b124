"""From records to the nodes of the graph: every voice of a chain becomes a claim of its own.

A record holds its whole chain; in RDF each hop is a claim that `kg:reports` the next. Two things are made explicit here:

- hops that no record stands for become *relays*, claims whose whole content is that somebody else made a claim;
- a denial that is told in one record ("X denied that Y had lost 40 ships") becomes two nodes: X's denial, and the denied
  claim, which carries the content and is asserted by whoever is denied, or by `kg:Unspecified`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from kg.model import Claim, Hop, Modality


class Silent(Enum):
    """Voices that no words of the text name."""

    NARRATOR = auto()
    UNSPECIFIED = auto()


Voice = Hop | Silent


class Part(Enum):
    """What a node carries of its record."""

    WHOLE = auto()
    RELAY = auto()  # the voice only
    DENIAL = auto()  # cue, source and speech act
    DENIED = auto()  # content, estimates, event


@dataclass(frozen=True, slots=True)
class ClaimNode:
    """One claim of the graph. `key` names it inside its article: (kind, record id, …)."""

    key: tuple[object, ...]
    record: Claim
    part: Part
    voice: Voice
    modality: Modality
    reports: tuple[object, ...] | None = None
    denies: tuple[object, ...] | None = None


def expand(claims: Iterable[Claim]) -> list[ClaimNode]:
    """Return the nodes of all claims of one article, in the order of the records, outer voices first."""
    records = tuple(claims)
    by_id = {record.id: record for record in records}
    reported = {record.reports for record in records if record.reports in by_id}
    denials = {record.denies: record for record in records if record.denies in by_id}
    split = {r.id for r in records if r.modality is Modality.DENIAL and r.denies is None and r.id not in denials}
    nodes: list[ClaimNode] = []
    for record in records:
        own, outer = _own_nodes(record, denials.get(record.id), by_id, split)
        if record.id not in reported:
            nodes += _relays(record, outer, own[0].key)
        nodes += own
    return nodes


def _own_nodes(
    record: Claim, denial: Claim | None, by_id: Mapping[str, Claim], split: set[str]
) -> tuple[list[ClaimNode], tuple[Hop, ...]]:
    """Return the nodes that stand for a record itself, the outermost first, and the hops outside them."""
    chain = record.chain
    voice: Voice = chain[-1] if chain else Silent.NARRATOR
    reports = _target(record.reports, by_id, split)
    denies = ("claim", record.denies) if record.denies in by_id else None
    if record.id in split:
        denied: Voice = chain[-1] if len(chain) > 1 else Silent.UNSPECIFIED
        denier: Voice = chain[-2] if len(chain) > 1 else voice
        content = ClaimNode(("claim", record.id), record, Part.DENIED, denied, Modality.REPORTED, reports)
        saying = ClaimNode(("denial", record.id), record, Part.DENIAL, denier, Modality.DENIAL, denies=content.key)
        return [saying, content], chain[:-2]
    if denial is not None and record.modality is Modality.DENIAL:
        if chain == denial.chain:
            voice = Silent.UNSPECIFIED
        said = Modality.REPORTED if denies is None else Modality.DENIAL  # a denial may be denied, too
        return [ClaimNode(("claim", record.id), record, Part.WHOLE, voice, said, reports, denies)], ()
    return [ClaimNode(("claim", record.id), record, Part.WHOLE, voice, record.modality, reports, denies)], chain[:-1]


def _target(identifier: str | None, by_id: Mapping[str, Claim], split: set[str]) -> tuple[object, ...] | None:
    """Return the key of the outermost node of the record that is reported."""
    if identifier not in by_id:
        return None
    return ("denial" if identifier in split else "claim", identifier)


def _relays(record: Claim, outer: tuple[Hop, ...], target: tuple[object, ...]) -> list[ClaimNode]:
    nodes: list[ClaimNode] = []
    for depth in range(len(outer) - 1, -1, -1):
        key = ("relay", record.id, depth)
        nodes.append(ClaimNode(key, record, Part.RELAY, outer[depth], Modality.REPORTED, reports=target))
        target = key
    return nodes[::-1]


def relays_of(nodes: Iterable[ClaimNode]) -> dict[tuple[object, ...], list[ClaimNode]]:
    """Return for each node that is passed on the nodes that pass it on, at any distance.

    This is the one rule behind `kg:relayedBy`: the asserters of these nodes are its values. The ontology states it as a
    property chain, so a reasoner comes to the same.
    """
    parents: defaultdict[tuple[object, ...], list[ClaimNode]] = defaultdict(list)
    for node in nodes:
        if node.reports is not None:
            parents[node.reports].append(node)
    found: dict[tuple[object, ...], list[ClaimNode]] = {}
    for key in list(parents):
        seen = {key}
        agenda = [key]
        found[key] = []
        while agenda:
            for parent in parents.get(agenda.pop(), ()):
                if parent.key not in seen:
                    seen.add(parent.key)
                    found[key].append(parent)
                    agenda.append(parent.key)
    return found
