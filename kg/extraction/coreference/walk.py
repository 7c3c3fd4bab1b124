"""One walk through the text that reads names, descriptions and pronouns in their order."""

from functools import cache
from typing import Final

from kg.extraction.annotations import Cluster
from kg.extraction.coreference.descriptions import read_description, resolve_description
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.naming import gather_names
from kg.extraction.coreference.pronouns import PRONOUNS, resolve_pronoun
from kg.extraction.coreference.quotes import Quotes
from kg.extraction.entities.columns import Columns
from kg.extraction.entities.names import Name
from kg.gazetteer import Gazetteer
from kg.model import MentionKind, local_id
from kg.vocabulary.head_words import head_words
from kg.vocabulary.titles import titles

_ONE_PER_COUNTRY: Final = frozenset({"Government", "Legislature", "IntelligenceAgency"})
_SAME_BODY: Final = {
    "armed force": "military",
    "armed forces": "military",
    "defence force": "military",
    "defense force": "military",
}
_PHRASES: Final = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "conj", "nmod", "appos", "ROOT"})


def resolve(columns: Columns, names: list[Name], gazetteer: Gazetteer) -> list[Cluster]:
    """Return the entities of the article with all their mentions, in the order in which they are first named."""
    clusters, bearers = gather_names(columns, names)
    heads = {
        columns.root(mention.span.start, mention.span.end): cluster
        for cluster in clusters
        for mention in cluster.mentions
    }
    discourse = Discourse(columns, Quotes(columns), clusters, bearers, heads)
    walk = _Walk(discourse, [name for name in names if name.body], gazetteer)
    walk.read()
    return _finish(clusters)


class _Walk:
    """The state of one reading."""

    def __init__(self, discourse: Discourse, bodies: list[Name], gazetteer: Gazetteer) -> None:
        self.discourse = discourse
        self.gazetteer = gazetteer
        self.owners: dict[int, Cluster] = {}
        self.starts: dict[int, list[tuple[int, Cluster]]] = {}
        columns = discourse.columns
        for cluster in discourse.clusters:
            for mention in cluster.mentions:
                start, end = mention.span.start, mention.span.end
                self.starts.setdefault(start, []).append((columns.root(start, end), cluster))
                for i in range(start, end):
                    self.owners[i] = cluster
        self.bodies = {name.end - 1: name for name in bodies}
        self.countries = {cluster.qid: cluster for cluster in discourse.clusters if cluster.qid is not None}
        self.known_bodies: dict[tuple[str, str], Cluster] = {}

    def read(self) -> None:
        """Read the text from its first to its last token."""
        discourse, starts, bodies, owners = self.discourse, self.starts, self.bodies, self.owners
        lower = discourse.columns.lower
        for i, part in enumerate(discourse.columns.pos):
            if i in starts:
                for head, cluster in starts[i]:
                    discourse.add(head, cluster)
            if i in bodies:
                self._read_body(bodies[i])
            elif part == "NOUN":
                if i not in owners:
                    self._read_noun(i)
            elif part == "PRON" and lower[i] in PRONOUNS:
                resolve_pronoun(discourse, i)

    def _read_noun(self, i: int) -> None:
        columns = self.discourse.columns
        lemma = columns.lemma[i]
        plural = lemma != columns.lower[i]
        if not plural and lemma in describing_nouns():
            description = read_description(self.discourse, i, self.owners, self.gazetteer)
            if description is not None and resolve_description(self.discourse, description) is not None:
                return
        if columns.dep[i] in _PHRASES and not self._describes_person(i):
            self.discourse.add_unnamed(i, titles().get(lemma), plural=plural)

    def _describes_person(self, i: int) -> bool:
        """Tell whether a noun says in apposition what a named person is: "Ann Lee, *a farmer*"; the tree may not show it."""
        lower, start = self.discourse.columns.lower, i - 1
        while start > 0 and self.discourse.columns.pos[start] in {"ADJ", "NOUN"}:
            start -= 1
        if start < 2 or lower[start] not in {"a", "an", "the"} or lower[start - 1] != ",":
            return False
        owner = self.owners.get(start - 2)
        return owner is not None and owner.type == "Person"

    def _read_body(self, name: Name) -> None:
        """Read "the Danish navy": the named body of that class and country where there is one, else an entity of its own."""
        columns = self.discourse.columns
        country = name.nation.qid if name.nation is not None else None
        nation = self.countries.get(country or "")
        kind = name.type or "Organization"
        words = [*columns.lower[name.core : name.end - 1], columns.lemma[name.end - 1]]
        phrase = kind if kind in _ONE_PER_COUNTRY else _SAME_BODY.get(" ".join(words), " ".join(words))
        key = (country or "", phrase)
        cluster = self.known_bodies.get(key)
        if cluster is None:
            named = [
                c for c in self.discourse.clusters if c.type == kind and c.country is nation and nation is not None
            ]
            cluster = named[0] if len(named) == 1 and kind in _ONE_PER_COUNTRY else None
        if cluster is not None and cluster not in self.known_bodies.values():
            self.discourse.refer(cluster, name.start, name.end, MentionKind.NOMINAL)
            return
        if cluster is None:
            cluster = Cluster("", kind, columns.span_text(name.start, name.end), [], country=nation)
            self.known_bodies[key] = cluster
            self.discourse.clusters.append(cluster)
        self.discourse.refer(cluster, name.start, name.end, MentionKind.NAME)


@cache
def describing_nouns() -> frozenset[str]:
    """Return the nouns that may head a description of an entity."""
    return frozenset(phrase.rpartition(" ")[2] for phrase in [*head_words().descriptions, *titles()])


def _finish(clusters: list[Cluster]) -> list[Cluster]:
    """Return the clusters, mentions in order, with ids that tell same-named entities apart by where they first stand."""
    seen: set[str] = set()
    for cluster in clusters:
        cluster.mentions.sort(key=lambda mention: (mention.span.start, mention.span.end))
    clusters.sort(key=lambda cluster: (cluster.mentions[0].span.start, -cluster.mentions[0].span.end))
    for cluster in clusters:
        cluster.id = local_id("e", cluster.type, cluster.label)
        if cluster.id in seen:
            cluster.id = local_id("e", cluster.type, cluster.label, cluster.mentions[0].span.start_char)
        seen.add(cluster.id)
    return clusters
