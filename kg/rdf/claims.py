"""Claims and estimates as triples: every claim hangs on its asserter and its evidence, every figure on its claim."""

from kg.model import Claim, Estimate, Modality, Polarity
from kg.rdf.chains import ClaimNode, Part, Silent, expand, relays_of
from kg.rdf.comparison import write_comparison
from kg.rdf.page import LABEL, Page
from kg.rdf.positions import position
from kg.rdf.terms import TYPE, boolean, decimal, double, integer, iri, kg, literal
from kg.vocabulary.namespaces import SKOS
from kg.vocabulary.schemes import concept_iri, concepts

_KINDS = {Part.RELAY: "Relay", Part.DENIAL: "Denial"}


def write_claims(page: Page) -> None:
    """Add the claims of an article with their estimates."""
    nodes = expand(page.extraction.claims)
    relays = relays_of(nodes)
    for node in nodes:
        _write_node(page, node)
        for relay in relays.get(node.key, ()):
            for asserter in _asserters(page, relay):
                page.add(_iri(page, node.key), kg("relayedBy"), asserter)
        if passing := relays.get(node.key):
            names = " → ".join(_name(page, relay) for relay in reversed(passing))
            page.add(_iri(page, node.key), kg("relayedThrough"), literal(names))


def claim_node(page: Page, identifier: str) -> str:
    """Return the node of a claim record's content."""
    return _iri(page, ("claim", identifier))


def write_background(page: Page, key: tuple[object, ...], description: str, evidence: str | None) -> None:
    """Add the narrator's statement on which a description hangs that no claim of the article speaks of."""
    node = page.names.node("background", *key)
    page.add(node, TYPE, kg("Claim"))
    page.add(node, TYPE, kg("BackgroundStatement"))
    page.add(node, kg("inArticle"), page.names.article)
    page.add(node, kg("assertedBy"), page.names.narrator)
    page.add(node, kg("asserterName"), literal(page.narrator_name))
    page.add(node, kg("modality"), iri(concept_iri("ModalityScheme", Modality.FACT)))
    page.add(node, kg("polarity"), iri(concept_iri("PolarityScheme", Polarity.AFFIRMED)))
    page.add(node, kg("about"), description)
    if evidence is not None:
        page.add(node, kg("evidence"), evidence)


def _iri(page: Page, key: tuple[object, ...]) -> str:
    return page.names.node(*map(str, key))


def _asserters(page: Page, node: ClaimNode) -> list[str]:
    if node.voice is Silent.NARRATOR:
        return [page.names.narrator]
    if node.voice is Silent.UNSPECIFIED:
        return [kg("Unspecified")]
    if node.voice.entities:
        return [page.entity(identifier) for identifier in node.voice.entities]
    return [page.reference(node.voice.name, node.voice.span)]


def _name(page: Page, node: ClaimNode) -> str:
    """Return what the asserters of a node are called together."""
    if node.voice is Silent.UNSPECIFIED:
        return "unspecified"
    return page.narrator_name if isinstance(node.voice, Silent) else node.voice.name


def _write_node(page: Page, node: ClaimNode) -> None:
    subject, record = _iri(page, node.key), node.record
    page.add(subject, TYPE, kg("Claim"))
    if node.part in _KINDS:
        page.add(subject, TYPE, kg(_KINDS[node.part]))
    elif node.denies is not None:
        page.add(subject, TYPE, kg("Denial"))
    page.add(subject, kg("inArticle"), page.names.article)
    page.add(subject, kg("modality"), iri(concept_iri("ModalityScheme", node.modality)))
    page.add(subject, kg("evidence"), page.evidence(record.evidence))
    _write_voice(page, subject, node)
    if node.reports is not None:
        page.add(subject, kg("reports"), _iri(page, node.reports))
    if node.denies is not None:
        page.add(subject, kg("denies"), _iri(page, node.denies))
    if node.part in (Part.WHOLE, Part.DENIAL):
        _write_saying(page, subject, record)
    elif not isinstance(node.voice, Silent) and node.voice.span is not None:
        page.add(subject, kg("sourceSpan"), literal(position(node.voice.span)))
    if node.part in (Part.WHOLE, Part.DENIED):
        _write_content(page, subject, node)
    else:
        page.add(subject, kg("polarity"), iri(concept_iri("PolarityScheme", Polarity.AFFIRMED)))


def _write_voice(page: Page, subject: str, node: ClaimNode) -> None:
    """Add who says it, and for whom where a seat of power is named."""
    for asserter in _asserters(page, node):
        page.add(subject, kg("assertedBy"), asserter)
    page.add(subject, kg("asserterName"), literal(_name(page, node)))
    if not isinstance(node.voice, Silent):
        for identifier in node.voice.entities:
            if (stands_for := page.entities[identifier].stands_for) is not None:
                page.add(subject, kg("onBehalfOf"), page.names.linked(stands_for))


def _write_saying(page: Page, subject: str, record: Claim) -> None:
    """Add how it is said: cue, source, speech act, date."""
    page.add(subject, kg("speechAct"), iri(concept_iri("SpeechActScheme", record.speech_act)))
    if record.cue is not None:
        page.add(subject, kg("cue"), literal(record.cue.of(page.text)))
        page.add(subject, kg("cueSpan"), literal(position(record.cue)))
    for span in record.source:
        page.add(subject, kg("sourceSpan"), literal(position(span)))
    if record.said_on is not None:
        page.add(subject, kg("saidOn"), page.time(record.said_on))


def _write_content(page: Page, subject: str, claim: ClaimNode) -> None:
    """Add what is said: content, estimates, event."""
    record = claim.record
    page.add(subject, kg("polarity"), iri(concept_iri("PolarityScheme", record.polarity)))
    page.add(subject, kg("confidence"), double(record.confidence))
    for span in record.content:
        page.add(subject, kg("contentSpan"), literal(position(span)))
    if record.event is not None:
        page.add(subject, kg("about"), page.names.node("event", record.event))
    for index, estimate in enumerate(record.estimates):
        node = page.names.node("estimate", record.id, index)
        page.add(subject, kg("estimate"), node)
        _write_estimate(page, node, estimate)
        write_comparison(page, node, record, estimate, voiced=claim.voice is not Silent.UNSPECIFIED)


def _write_estimate(page: Page, node: str, estimate: Estimate) -> None:
    page.add(node, TYPE, kg("QuantityEstimate"))
    page.add(node, kg("counted"), _counted(page, estimate.unit))
    page.add(node, kg("countedAs"), literal(estimate.counted))
    page.add(node, kg("surface"), literal(estimate.surface))
    page.add(node, kg("comparator"), iri(concept_iri("ComparatorScheme", estimate.comparator)))
    page.add(node, kg("measure"), iri(concept_iri("MeasureScheme", estimate.measure)))
    page.add(node, kg("evidence"), page.evidence(estimate.span))
    if estimate.lower is not None:
        page.add(node, kg("lower"), decimal(estimate.lower))
    if estimate.upper is not None:
        page.add(node, kg("upper"), decimal(estimate.upper))
    if estimate.approximate:
        page.add(node, kg("approximate"), boolean(True))
    if estimate.incremental:
        page.add(node, kg("incremental"), boolean(True))
    if estimate.magnitude is not None:
        page.add(node, kg("magnitude"), integer(estimate.magnitude))
    if estimate.rate is not None:
        page.add(node, kg("rate"), literal(estimate.rate))
    if estimate.as_of is not None:
        page.add(node, kg("asOf"), page.time(estimate.as_of))
    if estimate.whose is not None:
        page.add(node, kg("whose"), page.participant(estimate.whose))
    if estimate.hedge is not None:
        page.add(node, kg("hedgeSpan"), literal(position(estimate.hedge)))
    if estimate.scope is not None:
        page.add(node, kg("scopeSpan"), literal(position(estimate.scope)))


def _counted(page: Page, unit: str) -> str:
    """Return the counted kind's concept; a kind that the scheme lacks gets one of its own, named after the words."""
    known = concepts("CountedKindScheme").get(unit)
    if known is not None:
        return iri(known)
    concept = iri(f"{page.names.base}kind/", unit)
    for predicate, value in (
        (TYPE, f"<{SKOS}Concept>"),
        (f"<{SKOS}notation>", literal(unit)),
        (LABEL, literal(unit)),
    ):
        page.shared.add((concept, predicate, value))
    return concept
