"""The cue lexicon: what the words that announce an attribution say of it ("denied", "claim", "according to", "reportedly").

The entries stand in `ontology/cues.ttl`, one `kg:Cue` individual each; this module reads them once and hands them out by lemma.
A cue tells four things apart that are often run together: the *speech act* (what the speaker does), the *modality* (how the
speaker is committed), the *polarity* (whether the content is affirmed by the speaker), and the *factuality* (whether whoever
uses the cue vouches for the content: "revealed" does, "said" leaves it open, "falsely claimed" does the opposite).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.config import NAMESPACE, data_folder
from kg.errors import VocabularyError
from kg.model import Modality, Polarity


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


Lexicon = Mapping[tuple[str, str], Cue]


@cache
def cues(path: Path | None = None) -> Lexicon:
    """Return the lexicon by (lemma, pos), from `path` or the shipped `ontology/cues.ttl`.

    Raises `VocabularyError` when the file is no Turtle, an entry lacks its lemma, or a code is unknown.
    """
    source = path or data_folder("ontology") / "cues.ttl"
    try:
        triples = list(ox.parse(path=str(source), format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise VocabularyError(f"{source}: {error}; mend the cue lexicon") from error
    entries: dict[str, dict[str, list[str]]] = {}
    kinds: dict[str, str] = {}
    for quad in triples:
        subject, name = _local(quad.subject), _local(quad.predicate)
        value = quad.object.value if isinstance(quad.object, ox.Literal) else _local(quad.object)
        if name == "type":
            kinds[subject] = value
        entries.setdefault(subject, {}).setdefault(name, []).append(value)
    lexicon: dict[tuple[str, str], Cue] = {}
    for iri, fields in entries.items():
        if kinds.get(iri) != "Cue":
            continue
        for cue in _entries(iri, fields, source):
            if (cue.lemma, cue.pos) in lexicon:
                raise VocabularyError(f"{source}: two entries for {cue.lemma!r} as {cue.pos}; keep one")
            lexicon[cue.lemma, cue.pos] = cue
    return MappingProxyType(lexicon)


def find_cue(lemma: str, pos: str) -> Cue | None:
    """Return the entry of a lemma under a UD tag, or None when the lexicon has none."""
    return cues().get((lemma, pos))


def _entries(iri: str, fields: Mapping[str, list[str]], source: Path) -> list[Cue]:
    def one(name: str, default: str) -> str:
        return fields.get(name, [default])[0]

    if "lemma" not in fields or "pos" not in fields:
        raise VocabularyError(f"{source}: the cue {iri} lacks kg:lemma or kg:pos")
    try:
        return [
            Cue(
                lemma=lemma,
                pos=one("pos", ""),
                speech_act=one("speechActCode", "statement"),
                modality=Modality(one("modalityCode", "reported")),
                polarity=Polarity(one("polarityCode", "affirmed")),
                factuality=Factuality(one("factuality", "open")),
                direction=Direction(one("sourceDirection", "subject")),
                frames=frozenset(Frame(code) for code in fields.get("frame", ["clause"])),
                experiencer=one("experiencer", "false") == "true",
                particles=tuple(sorted(fields.get("particle", []))),
                iri=iri,
            )
            for lemma in sorted(fields["lemma"])
        ]
    except ValueError as error:
        raise VocabularyError(f"{source}: the cue {iri}: {error}") from error


def _local(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return str(term.value).removeprefix(NAMESPACE).rsplit("#", 1)[-1] if isinstance(term, ox.NamedNode) else str(term)
