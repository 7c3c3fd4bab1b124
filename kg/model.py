"""The records that one article becomes: plain, immutable, free of any library, comparable and hashable.

Offsets are Unicode code points into `Article.text`, end exclusive. Local ids (`e…`, `c…`, `v…`, `a…`) are stable:
a hash of what the record stands for inside its article, so that the same input gives the same ids.
Everything downstream (JSON, RDF, tables) is derived from `Extraction` and from nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the article's text in code points, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of this span in `text`."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def local_id(prefix: str, *parts: object) -> str:
    """Return a short stable id, `prefix` and 12 hexadecimal digits, for what `parts` describe.

    >>> local_id("c", (3, 9), "say") == local_id("c", (3, 9), "say")
    True
    """
    return prefix + blake2b("\x1f".join(map(str, parts)).encode(errors="surrogatepass"), digest_size=6).hexdigest()


class RegionKind(StrEnum):
    """What a part of an article's layout is; only `TITLE`, `BODY` and `LABEL` hold claims (a label names a speaker)."""

    TITLE = "title"
    BODY = "body"
    LABEL = "label"  # "MR. EARNEST:" or "Q" before a turn of a transcript
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class Region(NamedTuple):
    """A stretch of the text with its place in the layout."""

    kind: RegionKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One news text with its metadata; `text` is what all offsets count in."""

    text: str
    source: str = "-"  # the path or URL as given
    url: str | None = None
    identifier: str | None = None  # an id declared by whoever supplied the article
    title: str | None = None
    published: date | None = None
    modified: date | None = None  # when the publisher last changed it, where that is declared
    publisher: str | None = None
    author: str | None = None
    speaker: str | None = None  # whose voice a transcript has before its first speaker label
    language: str = "en"
    regions: tuple[Region, ...] = ()  # in order, not overlapping; empty means: all body


class MentionKind(StrEnum):
    """How a mention names its entity."""

    NAME = "name"
    DEMONYM = "demonym"  # "Ukrainian", "South Korean"
    NOMINAL = "nominal"  # "the agency"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of text that names an entity."""

    span: Span
    text: str
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class LinkCandidate:
    """A Wikidata item that an entity may be, with the parts of its score by name."""

    qid: str
    label: str
    score: float  # 0..1, calibrated: how often a link of this score is right
    features: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, place or agreement behind mentions of one article.

    `type` is the local name of an ontology class (`Person`, `Organization`, `IntelligenceAgency`, `Place`, `Country`, …).
    """

    id: str
    type: str
    label: str
    mentions: tuple[Mention, ...]
    qid: str | None = None
    score: float = 0.0
    candidates: tuple[LinkCandidate, ...] = ()
    country: str | None = (
        None  # id of the entity of the same article that it belongs to, when the text says so ("South Korean agency")
    )
    stands_for: str | None = (
        None  # QID of the country whose government speaks when a seat of power is an asserter ("Kyiv said")
    )


@dataclass(frozen=True, slots=True)
class Time:
    """A time with the granularity that the text gives it, as EDTF and as the days that it spans."""

    edtf: str  # "2024-10-23", "2024-06", "2024-10-01/2024-10-20", "../2024-12", "2024-10~"
    granularity: str  # day, week, month, season, year, decade, hour, interval
    earliest: date | None
    latest: date | None
    span: Span | None = None
    text: str = ""


class Comparator(StrEnum):
    """How a figure bounds what it counts."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    VAGUE = "vague"


class Measure(StrEnum):
    """Whether a figure counts what is there at a time or what came or went within one."""

    STOCK = "stock"
    FLOW = "flow"


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part in an event: the words and, when known, the entity (an id of the same extraction)."""

    name: str
    span: Span
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A counted quantity with bounds; a bound that the words do not set is None."""

    span: Span  # the figure itself ("10,000"), without hedge and counted noun
    surface: str  # hedge, figure and counted noun as written ("up to 10,000 soldiers")
    lower: float | None
    upper: float | None
    comparator: Comparator
    unit: str  # the counted kind's notation: troops, deaths, USD, percent, …
    counted: str  # the words of the text
    approximate: bool = False
    magnitude: int | None = None  # 10 for dozens, 100 for hundreds, …
    incremental: bool = False  # "another 500"
    measure: Measure = Measure.STOCK
    as_of: Time | None = None
    whose: Participant | None = None  # "North Korean soldiers": North Korea
    rate: str | None = None  # "day" in "2,000 shells a day"
    hedge: Span | None = None
    scope: Span | None = None  # the whole noun phrase


@dataclass(frozen=True, slots=True)
class Event:
    """A description of an event inside a claim: not an event of the world. `type` is a class of `ontology/relations/`."""

    id: str
    type: str
    span: Span  # the trigger
    actor: Participant | None = None
    target: Participant | None = None
    origin: Participant | None = None
    destination: Participant | None = None
    place: Participant | None = None
    time: Time | None = None
    negated: bool = False


class Modality(StrEnum):
    """How the innermost voice of a claim commits itself to the content."""

    FACT = "fact"
    REPORTED = "reported"
    ASSESSMENT = "assessment"
    PROJECTION = "projection"
    DENIAL = "denial"
    HYPOTHETICAL = "hypothetical"


class Polarity(StrEnum):
    """Whether the content is affirmed or itself negated."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a chain: a voice, possibly of several entities that speak jointly."""

    name: str
    entities: tuple[str, ...] = ()
    span: Span | None = None  # None: implied, as the speaker label of a turn


@dataclass(frozen=True, slots=True)
class Step:
    """Which component and rule made a part of a claim, for `kg extract --explain`."""

    part: str
    component: str
    rule: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody asserted: `chain` runs from the outermost voice to the innermost; an empty chain is the narrator.

    `reports` names the claim that this one passes on, one hop further in; a denial's `denies` names the claim it is about.
    """

    id: str
    chain: tuple[Hop, ...]
    content: tuple[Span, ...]
    evidence: Span
    modality: Modality
    polarity: Polarity = Polarity.AFFIRMED
    speech_act: str = "statement"  # notation of a concept of the speech-act scheme
    cue: Span | None = None
    source: tuple[Span, ...] = ()
    reports: str | None = None
    denies: str | None = None
    denied_by: tuple[str, ...] = ()
    said_on: Time | None = None
    estimates: tuple[Estimate, ...] = ()
    event: str | None = None
    confidence: float = 0.0  # 0..1, calibrated: how often a claim of this score is right
    trace: tuple[Step, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A treaty, pact or accord that the article speaks of; `entity` is its id among the entities."""

    id: str
    entity: str
    name: str
    parties: tuple[Participant, ...] = ()
    signed: Time | None = None
    clauses: tuple[Span, ...] = ()
    claim: str | None = None  # the claim in which it stands


@dataclass(frozen=True, slots=True)
class Role:
    """A post or membership that the text gives a person: "Kirby, the White House coordinator"."""

    person: str
    title: str
    span: Span
    organization: str | None = None
    country: str | None = None
    claim: str | None = None  # the claim in which it stands


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one article."""

    article: Article
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    roles: tuple[Role, ...] = ()
    pipeline: str = ""  # name and version of the language pipeline
    snapshot: str = ""  # version of the entity snapshot

    def entity(self, identifier: str) -> Entity:
        """Return the entity with this id; raises KeyError when there is none."""
        for entity in self.entities:
            if entity.id == identifier:
                return entity
        raise KeyError(identifier)


def cover(spans: Iterable[Span]) -> Span:
    """Return the smallest span that holds all of `spans` (at least one)."""
    starts, ends = zip(*spans, strict=True)
    return Span(min(starts), max(ends))
