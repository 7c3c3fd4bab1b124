"""What a clause says of the counted people: "28 people were killed" counts deaths, "injuring three" counts injured.

Each function reads one construction and returns the kind, or None. Words come first, the tree second.
"""

from functools import cache
from typing import Final

from kg.extraction.quantities.counted_nouns import HYPHENS, NOUNS, kind_of, lemma_among, lemma_of, singular
from kg.extraction.syntax import Doc, Token
from kg.vocabulary.counted import CASUALTIES, Kind, kinds

_SKIPPED_RIGHT: Final = frozenset(
    "was were is are be been being have has had get got gets getting also reportedly confirmed reported feared believed presumed "
    "thought said known listed found left already either still now then later all both who that which so far yet allegedly "
    "officially since may might could will would must should dead shot burned burnt stabbed beaten to seriously severely badly critically "
    "lightly slightly instantly apparently initially more others other yesterday today as not".split()
)
_BE: Final = frozenset("was were is are be been being got get gets getting left reported feared believed found".split())
_WINDOW_RIGHT: Final = 9
_NOUN_WINDOW: Final = 5  # "fled the fighting around their homes"
_REFLEXIVES: Final = frozenset({"himself", "herself", "itself", "themselves"})
_SKIPPED_LEFT: Final = frozenset(
    "the a an of by up to as many at least off another some about around more than over also himself herself itself themselves".split()
)
_PREPOSITIONS: Final = frozenset("in at on from near by during since with".split())
_RELATIVES: Final = frozenset({"who", "that", "which"})
_TIME_DETERMINERS: Final = frozenset("each every this last that".split())
_LIVES: Final = frozenset({"life", "lives"})
_VIOLENCE: Final = frozenset(
    "shot stabbed beaten burned burnt captured tortured kidnapped abducted injured wounded".split()
)
INCLUDING: Final = frozenset({"including", "among", "include", "includes", "included"})


def kind_from_right(doc: Doc, index: int, end: int) -> Kind | None:
    """Return the kind told by the words after the counted phrase: "12 dead", "12 soldiers were killed", "12 people died"."""
    scheme = kinds()
    passive, relative = False, False
    stop = min(end, index + _WINDOW_RIGHT)
    while index < stop:
        token = doc[index]
        word = token.lower_
        if word == "," and passive and (behind := _behind_comma(doc, index, end)) is not None:
            index, stop = behind, min(end, behind + _WINDOW_RIGHT)
            continue
        if word == "among" and index + 2 < end and doc[index + 1].lower_ == "the":
            return scheme.by_predicate.get(doc[index + 2].lower_)  # "was among the dead"
        if (
            word in scheme.by_predicate
            and not _precedes_noun(doc, index, stop)
            and not _acts(doc, index, passive=passive)
        ):
            return _with_alternative(doc, index, scheme.by_predicate[word])
        if kind := _of_verb(doc, index, passive=passive):
            return _with_alternative(doc, index, kind)
        if word in _BE:
            passive = True
        relative = relative or word in _RELATIVES
        joined = word == "and" and doc[index - 1].lower_ in _VIOLENCE
        if word not in _SKIPPED_RIGHT and token.pos_ != "ADV" and not joined:
            return None
        index += 1
    return None


def _behind_comma(doc: Doc, index: int, end: int) -> int | None:
    """Return the place behind an aside between commas that follows an auxiliary: "was*, according to police,* among the dead"."""
    close = next((token.i for token in doc[index + 1 : min(end, index + _WINDOW_RIGHT)] if token.text == ","), None)
    return close + 1 if close is not None and doc[index - 1].lower_ in _BE else None


def _with_alternative(doc: Doc, index: int, kind: Kind) -> Kind:
    """Widen a kind by a second word joined to the first: "killed or wounded" counts casualties."""
    scheme = kinds()
    if index + 2 >= len(doc) or doc[index + 1].lower_ not in ("or", "and"):
        return kind
    second = doc[index + 2]
    lemma = lemma_among(second, _verbs())
    other = scheme.by_predicate.get(second.lower_) or scheme.by_patient.get(lemma)
    if other is None or second.tag_ in ("VB", "VBP", "VBZ") or _has_object(doc, index + 2, passive=False):
        return kind
    return scheme.common(kind, other) or kind


def _of_verb(doc: Doc, index: int, *, passive: bool) -> Kind | None:
    """Return the kind that the verb at `index` makes of its subject."""
    scheme = kinds()
    token = doc[index]
    lemma = lemma_among(token, _verbs())
    if lemma in scheme.by_patient:
        active = not passive and (token.tag_ in ("VB", "VBP", "VBZ", "VBG") or _has_object(doc, index, passive=passive))
        return None if active else scheme.by_patient[lemma]
    return scheme.by_subject.get(lemma) or _of_verb_with_noun(doc, index, lemma)


def _of_verb_with_noun(doc: Doc, index: int, lemma: str) -> Kind | None:
    """Return the kind that a verb makes of its subject together with a noun after it: "lost their lives", "fled the fighting"."""
    if lemma not in _compound_verbs():
        return None
    following = doc[index + 1 : index + 1 + _NOUN_WINDOW]
    return next((kind for t in following if (kind := kinds().by_subject.get(f"{lemma} {singular(t)}"))), None)


@cache
def _compound_verbs() -> frozenset[str]:
    return frozenset(words.split()[0] for words in kinds().by_subject if " " in words)


@cache
def _verbs() -> frozenset[str]:
    return frozenset({*kinds().by_patient, *kinds().by_subject, *_compound_verbs()})


def _has_object(doc: Doc, index: int, *, passive: bool) -> bool:
    """Tell whether the verb at `index` has an object after it: "12 rebels wounded five soldiers"."""
    if passive or index + 1 >= len(doc):
        return False
    after = doc[index + 1]
    if after.lower_ in _TIME_DETERMINERS or after.lower_ in ("rose", "fell"):  # verbs that taggers take for nouns
        return False
    return (
        after.pos_ in ("DET", "NUM", "PRON", "PROPN", "NOUN")
        or after.like_num
        or after.lower_ in ("at", "more", "up", "some")
    )


def _precedes_noun(doc: Doc, index: int, stop: int) -> bool:
    return index + 1 < stop and doc[index + 1].pos_ in NOUNS and doc[index].pos_ == "ADJ"


def kind_from_left(doc: Doc, index: int, start: int, noun: Token | None) -> Kind | None:
    """Return the kind told by the verb before the counted phrase: "killed at least 12", "claimed 12 lives"."""
    scheme = kinds()
    steps = 0
    verbs: list[Kind] = []
    while index > start and steps < 6:
        token = doc[index - 1]
        lives = noun is not None and noun.lower_ in _LIVES
        lemma = lemma_among(token, _takers() if lives else _verbs())
        kind = scheme.by_patient.get(f"{lemma} life" if lives else lemma)
        if kind is not None and not _is_passive(token):
            verbs.append(kind)
            if index - 2 > start and doc[index - 2].lower_ in ("or", "and", "and/or"):
                index -= 2
                steps += 1
                continue
            break
        joined = token.lower_ == "and" and index - 2 > start and doc[index - 2].lower_ in _REFLEXIVES
        if verbs or not (joined or token.lower_ in _SKIPPED_LEFT):
            break
        index, steps = index - 1, steps + 1
    if not verbs:
        return None
    kind = verbs[0]
    for other in verbs[1:]:
        kind = scheme.common(kind, other) or kind
    return kind


def _acts(doc: Doc, index: int, *, passive: bool) -> bool:
    """Tell whether a predicate like "wounded" is a verb with an object: "12 rebels wounded five soldiers"."""
    return lemma_among(doc[index], _verbs()) in _verbs() and _has_object(doc, index, passive=passive)


@cache
def _takers() -> frozenset[str]:
    return frozenset(words.split()[0] for words in kinds().by_patient if words.endswith(" life"))


def _is_passive(verb: Token) -> bool:
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    before = [t.lower_ for t in verb.doc[max(0, verb.i - 3) : verb.i]]
    return any(word in ("was", "were", "been", "being", "is", "are") for word in before) or any(
        child.dep_ == "aux:pass" for child in verb.children
    )


def kind_from_modifier(doc: Doc, first: int, last: int) -> Kind | None:
    """Return the kind told by a modifier between figure and noun: "12 dead soldiers", "three wounded men"."""
    scheme = kinds()
    for token in doc[first:last]:
        if token.lower_ in scheme.by_predicate:
            return scheme.by_predicate[token.lower_]
        if token.tag_ == "VBN" and (kind := scheme.by_patient.get(lemma_of(token))):
            return kind
    return None


def kind_from_tree(head: Token) -> Kind | None:
    """Return the kind told by the verb that governs the counted noun, or by a participle or relative clause on it."""
    scheme = kinds()
    for child in head.children:
        if child.i < head.i:
            continue
        lemma = lemma_of(child)
        if child.dep_ in ("acl", "acl:relcl", "amod") and child.i - head.i < 8:
            passive = (child.tag_ == "VBN" and child.dep_ != "acl:relcl") or any(
                c.dep_ == "aux:pass" for c in child.children
            )
            if passive and lemma in scheme.by_patient:
                return scheme.by_patient[lemma]
            if child.dep_ == "acl:relcl" and lemma in scheme.by_subject and _subject_is_relative(child):
                return scheme.by_subject[lemma]
    return _from_governor(_first_of_list(head))


def _first_of_list(head: Token) -> Token:
    """Return the first noun of a list: what is said of it is said of all."""
    while head.dep_ == "conj" and head.head.pos_ in (*NOUNS, "NUM", "PRON") and head.head.i < head.i:
        head = head.head
    return head


def kind_from_harm_noun(doc: Doc, index: int, start: int) -> Kind | None:
    """Return the kind told by a noun of harm that governs the phrase: "the deaths of two soldiers"."""
    while index > start + 1 and doc[index - 1].lower_ in ("the", "its", "their", "his", "her"):
        index -= 1
    if index < start + 2 or doc[index - 1].lower_ != "of":
        return None
    kind = kind_of(doc[index - 2])
    return kind if kind is not None and kinds().is_a(kind, CASUALTIES) else None


def _from_governor(head: Token) -> Kind | None:
    scheme = kinds()
    verb, dep = head.head, head.dep_
    if verb.i == head.i:
        return None
    lemma = lemma_of(verb)
    if dep == "nsubj:pass" or (dep == "nsubj" and any(c.dep_ == "aux:pass" for c in verb.children)):
        kind = scheme.by_patient.get(lemma)
        return _with_alternative(verb.doc, verb.i, kind) if kind is not None else _from_complement(verb)
    if dep == "nsubj":
        if any(c.dep_ == "cop" for c in verb.children):
            return scheme.by_predicate.get(verb.lower_)
        if verb.pos_ in ("VERB", "AUX"):
            return scheme.by_subject.get(lemma)
    if dep == "obj" and verb.i < head.i and verb.pos_ == "VERB" and not _is_passive(verb):
        return scheme.by_patient.get(lemma) or _from_complement(verb)
    return None


def _from_complement(verb: Token) -> Kind | None:
    """Return the kind told by a predicate on the subject or object: "were found dead", "left 12 people injured"."""
    scheme = kinds()
    for child in verb.children:
        if child.dep_ in ("xcomp", "advcl", "ccomp") and child.i > verb.i and child.lower_ in scheme.by_predicate:
            return scheme.by_predicate[child.lower_]
    return None


def _subject_is_relative(verb: Token) -> bool:
    return any(c.dep_.startswith("nsubj") and c.lower_ in _RELATIVES for c in verb.children)


def is_subset(doc: Doc, index: int, start: int) -> bool:
    """Tell whether the phrase at `index` names a part of what was counted before: "28 people, including six children"."""
    steps = 0
    while index > start and steps < 4:
        word = doc[index - 1].lower_
        if word in INCLUDING:
            return True
        if word == "them" and index - 2 > start and doc[index - 2].lower_ in ("among", "of"):
            return True
        if word not in _SKIPPED_LEFT and word not in HYPHENS and word not in (",", ":", "were", "was", "are"):
            return False
        index, steps = index - 1, steps + 1
    return False


def only_lists(doc: Doc, first: int, last: int) -> bool:
    """Tell whether the tokens between two counted phrases only join them in a list: ", and", "or"."""
    return all(t.lower_ in (",", "and", "or", ";", "as", "well", "plus") for t in doc[first:last])
