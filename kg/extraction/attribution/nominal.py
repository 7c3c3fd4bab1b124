"""Attribution by nouns: "Seoul's claim that …", "a report by the agency that …", "criticism of the deal", "her call for talks".

The source is the possessor, the by- or from-phrase, or a nationality adjective; without one it stays empty. The content is the
clause or infinitive that depends on the noun, or the complement of the noun's own preposition.
"""

from typing import Final

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.beside import is_finite, phrase_before
from kg.extraction.attribution.documents import is_data
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.sources import find_source, is_passive, noun_phrase
from kg.extraction.attribution.tree import SUBJECTS, child, children, extent, span_of, verb_group, without
from kg.extraction.syntax import Span, Token
from kg.vocabulary.cues import Cue, Frame, find_cue

_SOURCE_CASES: Final = frozenset({"by", "from"})
_LONGEST_SOURCE: Final = 14  # tokens of "by Ann Lee, the foreign minister of Peru, that"
_LIGHT_REACH: Final = 5  # determiner and adjectives between a light verb and its noun
_LIGHT: Final = frozenset(
    {
        "make",
        "give",
        "issue",
        "offer",
        "express",
        "voice",
        "raise",
        "have",
        "release",
        "publish",
        "repeat",
        "deliver",
        "hold",
        "share",
        "reiterate",
    }
)


def find_nominal(reading: Reading) -> list[Attribution]:
    """Return the attributions whose cue is a noun or a predicative adjective."""
    found = []
    for token in reading.cued("NOUN", "ADJ"):
        attribution = _noun(reading, token) if token.pos_ == "NOUN" else _adjective(reading, token)
        if attribution is not None:
            found.append(attribution)
    return found


def _noun(reading: Reading, noun: Token) -> Attribution | None:
    doc, window = reading.doc, reading.window(noun)
    lemma = noun.lemma_.lower()
    source, head = _possessor(noun)
    clauses = children(noun, "acl", "ccomp", "acl:relcl")
    if not clauses and noun.dep_ == "obj" and is_light(noun.head):
        clauses = children(noun.head, "ccomp")
    for clause in clauses:
        mark = child(clause, "mark")
        if mark is None or clause.i < noun.i:
            continue
        frame = Frame.INFINITIVE if mark.lower_ == "to" else Frame.CLAUSE
        if mark.lower_ not in {"that", "to", "whether"} or mark.i < noun.i:
            continue
        entry = find_cue(lemma, "NOUN", frame)
        if entry is None or (frame is Frame.INFINITIVE and source is None):
            continue
        content = without(doc, max(clause.left_edge.i, noun.i + 1), min(extent(clause)[1], window[1]), [])
        if source is None:
            source, head = _maker_beside(noun, mark.i, window[0])
        if source is None and (light := light_verb(noun)) is not None:
            return _make(doc[light[0] : noun.i + 1], content, light[1], light[2], entry, "noun:light", noun)
        return _make(doc[_start(noun, source) : noun.i + 1], content, source, head, entry, f"noun:{frame.value}", noun)
    distant = _distant_clause(noun, window, source, head)
    light = light_verb(noun) if source is None else None
    if distant is not None or (source is None and light is None):
        return distant
    for phrase in children(noun, "nmod", "obl"):
        case = child(phrase, "case")
        entry = find_cue(lemma, "NOUN", Frame.NOMINAL)
        if case is None or entry is None or case.lower_ not in entry.particles or phrase.i < noun.i:
            continue
        content = without(doc, case.i + 1, min(extent(phrase)[1], window[1]), [])
        stop = case.i + 1 if case.i == noun.i + 1 else noun.i + 1
        if light is not None:
            return _make(doc[light[0] : stop], content, light[1], light[2], entry, "noun:light", noun)
        return _make(doc[_start(noun, source) : stop], content, source, head, entry, "noun:nominal", noun)
    return None


def _maker_beside(noun: Token, mark: int, floor: int) -> tuple[Span | None, Token | None]:
    """Return whose claim it is by the words around it, where the tree fails: "the city's claim that", "a claim by the city that"."""
    doc = noun.doc
    phrase = None
    if doc[noun.i - 1].tag_ == "POS":
        phrase = phrase_before(doc, noun.i - 1, floor)
    elif doc[noun.i + 1].lower_ in _SOURCE_CASES and mark - noun.i <= _LONGEST_SOURCE:
        phrase = span_of(doc, noun.i + 2, mark)
    return (phrase, phrase.root) if phrase is not None else (None, None)


def _distant_clause(noun: Token, window: tuple[int, int], owner: Span | None, head: Token | None) -> Attribution | None:
    """Return the attribution of "an announcement by the rebels *that* …" where the tree hangs the clause elsewhere."""
    doc, entry, at = noun.doc, find_cue(noun.lemma_.lower(), "NOUN", Frame.CLAUSE), noun.i + 1
    if entry is None or at >= window[1]:
        return None
    that: int | None = at if owner is not None and owner.end <= noun.i else None  # "the army's claim that"
    if doc[at].lower_ in _SOURCE_CASES:
        reach = doc[at + 1 : min(window[1], at + 1 + _LONGEST_SOURCE)]
        that = next((token.i for token in reach if token.lower_ == "that" or token.pos_ in {"VERB", "AUX"}), None)
        owner = None if that is None else span_of(doc, at + 1, that)
        head = None if owner is None else owner.root
    if that is None or owner is None or doc[that].lower_ != "that":
        return None
    finite = [token.i for token in doc[that + 1 : window[1]] if is_finite(token)]
    verbs = (token.i for token in doc[that + 1 : window[1]] if token.pos_ in {"VERB", "AUX"})
    opens = not any(is_finite(token) for token in doc[window[0] : noun.i])
    more = bool(finite) and next(verbs, finite[-1]) < finite[-1]
    end = finite[-1] if opens and more else window[1]  # "the claim by X that … | could not be checked"
    cue = doc[_start(noun, owner) : noun.i + 1]
    return _make(cue, without(doc, that, end, []), owner, head, entry, "noun:distant", noun) if finite else None


def _start(noun: Token, source: Span | None) -> int:
    """Return where the cue begins: behind the possessor, or at the determiner when nobody is named."""
    start = noun.left_edge.i
    if source is None or source.end > noun.i:
        return start
    start = max(start, source.end)
    return start + 1 if noun.doc[start].tag_ == "POS" else start


def _make(
    cue: Span, content: list[Span], source: Span | None, head: Token | None, entry: Cue, rule: str, noun: Token
) -> Attribution | None:
    if not content:
        return None
    return Attribution(
        cue=cue,
        content=content,
        source=[source] if source is not None else [],
        head=head,
        entry=entry,
        rule=rule,
        negated=any(t.lower_ == "no" for t in noun.lefts),
    )


def _possessor(noun: Token) -> tuple[Span | None, Token | None]:
    """Return whose claim it is: "its claim", "the agency's claim", "a claim by the agency", "claims from Kyiv"."""
    owner = child(noun, "nmod:poss")
    if owner is not None:
        phrase = noun_phrase(owner, before=noun.i)
        if phrase is not None and len(phrase) > 1 and phrase[-1].tag_ == "POS":
            phrase = noun.doc[phrase.start : phrase.end - 1]
        return phrase, owner
    survey = child(noun, "compound")
    if survey is not None and is_data(survey) and survey.i == noun.i - 1:  # "the Herald survey finding that …"
        return span_of(noun.doc, noun.left_edge.i, noun.i), survey
    for phrase_head in children(noun, "nmod", "obl:agent", "obl"):
        case = child(phrase_head, "case")
        if case is not None and case.lower_ in _SOURCE_CASES and phrase_head.i > noun.i:
            return noun_phrase(phrase_head, after=case.i + 1), phrase_head
    return None, None


def light_clause(verb: Token, end: int) -> int | None:
    """Return where the clause begins behind a light verb and its noun ("expressed concern *that* …"), or None.

    Read off the words, for when the parser hangs the clause or the noun elsewhere.
    """
    if verb.lemma_.lower() not in _LIGHT:
        return None
    doc = verb.doc
    for at in range(end, min(end + _LIGHT_REACH, len(doc) - 1)):
        if doc[at].pos_ == "NOUN" and doc[at + 1].lower_ == "that":
            return at + 1 if find_cue(doc[at].lemma_.lower(), "NOUN", Frame.CLAUSE) is not None else None
        if doc[at].pos_ not in {"DET", "ADJ", "PRON", "NOUN"}:
            return None
    return None


def is_light(verb: Token) -> bool:
    """Tell whether a verb lends itself to a noun that is the real cue: "issued a warning", "expressed concern"."""
    noun = child(verb, "obj")
    return (
        verb.lemma_.lower() in _LIGHT
        and noun is not None
        and noun.i > verb.i
        and find_cue(noun.lemma_.lower(), "NOUN") is not None
    )


def light_verb(noun: Token) -> tuple[int, Span, Token] | None:
    """Return (start of the verb group, source, its head) of a light verb with the noun as object: "Seoul issued a warning that"."""
    verb = noun.head
    if noun.dep_ != "obj" or verb.lemma_.lower() not in _LIGHT or is_passive(verb):
        return None
    group = verb_group(verb)
    source = find_source(verb, group, passive=False)
    return (group[0], source.spans[0], source.head) if source.spans and source.head is not None else None


def _adjective(reading: Reading, adjective: Token) -> Attribution | None:
    """Return the attribution of a predicative adjective: "officials are confident that …", "she was critical of …"."""
    doc, window = reading.doc, reading.window(adjective)
    copula, subject = child(adjective, "cop"), child(adjective, *SUBJECTS)
    if copula is None or subject is None or subject.i > adjective.i or subject.lower_ in {"it", "there"}:
        return None
    entry = find_cue(adjective.lemma_.lower(), "ADJ")
    if entry is None:
        return None
    start = min(t.i for t in adjective.lefts if t.dep_ in {"cop", "aux"})
    source = noun_phrase(subject, before=start)
    content: list[Span] = []
    stop = adjective.i + 1
    for dependent in adjective.rights:
        if dependent.dep_ in {"ccomp", "xcomp", "advcl"} and child(dependent, "mark") is not None:
            content = without(doc, *_clip(extent(dependent), window), [])
        elif (
            dependent.dep_ in {"obl", "nmod"}
            and (case := child(dependent, "case")) is not None
            and case.lower_ in entry.particles
        ):
            stop = case.i + 1 if case.i == stop else stop
            content = without(doc, *_clip((case.i + 1, extent(dependent)[1]), window), [])
        if content:
            break
    if not content or source is None:
        return None
    return Attribution(
        cue=doc[start:stop],
        content=content,
        source=[source],
        head=subject,
        entry=entry,
        rule="adjective",
        negated=any(t.lower_ in {"not", "n't", "n’t", "never"} for t in adjective.lefts),
    )


def _clip(content: tuple[int, int], window: tuple[int, int]) -> tuple[int, int]:
    return content[0], min(content[1], window[1])
