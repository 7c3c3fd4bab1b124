"""What has been spoken of so far in a text: the stock from which antecedents are taken."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from kg.extraction.annotations import Cluster, EntityMention
from kg.extraction.coreference.quotes import Quotes
from kg.extraction.entities.columns import Columns
from kg.model import MentionKind
from kg.vocabulary.head_words import head_words
from kg.vocabulary.titles import Title

SUBJECTS: Final = ("nsubj", "csubj")


@dataclass(slots=True)
class Seen:
    """One phrase that was read: the entity it speaks of, or None for things and people without a name."""

    token: int
    sentence: int
    cluster: Cluster | None
    subject: bool
    plural: bool
    person: bool
    gender: str | None


@dataclass(slots=True)
class Discourse:
    """The text, its quotations, the entities and what was read so far."""

    columns: Columns
    quotes: Quotes
    clusters: list[Cluster]
    titles: dict[str, list[Cluster]]  # persons by the titles that they bear
    heads: dict[int, Cluster]  # the entity named at a token that heads a name
    history: list[Seen] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)  # by id of the cluster: how often it was read
    _words: dict[int, frozenset[str]] = field(default_factory=dict)

    def words(self, cluster: Cluster) -> frozenset[str]:
        """Return the words of all names of `cluster` in lower case."""
        found = self._words.get(id(cluster))
        if found is None:
            names = [mention.span.text.lower() for mention in cluster.mentions if mention.kind is MentionKind.NAME]
            found = self._words[id(cluster)] = frozenset(word for name in names for word in name.split())
        return found

    def add(self, token: int, cluster: Cluster) -> None:
        """Note that the phrase headed by `token`, which speaks of `cluster`, was read."""
        columns = self.columns
        subject = columns.dep[token].startswith(SUBJECTS)
        person = cluster.type == "Person"
        self.counts[id(cluster)] += 1
        self.history.append(
            Seen(token, columns.sentence[token], cluster, subject, cluster.plural, person, cluster.gender)
        )

    def add_unnamed(self, token: int, title: Title | None, *, plural: bool) -> None:
        """Note that a noun was read that speaks of nobody who is named; a title tells that it is a person."""
        columns = self.columns
        subject = columns.dep[token].startswith(SUBJECTS)
        gender = None if title is None else title.gender
        self.history.append(Seen(token, columns.sentence[token], None, subject, plural, title is not None, gender))

    def refer(self, cluster: Cluster, start: int, end: int, kind: MentionKind) -> None:
        """Add the tokens `start` to `end` to the mentions of `cluster` and note that they were read."""
        cluster.mentions.append(EntityMention(self.columns.doc[start:end], kind))
        self.add(self.columns.root(start, end), cluster)

    def recent(self, token: int, sentences: int) -> list[Seen]:
        """Return what was read in the sentence of `token` and up to `sentences` before it, the latest first."""
        oldest = self.columns.sentence[token] - sentences
        found = []
        for seen in reversed(self.history):
            if seen.sentence < oldest:
                break
            found.append(seen)
        return found

    def was_named(self, cluster: Cluster) -> bool:
        """Tell whether `cluster` has been read already."""
        return any(seen.cluster is cluster for seen in self.history)


def is_organization(cluster: Cluster) -> bool:
    """Tell whether a cluster is an organization of any class."""
    return head_words().is_a(cluster.type, "Organization")
