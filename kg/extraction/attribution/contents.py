"""Find what is said: the content of a cue verb as spans, by the tree first and by the order of words where the tree fails."""

from collections.abc import Iterator
from typing import Final

from kg.extraction.attribution.beside import NOMINAL, is_finite
from kg.extraction.attribution.borders import IsCue, before_other_voice, before_rejoined, is_listed, over_colon, speaks
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.sources import Source
from kg.extraction.attribution.tree import SUBJECTS, child, children, extent
from kg.extraction.syntax import Doc, Token
from kg.vocabulary.calendar import MONTHS, TIME_WORDS
from kg.vocabulary.cues import Frame, cues, find_cue

Range = tuple[int, int]

_VERBAL: Final = frozenset({"VERB", "AUX"})
_BREAKS: Final = frozenset({",", "—", "–", "-", "--"})
_SUBJECT_REACH: Final = 4  # tokens between a cue and the subject of a clause without "that"
HEARD: Final = frozenset(
    {"tell", "inform", "remind", "assure", "warn", "brief", "advise", "notify", "show", "persuade", "convince"}
)
_SAYS: Final = frozenset({"say", "add", "think", "believe", "argue", "insist", "claim"})
_SAYABLE: Final = frozenset(
    "word prayer thing lot more less much little something anything nothing everything that this it what so yes no goodbye"
    " farewell grace mass hello name sentence line detail thank thanks sorry".split()
)
_MAIN: Final = frozenset(
    {"ROOT", "conj", "advcl", "parataxis"}
)  # relations of a saying that is no part of another clause's subject
_FULL: Final = frozenset({"PRP", "NN", "NNS", "NNP", "NNPS", "EX"})  # tags of a subject that is no relative pronoun
_CIRCUMSTANCES: Final = frozenset({"although", "though", "while", "after", "before", "because", "since"})
_FEWEST_SHOWN: Final = 2  # tokens
_OPENS_CLAUSE: Final = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "ADV"})
_OPENING: Final = frozenset(
    {"if", "when", "while", "although", "though", "unless", "once", "because", "after", "before"}
)
PERCEIVED: Final = frozenset({"see", "hear", "feel", "notice", "watch"})  # what is perceived is there, nobody claims it
_FAR: Final = 14  # tokens between a cue and the "that" of its content: recipient, place and time stand there
TIME_NOUNS: Final = TIME_WORDS | frozenset(
    "interview statement email briefing conference report speech letter memo post tweet telephone phone call release".split()
    + list(MONTHS)
)  # when and on what occasion something is said


def clause_content(verb: Token, group: Range, window: Range, is_cue: IsCue) -> Range | None:
    """Return the range of a clausal complement to the right of the cue, complementizer included."""
    doc, tokens = verb.doc, verb.doc.tokens
    for clause in _clauses(verb):
        if clause.i < group[1]:
            continue
        start, end = extent(clause)
        if tokens[start].is_punct and child(verb, *SUBJECTS) is not None and not _is_infinitive(clause):
            while start < clause.i and tokens[start].is_punct:
                start += 1
        if _is_adjunct(doc, max(start, group[1])):
            continue
        if clause.dep_ == "parataxis" and doc.texts[start - 1] not in {",", ":", "—", "–"}:
            continue
        start = max(start, group[1])
        if not NOMINAL.isdisjoint(doc.parts[group[1] : start]) and _lacks_subject(clause):
            start = group[1]  # the parser hung the subject on the cue: "said six deaths | were of children"
        introduced = that_content(verb, group, (window[0], clause.i))
        if introduced is None:
            start = _with_object(verb, group, _whole_start(verb, group, start))
        else:
            start = introduced[0] if _behind_adjunct(verb, group[1]) else min(start, introduced[0])
        end = _right_end(verb, clause, end, window, is_cue)
        if _opens_sentence(verb, window):
            return start, first_comma(doc, start, end)
        if _VERBAL.isdisjoint(doc.parts[start:end]) or _only_opens(doc, start, end, window):
            end = window[1]  # "that by May, exports fell": the parser stopped at the comma
        end = before_rejoined(clause, _with_tail(verb, _whole_end(verb, end, window), window))
        return start, over_colon(doc, before_other_voice(doc, max(start, clause.i), end, is_cue), window)
    return None


def _clauses(verb: Token) -> Iterator[Token]:
    """Yield the clauses that a verb may govern as what is said, the surest first."""
    yield from children(verb, "ccomp", "csubj", "parataxis", "ccomp:speech")
    yield from _of_hearer(verb)
    yield from _behind_time(verb)


def _is_adjunct(doc: Doc, start: int) -> bool:
    """Tell whether a clause tells the circumstances, whatever the parser calls it: "reported no arrests, *although* 55 were fined"."""
    word = doc.lowers[start]
    return word in _CIRCUMSTANCES or (word == "when" and doc.texts[start - 1] == ",")


def _of_hearer(verb: Token) -> list[Token]:
    """Return the clause that the parser hung on the hearer as if it described that: "told the Herald *he had won*"."""
    hearer = child(verb, "iobj", "obj") if verb.lemma_.lower() in HEARD else None
    clauses = children(hearer, "acl:relcl") if hearer is not None else []
    return [clause for clause in clauses if (subject := child(clause, *SUBJECTS)) is not None and subject.tag_ in _FULL]


def _behind_time(verb: Token) -> list[Token]:
    """Return the clause that the parser coordinated with a cue although only the day stands between: "reported on Monday, *output rose*"."""
    doc, start = verb.doc, verb.i + 1
    return [
        clause
        for clause in children(verb, "conj")
        if child(clause, "cc") is None
        and child(clause, *SUBJECTS) is not None
        and start < clause.left_edge.i
        and all(t.pos_ in {"ADP", "PUNCT"} or t.lemma_.lower() in TIME_NOUNS for t in doc[start : clause.left_edge.i])
        and find_cue(clause.lemma_.lower(), "VERB") is None
    ]


def _behind_adjunct(verb: Token, at: int) -> bool:
    """Tell whether the words at `at`, between a cue and its "that", are no part of what is said: a hearer, a time, a place."""
    token = verb.doc[at]
    return verb.lemma_.lower() in HEARD or token.pos_ in {"ADP", "ADV"} or token.lemma_.lower() in TIME_NOUNS


def _with_object(verb: Token, group: Range, start: int) -> int:
    """Widen a content over the object before its clause, of which that is part: "dismissed *a report* that …"; not over a hearer."""
    taken = child(verb, "obj")
    if taken is None or verb.lemma_.lower() in HEARD | {"ask"} or not group[1] <= taken.i < start:
        return start
    return max(group[1], taken.left_edge.i)


def _opens_sentence(verb: Token, window: Range) -> bool:
    """Tell whether a cue is a participle that opens its sentence: "*Asked* what matters most, a third named jobs"."""
    return verb.i == window[0] and verb.tag_ in {"VBN", "VBD"} and child(verb, *SUBJECTS) is None


def first_comma(doc: Doc, start: int, end: int) -> int:
    """Return the place of the first comma, `end` where there is none."""
    return next((token.i for token in doc[start:end] if token.text == ","), end)


def _whole_end(verb: Token, end: int, window: Range) -> int:
    """Widen a content to the right over words that the parser hung elsewhere, up to the next mark: "said she favors | raising the wage".

    Nothing else follows without a mark what is said in a main clause, but another clause of the saying ("when asked").
    """
    doc = verb.doc
    if end >= window[1] or verb.dep_ not in _MAIN or (child(verb, "aux") is not None and verb.tag_ == "VB"):
        return end
    following = doc[end]
    if (
        following.is_punct
        or following.is_space
        or following.pos_ == "CCONJ"
        or following.lower_ in {"when", "as", "according"}
    ):
        return end
    for token in doc[end : window[1]]:
        if (
            token.is_punct
            or token.is_space
            or (token.pos_ == "VERB" and find_cue(token.lemma_.lower(), "VERB") is not None)
        ):
            return token.i if token.is_punct or token.is_space else end
    return window[1]


def _only_opens(doc: Doc, start: int, end: int, window: Range) -> bool:
    """Tell whether a content stops at the comma of the clause that opens it: "that even if it rains, | the race will start"."""
    if end + 1 >= window[1] or doc.texts[end] != ",":
        return False
    words = [word for word in doc.lowers[start : start + 3] if word not in {"that", "even", "only"}]
    return bool(words) and words[0] in _OPENING


def _is_infinitive(clause: Token) -> bool:
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ == "to"


def _whole_start(verb: Token, group: Range, start: int) -> int:
    """Widen a content to the left over words of its subject that the parser left between cue and clause."""
    doc, at = verb.doc, group[1]
    while at < start and (doc[at].lemma_.lower() in TIME_NOUNS or doc[at].pos_ in {"ADV", "PUNCT"}):
        at += 1
    if (
        at >= start
        or doc[at].pos_ not in {"DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM"}
        or child(verb, "obj", "iobj") is not None
    ):
        return start
    return at


def _with_tail(verb: Token, end: int, window: Range) -> int:
    """Widen a content over a closing phrase without a verb: "…, equivalent to two brigades", "…, including children"."""
    doc = verb.doc
    if end + 1 >= window[1] or doc[end].text != ",":
        return end
    first = doc[end + 1]
    if first.pos_ not in {"ADJ", "NUM", "ADV"} and first.lower_ not in {
        "including",
        "mostly",
        "about",
        "most",
        "up",
        "down",
    }:
        return end
    rest = doc[end + 1 : window[1]]
    return (
        end
        if any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBG" for t in rest) or any(t.text in {",", ";"} for t in rest)
        else window[1]
    )


def _lacks_subject(clause: Token) -> bool:
    """Tell whether a finite clause has no subject of its own (what has a preposition is none: "including six babies")."""
    subject = child(clause, *SUBJECTS)
    return (subject is None and any(is_finite(t) for t in (clause, *clause.lefts))) or (
        subject is not None and child(subject, "case") is not None
    )


def that_content(verb: Token, group: Range, window: Range) -> Range | None:
    """Return the clause behind a "that" which the tree does not hang on the cue ("reported on Saturday that …")."""
    tokens = verb.doc.tokens
    taken = child(verb, "obj")
    if (
        taken is not None
        and taken.i >= group[1]
        and not (verb.lemma_.lower() in HEARD or taken.lemma_.lower() in TIME_NOUNS)
    ):
        return None  # "released pages that …": a relative clause
    for at in range(group[1], min(window[1], group[1] + _FAR)):
        token = tokens[at]
        if token.lower_ == "that" and token.pos_ in {"SCONJ", "PRON"} and token.dep_ in {"mark", "nsubj", "obj", "det"}:
            before = tokens[at - 1]
            if (
                before.pos_ == "NOUN"
                and before.dep_ == "obj"
                and find_cue(before.lemma_.lower(), "NOUN", Frame.CLAUSE) is not None
            ):
                return None  # "rejected claims that": the noun is the content's head
            return at, window[1]
        if token.pos_ in _VERBAL or token.text in {",", ";", ":"}:
            return None
    return None


def _right_end(verb: Token, clause: Token, end: int, window: Range, is_cue: IsCue) -> int:
    """Widen a content over what follows it and hangs on the cue, unless that opens another attribution."""
    for sibling in verb.rights:
        if sibling.i < clause.i or sibling.i < end:
            continue
        if sibling.dep_ in {"punct", "cc"}:
            continue
        if sibling.dep_ == "conj":
            if not _coordinates_content(verb, sibling, is_cue):
                break
        elif not (is_listed(sibling, window) and not speaks(sibling, is_cue)) and (
            (sibling.dep_ == "parataxis" and (child(sibling, *SUBJECTS) is not None or sibling.i + 1 >= window[1]))
            or is_cue(sibling)
            or (sibling.dep_ == "advcl" and sibling.tag_ == "VBG" and child(sibling, *SUBJECTS) is None)
        ):
            break
        end = max(end, extent(sibling)[1])
    return min(end, window[1])


def _coordinates_content(verb: Token, clause: Token, is_cue: IsCue) -> bool:
    """Tell whether a clause that the parser coordinates with the cue goes on with what is said ("and that …", "but could not …")."""
    mark = child(clause, "mark")
    if mark is not None and mark.lower_ == "that":
        return True
    if is_cue(clause):
        return False
    if clause.pos_ in {"NOUN", "PROPN", "NUM"} and child(clause, "cop", *SUBJECTS) is None:
        return True  # "said one passenger was hurt, and two more with cuts": a list
    subject = child(clause, *SUBJECTS)
    if subject is not None:
        return subject.lower_ not in {"he", "she", "i", "who", "which"} or child(verb, *SUBJECTS) is None
    return any(t.tag_ == "MD" for t in clause.lefts) or _disagrees(verb, clause)


def _disagrees(verb: Token, clause: Token) -> bool:
    """Tell whether a verb in the plural cannot go on with the cue's subject: "the ministry said rebels fled and *are* in hiding"."""
    subject, finite = child(verb, "nsubj"), child(clause, "aux", "aux:pass", "cop") or clause
    singular = subject is not None and subject.tag_ == "NN" and child(subject, "conj") is None
    return singular and finite.lower_ in {"are", "were", "have"}


def trailing_content(reading: Reading, verb: Token, group: Range, source: Source, window: Range) -> list[Range]:  # noqa: PLR0911  a decision table
    """Return what stands around a trailing or interrupting cue ("Troops had arrived, officials said, and more will follow")."""
    doc = reading.doc
    if not source.spans:
        return []
    if doc.lowers[source.spans[0].end - 1] in {"who", "whom", "which"}:
        return []
    start = min(group[0], source.spans[0].start)
    end = max(group[1], source.spans[-1].end)
    if start < window[0] or end > window[1] or start - window[0] < 2 or doc[start - 1].text not in _BREAKS:
        return []
    if source.how == "inherited" or (verb.tag_ in {"VBN", "VBG"} and child(verb, "aux") is None):
        return []
    left = (window[0], start - 1)
    after = doc[end] if end < window[1] else None
    hearer = child(verb, "obj", "iobj")
    if hearer is not None and hearer.left_edge.i == end and hearer.pos_ in NOMINAL:
        end = hearer.i + 1
        after = doc[end] if end < window[1] else None
    if after is not None and after.text in _BREAKS:
        rest = doc[end + 1 : window[1]]
        if len(rest) > 2 and rest[0].tag_ != "VBG" and any(t.pos_ in {"VERB", "AUX"} for t in rest):
            return [left, (end + 1, window[1])]
        return [left] if _says_something(reading, left) else []
    if after is not None and after.lower_ in _particles(verb):
        return []
    if _opens_with_circumstance(verb, left):
        return []
    if after is None or after.is_punct or after.is_space or after.pos_ == "ADP" or after.lemma_.lower() in TIME_NOUNS:
        return [left] if _says_something(reading, left) else []
    return []


def _opens_with_circumstance(verb: Token, left: Range) -> bool:
    """Tell whether what stands before a cue is a clause about the saying: "Minutes after the vote began, the chair announced …"."""
    return any(
        (mark := child(clause, "mark")) is not None and mark.lower_ != "that" and extent(clause)[1] >= left[1]
        for clause in children(verb, "advcl")
        if left[0] <= clause.i < left[1]
    )


def _particles(verb: Token) -> set[str]:
    return {word for cue in cues().get((verb.lemma_.lower(), "VERB"), ()) for word in cue.particles}


def _says_something(reading: Reading, content: Range) -> bool:
    tokens = reading.doc[content[0] : content[1]]
    return any(t.pos_ in {"VERB", "AUX"} for t in tokens) and tokens[0].lower_ not in {
        "asked",
        "speaking",
        "pressed",
        "responding",
    }


def bare_clause(verb: Token, group: Range, window: Range, is_cue: IsCue) -> Range | None:
    """Return what follows a speech verb up to the end of the sentence when it holds a finite verb that the tree misplaced."""
    doc = verb.doc
    hearer = child(verb, "iobj", "obj") if verb.lemma_.lower() in {"tell", "remind", "inform", "assure"} else None
    start = hearer.i + 1 if hearer is not None and hearer.i >= group[1] else group[1]
    if start >= window[1] or doc[start].text in {",", ".", ":", ";"} or doc[start].pos_ == "ADP":
        return None
    subject = next((t for t in doc[start : window[1]] if t.dep_ in SUBJECTS and t.head.i > t.i), None)
    rest = doc[start : window[1]]
    finite = any(is_finite(t) or (t.tag_ == "VBN" and child(t, *SUBJECTS) is not None) for t in rest)
    near = subject is not None and subject.left_edge.i - start <= _SUBJECT_REACH
    return (start, before_other_voice(doc, start, window[1], is_cue)) if finite and near else None


def says_rest(verb: Token, group: Range, window: Range) -> bool:
    """Tell whether all that follows a verb of saying is said, although the parser made a noun of it the object ("said hundreds escaped").

    Words, prayers and the like can be said themselves; nothing else is an object of such a verb.
    """
    doc, (start, end) = verb.doc, (group[1], window[1])
    if verb.lemma_.lower() not in _SAYS or start >= end or doc[start].pos_ not in _OPENS_CLAUSE:
        return False
    taken = child(verb, "obj", "nsubj", "obl:unmarked")
    sayable = taken is not None and taken.i >= start and taken.lemma_.lower() in _SAYABLE
    return not sayable and any(t.pos_ in {"VERB", "AUX"} for t in doc[start + 1 : end])


def shown_content(verb: Token, group: Range, window: Range) -> Range | None:
    """Return what data show: all that follows, up to what else is told of them ("The poll showed her *ahead*, and ended in May").

    Of a participle ("a poll showing her ahead, …") it ends at the comma.
    """
    doc, start = verb.doc, group[1]
    end = min([window[1], *(clause.left_edge.i for clause in children(verb, "conj") if clause.pos_ in {"VERB", "AUX"})])
    if verb.tag_ == "VBG" and verb.dep_ in {"acl", "advcl"}:
        end = first_comma(doc, start, end)
    while end > start and doc[end - 1].pos_ in {"CCONJ", "PUNCT"}:
        end -= 1
    if end - start < _FEWEST_SHOWN or doc[start].is_punct or doc[start].pos_ == "ADP":
        return None
    return start, end
