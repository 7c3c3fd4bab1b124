"""What our components leave on a `Doc` for one another, at the level of tokens.

`kg.model` holds the library-free records that leave the pipeline; these classes keep tokens and spans (`kg.extraction.syntax`),
because the next component needs heads and children. Importing this module registers the extensions.

`doc._.article`       the article, with layout regions and date
`doc._.clusters`      entities with their mentions, after coreference      (kg_entities)
`doc._.roles`         posts and memberships                                (kg_entities)
`doc._.times`         time expressions, anchored at the article's date     (kg_times)
`doc._.quantities`    counted quantities                                   (kg_quantities)
`doc._.attributions`  who says what by which words                         (kg_attribution)
`doc._.events`        event descriptions                                   (kg_events)
`doc._.agreements`    agreements with parties, date and clauses            (kg_agreements)
`doc._.claims`        the claims, as `kg.model.Claim`                      (kg_claims)
`doc._.extraction`    everything of the article, as `kg.model.Extraction`  (kg_claims)
"""

from dataclasses import dataclass, field
from typing import Final

import spacy.tokens

from kg.extraction.syntax import Doc, Span, Token
from kg.model import Article, Comparator, Measure, MentionKind, Time
from kg.vocabulary.cues import Cue

# Keys in `user_data`, which costs a tenth of a look-up by extension.
_HEADS: Final = "kg.heads"
_COVERED: Final = "kg.covered"


@dataclass(slots=True, eq=False)
class EntityMention:
    """A mention with its tokens; `head` is the token that stands for it in the tree."""

    span: Span
    kind: MentionKind

    @property
    def head(self) -> Token:
        """Return the syntactic head of the mention."""
        return self.span.root


@dataclass(slots=True, eq=False)
class Cluster:
    """The mentions of one entity in an article. `type` is a class name of the ontology."""

    id: str
    type: str
    label: str
    mentions: list[EntityMention]
    qid: str | None = None  # set where the gazetteer leaves no doubt (countries, demonyms); the linker decides the rest
    gender: str | None = None  # "f", "m", or None: unknown
    plural: bool = False
    country: "Cluster | None" = None  # "South Korean agency": South Korea
    acronyms: set[str] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class RoleMention:
    """A post or membership of a person: title words, organization and country when named."""

    person: Cluster
    title: str
    span: Span
    organization: Cluster | None = None
    country: Cluster | None = None


@dataclass(slots=True, eq=False)
class TimeExpression:
    """A time expression with its value; `role` tells what the preposition makes of it."""

    span: Span
    value: Time
    role: str = "at"  # at, by, since, until, between


@dataclass(slots=True, eq=False)
class Quantity:
    """A counted quantity with its tokens: figure, hedge and counted noun; `head` is the counted noun (or the figure)."""

    figure: Span
    head: Token
    scope: Span  # hedge, figure, counted noun and its modifiers
    lower: float | None
    upper: float | None
    comparator: Comparator
    unit: str
    counted: str
    approximate: bool = False
    magnitude: int | None = None
    incremental: bool = False
    measure: Measure = Measure.STOCK
    rate: str | None = None
    hedge: Span | None = None
    whose: Cluster | None = None
    rule: str = ""


@dataclass(slots=True, eq=False)
class Attribution:
    """One attribution: source, cue and content in the sense of the attribution literature (PARC, PolNeAR).

    `parent` is the attribution whose content holds this one: following it outward gives the chain.
    `source` is empty when nobody is named ("is believed to"); `speaker` stands in for it in a transcript's turn.
    """

    cue: Span | None
    content: list[Span]
    source: list[Span] = field(default_factory=list)
    head: Token | None = None  # head of the source noun phrase
    entry: Cue | None = None  # what the cue lexicon says of the cue's lemma
    style: str = "indirect"  # direct, indirect, mixed
    negated: bool = False  # "did not say", "declined to confirm"
    speaker: Span | None = None  # the speaker label that governs a turn of a transcript
    parent: "Attribution | None" = None
    recipient: Span | None = None  # "told Congress": whom it was told
    rule: str = ""
    confidence: float = 0.0


@dataclass(slots=True, eq=False)
class EventMention:
    """An event description with its tokens; `type` is the class name of a file in `ontology/relations/`."""

    type: str
    trigger: Span
    actor: Span | None = None
    target: Span | None = None
    origin: Span | None = None
    destination: Span | None = None
    place: Span | None = None
    time: TimeExpression | None = None
    negated: bool = False


@dataclass(slots=True, eq=False)
class AgreementMention:
    """An agreement with what the sentence says of it."""

    cluster: Cluster
    span: Span
    parties: list[Cluster] = field(default_factory=list)
    signed: TimeExpression | None = None
    clauses: list[Span] = field(default_factory=list)


def cluster_of(doc: Doc, span: Span | Token) -> Cluster | None:
    """Return the entity whose mention has its head at the head of `span`, or the one whose mention covers that head."""
    root = span.root if isinstance(span, Span) else span
    return clusters_by_head(doc).get(root.i) or clusters_by_token(doc).get(root.i)


def clusters_by_head(doc: Doc) -> dict[int, Cluster]:
    """Return the entities by the tokens that head their mentions."""
    found: dict[int, Cluster] = doc.user_data.get(_HEADS, {})
    return found


def clusters_by_token(doc: Doc) -> dict[int, Cluster]:
    """Return the entities by all tokens of their mentions; of two mentions that share a token, by the shorter one."""
    found: dict[int, Cluster] = doc.user_data.get(_COVERED, {})
    return found


def index_clusters(doc: Doc | spacy.tokens.Doc, clusters: list[Cluster]) -> None:
    """Set `doc._.clusters` and the two look-ups behind `cluster_of`: by head token, by any token of a mention."""
    doc._.clusters = clusters
    doc.user_data[_HEADS] = {m.head.i: c for c in clusters for m in c.mentions}
    doc.user_data[_COVERED] = {
        i: c
        for c in clusters
        for m in sorted(c.mentions, key=lambda m: -len(m.span))
        for i in range(m.span.start, m.span.end)
    }


def _register() -> None:
    spacy.tokens.Doc.set_extension("article", default=None, force=True)
    spacy.tokens.Doc.set_extension("extraction", default=None, force=True)
    for name in ("clusters", "roles", "times", "quantities", "attributions", "events", "agreements", "claims"):
        spacy.tokens.Doc.set_extension(name, default=[], force=True)


def article_of(doc: Doc | spacy.tokens.Doc) -> Article:
    """Return the article of a `Doc`; a `Doc` made by plain `nlp(text)` gets one without metadata."""
    if doc._.article is None:
        doc._.article = Article(text=doc.text)
    article: Article = doc._.article
    return article


_register()
