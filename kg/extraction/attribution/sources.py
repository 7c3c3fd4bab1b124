"""Find whose words they are: the source of a cue as a full noun phrase.

The span follows PARC and PolNeAR: determiner, modifiers, appositions and relative clauses belong to the source
("Ann Lee, the ministry's spokeswoman, who spoke on Monday"). A cue without a subject of its own inherits one: from the verb
that it is coordinated with, from the clause that governs its participle or infinitive, from the noun that it modifies.
"""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extraction.attribution.tree import SUBJECTS, child, children, extent, rejoined, span_of

_RELATIVE: Final = frozenset({"who", "which", "that", "whom", "whose"})
_EMPTY: Final = frozenset({"it", "there"})
_STRIP: Final = frozenset({"cc", "mark", "punct", "discourse", "advmod", "case"})
_OPENERS: Final = frozenset({"ADV", "CCONJ", "SCONJ", "INTJ"})
_MAX_CLIMB: Final = 4


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: the spans of the phrase and the token that stands for it (of a relative pronoun, the antecedent)."""

    spans: tuple[Span, ...]
    head: Token | None
    how: str  # subject, inverted, agent, inherited, possessor, none


NOBODY: Final = Source((), None, "none")


def noun_phrase(head: Token, *, after: int = -1, before: int = 1 << 30) -> Span | None:
    """Return the noun phrase of `head` within tokens [after, before), without connectives at its left edge."""
    doc = head.doc
    start, end = extent(head)
    start, end = max(start, after), min(end, before)
    skip = {t.i for t in head.lefts if t.dep_ in _STRIP and t.dep_ != "advmod"}
    skip |= {
        i
        for t in head.lefts
        if t.dep_ == "advmod" and t.i + 1 < end and doc[t.right_edge.i + 1].text == ","
        for i in range(*extent(t))
    }
    while start < end - 1 and doc[start].pos_ == "ADV" and doc[start].head.pos_ in {"VERB", "AUX"}:
        start += 1
    while start < end and (
        start in skip or doc[start].is_space or doc[start].text in {",", "—", "–", "-", ";", ":", "(", "and", "but"}
    ):
        start += 1
    for (
        adjunct
    ) in head.lefts:  # "In July the secretary", "Today forces": the parser hung an adjunct of the verb on its subject
        if adjunct.dep_ in {"obl", "obl:unmarked", "advcl", "parataxis", "nmod:unmarked", "vocative", "dislocated"} or (
            adjunct.dep_ == "nmod" and any(t.dep_ == "case" for t in adjunct.lefts)
        ):
            start = max(start, min(extent(adjunct)[1], head.i))
    while start + 2 < end and doc[start].pos_ in _OPENERS and doc[start + 1].text == ",":  # "Previously, the director"
        start += 2
    for clause in head.rights:
        if (clause.i < end and clause.dep_ in {"parataxis", "ccomp", "conj"} and clause.pos_ in {"VERB", "AUX"}) or (
            clause.dep_ in {"acl", "advcl"}
            and clause.i < end
            and clause.tag_ == "VBG"
            and doc[max(0, clause.left_edge.i - 1)].text == ","
        ):
            end = min(end, extent(clause)[0])
    return span_of(doc, start, end)


def find_source(verb: Token, group: tuple[int, int], *, passive: bool, climb: int = 0) -> Source:
    """Return the source of a cue verb, its own or inherited; `NOBODY` when the clause names none."""
    if passive:
        return _agent(verb)
    subject = _own_subject(verb)
    if subject is not None and subject.dep_ != "csubj":
        return _of_subject(verb, subject, group)
    if child(verb, "expl") is not None:
        return NOBODY
    return _inherited(verb, climb) if climb < _MAX_CLIMB else NOBODY


def _own_subject(verb: Token) -> Token | None:
    """Return the subject of a verb: the nearest, when a relative pronoun of the content is another ("which media report are old")."""
    subjects = children(verb, *SUBJECTS)
    if len(subjects) > 1 and subjects[0].lower_ in _RELATIVE:
        return subjects[-1]
    return subjects[0] if subjects else None


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, a bare participle after a noun ("figures released by") included."""
    if child(verb, "aux:pass", "nsubj:pass", "csubj:pass", "obl:agent") is not None:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and child(verb, "aux", *SUBJECTS) is None


def _of_subject(verb: Token, subject: Token, group: tuple[int, int]) -> Source:
    doc = verb.doc
    if subject.lower_ in _EMPTY and subject.pos_ == "PRON" and child(verb, "expl") is None and subject.dep_ == "expl":
        return NOBODY
    if subject.lower_ in _RELATIVE and subject.pos_ in {"PRON", "DET", "SCONJ"}:
        antecedent = verb.head if verb.dep_.startswith("acl") else subject
        return Source((doc[subject.i : subject.i + 1],), antecedent, "subject")
    if subject.i < group[0]:
        phrase = noun_phrase(subject, before=group[0])
        if phrase is None:
            return NOBODY
        return Source((_fill_gap(doc, whole_name(phrase), group[0]),), subject, "subject")
    phrase = noun_phrase(subject, after=group[1])
    return Source((phrase,), subject, "inverted") if phrase is not None else NOBODY


def whole_name(phrase: Span) -> Span:
    """Widen a phrase over the proper nouns and titles right before it that the parser left outside ("*Ann* Lee said")."""
    doc, start = phrase.doc, phrase.start
    if doc[start].pos_ != "PROPN":
        return phrase
    while (
        start > 0
        and doc[start - 1].pos_ == "PROPN"
        and doc[start - 1].whitespace_
        and doc[start - 1].ent_type_ not in {"DATE", "TIME"}
    ):
        start -= 1
    return doc[start : phrase.end]


def _fill_gap(doc: Doc, phrase: Span, end: int) -> Span:
    """Widen a subject up to its verb when what stands between is an apposition that the parser hung elsewhere."""
    gap = doc[phrase.end : end]
    if len(gap) < 3 or gap[0].text not in {",", "(", "—", "–"} or gap[-1].text not in {",", ")", "—", "–"}:
        return phrase
    first = gap[1]
    if first.pos_ in {"DET", "NOUN", "PROPN", "ADJ", "NUM"} or first.lower_ in {
        "who",
        "whose",
        "which",
        "now",
        "then",
        "also",
    }:
        return doc[phrase.start : end - 1] if gap[-1].text != ")" else doc[phrase.start : end]
    return phrase


def _agent(verb: Token) -> Source:
    for oblique in verb.rights:
        case = oblique.left_edge  # of "by Health Minister Ana Bravo" the parser may hang "by" on the title
        if case.dep_ == "case" and case.lower_ == "by":
            phrase = noun_phrase(oblique, after=case.i + 1)
            if phrase is not None:
                return Source((phrase,), oblique, "agent")
    return NOBODY


def _inherited(verb: Token, climb: int) -> Source:
    governor = rejoined(verb) or verb.head
    if governor is verb:
        return NOBODY
    if verb.dep_ == "conj" or (
        verb.dep_ in {"advcl", "xcomp", "parataxis"} and governor.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}
    ):
        if verb.dep_ == "xcomp":
            controlled = child(governor, "obj", "iobj")
            if controlled is not None and governor.lemma_.lower() not in {"promise", "threaten", "vow", "pledge"}:
                phrase = noun_phrase(
                    controlled, before=verb.left_edge.i if verb.left_edge.i > controlled.i else 1 << 30
                )
                return Source((phrase,), controlled, "inherited") if phrase is not None else NOBODY
        passive = is_passive(governor)
        subject = child(governor, *SUBJECTS)
        if passive and subject is not None:
            phrase = noun_phrase(subject, before=governor.i) if subject.i < governor.i else noun_phrase(subject)
            return Source((phrase,), subject, "inherited") if phrase is not None else NOBODY
        found = find_source(governor, (governor.i, governor.i + 1), passive=passive, climb=climb + 1)
        return Source(found.spans, found.head, "inherited") if found.spans else NOBODY
    if verb.dep_ in {"acl", "acl:relcl"} and governor.pos_ in {"NOUN", "PROPN", "PRON"}:
        phrase = noun_phrase(governor, before=verb.left_edge.i)
        return Source((phrase,), governor, "inherited") if phrase is not None else NOBODY
    return NOBODY
