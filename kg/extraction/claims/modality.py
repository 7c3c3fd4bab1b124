"""How firmly a statement is made: fact, reported, assessment, projection, denial or hypothetical, and whether it is negated.

A figure inherits the commitment of the cue that introduces it ("estimates": assessment), unless words between the cue and the
figure weaken or move it: auxiliaries ("will", "could have"), infinitives of intention ("plans to send"), conditionals,
questions, adverbs ("presumably"), nouns of goals, estimates and lies ("the goal is", "under the pretext that"). So the verdict
is read along the path from the figure up the tree, and stops where another clause makes a statement of its own
("…, after 300 died, …"). It is per figure: two figures under one cue may differ.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Final

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.documents import is_data
from kg.extraction.clauses import (
    ancestors,
    auxiliaries,
    clause_head,
    has_feature,
    has_subject,
    heads_clause,
    heads_finite_clause,
    is_finite,
    is_negated,
    is_past,
    is_question,
    joins_verb,
    lemma_of,
    relation,
)
from kg.extraction.quantities.counted_nouns import kind_of
from kg.extraction.syntax import Token
from kg.model import Modality, Polarity, Time
from kg.vocabulary.counted import PEOPLE, kinds
from kg.vocabulary.markers import Marker, Reach, markers

_CONDITIONALS: Final = frozenset({"if", "unless", "whether", "suppose", "supposing", "assuming", "provided", "lest"})
_IF: Final = _CONDITIONALS - {"whether"}
_PREDICTED: Final = frozenset({"will", "shall"})
_POSSIBLE: Final = frozenset({"may", "might", "could"})
_OBLIGED: Final = frozenset({"should", "must", "ought"})
_MOVING: Final = frozenset({"go", "about"})  # "is going to", "is about to"
_VALUING: Final = frozenset(
    "important remarkable notable noteworthy significant unfortunate tragic sad good great worth".split()
)
_CLAUSAL: Final = frozenset({"csubj", "ccomp", "advcl"})
_NOT: Final = frozenset({"not", "n't", "n’t"})
_ASKING: Final = frozenset({"ask", "call", "appeal", "push", "press", "plead", "beg"})
_THAT: Final = frozenset({"that"})
_OF_IDENTITY: Final = frozenset({"suspected", "alleged", "presumed", "accused"})
_OWN_STATEMENT: Final = frozenset({"advcl", "parataxis"})
_BY_WEIGHT: Final = (Modality.DENIAL, Modality.HYPOTHETICAL, Modality.PROJECTION, Modality.ASSESSMENT)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A modality and a polarity with the rule that gave the modality, for `kg extract --explain`."""

    modality: Modality
    polarity: Polarity
    rule: str


@dataclass(frozen=True, slots=True)
class _Sign:
    modality: Modality
    rule: str


def judge(
    anchor: Token,
    chain: Sequence[Attribution],
    inside: Callable[[Token], bool],
    *,
    counts: bool,
    time: Time | None = None,
    published: date | None = None,
    asked: bool = False,
    voiced: bool = False,
) -> Verdict:
    """Return how firmly the statement around `anchor` is made.

    `chain` holds the attributions around it, outermost first (empty: the narrator, or the `voiced` speaker of a turn), `inside`
    tells which tokens belong to the statement. `counts` says that the anchor is a figure, for which "could" looks ahead ("could
    reach 500") rather than supposes. `time` is what the statement is dated to: later than `published` means projection.
    `asked` marks the turn of somebody who asks, where a fragment without a verb is a question too.
    """
    innermost = chain[-1] if chain else None
    polarity = _polarity(anchor, inside, innermost)
    if any(denies(attribution) for attribution in chain):
        return Verdict(Modality.DENIAL, polarity, "cue that denies")
    if counts and (innermost is not None or voiced) and _says_there_are_none(anchor):
        return Verdict(Modality.DENIAL, polarity, "there are not")
    if innermost is not None and _withholds(innermost):
        return Verdict(Modality.HYPOTHETICAL, polarity, "cue that is negated")
    signs = list(_signs(anchor, inside, counts=counts))
    if _lies_ahead(anchor, inside, time, published):
        signs.append(_Sign(Modality.PROJECTION, "future time"))
    if innermost is not None and innermost.cue is not None:
        signs += _signs_of_cue(innermost)
    if is_question(anchor.sent) or (asked and not is_finite(anchor.sent)):
        signs.append(_Sign(Modality.HYPOTHETICAL, "question"))
    base = _base(innermost, voiced=voiced)
    if base.modality is Modality.ASSESSMENT and _is_taken_as_true(anchor, inside):
        base = _Sign(Modality.REPORTED, "what is important is so")
    for modality in _BY_WEIGHT:
        if modality is base.modality:
            return Verdict(modality, polarity, base.rule)
        for sign in signs:
            if sign.modality is modality:
                return Verdict(modality, polarity, sign.rule)
    return Verdict(base.modality, polarity, base.rule)


def denies(attribution: Attribution) -> bool:
    """Tell whether an attribution rejects its content ("denied that"; not "did not deny that")."""
    return attribution.entry is not None and attribution.entry.denies and not attribution.negated


def _is_taken_as_true(anchor: Token, inside: Callable[[Token], bool]) -> bool:
    """Tell whether an opinion only values what is so: "I think it is important that nobody was hurt"."""
    for node in takewhile(inside, ancestors(anchor)):
        if relation(node) in _CLAUSAL and node.head.lemma_.lower() in _VALUING and inside(node.head):
            return True
    return False


def _says_there_are_none(anchor: Token) -> bool:
    """Tell whether a figure is contradicted outright: "there are not 3,000 of them", "it's not even 30"."""
    before = [token.lower_ for token in anchor.doc[max(0, anchor.left_edge.i - 4) : anchor.i]]
    words = [word for word in before if word != "even"]
    return len(words) > 2 and words[-1] in _NOT and words[-3] in {"there", "it"}


def _withholds(attribution: Attribution) -> bool:
    """Tell whether nothing is asserted: "did not say that", "would not confirm"; disbelief is an assessment all the same."""
    return (
        attribution.negated
        and attribution.entry is not None
        and not (attribution.entry.denies or attribution.entry.experiencer)
    )


def _base(innermost: Attribution | None, *, voiced: bool) -> _Sign:
    if innermost is None:
        return _Sign(Modality.REPORTED, "speaker of the turn") if voiced else _Sign(Modality.FACT, "narrator")
    if _asks_for(innermost):
        return _Sign(Modality.PROJECTION, "request")
    document = _document(innermost)
    if document is not None:
        return _Sign(Modality.ASSESSMENT, f"source {document}")
    if innermost.entry is None or innermost.entry.denies:
        return _Sign(Modality.REPORTED, "attributed")
    if innermost.entry.speech_act == "belief" and is_data(innermost.head):
        return _Sign(Modality.REPORTED, "document")  # a report that "figures 300 injured" believes nothing
    return _Sign(innermost.entry.modality, f"cue {innermost.entry.lemma}")


def _asks_for(attribution: Attribution) -> bool:
    """Tell whether a cue of asking or calling has a "for": then it is a request, no question and no naming."""
    if attribution.cue is None or lemma_of(attribution.cue.root) not in _ASKING:
        return False
    objects = [child for child in attribution.cue.root.rights if relation(child) in {"obl", "nmod"}]
    return attribution.cue[-1].lower_ == "for" or any(
        case.lower_ == "for" for one in objects for case in one.lefts if case.dep_ == "case"
    )


def _document(attribution: Attribution) -> str | None:
    """Return the noun of a source that is itself an estimate ("a new assessment indicates"), or None."""
    head = attribution.head
    heads = [] if head is None else [head, head.head] if relation(head) == "nmod" else [head]
    for noun in heads:
        found = markers().get((noun.lemma_.lower(), "NOUN"), ()) if noun.pos_ == "NOUN" else ()
        if any(marker.modality is Modality.ASSESSMENT for marker in found):
            return noun.lemma_
    return None


def _signs_of_cue(attribution: Attribution) -> Iterator[_Sign]:
    """Yield what the cue's own clause says: "will announce", "if officials say"."""
    assert attribution.cue is not None  # noqa: S101  (the caller asked)
    head = attribution.cue.root
    names = {lemma_of(auxiliary) for auxiliary in auxiliaries(head)}
    if names & _PREDICTED:
        yield _Sign(Modality.PROJECTION, "cue in the future")
    if any(mark.lower_ in _CONDITIONALS for mark in head.children if mark.dep_ == "mark"):
        yield _Sign(Modality.HYPOTHETICAL, "cue under a condition")


def _signs(anchor: Token, inside: Callable[[Token], bool], *, counts: bool) -> Iterator[_Sign]:
    """Yield the signs on the path from `anchor` upwards, as far as the statement reaches."""
    below: Token | None = None
    node = anchor
    while True:
        yield from _modifiers(node, below)
        if heads_clause(node):
            yield from _mood(node, counts=counts)
            yield from _predicated(node)
            if _has_mark(node, _CONDITIONALS):
                yield _Sign(Modality.HYPOTHETICAL, "condition")
            if _makes_own_statement(node):
                return
        while joins_verb(node) and inside(node.head):  # what the first verb says of itself is not said of the second
            node = node.head
            if _makes_own_statement(node):
                return
        if node.head.i == node.i or not inside(node.head):
            return
        yield from _governed(node)
        below, node = node, node.head


def _mood(head: Token, *, counts: bool) -> Iterator[_Sign]:
    """Yield what the auxiliaries and the condition of a clause say."""
    names = {lemma_of(auxiliary) for auxiliary in auxiliaries(head)}
    perfect = "have" in names and head.lemma_ != "have"
    condition = any(relation(child) == "advcl" and _has_mark(child, _IF) for child in head.children)
    if condition:
        yield _Sign(Modality.HYPOTHETICAL, "condition")
    if names & _PREDICTED:
        yield _Sign(Modality.PROJECTION, "will")
    if "would" in names:
        conditional = perfect or any(token.lower_ in {"if", "unless"} for token in head.sent)
        yield _Sign(Modality.HYPOTHETICAL if conditional else Modality.PROJECTION, "would")
    if names & _POSSIBLE:
        static = any(child.dep_ == "cop" for child in head.children) or head.lemma_ == "be"
        if perfect or static:
            yield _Sign(Modality.ASSESSMENT, "could be")
        else:
            yield _Sign(Modality.PROJECTION, "could reach") if counts else _Sign(Modality.HYPOTHETICAL, "could")
    if names & _OBLIGED:
        yield _Sign(Modality.ASSESSMENT, "must have") if perfect else _Sign(Modality.PROJECTION, "should")
    if _is_to(head):
        yield _Sign(Modality.PROJECTION, "is to")


def _is_to(head: Token) -> bool:
    """Tell whether a clause is of the form "is to begin", "are going to leave", "is about to leave"."""
    marked = any(child.lower_ == "to" and child.dep_ == "mark" for child in head.children)
    if not marked or not has_feature(head, "VerbForm", "Inf"):
        return False
    if any(child.lemma_ == "be" and has_feature(child, "VerbForm", "Fin") for child in auxiliaries(head)):
        return True
    governor = head.head
    if head.dep_ not in {"xcomp", "ccomp", "advcl"} or governor == head:
        return False
    if governor.lemma_ == "be":
        return has_feature(governor, "VerbForm", "Fin")
    return governor.lemma_ in _MOVING and (governor.tag_ == "VBG" or governor.lemma_ == "about")


def _modifiers(node: Token, below: Token | None) -> Iterator[_Sign]:
    """Yield markers that modify `node`: adverbs, and adjectives and participles of a noun."""
    for child in node.children:
        if child == below or (child.lower_ in _OF_IDENTITY and _names_people(node)):
            continue
        step = relation(child)
        if step in {"advmod", "amod", "acl", "obl"} and (step != "obl" or child.pos_ == "ADV"):
            pos = "ADV" if step == "advmod" else "ADJ"
            words = {child.lemma_.lower(), child.lower_}
            yield from _matching(words, pos, Reach.MODIFIER, frozenset())


def _names_people(noun: Token) -> bool:
    """Tell whether a noun may name people: "six suspected rebels" doubts who they are, "six suspected cases" whether they are any."""
    kind = kind_of(noun)
    return kind is None or kinds().is_a(kind, PEOPLE)


def _predicated(head: Token) -> Iterator[_Sign]:
    """Yield a marker that is the subject of a predicate ("the goal is 5,000 refugees", "estimates range from")."""
    for child in head.children:
        if relation(child) == "nsubj":
            yield from _matching({child.lemma_.lower()}, "NOUN", Reach.PREDICATIVE, frozenset())


def _governed(node: Token) -> Iterator[_Sign]:
    """Yield the marker that governs `node`, when it reaches it through the relation in which `node` stands."""
    governor, step = node.head, relation(node)
    pos = {"PROPN": "NOUN", "AUX": "VERB"}.get(governor.pos_, governor.pos_)
    words = {governor.lemma_.lower()} | ({governor.lower_} if pos == "ADJ" else set())
    particles = frozenset(child.lower_ for child in node.children if child.dep_ in {"case", "mark"})
    if step in {"xcomp", "ccomp", "advcl", "acl", "csubj"}:
        if (node.dep_ == "acl:relcl" and not _completes_noun(node)) or (
            step == "advcl" and pos == "VERB" and "that" not in particles
        ):
            return
        infinitive = "to" in particles or has_feature(node, "VerbForm", "Inf")
        yield from _matching(words, pos, Reach.INFINITIVE if infinitive else Reach.CLAUSE, frozenset())
    elif step in {"obj", "obl", "nmod"} or node.dep_ == "nsubj:pass":
        bare = step == "obj" or node.dep_ == "nsubj:pass" or pos == "NOUN"
        yield from _matching(words, pos, Reach.NOMINAL, frozenset() if bare else particles, prepositional=not bare)


def _matching(
    words: set[str], pos: str, reach: Reach, particles: frozenset[str], *, prepositional: bool = False
) -> Iterator[_Sign]:
    for word in sorted(words):
        for marker in markers().get((word, pos), ()):
            if reach in marker.reach and _fits(marker, particles, prepositional=prepositional):
                yield _Sign(marker.modality, f"{reach} of {word}")


def _fits(marker: Marker, particles: frozenset[str], *, prepositional: bool) -> bool:
    return bool(marker.particles & particles) if prepositional else not marker.particles


def _makes_own_statement(head: Token) -> bool:
    """Tell whether what stands above a clause says nothing of it: relative and finite adverbial clauses, asides."""
    if head.dep_ in {"acl:relcl", "advcl:relcl", "appos"}:
        return not _completes_noun(head)
    return relation(head) in _OWN_STATEMENT and has_subject(head) and heads_finite_clause(head)


def _completes_noun(head: Token) -> bool:
    """Tell whether a "relative" clause completes its noun: "the pretext *that* the rebels had fired" has a conjunction and a subject."""
    return head.dep_ == "acl:relcl" and has_subject(head) and _has_mark(head, _THAT)


def _has_mark(head: Token, words: frozenset[str]) -> bool:
    return any(
        child.lower_ in words for child in head.children if child.dep_ in {"mark", "advmod"} and child.i < head.i
    )


def _lies_ahead(anchor: Token, inside: Callable[[Token], bool], time: Time | None, published: date | None) -> bool:
    """Tell whether a statement is dated to after the article.

    A past tense rules that out ("left on Friday"), except before a deadline ("were told to leave by Friday").
    """
    if time is None or published is None:
        return False
    if time.earliest is None:
        return time.latest is not None and time.latest > published
    within = takewhile(inside, ancestors(anchor))
    return time.earliest > published and not any(is_past(node) for node in within if heads_clause(node))


def _polarity(anchor: Token, inside: Callable[[Token], bool], innermost: Attribution | None) -> Polarity:
    """Return whether the statement is negated: "has not sent 500", or disbelieved ("does not believe that 500 left")."""
    disbelieved = (
        innermost is not None and innermost.negated and innermost.entry is not None and innermost.entry.experiencer
    )
    head = clause_head(anchor)
    negated = (inside(head) and is_negated(head)) or any(
        child.lower_ == "not" and child.i < anchor.i for child in anchor.children
    )
    return Polarity.DENIED if negated != disbelieved else Polarity.AFFIRMED
