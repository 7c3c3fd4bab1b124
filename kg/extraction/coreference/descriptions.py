"""Definite descriptions: "the agency", "the South Korean spy agency", "the president", and bodies named by nationality.

The head noun tells the class (ontology/head-words.ttl) or the title (ontology/titles.ttl); modifiers must agree with the
name, a nationality with the country. An organization's description never falls on a person, nor a person's on it.
"""

from dataclasses import dataclass
from typing import Final

from kg.extraction.annotations import Cluster
from kg.extraction.coreference.discourse import Discourse, is_organization
from kg.gazetteer import Gazetteer
from kg.model import MentionKind
from kg.vocabulary.head_words import head_words
from kg.vocabulary.titles import title_at_end

_DEFINITE: Final = frozenset({"the", "this", "that"})
_PRE: Final = frozenset({"ADJ", "NOUN", "PROPN", "PUNCT", "ADV"})
_GENERIC: Final = frozenset({"Company", "ArmedGroup", "NewsOrganization", "Agency", "PoliticalParty", "Organization"})
_REACH_BARE: Final = 12  # sentences within which a bare description finds its antecedent
_REACH_PLACE: Final = 3
_APPOSITION_REACH: Final = 14  # tokens behind a description within which its apposition has its head
_PLACES: Final = frozenset({"Country", "City", "Region", "Place", "Facility"})


@dataclass(slots=True, eq=False)
class Description:
    """A definite noun phrase: tokens, what its head may describe, further modifiers, nationality."""

    start: int
    end: int
    classes: tuple[str, ...]
    title: str | None
    modifiers: tuple[str, ...]
    nation: Cluster | None
    borne: str | None = None  # the head word when only names that bear it are so described: "the court", "the river"


def read_description(
    discourse: Discourse, head: int, owners: dict[int, Cluster], gazetteer: Gazetteer
) -> Description | None:
    """Return the definite description whose head noun is `head`, or None."""
    columns = discourse.columns
    start = head
    nation: Cluster | None = None
    while (
        start
        and columns.pos[start - 1] in _PRE
        and columns.lower[start - 1] not in {",", "(", "“", '"', ":", ";"}
        and columns.head[start - 1] <= head
    ):
        owner = owners.get(start - 1)
        if owner is not None:
            if owner.type not in {"Country", "Region"}:
                return None
            nation = owner
        start -= 1
    definite = start > 0 and columns.lower[start - 1] in _DEFINITE
    if start > 1 and columns.apostrophe(start - 1):
        nation = _possessor(discourse, owners.get(start - 2), gazetteer)
        definite = nation is not None
    if not definite:
        return None
    if head + 2 < len(columns) and columns.lower[head + 1] == "of":
        nation = next((owners[i] for i in (head + 2, head + 3) if i in owners), None)
        if nation is None or nation.type != "Country":
            return None  # "the state of Ohio", "the head of the choir": described by what follows
    words = [columns.lower[i] for i in range(start, head)] + [columns.lemma[head]]
    classes, size = head_words().classes_of_description(words)
    title, title_size = title_at_end(words)
    if not classes and title is None:
        return None
    rest = range(start, head + 1 - max(size, title_size))
    modifiers = tuple(columns.lower[i] for i in rest if columns.pos[i] in {"NOUN", "PROPN"} and i not in owners)
    borne = words[-1] if size and " ".join(words[-size:]) in head_words().plain else None
    return Description(start, head + 1, classes, title.words if title is not None else None, modifiers, nation, borne)


def resolve_description(discourse: Discourse, description: Description) -> Cluster | None:
    """Return the entity described and add the phrase to its mentions; None when nothing that was named fits."""
    behind = _named_behind(discourse, description)
    if behind is not None and behind.type != "Person":
        discourse.refer(behind, description.start, description.end, MentionKind.NOMINAL)
        return behind
    found = _in_apposition(discourse, description) or _person(discourse, description) or _best(discourse, description)
    if found is not None:
        discourse.refer(found, description.start, description.end, MentionKind.NOMINAL)
    return found


def _named_behind(discourse: Discourse, description: Description) -> Cluster | None:
    """Return the entity whose name follows at once: "the newspaper *Diario Norte*"."""
    columns, at, found = discourse.columns, description.end, None
    while at < len(columns) and columns.capital[at]:
        found = found or discourse.heads.get(at)
        at += 1
    modifies = at < len(columns) and columns.pos[at] == "NOUN"  # "a government Herald account"
    return None if modifies else found


def _possessor(discourse: Discourse, owner: Cluster | None, gazetteer: Gazetteer) -> Cluster | None:
    """Return the country of a possessor: itself, or that of a capital which stands for it ("Seoul's spy agency")."""
    if owner is None or owner.type == "Country":
        return owner
    metonym = gazetteer.metonym(owner.label) if owner.type == "City" else None
    return (
        None
        if metonym is None
        else next((cluster for cluster in discourse.clusters if cluster.qid == metonym[1]), None)
    )


def fits(discourse: Discourse, cluster: Cluster, description: Description) -> int:
    """Return how well a description fits an entity: 0 not at all, 1 by a general class, 2 by its own class and country."""
    if cluster.type == "Person" or not description.classes or not _agrees(discourse, cluster, description):
        return 0
    own = description.nation is None or cluster.country is description.nation
    if cluster.type in description.classes:
        return 2 if own else 1
    table = head_words()
    general = any(table.is_a(cluster.type, kind) for kind in description.classes)
    unspecific = cluster.type == "Organization" and any(kind in _GENERIC for kind in description.classes)
    return int(own and (general or unspecific))


def _agrees(discourse: Discourse, cluster: Cluster, description: Description) -> bool:
    """Tell whether neither the nationality nor the words of a description contradict the entity."""
    nation = description.nation
    if nation is cluster or (nation is not None and is_organization(cluster) and cluster.country not in {None, nation}):
        return False
    needed = {*description.modifiers, *([description.borne] if description.borne is not None else [])}
    return not needed or discourse.words(cluster).issuperset(needed)


def _best(discourse: Discourse, description: Description) -> Cluster | None:
    reach = _REACH_PLACE if set(description.classes) <= _PLACES else _REACH_BARE
    if description.nation is not None or description.modifiers:
        reach = len(discourse.columns)
    best: tuple[float, Cluster] | None = None
    head = description.end - 1
    for distance, seen in enumerate(discourse.recent(head, reach)):
        if seen.cluster is None:
            continue
        fit = fits(discourse, seen.cluster, description)
        if fit:
            points = 2.0 * fit + 0.5 * seen.subject - 0.05 * distance
            if best is None or points > best[0]:
                best = (points, seen.cluster)
    return None if best is None else best[1]


def _person(discourse: Discourse, description: Description) -> Cluster | None:
    """Return the person who bears the title, the last one named where several do; a nationality must be the bearer's."""
    if description.title is None:
        return None
    bearers = discourse.titles.get(description.title, [])
    if description.nation is not None and len(bearers) > 1:
        bearers = [bearer for bearer in bearers if bearer.country is description.nation]
    for seen in reversed(discourse.history):
        if seen.cluster is not None and any(seen.cluster is bearer for bearer in bearers):
            return seen.cluster
    return None


def _in_apposition(discourse: Discourse, description: Description) -> Cluster | None:
    """Return the entity named beside the description: "its rival, the Home Office", "the Home Office, the ministry …"."""
    columns = discourse.columns
    head = description.end - 1
    others = [columns.head[head]] if columns.dep[head] == "appos" else []
    others += columns.beside(head, head + 1, head + _APPOSITION_REACH)
    for other in others:
        cluster = discourse.heads.get(other)
        if cluster is not None and (
            fits(discourse, cluster, description) or (cluster.type == "Person" and description.title)
        ):
            return cluster
    return None
