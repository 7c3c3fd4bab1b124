"""Find what a cue governs as a phrase: its object, infinitive, predicate or prepositional phrase, when no clause is said.

Whether such a complement is said at all is the lexicon's word: the frames and particles of the cue.
"""

from kg.extraction.attribution.borders import IsCue
from kg.extraction.attribution.contents import PERCEIVED, TIME_NOUNS, Range
from kg.extraction.attribution.tree import child, extent
from kg.extraction.syntax import Token
from kg.vocabulary.cues import Cue, Frame


def phrase_content(  # noqa: PLR0912  one branch per relation of the tree
    verb: Token, group: Range, cue: Cue, window: Range, is_cue: IsCue
) -> tuple[Range, Range] | None:
    """Return (cue range, content range) of an object, infinitive, predicative or prepositional complement after the cue."""
    doc = verb.doc
    end = group[1]
    wanted: list[Token] = []
    infinitive = end < window[1] and doc[end].tag_ == "TO" and cue.takes(Frame.INFINITIVE)
    for dependent in verb.rights:
        if dependent.i < group[1]:
            continue
        dep = dependent.dep_
        if is_cue(dependent) and dep in {"advcl", "conj", "parataxis"}:
            break
        if dep in {"cc", "conj", "parataxis"}:
            break
        if dep == "obj" and dependent.lower_.endswith(("self", "selves")):
            return None
        if (
            dep in {"obj", "xcomp", "ccomp"}
            or (dep in {"obl", "obl:agent"} and (infinitive or _particle(dependent, cue)))
            or (dep == "advcl" and child(dependent, "mark") is not None and cue.takes(Frame.NOMINAL))
            or (wanted and dep in {"obl", "advmod", "nmod", "obl:unmarked"})
        ):
            gerund = dependent.tag_ == "VBG" and cue.takes(Frame.NOMINAL)  # "denied having lost", "described seeing"
            if (
                not wanted
                and dep == "xcomp"
                and not (gerund or cue.takes(Frame.INFINITIVE) or cue.takes(Frame.PREDICATIVE))
            ):
                continue
            if (
                not wanted
                and dep == "obj"
                and not _counts(dependent, cue)
                and not (cue.takes(Frame.NOMINAL) or cue.takes(Frame.PREDICATIVE) or cue.takes(Frame.INFINITIVE))
            ):
                continue
            wanted.append(dependent)
    if not wanted:
        return None
    told = any(t.dep_ in {"xcomp", "ccomp", "advcl"} or _counts(t, cue) for t in wanted)
    if not (told or infinitive) and not (
        cue.takes(Frame.NOMINAL) or cue.takes(Frame.PREDICATIVE) or _particled(wanted, cue)
    ):
        return None
    start = min(extent(t)[0] for t in wanted)
    if cue.takes(Frame.PREDICATIVE) and wanted[0].dep_ == "xcomp" and wanted[0].pos_ in {"ADJ", "NOUN"}:
        start = end  # "deemed | some of the pages private": the parser hung the object elsewhere
    if infinitive:
        start = min(start, end)  # "promised | to forcibly deport many": the tagger took the verb for a noun
    stop = max(extent(t)[1] for t in wanted)
    while (
        wanted
        and wanted[-1].dep_ in {"obl", "obl:unmarked", "advmod", "nmod"}
        and wanted[-1].lemma_.lower() in TIME_NOUNS
        and len(wanted) > 1
    ):
        stop = min(stop, extent(wanted[-1])[0])
        wanted.pop()
    start = max(start, end)
    ranked = cue.takes(Frame.PREDICATIVE) and cue.particles and not _particled(_with_nmods(wanted), cue)
    if ranked and (cue.frames == {Frame.PREDICATIVE} or not (told or cue.takes(Frame.NOMINAL))):
        return None  # "puts the toll at 90", not "puts pressure on"; "sees it as a threat", not "has seen 40 cases"
    first = doc[start]
    cue_range = group
    if first.lower_ in cue.particles and (first.dep_ == "case" or (first.pos_ != "PART" and start + 1 < stop)):
        cue_range = (group[0], start + 1) if start == group[1] else group
        start += 1
    elif first.lemma_.lower() in TIME_NOUNS and start + 1 < stop and doc[start + 1].lower_ == "that":
        start += 1  # "revealed Wednesday that …"
    return (cue_range, (start, min(stop, window[1]))) if start < stop else None


def _counts(noun: Token, cue: Cue) -> bool:
    """Tell whether a noun is counted: what is said of a number is its content ("the report said 40 deaths").

    Of what can be done as well as said, the number is the deed's ("Peru will offer 40 trucks").
    """
    deed = cue.goods or cue.speech_act == "order" or cue.lemma in PERCEIVED
    return cue.takes(Frame.CLAUSE) and not deed and child(noun, "nummod") is not None


def _with_nmods(wanted: list[Token]) -> list[Token]:
    """Return the dependents and the prepositional phrases that the parser hung on them: "put the number *at 480*", "the toll *at 41* dead"."""
    return [*wanted, *(inner for token in wanted for inner in token.subtree if inner.dep_ in {"nmod", "nummod"})]


def _particled(wanted: list[Token], cue: Cue) -> bool:
    return any(_particle(token, cue) for token in wanted)


def _particle(oblique: Token, cue: Cue) -> bool:
    case = child(oblique, "case", "mark")
    return case is not None and case.lower_ in cue.particles and oblique.lemma_.lower() not in TIME_NOUNS
