"""Events, agreements and roles as triples: descriptions that hang on a claim, never facts of the world."""

from collections.abc import Iterable

from kg.model import Agreement, Event, Role, local_id
from kg.rdf.claims import claim_node, write_background
from kg.rdf.page import LABEL, Page
from kg.rdf.terms import TYPE, boolean, integer, iri, kg, literal
from kg.vocabulary.namespaces import KG
from kg.vocabulary.offices import office_of


def write_descriptions(page: Page) -> None:
    """Add the events, agreements and roles of an article."""
    claims = {claim.id for claim in page.extraction.claims}
    told = {claim.event for claim in page.extraction.claims}
    for event in page.extraction.events:
        node = _write_event(page, event)
        if event.id not in told:
            write_background(page, ("event", event.id), node, page.evidence(event.span))
    for agreement in page.extraction.agreements:
        _hang(page, agreement.claim, claims, ("agreement", agreement.id), _write_agreement(page, agreement))
    for role in page.extraction.roles:
        key = local_id("", *role.span, role.person, role.title, role.organization, role.country)
        _hang(page, role.claim, claims, ("role", key), _write_role(page, role, key))


def _hang(
    page: Page, claim: str | None, claims: Iterable[str], key: tuple[str, str], nodes: tuple[str, str | None]
) -> None:
    """Hang a description on its claim, else on a statement of the narrator with the same evidence."""
    description, evidence = nodes
    if claim is not None and claim in claims:
        page.add(claim_node(page, claim), kg("about"), description)
    else:
        write_background(page, key, description, evidence)


def _write_event(page: Page, event: Event) -> str:
    node = page.names.node("event", event.id)
    page.add(node, TYPE, kg("EventDescription"))
    page.add(node, TYPE, iri(KG, event.type))
    page.add(node, kg("evidence"), page.evidence(event.span))
    page.add(node, kg("surface"), literal(event.span.of(page.text)))
    for predicate in ("actor", "target", "origin", "destination", "place"):
        participant = getattr(event, predicate)
        if participant is not None:
            page.add(node, kg(predicate), page.participant(participant))
    if event.time is not None:
        page.add(node, kg("time"), page.time(event.time))
    if event.negated:
        page.add(node, kg("negated"), boolean(True))
    return node


def _write_agreement(page: Page, agreement: Agreement) -> tuple[str, str | None]:
    node = page.names.node("agreement", agreement.id)
    page.add(node, TYPE, kg("AgreementDescription"))
    page.add(node, LABEL, literal(agreement.name))
    page.add(node, kg("agreement"), page.entity(agreement.entity))
    parties = {page.participant(party) for party in agreement.parties}
    for party in parties:
        page.add(node, kg("party"), party)
    if parties:
        page.add(node, kg("partyCount"), integer(len(parties)))
    if agreement.signed is not None:
        page.add(node, kg("signedOn"), page.time(agreement.signed))
    for clause in agreement.clauses:
        page.add(node, kg("clause"), page.evidence(clause))
    shown = [
        *(m.span for m in page.entities[agreement.entity].mentions),
        *agreement.clauses,
        *(p.span for p in agreement.parties),
    ]
    if not shown:
        return node, None
    evidence = page.evidence(shown[0])
    page.add(node, kg("evidence"), evidence)
    return node, evidence


def _write_role(page: Page, role: Role, key: str) -> tuple[str, str]:
    node = page.names.node("role", key)
    evidence = page.evidence(role.span)
    page.add(node, TYPE, kg("RoleDescription"))
    page.add(node, kg("holder"), page.entity(role.person))
    page.add(node, kg("roleTitle"), literal(role.title))
    page.add(node, kg("evidence"), evidence)
    if role.organization is not None:
        page.add(node, kg("atOrganization"), page.entity(role.organization))
    if role.country is not None:
        page.add(node, kg("ofCountry"), page.entity(role.country))
    if (office := office_of(role.title)) is not None:
        page.add(node, kg("office"), iri(office))
    return node, evidence
