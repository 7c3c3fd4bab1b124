"""Verbs that announce what is said elsewhere, and here name a thing, count goods, tell a purpose, or are nobody's words."""

from typing import Final

from kg.extraction.attribution.figures import opens_figure
from kg.extraction.attribution.sources import Source
from kg.extraction.attribution.tree import SUBJECTS, child, is_negated
from kg.extraction.syntax import Doc, Token

Range = tuple[int, int]

_NAMING: Final = frozenset({"call", "name", "dub", "nickname", "title"})
_NOBODY: Final = frozenset({"nobody", "none", "anyone", "anybody", "whoever"})


def gives_name(verb: Token) -> bool:
    """Tell whether a verb only tells what something is called: "a group *called* Harbour Watch", not "they called Lee a liar"."""
    if verb.lemma_.lower() not in _NAMING or verb.i + 1 >= len(verb.doc) or verb.doc[verb.i + 1].pos_ != "PROPN":
        return False
    if verb.dep_ == "acl":
        return child(verb, "obl:agent") is None
    subject = child(verb, "nsubj")
    article = None if subject is None or subject.i != verb.i - 1 else child(subject, "det")
    return article is not None and article.lower_ in {"a", "an"}


def counts_goods(doc: Doc, content: Range) -> bool:
    """Tell whether what stands behind a cue is a number or a price of things: "weighs 40 tonnes", "charged the club $3 million"."""
    return opens_figure(doc, *content) or any(token.tag_ == "$" for token in doc[content[0] : content[1]])


def is_nobodys(verb: Token, source: Source) -> bool:
    """Tell whether nobody in particular would say it: "nobody opposed him", "anyone wanting to borrow", "don't forget that"."""
    if source.head is not None:
        return source.head.lower_ in _NOBODY
    return verb.tag_ == "VB" and verb.dep_ == "ROOT" and is_negated(verb)


def is_purpose(verb: Token) -> bool:
    """Tell whether an infinitive tells what something is for ("a way *to reject* the plan"): it says nothing."""
    mark = child(verb, "mark")
    return verb.dep_ in {"advcl", "acl"} and mark is not None and mark.lower_ == "to"


def modifies_noun(token: Token) -> bool:
    """Tell whether a participle stands before its noun ("21 confirmed cases"): it says nothing."""
    participle = token.dep_ == "amod" and token.tag_ in {"VBN", "VBD", "VBG"} and token.i < token.head.i
    return participle and child(token, *SUBJECTS) is None
