"""Small questions to a Universal Dependencies tree that several components ask: clauses, auxiliaries, mood, negation."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.extraction.syntax import Doc, Span, Token

_CLAUSAL: Final = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
_SUBJECT: Final = frozenset({"nsubj", "csubj", "expl"})
_AUXILIARY: Final = frozenset({"aux", "cop"})
_OWN: Final = _SUBJECT | _AUXILIARY
_VERBAL: Final = frozenset({"VERB", "AUX"})
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no longer"})
_CLOSERS: Final = frozenset("\"'”’)]»")
_FINITE_TAGS: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})
_CONTRACTED: Final = {
    "'ll": "will",
    "’ll": "will",
    "wo": "will",
    "'d": "would",
    "’d": "would",
    "ca": "can",
    "sha": "shall",
}


def relation(token: Token) -> str:
    """Return the universal relation of `token` without its subtype: `nsubj` for `nsubj:pass`."""
    return token.dep_.partition(":")[0]


def ancestors(token: Token) -> Iterator[Token]:
    """Yield `token` and then each head up to the root."""
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token


def heads_clause(token: Token) -> bool:
    """Tell whether `token` is the head of a clause: by its relation, as a second verb, or by its own subject or auxiliary."""
    if relation(token) in _CLAUSAL or joins_verb(token):
        return True
    for child in token.children:  # noqa: SIM110  (asked of every ancestor of a word: a generator takes twice as long)
        if relation(child) in _OWN:
            return True
    return False


def joins_verb(token: Token) -> bool:
    """Tell whether `token` is a verb coordinated with another one."""
    return token.dep_ == "conj" and token.pos_ in _VERBAL and (token.head.pos_ in _VERBAL or has_subject(token.head))


def clause_head(token: Token) -> Token:
    """Return the head of the smallest clause that holds `token` (the root of the sentence when there is no other)."""
    for candidate in ancestors(token):
        if heads_clause(candidate):
            return candidate
    return token


def auxiliaries(head: Token) -> list[Token]:
    """Return the auxiliaries and the copula of a clause, or those of its first conjunct where it shares them.

    "will be deployed and trained": "trained" shares "will be"; in "will leave, having trained" nothing is shared.
    """
    own = [child for child in head.children if relation(child) in _AUXILIARY]
    if own or head.dep_ != "conj" or has_subject(head) or head.tag_ != head.head.tag_:
        return own
    return auxiliaries(head.head)


def lemma_of(token: Token) -> str:
    """Return the lower-case lemma; contracted auxiliaries are spelt out."""
    return _CONTRACTED.get(token.lower_, token.lemma_.lower())


def has_subject(head: Token) -> bool:
    """Tell whether a clause has a subject of its own."""
    return any(relation(child) in _SUBJECT for child in head.children)


def is_negated(head: Token) -> bool:
    """Tell whether the clause of `head` is negated by "not", "never" or "nor" ("no" before a noun counts zero instead)."""
    return any(child.lower_ in _NEGATIONS for child in head.children if child.i < head.i or relation(head) == "ROOT")


def is_past(head: Token) -> bool:
    """Tell whether the finite verb of the clause of `head` is in the past tense."""
    finite = auxiliaries(head)[:1] or [head]
    return has_feature(finite[0], "Tense", "Past") and finite[0].tag_ != "VBN"


def has_feature(token: Token, name: str, value: str) -> bool:
    """Tell whether the morphological feature `name` of `token` has `value`."""
    return value in _features(str(token.morph)).get(name, ())


@cache
def _features(morph: str) -> dict[str, list[str]]:
    """Return the values by feature of what Universal Dependencies write as "Mood=Ind|PronType=Int,Rel"."""
    pairs = (feature.partition("=") for feature in morph.split("|"))
    return {name: values.split(",") for name, _, values in pairs}


def heads_finite_clause(head: Token) -> bool:
    """Tell whether the clause of `head` has a finite verb: `head` itself, its auxiliary or its copula."""
    return any(verb.tag_ in _FINITE_TAGS or has_feature(verb, "VerbForm", "Fin") for verb in (head, *auxiliaries(head)))


def is_finite(sentence: Span) -> bool:
    """Tell whether a sentence has a finite verb."""
    return any(token.tag_ in _FINITE_TAGS for token in sentence)


def is_question(sentence: Span) -> bool:
    """Tell whether a sentence ends in a question mark, closing quotation marks and brackets aside."""
    for token in reversed(list(sentence)):
        if not token.is_space and token.text[-1] not in _CLOSERS:
            return token.text.endswith("?")
    return False


def subtree_span(head: Token) -> Span:
    """Return the stretch from the first to the last token that `head` governs."""
    return head.doc[head.left_edge.i : head.right_edge.i + 1]


def sentence_of(doc: Doc, index: int) -> Span:
    """Return the sentence that holds the token at `index`."""
    sentence: Span = doc[index].sent
    return sentence
