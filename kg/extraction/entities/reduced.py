"""Participles that the parser took for the verb of a clause: "Data *published* Tuesday showed …", "Witnesses *interviewed* by the paper said …".

With a day or an agent between them, the parser makes a clause of the participle and gives the true verb to the day, or none to it. What
the words show is mended before any rule reads the tree: the participle describes the noun before it, whose verb is the one behind.
"""

from typing import Final

from spacy.tokens import Doc, Token

from kg.vocabulary.calendar import MONTH_WORDS, TIME_WORDS
from kg.vocabulary.cues import Frame, find_cue

_ISSUED: Final = frozenset({"release", "publish", "issue", "post", "leak", "circulate"})  # may be cues of a clause, too
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_JOINED: Final = frozenset({"ccomp", "xcomp", "conj", "parataxis", "advcl"})
_BESIDE_TIME: Final = frozenset({"last", "this", "next", "late", "early", "earlier", "on", "in", "the", "of"})
_REACH: Final = 5  # tokens of the time between participle and verb
_LONGEST_AGENT: Final = 8  # tokens of "by the northern port authority"
_NOMINAL: Final = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART"})


def mend_reduced_relatives(doc: Doc) -> None:
    """Mend the trees around participles before a finite verb without a subject of its own.

    With a time or an agent behind it the participle describes its noun; between commas it leaves its subject to the verb.
    """
    for participle in doc:
        if participle.tag_ in {"VBD", "VBN"} and participle.pos_ == "VERB" and _may_describe(participle):
            verb = _verb_behind(participle)
            noun = next((t for t in participle.lefts if t.dep_ in {"nsubj", "nsubj:pass"}), None)
            if verb is not None and noun is not None:
                if participle.head == verb:
                    _subordinate(participle, verb, noun)
                else:
                    _exchange(participle, verb, noun)
        elif participle.tag_ == "VBG":
            _mend_aside(participle)


def _may_describe(participle: Token) -> bool:
    """Tell whether a verb is seldom followed by a clause about a day ("They said Monday was calm" stays as it is)."""
    lemma = participle.lemma_.lower()
    if lemma not in _ISSUED and find_cue(lemma, "VERB", Frame.CLAUSE) is not None:
        return False
    return not any(t.dep_.startswith("aux") or t.dep_ == "mark" for t in participle.lefts)


def _verb_behind(participle: Token) -> Token | None:
    """Return the finite verb that has nothing but a time and an agent between itself and the participle, and no subject but these."""
    doc, at = participle.doc, participle.i + 1
    while at < len(doc) and at <= participle.i + _REACH and _is_of_time(doc[at]):
        at += 1
    agent = at < len(doc) and doc[at].lower_ == "by"
    if agent:
        begin, at = at, at + 1
        while at < len(doc) and at <= begin + _LONGEST_AGENT and doc[at].pos_ in _NOMINAL:
            at += 1
        at += at < len(doc) and doc[at].text == "," and _is_bracketed(participle)
    if at == participle.i + 1 or at >= len(doc):
        return None
    verb = doc[at]
    below = verb.head == participle and verb.dep_ in _JOINED
    above = agent and participle.head == verb and participle.dep_ in {"ccomp", "csubj", "parataxis"}
    own = any(t.dep_.startswith(("nsubj", "mark")) and not _is_of_time(t) for t in [*verb.lefts, *verb.rights])
    return verb if (below or above) and verb.sent == participle.sent and verb.tag_ in _FINITE and not own else None


def _is_bracketed(participle: Token) -> bool:
    """Tell whether a comma parts the phrase of a participle from the subject: "the army, in a statement *carried* by state media, said"."""
    subject = next((t for t in participle.lefts if t.dep_ in {"nsubj", "nsubj:pass"}), None)
    return subject is not None and participle.doc[subject.i + 1].text == ","


def _is_of_time(token: Token) -> bool:
    word = token.lower_.rstrip(".")
    return (
        word in TIME_WORDS
        or word in MONTH_WORDS
        or word in _BESIDE_TIME
        or token.lemma_.lower() in TIME_WORDS
        or token.like_num
    )


def _mend_aside(participle: Token) -> None:
    """Give the subject of a participle between commas to the finite verb behind it: "the paper, *citing* a memo, reported"."""
    doc, noun = participle.doc, next((t for t in participle.lefts if t.dep_ == "nsubj"), None)
    if noun is None or doc[participle.i - 1].text != "," or any(t.dep_.startswith("aux") for t in participle.lefts):
        return
    at = participle.i + 1
    while at < len(doc) and doc[at].pos_ in _NOMINAL:
        at += 1
    if at + 1 >= len(doc) or doc[at].text != "," or at == participle.i + 1:
        return
    verb = doc[at + 1]
    own = any(t.dep_.startswith(("nsubj", "mark")) for t in [*verb.lefts, *verb.rights])
    finite = verb.tag_ in _FINITE or (verb.tag_ == "VBN" and any(t.dep_ == "ccomp" for t in verb.rights))
    if finite and verb.sent == participle.sent and not own and participle not in verb.ancestors:
        noun.head = verb
        verb.tag_ = "VBD" if verb.tag_ == "VBN" else verb.tag_
        for child in list(participle.lefts):
            if child.i < noun.left_edge.i:
                child.head = verb
        participle.head, participle.dep_ = verb, "advcl"


def _subordinate(participle: Token, verb: Token, noun: Token) -> None:
    """Give the subject of a participle to the verb above it, and let the participle describe the noun right before it."""
    for child in list(participle.lefts):
        child.head = verb
    described = participle.nbor(-1) if participle.i and participle.nbor(-1).pos_ in {"NOUN", "PROPN"} else noun
    noun.dep_ = "nsubj"
    participle.head, participle.dep_, participle.tag_ = described, "acl", "VBN"


def _exchange(participle: Token, verb: Token, noun: Token) -> None:
    """Make `verb` what `participle` was in the tree, with everything that hung there but the time, and `participle` part of `noun`."""
    above, relation = participle.head, participle.dep_
    verb.dep_ = relation
    verb.head = verb if above == participle else above
    for child in [*participle.lefts, *participle.rights]:
        if child != verb and not participle.i < child.i < verb.i:
            child.head = verb
    for child in list(verb.lefts):
        if participle.i < child.i:
            child.head, child.dep_ = participle, "obl:unmarked"
    participle.head, participle.dep_, participle.tag_ = noun, "acl", "VBN"
