"""The cue lexicon: what the words that announce an attribution say of it ("denied", "claim", "according to", "reportedly").

The entries stand in `ontology/cues.ttl`, one `kg:Cue` individual each; this module reads them once and hands them out by lemma.
A cue tells four things apart that are often run together: the *speech act* (what the speaker does), the *modality* (how the
speaker is committed), the *polarity* (whether the content is affirmed by the speaker), and the *factuality* (whether whoever
uses the cue vouches for the content: "revealed" does, "said" leaves it open, "falsely claimed" does the opposite).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType

from kg.errors import VocabularyError
from kg.model import Modality, Polarity
from kg.vocabulary.namespaces import KG
from kg.vocabulary.turtle import Graph, read_graph


class Factuality(StrEnum):
    """Whether the one who uses the cue vouches for its content (Kiparsky and Kiparsky 1970; FactBank)."""

    FACTIVE = "factive"  # "revealed", "acknowledged", "knows"
    OPEN = "open"  # "said", "estimates"
    COUNTERFACTIVE = "counterfactive"  # "pretended", "falsely claimed"


class Direction(StrEnum):
    """Where the source of a cue stands in the clause, seen from the cue in active voice."""

    SUBJECT = "subject"  # "officials said …", "officials' claim that …" (possessor)
    OBJECT = "object"  # the object is the voice: "cited officials", "quoted the minister", "asked him"
    AGENT = "agent"  # only the by-phrase: "a report by", "attributed to"
    COMPLEMENT = "complement"  # what follows the preposition: "according to officials"
    NONE = "none"  # nobody is named: "reportedly"


class Frame(StrEnum):
    """What the content of a cue may look like."""

    CLAUSE = "clause"  # "said that troops arrived", "said troops had arrived"
    NOMINAL = "nominal"  # "confirmed the deployment", "condemned the attack"
    QUOTE = "quote"  # only beside quotation marks: "smiled", "continued"
    INFINITIVE = "infinitive"  # "promised to withdraw", "wants to leave"
    PREDICATIVE = "predicative"  # "called the plan a mistake", "described it as reckless"
    QUESTION = "question"  # "asked whether", "wondered if"


@dataclass(frozen=True, slots=True)
class Cue:
    """What the lexicon says of one cue: `lemma` in lower case (several words with spaces), `pos` a UD tag."""

    lemma: str
    pos: str  # VERB, NOUN, ADP, ADV, ADJ, SCONJ
    speech_act: str = "statement"  # notation of a concept of ontology/schemes/speech-acts.ttl
    modality: Modality = Modality.REPORTED
    polarity: Polarity = Polarity.AFFIRMED
    factuality: Factuality = Factuality.OPEN
    direction: Direction = Direction.SUBJECT
    frames: frozenset[Frame] = frozenset({Frame.CLAUSE})
    goods: bool = False  # its object may be things: "released 90 prisoners", "weighs 40 tonnes"
    experiencer: bool = False  # an inner state, not an utterance: "believes", "fears"
    particles: tuple[str, ...] = ()  # prepositions that introduce a nominal content: "warned of", "spoke about"
    iri: str = ""

    @property
    def denies(self) -> bool:
        """Tell whether the speaker rejects the content: "denied", "rejected", "refuted", "denial"."""
        return self.polarity is Polarity.DENIED

    def takes(self, frame: Frame) -> bool:
        """Tell whether the content of this cue may have the form `frame`."""
        return frame in self.frames


Lexicon = Mapping[tuple[str, str], tuple[Cue, ...]]


@cache
def cues() -> Lexicon:
    """Return the entries of each (lemma, pos), those with the more telling frames first.

    Raises `VocabularyError` when an entry lacks its lemma or a code is unknown.
    """
    graph = read_graph("cues.ttl")
    lexicon: dict[tuple[str, str], list[Cue]] = {}
    for iri in graph.subjects(f"{KG}Cue"):
        cue = _read(graph, iri)
        lexicon.setdefault((cue.lemma, cue.pos), []).append(cue)
    return MappingProxyType({key: tuple(sorted(entries, key=_breadth)) for key, entries in lexicon.items()})


@lru_cache(maxsize=16384)
def find_cue(lemma: str, pos: str, frame: Frame | None = None) -> Cue | None:
    """Return the entry of a lemma under a UD tag that takes `frame`, or None; without `frame`, the broadest entry."""
    entries = cues().get((lemma, pos), ())
    if frame is None:
        return entries[0] if entries else None
    return next((cue for cue in entries if cue.takes(frame)), None)


def _breadth(cue: Cue) -> tuple[int, str]:
    return -len(cue.frames), cue.iri


def _read(graph: Graph, iri: str) -> Cue:
    def code(name: str, default: str) -> str:
        return graph.text(iri, f"{KG}{name}") or default

    lemma, pos = code("lemma", ""), code("pos", "")
    if not lemma or not pos:
        raise VocabularyError(f"ontology/cues.ttl: {iri} lacks kg:lemma or kg:pos; add it")
    try:
        return Cue(
            lemma=lemma,
            pos=pos,
            speech_act=code("speechActCode", "statement"),
            modality=Modality(code("modalityCode", "reported")),
            polarity=Polarity(code("polarityCode", "affirmed")),
            factuality=Factuality(code("factuality", "open")),
            direction=Direction(code("sourceDirection", "subject")),
            frames=frozenset(Frame(text) for text in graph.texts(iri, f"{KG}frame")),
            experiencer=code("experiencer", "false") == "true",
            goods=code("goods", "false") == "true",
            particles=graph.texts(iri, f"{KG}particle"),
            iri=iri,
        )
    except ValueError as error:
        raise VocabularyError(f"ontology/cues.ttl: {iri}: {error}; use a code of the class named there") from error
