"""Find whose words they are: the source of a cue as a full noun phrase.

The span follows PARC and PolNeAR: determiner, modifiers, appositions and relative clauses belong to the source
("Ann Lee, the ministry's spokeswoman, who spoke on Monday"). A cue without a subject of its own inherits one: from the verb
that it is coordinated with, from the clause that governs its participle or infinitive, from the noun that it modifies.
"""

from dataclasses import dataclass
from typing import Final

from kg.extraction.attribution.beside import phrase_before
from kg.extraction.attribution.edges import bare_source, can_speak, whole_name
from kg.extraction.attribution.tree import SUBJECTS, child, children, extent, rejoined, span_of, verb_group
from kg.extraction.syntax import Doc, Span, Token

_RELATIVE: Final = frozenset({"who", "which", "that", "whom", "whose"})
_EMPTY: Final = frozenset({"it", "there"})
_STRIP: Final = frozenset({"cc", "mark", "punct", "discourse", "case"})
_BETWEEN: Final = frozenset({",", "—", "–", "-", ";", ":", "(", "and", "but"})
_ADJUNCTS: Final = frozenset({"obl", "obl:unmarked", "advcl", "parataxis", "nmod:unmarked", "vocative", "dislocated"})
_OPENERS: Final = frozenset({"ADV", "CCONJ", "SCONJ", "INTJ"})
_MAX_CLIMB: Final = 4
_LONGEST_BRACKETED: Final = 8  # words of a source between commas
_LONGEST_TITLE: Final = 5  # words of a title that the parser left outside a name


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: the spans of the phrase and the token that stands for it (of a relative pronoun, the antecedent)."""

    spans: tuple[Span, ...]
    head: Token | None
    how: str  # subject, inverted, agent, inherited, possessor, none


NOBODY: Final = Source((), None, "none")


def noun_phrase(head: Token, *, after: int = -1, before: int = 1 << 30) -> Span | None:
    """Return the noun phrase of `head` within tokens [after, before), without connectives at its left edge."""
    tokens = head.doc.tokens
    start, end = extent(head)
    start, end = max(start, after), min(end, before)
    lefts = head.lefts
    skip = _connectives(head, lefts, end)
    while start < end - 1 and tokens[start].pos_ == "ADV" and tokens[start].head.pos_ in {"VERB", "AUX"}:
        start += 1
    while start < end and (start in skip or tokens[start].text in _BETWEEN or tokens[start].is_space):
        start += 1
    for (
        adjunct
    ) in lefts:  # "In July the secretary", "Today forces": the parser hung an adjunct of the verb on its subject
        if adjunct.dep_ in _ADJUNCTS or (adjunct.dep_ == "nmod" and any(t.dep_ == "case" for t in adjunct.lefts)):
            start = max(start, min(extent(adjunct)[1], head.i))
    while (
        start + 2 < end and tokens[start].pos_ in _OPENERS and tokens[start + 1].text == ","
    ):  # "Previously, the mayor"
        start += 2
    for clause in head.rights:
        if (clause.i < end and clause.dep_ in {"parataxis", "ccomp", "conj"} and clause.pos_ in {"VERB", "AUX"}) or (
            clause.dep_ in {"acl", "advcl"}
            and clause.i < end
            and clause.tag_ == "VBG"
            and tokens[max(0, clause.left_edge.i - 1)].text == ","
        ):
            end = min(end, extent(clause)[0])
    return span_of(head.doc, start, end)


def _connectives(head: Token, lefts: list[Token], end: int) -> set[int]:
    """Return where the words stand that link a noun phrase to what is before it, adverbs between commas included."""
    tokens = head.doc.tokens
    skip: set[int] = set()
    for left in lefts:
        if left.dep_ == "advmod":
            if left.i + 1 < end and tokens[left.right_edge.i + 1].text == ",":
                skip.update(range(*extent(left)))
        elif left.dep_ in _STRIP:
            skip.add(left.i)
    return skip


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
    if len(subjects) > 1 and (subjects[0].lower_ in _RELATIVE or _is_addressed(subjects, verb)):
        return subjects[-1]
    return subjects[0] if subjects else None


def _is_addressed(subjects: list[Token], verb: Token) -> bool:
    """Tell whether the first of two subjects is a dateline or somebody spoken to: "*Ann*, the ambassador to Peru said", "*Lima* – The mayor said"."""
    doc, last, (start, end) = verb.doc, subjects[-1], verb_group(verb)
    between = [token.text for token in doc[subjects[0].i + 1 : last.left_edge.i] if token.is_punct]
    bracketed = doc[start - 1].text == "," or (end < len(doc) and doc[end].text == ",")
    if bracketed or last.i > verb.i or not between:
        return False
    return not {"—", "–"}.isdisjoint(between) or (between == [","] and doc[last.left_edge.i].pos_ == "DET")


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, a bare participle after a noun ("figures released by") included."""
    if child(verb, "aux:pass", "nsubj:pass", "csubj:pass", "obl:agent") is not None:
        return not _is_perfect(verb)
    reduced = verb.dep_ in {"acl", "advcl"} if verb.tag_ == "VBN" else verb.tag_ == "VBD" and verb.dep_ == "acl"
    return reduced and child(verb, "aux", *SUBJECTS) is None


def _is_perfect(verb: Token) -> bool:
    """Tell whether "'s" before a participle is "has": "she's said the talks failed"; of "it's said" it is not."""
    auxiliary, subject = child(verb, "aux:pass"), child(verb, "nsubj", "nsubj:pass")
    short = auxiliary is not None and auxiliary.lower_ in {"'s", "’s"} and child(verb, "obl:agent") is None
    return short and subject is not None and subject.lower_ in {"he", "she", "who"} and child(verb, "ccomp") is not None


def _of_subject(verb: Token, subject: Token, group: tuple[int, int]) -> Source:
    doc = verb.doc
    if subject.lower_ in _EMPTY and subject.pos_ == "PRON" and child(verb, "expl") is None and subject.dep_ == "expl":
        return NOBODY
    if subject.lower_ in _RELATIVE and subject.pos_ in {"PRON", "DET", "SCONJ"}:
        antecedent = verb.head if verb.dep_.startswith("acl") else subject
        return Source((doc[subject.i : subject.i + 1],), antecedent, "subject")
    if subject.i < group[0]:
        return _of_leading_subject(subject, group)
    phrase = noun_phrase(subject, after=group[1])
    return Source((phrase,), subject, "inverted") if phrase is not None and can_speak(phrase) else NOBODY


def _of_leading_subject(subject: Token, group: tuple[int, int]) -> Source:
    phrase = noun_phrase(subject, before=group[0])
    if phrase is None:
        return NOBODY
    phrase = bare_source(_fill_gap(subject.doc, whole_name(phrase, group[0]), group[0]))
    if not can_speak(phrase):
        return NOBODY
    whole = _including(phrase) or _apposed(phrase, group[0])
    if whole is not None:
        return Source((subject.doc[whole.start : phrase.end],), whole.root, "subject")
    return Source((phrase,), subject, "subject")


def _including(phrase: Span) -> Span | None:
    """Return the noun phrase whose members `phrase` only names: "*lawmakers from both parties*, including Ann Lee and Tom Rao, said"."""
    doc, at = phrase.doc, phrase.start - 1
    while at > 0 and phrase.start - at <= _LONGEST_TITLE and doc.parts[at] in {"NOUN", "PROPN", "ADJ", "DET"}:
        at -= 1
    if at < 1 or doc.lowers[at] != "including":
        return None
    return phrase_before(doc, at - 1 if doc[at - 1].text == "," else at, doc[at].sent.start)


def _apposed(phrase: Span, end: int) -> Span | None:
    """Return the name before an apposition that the parser took for the subject: "*Ann Lee*, the union's head, said"."""
    doc, start = phrase.doc, phrase.start
    closed = phrase.end == end or (phrase.end == end - 1 and doc[phrase.end].text == ",")
    if (
        start < 2
        or not closed
        or doc[end - 1].text != ","
        or doc[start - 1].text != ","
        or doc[start - 2].pos_ != "PROPN"
    ):
        return None
    whole = phrase_before(doc, end, doc[start].sent.start)
    return whole[: start - 1 - whole.start] if whole is not None and whole.start < start - 1 else None


def _fill_gap(doc: Doc, phrase: Span, end: int) -> Span:
    """Widen a subject up to its verb when what stands between is an apposition that the parser hung elsewhere."""
    if end - phrase.end < 3:
        return phrase
    opening, closing = doc.texts[phrase.end], doc.texts[end - 1]
    if opening not in {",", "(", "—", "–"} or closing not in {",", ")", "—", "–"}:
        return phrase
    first = doc[phrase.end + 1]
    if first.pos_ in {"DET", "NOUN", "PROPN", "ADJ", "NUM"} or first.lower_ in {
        "who",
        "whose",
        "which",
        "now",
        "then",
        "also",
    }:
        return doc[phrase.start : end - 1] if closing != ")" else doc[phrase.start : end]
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
    governor = rejoined(verb) or _behind_comma(verb) or verb.head
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
        quoted = child(governor, "obj") if as_saying(governor) is verb and not passive else None
        if quoted is not None:
            phrase = noun_phrase(quoted, before=verb.left_edge.i)
            return Source((phrase,), quoted, "inherited") if phrase is not None else NOBODY
        subject = child(governor, *SUBJECTS)
        if governor.dep_ == "ccomp" and subject is not None and child(subject, "nummod") is not None:
            # "reported that 300 soldiers had left and projected that …": who reports projects, not the counted
            governor, passive, subject = governor.head, is_passive(governor.head), None
        if passive and subject is not None:
            phrase = noun_phrase(subject, before=governor.i) if subject.i < governor.i else noun_phrase(subject)
            return Source((phrase,), subject, "inherited") if phrase is not None else NOBODY
        found = find_source(governor, (governor.i, governor.i + 1), passive=passive, climb=climb + 1)
        return Source(found.spans, found.head, "inherited") if found.spans else NOBODY
    return _of_noun(verb, climb)


def as_saying(verb: Token) -> Token | None:
    """Return the participle that says what somebody is quoted with: "quoted the envoy *as saying*"."""
    for clause in verb.rights:
        mark = child(clause, "mark", "case")
        if (
            clause.tag_ == "VBG"
            and clause.dep_ in {"advcl", "xcomp", "obl"}
            and mark is not None
            and mark.lower_ == "as"
        ):
            return clause
    return None


def _behind_comma(verb: Token) -> Token | None:
    """Return the finite verb above a participle behind a comma: "hailed the vote as fair, *telling* reporters" speaks of who hailed it."""
    before = verb.left_edge.i - 1
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or before < 1 or verb.doc[before].text not in {",", "—", "–"}:
        return None
    above = verb.head
    while above.dep_ in {"xcomp", "acl", "advcl", "nmod", "obl", "obj", "amod"} and _own_subject(above) is None:
        above = above.head
    return above if above is not verb.head and above.pos_ in {"VERB", "AUX", "ADJ"} else None


def _of_noun(verb: Token, climb: int) -> Source:
    """Return the noun that a verb modifies ("a report saying"); behind a comma, who governs that noun ("read a report, saying")."""
    noun = verb.head
    if _follows_comma(verb) and noun.dep_ in {"obj", "obl", "nmod", "obl:unmarked"} and noun.head is not noun:
        return _governing(noun, climb)
    if verb.dep_ not in {"acl", "acl:relcl"} or noun.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return NOBODY
    if verb.tag_ == "VBG" and child(verb, "mark", "case") is not None:
        return NOBODY  # "a story of approving troops": the story approves of nothing
    phrase = noun_phrase(noun, before=verb.left_edge.i)
    return Source((phrase,), noun, "inherited") if phrase is not None else NOBODY


def _follows_comma(verb: Token) -> bool:
    """Tell whether a participle stands behind a comma: "rejected the plan, *saying* …" speaks of the subject, not of the plan."""
    before = verb.left_edge.i - 1
    return verb.tag_ == "VBG" and verb.dep_ == "acl" and before > 0 and verb.doc[before].text in {",", "—", "–"}


def _governing(noun: Token, climb: int) -> Source:
    """Return the source of the verb that governs a noun, over the nouns that the noun modifies."""
    governor = noun.head
    while governor.pos_ in {"NOUN", "PROPN"} and governor.dep_ in {"nmod", "obl", "obj"}:
        governor = governor.head
    if governor.pos_ not in {"VERB", "AUX"}:
        return NOBODY
    found = find_source(governor, (governor.i, governor.i + 1), passive=is_passive(governor), climb=climb + 1)
    return Source(found.spans, found.head, "inherited") if found.spans else NOBODY


def between_commas(doc: Doc, group: tuple[int, int], source: Source, window: tuple[int, int]) -> Source | None:
    """Return the words between a comma and a cue before a comma: "The talks, *the envoy* said, have failed"."""
    if group[1] >= window[1] or doc[group[1]].text not in {",", "—", "–"} or not source.spans:
        return None
    comma = group[0] - 1
    while comma >= source.spans[0].start and doc[comma].text not in {",", "—", "–"}:
        comma -= 1
    if comma <= source.spans[0].start or group[0] - comma < 2 or group[0] - comma > _LONGEST_BRACKETED:
        return None
    phrase = phrase_before(doc, group[0], comma + 1)
    return Source((phrase,), phrase.root, "subject") if phrase is not None and phrase.start == comma + 1 else None
