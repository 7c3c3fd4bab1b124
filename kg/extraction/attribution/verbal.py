"""Attribution by verbs: leading, trailing, inverted and interrupted order, clauses and nominal contents (passives: `passive`).

One pass per cue verb: its group, its source, and the best content that stands around it. The order of tries matters: what
quotation marks show is surer than the tree, a clause is surer than an object.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.beside import is_finite, phrase_after, phrase_before
from kg.extraction.attribution.complements import phrase_content
from kg.extraction.attribution.contents import (
    HEARD,
    Range,
    bare_clause,
    clause_content,
    first_comma,
    says_rest,
    shown_content,
    that_content,
    trailing_content,
)
from kg.extraction.attribution.deeds import counts_goods, gives_name, is_nobodys, is_purpose, modifies_noun
from kg.extraction.attribution.direct import Pairing
from kg.extraction.attribution.documents import GIVING, is_data
from kg.extraction.attribution.edges import behind_time, is_time
from kg.extraction.attribution.figures import figure_content, with_list
from kg.extraction.attribution.nominal import is_light, light_clause, light_verb
from kg.extraction.attribution.passive import passive_attribution
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.sources import (
    NOBODY,
    Source,
    as_saying,
    between_commas,
    find_source,
    is_passive,
    noun_phrase,
)
from kg.extraction.attribution.tree import SUBJECTS, child, extent, is_negated, span_of, verb_group, without
from kg.extraction.syntax import Doc, Span, Token
from kg.vocabulary.cues import Cue, Direction, Frame, cues, find_cue

_BARE: Final = frozenset({"say", "think", "believe", "tell", "add"})
_PUT_TO: Final = frozenset({"ask", "press", "question", "quiz"})
_MAX_CLIMB: Final = 4
_REFUSAL: Final = frozenset({"decline", "refuse"})
_NOT_SPEECH: Final = frozenset(
    "make ensure let help mean matter happen cause prevent turn prove keep do be have get become come go bet sit stand see".split()
)


def cue_verbs(reading: Reading) -> list[Token]:
    """Return the tokens that may be cue verbs: those in the lexicon, and any other verb with a finite clause as object."""
    lexicon = cues()
    nouns = [token for token in reading.tagged("NOUN", "PROPN") if token.tag_ == "NNS"]
    found = []
    for token in [*reading.tagged("VERB", "AUX"), *(noun for noun in nouns if _headline_verb(noun))]:
        lemma = token.lemma_.lower()
        speaks = (
            (lemma, "VERB") in lexicon
            or (lemma in GIVING and is_data(child(token, "nsubj")))
            or (token.pos_ == "VERB" and lemma not in _NOT_SPEECH and _takes_clause(token))
        )
        acronym = token.text.isupper() and token.i > 0 and not token.doc[token.i - 1].text.isupper()
        if speaks and not acronym and not modifies_noun(token) and not is_light(token) and not gives_name(token):
            found.append(token)
    return found


def _headline_verb(token: Token) -> bool:
    """Tell whether a "plural noun" with a subject and an object is a verb that the tagger took for a noun ("Peru confirms deaths")."""
    tokens, at, lemma = token.doc.tokens, token.i, token.lemma_.lower()
    if 0 < at < len(tokens) - 1 and is_data(tokens[at - 1]):
        if lemma in GIVING:
            return tokens[at + 1].pos_ in {"DET", "PROPN", "PRON", "NOUN"}  # "a survey pegs the toll at 40"
        if tokens[at + 1].tag_ == "PRP":  # "exit polling shows he won"
            return find_cue(lemma, "VERB") is not None
    return child(token, *SUBJECTS) is not None and child(token, "obj", "ccomp") is not None


def _takes_clause(token: Token) -> bool:
    """Tell whether a verb has a subject and a "that" clause as object."""
    clause = child(token, "ccomp")
    if clause is None or child(token, "nsubj") is None:
        return False
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ == "that"


def is_cue(token: Token) -> bool:
    """Tell whether the lexicon has the token's lemma as a verb."""
    return token.pos_ == "VERB" and find_cue(token.lemma_.lower(), "VERB") is not None


def find_verbal(reading: Reading, pairings: dict[int, Pairing]) -> list[Attribution]:
    """Return the attributions whose cue is a verb."""
    verbs = {token.i: token for token in cue_verbs(reading)} | {at: pairing.verb for at, pairing in pairings.items()}
    return [
        found
        for _, verb in sorted(verbs.items())
        if (found := _attribution(reading, verb, pairings.get(verb.i))) is not None
    ]


def _attribution(reading: Reading, verb: Token, pairing: Pairing | None) -> Attribution | None:  # noqa: PLR0911  a decision table
    doc, lemma = reading.doc, verb.lemma_.lower()
    window, group, passive = reading.window(verb), verb_group(verb), is_passive(verb) or _is_asked(verb)
    source = _within(find_source(verb, group, passive=passive), window)
    entry = _merged(lemma)
    if lemma in GIVING and is_data(source.head):
        entry = replace(entry, frames=entry.frames | {Frame.NOMINAL, Frame.PREDICATIVE}, particles=())
    if pairing is not None:
        return _quoted(reading, verb, pairing, group, source, entry)
    if passive:
        return passive_attribution(reading, verb, group, source, window, entry, is_cue)
    source = _checked(doc, verb, group, source, window)
    if entry.direction is Direction.NONE and (raised := _evidential(reading, verb, group, window, entry)) is not None:
        return raised
    if not source.spans:
        source = _above(reading, verb, window)
    refusing = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _REFUSAL
    found = _content(reading, verb, group, source, window, entry)
    if found is None or is_nobodys(verb, source):
        return None
    cue_range, ranges, rule, frame = found
    if rule == "phrase" and (not source.spans or is_purpose(verb)):
        return None
    if (issued := _issued(verb, source)) is not None:
        start, source = issued
        cue_range = (start, cue_range[1])
    holes = [cue_range, *((span.start, span.end) for span in source.spans)]
    if source.how == "beside" and _times(doc, source):
        ranges = [(start, min(end, first_comma(doc, cue_range[1], end))) for start, end in ranges]
    ranges = [(start, _before_governor(verb, start, end)) for start, end in ranges]
    if reading.quote_of[verb.i] < 0:
        ranges = [reading.cover_quotes(*r) for r in ranges]
    spans = [span for r in ranges for span in without(doc, *r, holes)]
    if not spans:
        return None
    noun = doc[cue_range[1] - 1].lemma_.lower() if rule == "light" else None
    entry = (find_cue(noun, "NOUN", frame) if noun else find_cue(lemma, "VERB", frame)) or entry
    if refusing:
        cue_range = (verb_group(verb.head)[0], cue_range[1])
    return Attribution(
        cue=doc[cue_range[0] : cue_range[1]],
        content=spans,
        source=list(source.spans),
        head=source.head,
        entry=entry,
        negated=is_negated(verb) or refusing,
        recipient=_recipient(verb),
        rule=f"verb:{rule}:{source.how}",
    )


def _before_governor(verb: Token, start: int, end: int) -> int:
    """Return where a content ends before another clause that the parser set above its cue: "called it an insult, *and the mayor said* …"."""
    governor = verb.head
    if not verb.i < start < governor.i < end or not is_finite(governor):
        return end
    doc = verb.doc
    joints = (at for at in range(governor.i - 1, start, -1) if doc.parts[at] == "CCONJ" and doc[at - 1].text == ",")
    return next(joints, end + 1) - 1


def _times(doc: Doc, source: Source) -> bool:
    """Tell whether a saying only dates its sentence: "Hours after the mayor said 40 were dead, …"; what follows the comma is not said."""
    start = source.spans[0].start
    return start > 1 and doc.lowers[start - 1] in {"after", "before", "since"} and is_time(doc[start - 2])


def _issued(verb: Token, source: Source) -> tuple[int, Source] | None:
    """Return where the cue begins and who speaks where a document that somebody puts out does: "*the army* issued a report *saying*"."""
    if source.how != "inherited" or verb.dep_ != "acl" or verb.tag_ != "VBG":
        return None
    light = light_verb(verb.head)
    return None if light is None else (light[0], Source((light[1],), light[2], "issuer"))


def _is_asked(verb: Token) -> bool:
    """Tell whether a participle without a subject says that somebody was asked: "when *asked* about the toll, the mayor …"."""
    if (
        verb.lemma_.lower() not in _PUT_TO
        or verb.tag_ not in {"VBN", "VBD"}
        or child(verb, "aux", *SUBJECTS) is not None
    ):
        return False
    before = verb.doc[verb.i - 1].lower_ if verb.i else "."
    return verb.dep_ in {"advcl", "acl", "ROOT"} and (verb.i == verb.sent.start or before in {"when", "if", "as", ","})


def _above(reading: Reading, verb: Token, window: Range) -> Source:
    """Return the source of the finite verb above a cue that has none, read off the words before that verb."""
    above = verb
    for _ in range(_MAX_CLIMB):
        if above.dep_ not in {"conj", "advcl", "xcomp"} or above.head is above:
            return NOBODY
        above = above.head
        if above.pos_ == "VERB" and _is_finite(above) and window[0] <= above.i < verb.i:
            found = _checked(reading.doc, above, verb_group(above), NOBODY, window)
            return Source(found.spans, found.head, "inherited") if found.spans else NOBODY
    return NOBODY


def _evidential(reading: Reading, verb: Token, group: Range, window: Range, entry: Cue) -> Attribution | None:
    """Return what seems or appears to be so: "The deal seems to hold" has no source, "Video appears to show troops" has."""
    doc, subject, complement = reading.doc, child(verb, *SUBJECTS), child(verb, "xcomp")
    if subject is None or complement is None or subject.i > verb.i or complement.i < verb.i:
        return None
    start, end = extent(complement)
    inner = find_cue(complement.lemma_.lower(), "VERB", Frame.NOMINAL)
    phrase = noun_phrase(subject, before=group[0])
    if phrase is None or doc[start].lower_ == "like":
        return None
    if complement.pos_ == "VERB" and inner is not None and inner.speech_act == "finding":
        content = without(doc, complement.i + 1, min(end, window[1]), [])
        return (
            Attribution(
                cue=doc[group[0] : complement.i + 1],
                content=content,
                source=[phrase],
                head=subject,
                entry=entry,
                negated=is_negated(verb),
                rule="evidential:source:subject",
            )
            if content
            else None
        )
    content = [phrase, *without(doc, max(start, group[1]), min(end, window[1]), [])]
    return Attribution(
        cue=doc[group[0] : group[1]], content=content, entry=entry, negated=is_negated(verb), rule="evidential"
    )


def _relative(verb: Token, source: Source, window: Range) -> list[Range]:
    """Return the relative pronoun that is part of the content: "losses *which* officials said had doubled"."""
    at = min((span.start for span in source.spans), default=verb.i) - 1
    doc = verb.doc
    if at < window[0] or source.how != "subject" or doc[at].lower_ not in {"which", "that", "who", "whom", "what"}:
        return []
    return (
        [(at, at + 1)]
        if doc[at].i < verb.i
        and verb.dep_ in {"acl:relcl", "acl", "ccomp", "csubj", "advcl:relcl"}
        and doc[at].dep_ != "mark"
        else []
    )


@lru_cache(maxsize=4096)
def _merged(lemma: str) -> Cue:
    """Return what the entries of a verb say together: all frames, all particles."""
    entries = cues().get((lemma, "VERB"), ())
    if not entries:
        return Cue(lemma, "VERB")
    frames = frozenset(frame for cue in entries for frame in cue.frames)
    return replace(entries[0], frames=frames, particles=tuple(p for cue in entries for p in cue.particles))


def _within(source: Source, window: Range) -> Source:
    """Cut a source at the beginning of its window: a speaker label is no part of it."""
    if all(span.start >= window[0] or span.end <= window[0] for span in source.spans):
        return source
    spans = tuple(span.doc[max(span.start, window[0]) : span.end] for span in source.spans if span.end > window[0])
    return Source(spans, source.head, source.how)


def _checked(doc: Doc, verb: Token, group: Range, source: Source, window: Range) -> Source:
    """Return the words right before a finite verb as its source where the tree gives it none of its own."""
    if _is_finite(verb) and (bracketed := between_commas(doc, group, source, window)) is not None:
        return bracketed
    if source.how == "subject" or not _is_finite(verb):
        return source
    found = phrase_before(doc, group[0], window[0])
    phrase = None if found is None else behind_time(found)
    if source.how == "inverted" and (phrase is None or phrase.start > window[0] + 1 or _holds_clause(phrase)):
        return source
    if phrase is None or child(verb, "expl") is not None:
        return source
    return Source((phrase,), _speaker_in(phrase), "beside")


def _holds_clause(phrase: Span) -> bool:
    """Tell whether a phrase holds a finite verb that is in none of its relative clauses: it is a clause, no source."""
    return any(is_finite(token) and not token.dep_.startswith("acl") for token in phrase)


def _is_finite(verb: Token) -> bool:
    if verb.tag_ == "VB":  # the plural's present looks like an infinitive: "Officials, who left, *say*"
        return child(verb, "mark", "aux") is None and verb.i > 0 and verb.doc[verb.i - 1].text == ","
    return verb.tag_ in {"VBD", "VBZ", "VBP", "NNS"} or child(verb, "aux") is not None


def _content(  # noqa: PLR0911, PLR0912  a decision table: the surest way first
    reading: Reading, verb: Token, group: Range, source: Source, window: Range, entry: Cue
) -> tuple[Range, list[Range], str, Frame] | None:
    """Return (cue range, content ranges, rule, frame) by the surest of the ways in which a content may stand around its cue."""
    if (light := light_clause(verb, group[1])) is not None:
        return (group[0], light), [(light, window[1])], "light", Frame.CLAUSE
    clausal = entry.takes(Frame.CLAUSE) or entry.takes(Frame.QUESTION)
    saying, quoted = as_saying(verb), child(verb, "obj")
    if saying is not None and quoted is not None and is_cue(saying) and group[1] <= quoted.i < saying.i:
        return group, [(group[1], min(extent(saying)[1], window[1]))], "quoting", Frame.CLAUSE
    if (
        entry.speech_act == "finding"
        and is_data(source.head)
        and (shown := shown_content(verb, group, window)) is not None
    ):
        return group, [shown], "shown", Frame.CLAUSE
    if clausal and source.how == "subject" and group[1] < window[1] and reading.doc[group[1]].text in {",", "—", "–"}:
        around = trailing_content(reading, verb, group, source, window)
        if around:
            return group, around, "trailing", Frame.CLAUSE
    figures = figure_content(verb, group, entry, window) if source.how == "subject" else None
    content = clause_content(verb, group, window, is_cue)
    if content is not None and (figures is None or content[0] <= figures[0]):
        return group, [*_relative(verb, source, window), content], "clause", Frame.CLAUSE
    if clausal:
        content = that_content(verb, group, window)
        if content is not None:
            return group, [content], "that", Frame.CLAUSE
        around = trailing_content(reading, verb, group, source, window)
        if around:
            return group, around, "trailing", Frame.CLAUSE
    if entry.direction is Direction.NONE:
        return None
    phrase = phrase_content(verb, group, entry, window, is_cue)
    if figures is not None and (phrase is None or phrase[1][0] >= figures[0]) and _names_nobody(phrase, group):
        return group, [figures], "figure", Frame.NOMINAL
    if clausal and phrase is not None and phrase[1][1] < window[1] and is_finite(reading.doc[phrase[1][1]]):
        return (
            group,
            [(phrase[1][0], window[1])],
            "bare",
            Frame.CLAUSE,
        )  # "promised each victim will be paid": no object, a clause
    if (
        clausal
        and entry.takes(Frame.QUOTE)
        and not entry.takes(Frame.NOMINAL)
        and source.spans
        and (phrase is None or verb.lemma_ in _BARE)
    ):
        content = bare_clause(verb, group, window, is_cue)
        if content is not None:
            return group, [content], "bare", Frame.CLAUSE
    if source.how != "inverted" and says_rest(verb, group, window):
        return group, [(group[1], window[1])], "rest", Frame.CLAUSE
    if phrase is None or (entry.goods and counts_goods(reading.doc, phrase[1])):
        return None
    return phrase[0], [with_list(reading.doc, phrase[1], window[1])], "phrase", Frame.NOMINAL


def _names_nobody(phrase: tuple[Range, Range] | None, group: Range) -> bool:
    """Tell whether a phrase leaves the cue as it is: no particle joins it."""
    return phrase is None or phrase[0] == group


def _quoted(
    reading: Reading, verb: Token, pairing: Pairing, group: Range, source: Source, entry: Cue
) -> Attribution | None:
    doc = reading.doc
    start, end = pairing.part
    if source.how == "inverted" or not source.spans or not all(start <= s.start and s.end <= end for s in source.spans):
        source = _beside(reading, group, pairing) or source
    spans = [doc[a:b] for a, b in pairing.ranges]
    interrupting = between_commas(doc, group, source, pairing.part) if pairing.order == "leading" else None
    if interrupting is not None and interrupting.spans[0].start - 1 > start:  # "The costs, the mayor said, “will rise”"
        source = interrupting
        spans = [*without(doc, start, source.spans[0].start, []), *spans]
    entry = find_cue(verb.lemma_.lower(), "VERB", Frame.QUOTE) or entry
    noun = child(verb, "obj") if is_light(verb) else None
    if noun is not None:  # "issued the following warning: “…”"
        entry, group = find_cue(noun.lemma_.lower(), "NOUN") or entry, (group[0], noun.i + 1)
    return Attribution(
        cue=doc[group[0] : group[1]],
        content=spans,
        source=list(source.spans),
        head=source.head,
        entry=entry,
        style="direct",
        recipient=_recipient(verb),
        rule=f"quote:{pairing.order}:{source.how}",
    )


def _beside(reading: Reading, group: Range, pairing: Pairing) -> Source | None:
    """Take the words beside the cue as its source where the tree has none there: "…," said Lee; "…," the minister said."""
    doc = reading.doc
    start, end = pairing.part
    phrase = phrase_before(doc, group[0], start)
    if phrase is not None:
        return Source((phrase,), _speaker_in(phrase), "beside")
    if pairing.order == "trailing":
        phrase = phrase_after(doc, group[1], end)
        if phrase is not None:
            return Source((phrase,), _speaker_in(phrase), "beside")
    return None


def _speaker_in(phrase: Span) -> Token:
    """Return the noun that stands for a source; the parser may have made the verb of its relative clause the head."""
    root = phrase.root
    if root.pos_ not in {"VERB", "AUX", "ADV"}:
        return root
    nouns = (t for t in phrase if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.dep_ not in {"compound", "nmod:poss"})
    return next(nouns, root)


def _recipient(verb: Token) -> Span | None:
    if verb.lemma_.lower() not in HEARD:
        return None
    hearer = child(verb, "iobj", "obj")
    return span_of(verb.doc, *extent(hearer)) if hearer is not None else None
