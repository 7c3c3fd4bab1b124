"""The component `kg_agreements`: agreements with their parties, date of signature and clauses.

An agreement is an entity of that type, or a described one ("a security pact between A and B") when the words name its
parties. What the text says of it is read around each of its mentions: who signs it, who stands in "between … and …" or
"with …", when the signing is dated, and what it is said to include or oblige its parties to.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import spacy.tokens
from spacy.language import Language

from kg.extraction.annotations import (
    AgreementMention,
    Cluster,
    EntityMention,
    TimeExpression,
    cluster_of,
    clusters_by_head,
    index_clusters,
)
from kg.extraction.clauses import relation
from kg.extraction.events.component import participant_span
from kg.extraction.events.misread import other_side
from kg.extraction.events.roles import deep_object, deep_subject, follow
from kg.extraction.syntax import Doc, Span, Token, syntax_of
from kg.model import MentionKind, local_id
from kg.vocabulary.fillers import closure
from kg.vocabulary.inflection import spell_out

_NOUNS: Final = spell_out(
    ["agreement", "treaty", "pact", "accord", "memorandum", "protocol", "convention", "armistice", "deal", "truce"]
)
_SIGNING_VERBS: Final = spell_out(
    [
        "sign",
        "ratify",
        "conclude",
        "initial",
        "reach",
        "negotiate",
        "seal",
        "ink",
        "finalize",
        "finalise",
        "strike",
        "adopt",
    ]
)
_SIGNING_NOUNS: Final = spell_out(["signing", "signature", "ratification", "conclusion"])
_HOLDING: Final = spell_out(["include", "contain", "feature"])  # what they hold is the clause
_PROVIDING: Final = spell_out(
    [
        "commit",
        "oblige",
        "require",
        "bind",
        "provide",
        "stipulate",
        "call",
        "allow",
        "permit",
        "ban",
        "prohibit",
        "limit",
        "guarantee",
        "pledge",
        "cover",
        "envisage",
        "foresee",
        "specify",
        "mandate",
        "state",
        "say",
        "cap",
        "grant",
        "set",
        "enable",
        "forbid",
    ]
)
_ACTING_PLACES: Final = frozenset({"City", "Region"})
_PHRASAL: Final = frozenset({"nmod", "obl", "appos", "obj", "conj", "compound"})
_FARTHEST: Final = 4  # phrases between a time and the signing that it dates


@Language.component("kg_agreements", assigns=["doc._.agreements"])
def find_agreements(doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
    """Set `doc._.agreements`; described agreements with two parties join `doc._.clusters`."""
    syntax = syntax_of(doc)
    found = [_read(syntax, cluster) for cluster in doc._.clusters if cluster.type == "Agreement"]
    described = list(_described(syntax))
    if described:
        index_clusters(doc, [*doc._.clusters, *(agreement.cluster for agreement in described)])
    doc._.agreements = sorted([*found, *described], key=lambda agreement: agreement.span.start)
    return doc


def _described(doc: Doc) -> Iterator[AgreementMention]:
    """Yield agreements that have no name but parties: "a trade deal between A and B"."""
    for token in doc:
        if token.lower_ not in _NOUNS or token.pos_ not in {"NOUN", "PROPN"} or cluster_of(doc, token) is not None:
            continue
        parties = _unique(_parties(token))
        if len(parties) < 2:
            continue
        span = participant_span(token)
        cluster = Cluster(
            local_id("e", "Agreement", span.start_char, span.text),
            "Agreement",
            span.text,
            [EntityMention(span, MentionKind.NOMINAL)],
        )
        yield _read(doc, cluster)


def _read(doc: Doc, cluster: Cluster) -> AgreementMention:
    """Return what the text says of an agreement around all of its mentions."""
    agreement = AgreementMention(cluster, min((m.span for m in cluster.mentions), key=lambda span: span.start))
    parties: list[Cluster] = []
    clauses: dict[tuple[int, int], Span] = {}
    for mention in cluster.mentions:
        head = mention.head
        parties += _parties(head)
        clauses |= {(span.start, span.end): span for span in _clauses(head)}
        if agreement.signed is None:
            agreement.signed = _signed(head, doc._.times)
    bound = [party for party in _unique(parties) if party is not cluster]
    agreement.parties = bound if len(bound) > 1 else []  # one alone binds itself to nobody
    agreement.clauses = [clauses[key] for key in sorted(clauses)]
    return agreement


def _unique(clusters: Iterable[Cluster]) -> list[Cluster]:
    return list({cluster.id: cluster for cluster in clusters}.values())


def _parties(head: Token) -> list[Cluster]:
    """Return who is said to be bound by the agreement that `head` names."""
    signing = _signing(head)
    found: list[Token] = []
    for node in (head, signing) if signing is not None else (head,):
        for preposition in ("between", "among", "with", "by"):
            for side in follow(node, f"nmod:{preposition}"):
                found += [side, *_conjuncts(side)]
                if preposition == "between":
                    found += [other for other in [other_side(side)] if other is not None]
    if signing is not None and signing.pos_ == "VERB":
        for signer in (deep_subject(signing), *follow(signing, "obl:with"), *follow(signing, "obl:between")):
            if signer is not None:
                found += [signer, *_conjuncts(signer)]
    elif signing is not None:
        found += list(follow(signing, "nmod:poss"))
    named = [token for token in head.subtree if token.i < head.i and not _inside_name(head, token)]
    found += [token for token in named if relation(token) in {"amod", "compound", "nmod", "conj"}]
    return [party for token in found if (party := _as_party(token)) is not None]


def _inside_name(head: Token, token: Token) -> bool:
    """Tell whether `token` belongs to the agreement's own name, where a place is no party ("the Minsk agreement")."""
    own = cluster_of(head.doc, head)
    other = clusters_by_head(head.doc).get(token.i)
    return other is None or other is own or (other.type == "City")


def _as_party(token: Token) -> Cluster | None:
    """Return the party that a token names; persons sign for their country or not at all."""
    cluster = cluster_of(token.doc, token)
    if cluster is None:
        return None
    if cluster.type == "Person":
        return cluster.country
    return cluster if cluster.type in _ACTING_PLACES or "Actor" in closure(cluster.type) else None


def _conjuncts(token: Token) -> list[Token]:
    return [t for child in token.children if child.dep_ == "conj" for t in (child, *_conjuncts(child))]


def _signing(head: Token) -> Token | None:
    """Return the verb or noun that says that the agreement of `head` is signed, or None."""
    for candidate in (head.head, *head.children):
        if candidate.lower_ in _SIGNING_VERBS and candidate.pos_ == "VERB":
            thing = deep_object(candidate)
            if thing is not None and thing.i == head.i:
                return candidate
    governor = head.head
    return governor if governor.lower_ in _SIGNING_NOUNS and relation(head) == "nmod" else None


def _signed(head: Token, times: list[TimeExpression]) -> TimeExpression | None:
    """Return when the agreement was signed: the time of its signing, or the year before its name ("the 1987 treaty")."""
    signing = _signing(head)
    for time in times:
        root = time.span.root
        if root.sent.start != head.sent.start:
            continue
        if signing is not None and _hangs_on(root, {signing.i}, head):
            return time
        if root.head.i == head.i and root.i < head.i and time.value.granularity == "year":
            return time
        if signing is not None and _follows(head, time.span):
            return time
    return None


def _follows(head: Token, time: Span) -> bool:
    """Tell whether a time closes the phrase of an agreement, wherever the parser hung it: "the signing of the pact between A and B in June"."""
    between = head.doc[head.i + 1 : time.start] if head.i < time.start else None
    return between is not None and not any(token.pos_ in ("VERB", "AUX") or token.text in ",;:" for token in between)


def _hangs_on(token: Token, nodes: set[int], through: Token) -> bool:
    """Tell whether phrases lead from `token` up to one of `nodes` without crossing another clause."""
    for _ in range(_FARTHEST):
        if token.head.i in nodes:
            return True
        if relation(token) not in _PHRASAL or (token.head.pos_ == "VERB" and token.head.i != through.i):
            return False
        token = token.head
    return False


def _clauses(head: Token) -> Iterator[Span]:
    """Yield what the agreement is said to provide: "includes a clause on …", "obliges both sides to …"."""
    for verb in _predicates(head):
        if verb.lower_ in _HOLDING:
            held = next((c for c in verb.children if c.dep_ == "obj"), None)
            if held is not None:
                yield _trimmed(held.doc[held.left_edge.i : held.right_edge.i + 1])
        elif verb.lower_ in _PROVIDING:
            yield _trimmed(verb.doc[verb.i : verb.right_edge.i + 1])


def _predicates(head: Token) -> Iterator[Token]:
    """Yield the verbs whose subject is the agreement, in its own clause, in relative clauses and in participles.

    A relative clause counts when it hangs on anything after `head` in the same noun phrase or beside it: parses attach
    "…, which includes" to the nearest noun ("in June, which includes").
    """
    verb = head.head
    if head.dep_ == "nsubj" and verb.pos_ == "VERB":
        yield verb
        yield from (c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and deep_subject(c) == head)
    for token in head.sent:
        if token.i > head.i and token.dep_ == "acl:relcl" and token.pos_ == "VERB" and _relates(token, head):
            yield token
            yield from (c for c in token.children if c.dep_ == "conj" and c.pos_ == "VERB")
    yield from (c for c in head.children if c.dep_ == "acl" and c.tag_ == "VBG")


def _relates(verb: Token, head: Token) -> bool:
    pronoun = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if pronoun is None or pronoun.lower_ not in {"which", "that"}:
        return False
    noun = verb.head
    if noun.i == head.i:
        return True
    return noun.i > head.i and pronoun.lower_ == "which" and verb.lower_ in _HOLDING | _PROVIDING


def _trimmed(span: Span) -> Span:
    """Return `span` without punctuation and closing quotation marks at its end."""
    while len(span) > 1 and (span[-1].is_punct or span[-1].is_space or span[-1].is_quote):
        span = span[:-1]
    return span
