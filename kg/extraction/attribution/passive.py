"""Attribution by a verb in the passive: "was told by the envoy that …", "300 are said to have fled", "as reported by the paper, …".

The subject is what is said, or the hearer; the voice stands behind "by", and often there is none.
"""

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.borders import IsCue
from kg.extraction.attribution.contents import HEARD, Range, clause_content, that_content
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.sources import NOBODY, Source, as_saying
from kg.extraction.attribution.tree import child, children, extent, is_negated, without
from kg.extraction.syntax import Doc, Span, Token
from kg.vocabulary.cues import Cue


def passive_attribution(
    reading: Reading, verb: Token, group: Range, source: Source, window: Range, entry: Cue, is_cue: IsCue
) -> Attribution | None:
    """Return the attribution of a passive cue, or None where nothing said stands around it."""
    doc = reading.doc
    subject = child(verb, "nsubj:pass", "nsubj", "csubj:pass", "csubj")
    clause = clause_content(verb, group, window, is_cue) or that_content(verb, group, window)
    if clause is not None:  # "was told by Ana Bravo that …": no relative clause of the name
        kept = tuple(s.doc[s.start : clause[0]] if s.start < clause[0] < s.end else s for s in source.spans)
        source = Source(kept, source.head, source.how)
    holes: list[Range] = [group, *((span.start, span.end) for span in source.spans)]
    by = [child(t, "case") for t in children(verb, "obl:agent", "obl")]
    holes += [(t.i, t.i + 1) for t in by if t is not None and t.lower_ == "by" and source.how == "agent"]
    told = _told(verb, entry) if clause is None else None
    if told is not None and source is NOBODY and verb.dep_ == "acl":
        return None  # "a diplomat briefed on the talks" is told of them, and says nothing by that
    if told is not None:
        spans = without(doc, *told, holes)
    elif clause is not None:
        spans = without(doc, *clause, holes)
    else:
        saying = None if source is NOBODY else as_saying(verb)
        complement = child(verb, "xcomp") or _gerund(verb, entry) or saying
        if _opens_with_as(verb):  # "as reported by the paper, 150 men left"
            comma = next((t.i for t in doc[verb.i : window[1]] if t.text == ","), window[1])
            spans = without(doc, *window, [(verb.left_edge.i, comma)])
            return _make(doc, verb, group, source, entry, spans) if source is not NOBODY and spans else None
        if subject is None and verb.dep_ in {"acl", "acl:relcl"}:
            subject = verb.head
        if subject is None or subject.i > verb.i:
            return None
        if complement is None and source is NOBODY and entry.speech_act != "report":
            return None  # "no casualties were reported" speaks of a report, "the road was closed" of none
        start, end = extent(subject)
        end = min(end, group[0])
        spans = without(doc, start, end, holes)
        if complement is not None:
            spans += without(doc, *extent(complement), holes)
    return _make(doc, verb, group, source, entry, spans) if spans else None


def _make(doc: Doc, verb: Token, group: Range, source: Source, entry: Cue, spans: list[Span]) -> Attribution:
    return Attribution(
        cue=doc[group[0] : group[1]],
        content=spans,
        source=list(source.spans),
        head=source.head,
        entry=entry,
        negated=is_negated(verb),
        rule=f"passive:{source.how}",
    )


def _gerund(verb: Token, entry: Cue) -> Token | None:
    """Return the gerund behind the cue's preposition: "was accused of *killing* 30 people"."""
    for clause in verb.rights:
        mark = child(clause, "mark", "case")
        if clause.tag_ == "VBG" and mark is not None and mark.lower_ in entry.particles:
            return clause
    return None


def _opens_with_as(verb: Token) -> bool:
    mark = child(verb, "mark")
    return verb.dep_ in {"advcl", "ROOT"} and mark is not None and mark.lower_ == "as"


def _told(verb: Token, entry: Cue) -> Range | None:
    """Return what somebody was told of: "was told by the minister of 40 deaths", where the subject is the hearer."""
    if verb.lemma_.lower() not in HEARD:
        return None
    for oblique in verb.rights:
        case = child(oblique, "case")
        if case is not None and (case.lower_ in entry.particles or case.lower_ in {"of", "about"}):
            return case.i + 1, extent(oblique)[1]
    return None
