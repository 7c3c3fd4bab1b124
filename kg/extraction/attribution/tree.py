"""Spans over a dependency tree in Universal Dependencies: noun phrases, verb groups, clauses, and what is left of a span."""

from collections.abc import Iterable
from typing import Final

from kg.extraction.syntax import Doc, Span, Token
from kg.vocabulary.cues import find_cue

SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer"})
CLAUSES: Final = frozenset(
    {"ccomp", "xcomp", "csubj", "advcl", "parataxis", "acl", "acl:relcl", "advcl:relcl", "ccomp:speech"}
)
AUXILIARIES: Final = frozenset({"aux", "aux:pass", "cop"})
DASHES: Final = frozenset({"-", "–", "—", "--"})
_WORDS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})  # no part of a verb group, whatever the parser says
_AUXILIARY_FORMS: Final = frozenset(
    {
        "be",
        "have",
        "do",
        "get",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "ought",
        "need",
    }
)
_NOT: Final = frozenset({"not", "n't", "n’t", "never"})
_NEGATIVE: Final = _NOT | {"neither", "nor"}
_LONGEST_ADVERB: Final = 3  # tokens before its head: "not so long *ago*"
EDGE: Final = frozenset(",;:.–—-()") | {"--"}


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children of `token` that stand in one of the relations `deps`, in order of the text."""
    return [child for child in token.children if child.dep_ in deps]


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child of `token` in one of the relations `deps`, or None."""
    for dependent in token.children:
        if dependent.dep_ in deps:
            return dependent
    return None


def extent(token: Token) -> tuple[int, int]:
    """Return the first and the past-the-last token index of the subtree of `token`."""
    if not token.children:
        return token.i, token.i + 1
    source = token.doc.source[token.i]
    return source.left_edge.i, source.right_edge.i + 1


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return [start, end) without white space and punctuation at its edges; quotation marks stay."""
    tokens = doc.tokens
    while start < end and _is_edge(tokens[start]):
        start += 1
    while end > start and _is_edge(tokens[end - 1]) and not _closes_bracket(doc, start, end):
        end -= 1
    return start, end


def _is_edge(token: Token) -> bool:
    return token.text in EDGE or token.is_space


def _closes_bracket(doc: Doc, start: int, end: int) -> bool:
    return doc.texts[end - 1] == ")" and "(" in doc.texts[start : end - 1]


def span_of(doc: Doc, start: int, end: int) -> Span | None:
    """Return the trimmed span of [start, end), or None when nothing is left."""
    start, end = trim(doc, start, end)
    return Span(doc, start, end) if start < end else None


def without(doc: Doc, start: int, end: int, holes: Iterable[tuple[int, int]]) -> list[Span]:
    """Return what is left of [start, end) outside of `holes`, trimmed, in order; bits without a word are dropped."""
    pieces, at = [], start
    for hole_start, hole_end in sorted(holes):
        if hole_end <= at or hole_start >= end:
            continue
        pieces.append((at, hole_start))
        at = max(at, hole_end)
    pieces.append((at, end))
    spans = [span_of(doc, a, b) for a, b in pieces if a < b]
    return [span for span in spans if span is not None and any(t.is_alpha or t.like_num for t in span)]


def verb_group(verb: Token) -> tuple[int, int]:
    """Return the token range of a verb with its auxiliaries, the adverbs among them and its particle.

    "has also said" → all three; "told reporters" → "told"; "pointed out" → both; "to say" → both.
    """
    tokens, start, end = verb.doc.tokens, verb.i, verb.i + 1
    inside = _before_verb(verb)
    while start > 0 and (start - 1 in inside or _is_light(tokens[start - 1])) and not tokens[start - 1].is_space:
        start -= 1
    while start < verb.i and tokens[start].pos_ == "ADV" and tokens[start].lower_ in _CONNECTIVES:
        start += 1
    particle = child(verb, "compound:prt")
    if particle is not None and particle.i == verb.i + 1 and not _hedges(particle):
        end = particle.i + 1
    return start, end


def _before_verb(verb: Token) -> set[int]:
    """Return where the auxiliaries, adverbs and "to" stand that hang on a verb and may precede it in its group."""
    found = set()
    for left in verb.lefts:
        if left.dep_ == "advmod":
            if left.i - left.left_edge.i < _LONGEST_ADVERB:
                found |= {inner.i for inner in left.subtree if inner.pos_ not in _WORDS}
            elif left.pos_ not in _WORDS:
                found.add(left.i)
        elif left.pos_ not in _WORDS and (
            (left.dep_ in AUXILIARIES and _is_auxiliary(left)) or (left.dep_ == "mark" and left.lower_ == "to")
        ):
            found.add(left.i)
    return found


def _hedges(particle: Token) -> bool:
    """Tell whether a "particle" belongs to the figure behind it: "expects *up to* 900 more"."""
    following = particle.doc[particle.i + 1 : particle.i + 3]
    return len(following) > 1 and following[0].lower_ == "to" and following[1].tag_ == "CD"


_CONNECTIVES: Final = frozenset({"when", "where", "why", "how", "as", "while", "however", "so", "then", "meanwhile"})
_FOCUS: Final = frozenset(
    {
        "also",
        "never",
        "not",
        "n't",
        "n’t",
        "repeatedly",
        "previously",
        "later",
        "first",
        "once",
        "since",
        "recently",
        "already",
        "still",
    }
)


def _is_light(token: Token) -> bool:
    return _is_auxiliary(token) or token.lower_ in _FOCUS


def _is_auxiliary(token: Token) -> bool:
    """Tell whether a token is an auxiliary by its form too: unknown names are sometimes tagged as one."""
    return token.pos_ == "AUX" and (token.lemma_.lower() in _AUXILIARY_FORMS or token.text[:1] in "'’")


def rejoined(verb: Token) -> Token | None:
    """Return the verb that a speech verb is coordinated with where the parser joined it to what that verb says, else None.

    "Ann Lee reported that 300 people had fled *and projected* that more would": who projects is Ann Lee, not the people.
    """
    inner, outer = verb.head, verb.head.head
    if verb.dep_ != "conj" or inner.dep_ not in {"ccomp", "ccomp:speech"} or child(verb, "aux", *SUBJECTS) is not None:
        return None
    speaks = find_cue(verb.lemma_.lower(), "VERB") is not None and find_cue(inner.lemma_.lower(), "VERB") is None
    if not speaks or verb.tag_ not in {"VBD", "VBZ"} or outer.pos_ != "VERB":
        return None
    clause = child(verb, "ccomp")
    says = clause is not None and (mark := child(clause, "mark")) is not None and mark.lower_ == "that"
    perfect = verb.tag_ == "VBD" and inner.tag_ == "VBN" and child(inner, "aux", "aux:pass") is not None
    return outer if says or perfect else None


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is negated by its own "not" or "never", or by an auxiliary's "n't"."""
    for left in verb.lefts:
        if left.dep_ != "conj" and left.lower_ in _NEGATIVE:
            return True
        if left.dep_ in AUXILIARIES and any(inner.lower_ in _NOT for inner in left.children):
            return True
    return False
