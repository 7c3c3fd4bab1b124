"""The component `kg_events`: descriptions of events with actor, target, origin, destination, place and time.

Triggers and frames are data (`ontology/relations/`). A word that is no trigger costs one look-up; a trigger is tried
with each of its frames, fillers must be of the types that the frame asks for, and the frame that explains most of the
sentence wins. A description says what the words say: whether it happened is the claim's matter, except for plain negation.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Final, NamedTuple

import spacy.tokens
from spacy.language import Language

from kg.extraction.annotations import (
    EventMention,
    TimeExpression,
    cluster_of,
    clusters_by_head,
    clusters_by_token,
)
from kg.extraction.clauses import is_negated, relation
from kg.extraction.events.misread import is_buried, other_side, part_of_speech
from kg.extraction.events.roles import carrier, follow, phrases
from kg.extraction.syntax import Span, Token, syntax_of
from kg.vocabulary.fillers import classes_of_nouns, closure
from kg.vocabulary.relations import Filler, Slot, Trigger, relations, verb_classes

_BY_ENTITY_LABEL: Final = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Country",
    "LOC": "Place",
    "FACILITY": "Facility",
    "NORP": "Country",
    "AGREEMENT": "Agreement",
}
# What a pronoun that nothing resolves may stand for; plural ones also for forces and crowds.
_ONE: Final = frozenset({"Actor", "Person", "People"})
_PRONOUNS: Final = dict.fromkeys(["i", "he", "she", "me", "him", "her", "who", "whom"], _ONE) | dict.fromkeys(
    ["we", "you", "they", "us", "them", "those", "these"], _ONE | {"Casualties", "Troops", "Families"}
)
_ACTING_PLACES: Final = frozenset({"City", "Region", "Country", "Place"})
_BEFORE_HEAD: Final = frozenset({"amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat"})
_NAME_TAGS: Final = frozenset({"NNP", "NNPS"})
_OPEN: Final = frozenset({"DET", "ADP", "PUNCT", "SPACE", "CCONJ"})
_NAMED: Final = frozenset({"flat", "flat:name"})
_NEXT: Final = 2  # a preposition may stand between the last participant and the time
_SPATIAL: Final = frozenset({Slot.ORIGIN, Slot.DESTINATION, Slot.PLACE})
_ENDS: Final = (Slot.ORIGIN, Slot.DESTINATION)
_NAMING: Final = frozenset(
    {"amod", "compound"}
)  # before a noun only names act: "Danish exercises", not "military exercises"
_LENT: Final = {Slot.ACTOR: "light:nsubj", Slot.TARGET: "light:patient"}  # what a light verb lends its noun
_DENYING: Final = frozenset({"no", "neither"})
_POS: Final = {"VERB": "VERB", "NOUN": "NOUN", "PROPN": "NOUN"}


class Reading(NamedTuple):
    """One way to read a trigger: its frame and the tokens that fill the roles."""

    trigger: Trigger
    roles: dict[Slot, Token]

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """Return how much this reading explains: special words first, then what was required, then all that was found."""
        trigger = self.trigger
        return len(trigger.modifiers) > 0, Slot.THEME in self.roles, len(self.roles), len(trigger.requires)


class Scene:
    """A trigger with what all of its frames look at: words of time expressions, which fill no role, and where paths lead."""

    def __init__(self, token: Token, timed: set[int]) -> None:
        self.token = token
        self.timed = timed
        self._followed: dict[str, list[Token]] = {}

    @cached_property
    def phrases(self) -> dict[str, list[Token]]:
        """The prepositional phrases around the trigger, by preposition."""
        return phrases(self.token)

    def follow(self, path: str) -> list[Token]:
        """Return the tokens that `path` leads to, nearest first; frames share most of their paths."""
        found = self._followed.get(path)
        if found is None:
            found = self._followed[path] = list(follow(self.token, path))
        return found


@Language.component("kg_events", assigns=["doc._.events"])
def find_events(doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
    """Set `doc._.events` to the event descriptions of `doc`, in order of their triggers."""
    triggers = _triggers()
    times, syntax = doc._.times, syntax_of(doc)
    named = clusters_by_token(syntax)
    timed = {i for time in times for i in range(time.span.start, time.span.end)}
    events = []
    for token, word in zip(syntax.tokens, syntax.lowers, strict=True):
        candidates = triggers.get(word)
        if candidates is None:
            continue
        pos = _POS.get(part_of_speech(token))
        if pos is None or (pos == "NOUN" and token.tag_ in _NAME_TAGS and token.i in named):
            continue
        scene = Scene(token, timed)
        readings = [r for trigger in candidates if trigger.pos == pos and (r := _read(scene, trigger)) is not None]
        if readings:
            events.append(_describe(token, max(readings, key=lambda reading: reading.weight), times))
    doc._.events = events
    return doc


@cache
def _triggers() -> dict[str, tuple[Trigger, ...]]:
    """Return all triggers by the forms of their words."""
    found: defaultdict[str, list[Trigger]] = defaultdict(list)
    for relation_type in relations().values():
        for trigger in relation_type.triggers:
            for word in trigger.words:
                found[word].append(trigger)
    return {word: tuple(group) for word, group in found.items()}


def _read(scene: Scene, trigger: Trigger) -> Reading | None:
    """Return the reading of a scene by `trigger`, or None when a word or role that it requires is missing."""
    token = scene.token
    before = {c.lower_ for c in token.lefts} if trigger.modifiers or trigger.without else set()
    if (trigger.modifiers and before.isdisjoint(trigger.modifiers)) or not before.isdisjoint(trigger.without):
        return None
    roles = _fill_roles(scene, trigger)
    if roles is None or any(found.i not in scene.timed for path in trigger.forbids for found in scene.follow(path)):
        return None
    if any(end in roles and roles[end].is_ancestor(roles[Slot.PLACE]) for end in _ENDS if Slot.PLACE in roles):
        del roles[Slot.PLACE]
    if trigger.pos == "NOUN":
        _borrow(token, trigger, roles)
    if not trigger.requires <= roles.keys() or not (roles or trigger.pos == "VERB"):
        return None
    actor = roles.get(Slot.ACTOR)
    return Reading(trigger, {s: t for s, t in roles.items() if s is Slot.ACTOR or actor is None or t.i != actor.i})


def _fill_roles(scene: Scene, trigger: Trigger) -> dict[Slot, Token] | None:
    """Return who fills the roles of a frame; None as soon as nobody fills one that it requires, as in most frames."""
    roles: dict[Slot, Token] = {}
    for slot in (*trigger.requires, *(trigger.roles.keys() - trigger.requires)):
        filler = trigger.roles.get(slot)
        filled = None if filler is None else _fill(scene, slot, filler)
        if filled is not None:
            roles[slot] = filled
        elif slot in trigger.requires and not (slot in _LENT and trigger.pos == "NOUN"):
            return None
    return roles


def _borrow(token: Token, trigger: Trigger, roles: dict[Slot, Token]) -> None:
    """Fill the actor, or the target, of a noun from the subject of the light verb that governs it."""
    for slot, path in _LENT.items():
        if slot not in roles and slot in trigger.roles:
            lent = next((t for t in follow(token, path) if _fits(t, trigger.roles[slot])), None)
            if lent is not None:
                roles[slot] = lent


def _fill(scene: Scene, slot: Slot, filler: Filler) -> Token | None:
    """Return the first token on the paths of a role that it accepts.

    "between A and B" gives A to the actor and B to the target.
    """
    for path in filler.paths:
        for found in _walk(scene, slot, path):
            if slot is Slot.ACTOR and path in _NAMING and not _names_actor(found):
                continue
            candidate: Token | None = found
            if slot is Slot.TARGET and path.endswith(":between"):
                candidate = other_side(found)
            if candidate is None or candidate.i == scene.token.i or candidate.i in scene.timed:
                continue
            if slot in _SPATIAL and "Person" in classes_of(candidate):
                continue  # "visited the minister": nobody is a place
            if _fits(candidate, filler):
                return candidate
    return None


def _walk(scene: Scene, slot: Slot, path: str) -> Iterable[Token]:
    preposition = _preposition_on(path) if slot in _SPATIAL else ""
    return scene.phrases.get(preposition, ()) if preposition else scene.follow(path)


@cache
def _preposition_on(path: str) -> str:
    """Return the preposition that a path of one step asks for, else nothing."""
    kind, _, preposition = path.partition(":")
    return preposition if kind in {"obl", "nmod"} and ">" not in path else ""


def _names_actor(token: Token) -> bool:
    """Tell whether a modifier is a name and not half of a compound ("anti-Syrian protests")."""
    return cluster_of(token.doc, token) is not None and not (token.i and token.nbor(-1).text == "-")


def _fits(token: Token, filler: Filler) -> bool:
    if filler.words:
        return token.lower_ in filler.words
    return not filler.types or not filler.types.isdisjoint(classes_of(token))


def classes_of(token: Token) -> frozenset[str]:
    """Return the names of the classes and counted kinds that a token stands for; empty when nothing is known of it."""
    known: frozenset[str] = frozenset()
    cluster = cluster_of(token.doc, token)
    if cluster is not None:
        known = closure(cluster.type)
        if cluster.type in _ACTING_PLACES:
            known |= {"Actor"}
    elif token.ent_type_ in _BY_ENTITY_LABEL:
        known = closure(_BY_ENTITY_LABEL[token.ent_type_])
    if token.pos_ == "PRON":
        return known or _PRONOUNS.get(token.lower_, frozenset())
    if token.pos_ == "NUM":
        return known | {"People", "Casualties"}
    if token.pos_ == "PROPN" and not known:
        return frozenset({"Actor", "Person"})
    nouns = classes_of_nouns()
    before = token.nbor(-1).lower_ if token.i and token.nbor(-1).dep_ in {"compound", "amod"} else ""
    return known | nouns.get(f"{before} {token.lower_}", nouns.get(token.lower_, frozenset()))


def _describe(token: Token, reading: Reading, times: list[TimeExpression]) -> EventMention:
    spans = {slot: participant_span(found) for slot, found in reading.roles.items() if slot is not Slot.THEME}
    return EventMention(
        type=reading.trigger.describes,
        trigger=token.doc[token.i : token.i + 1],
        actor=spans.get(Slot.ACTOR),
        target=spans.get(Slot.TARGET),
        origin=spans.get(Slot.ORIGIN),
        destination=spans.get(Slot.DESTINATION),
        place=spans.get(Slot.PLACE),
        time=_time_of(token, reading, times),
        negated=_is_negated(token),
    )


def participant_span(token: Token) -> Span:
    """Return the words that name a participant: the mention of an entity, else the noun with what stands before it."""
    doc = token.doc
    cluster = clusters_by_head(doc).get(token.i)
    if cluster is not None:
        for mention in cluster.mentions:
            if mention.head.i == token.i:
                span: Span = mention.span
                return span
    start = min(
        [token.i, *((c if c.dep_ == "nummod" else c.left_edge).i for c in token.lefts if c.dep_ in _BEFORE_HEAD)]
    )
    start = max([start, *(c.i + 1 for c in token.lefts if is_buried(c))])
    while start < token.i and doc[start].pos_ in _OPEN:
        start += 1
    end = max([token.i, *(c.right_edge.i for c in token.rights if c.dep_ in _NAMED)])
    return doc[start : end + 1]


def _time_of(token: Token, reading: Reading, times: list[TimeExpression]) -> TimeExpression | None:
    """Return the time that hangs on the trigger, on its light verb, or on one of its participants; else the one right after."""
    verb = carrier(token) if reading.trigger.pos == "NOUN" else None
    owners = {token.i} | ({verb.i} if verb is not None else set())
    nodes = owners | {found.i for found in reading.roles.values()}
    hanging = [t for t in times if t.span.root.head.i in nodes and t.span.root.i not in nodes]
    if not hanging:
        end = max(token.i, *(found.i for found in reading.roles.values())) if reading.roles else token.i
        return next((t for t in times if t.span.sent == token.sent and 0 < t.span.start - end <= _NEXT), None)
    return min(hanging, key=lambda t: (t.span.root.head.i not in owners, abs(t.span.root.i - token.i)))


def _is_negated(token: Token) -> bool:
    """Tell whether the words say that the event did not happen: "not", "no", "without", "refused to"."""
    if any(c.lower_ in _DENYING for c in token.lefts) or any(
        c.dep_ == "case" and c.lower_ == "without" for c in token.children
    ):
        return True
    verb = carrier(token) if part_of_speech(token) != "VERB" else token
    if verb is None:
        return False
    if is_negated(verb) or any(c.dep_ == "mark" and c.lower_ == "without" for c in verb.children):
        return True
    governor = verb.head
    if relation(verb) not in {"xcomp", "obl"} or governor.i == verb.i:
        return False
    return (governor.lower_ in verb_classes().negative) != is_negated(governor)
