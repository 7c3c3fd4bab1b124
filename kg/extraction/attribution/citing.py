"""Attribution by citing: "…, the agency reported, citing two officials", "Quoting the minister, Reuters said …".

The voice is the object of the participle, and it stands one step further in than whoever cites it: what the citing voice says is
the content of the cited one too. Without a citing voice the whole sentence is the content.
"""

from functools import lru_cache

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.beside import phrase_after, phrase_before
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.sources import as_saying, noun_phrase
from kg.extraction.attribution.tree import child, without
from kg.extraction.attribution.voices import is_voice
from kg.extraction.syntax import Span, Token
from kg.vocabulary.cues import Cue, Direction, Frame, find_cue


def find_citing(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions by citing participles, with the attributions of `found` as those who cite.

    What `found` has with such a participle as its cue, taken for a verb of saying, is dropped from it.
    """
    cited = [
        one
        for verb in reading.ending("ing")
        if (entry := _entry(verb)) is not None
        for one in _cited(reading, verb, entry, _who_cites(verb, reading.window(verb), found))
    ]
    cited += [
        one
        for outer in found
        for verb in _quoting_clauses(outer)
        if (entry := _citing_entry(verb.lower_, verb.lemma_.lower())) is not None
        for one in _cited(reading, verb, entry, outer)
    ]
    cues = {one.cue.root.i for one in cited if one.cue is not None}
    found[:] = [one for one in found if one.cue is None or one.cue.root.i not in cues]
    return cited


def _entry(verb: Token) -> Cue | None:
    """Return the entry of a citing participle, which has no auxiliary."""
    entry = _citing_entry(verb.lower_, verb.lemma_.lower())
    return entry if entry is not None and child(verb, "aux") is None else None


@lru_cache(maxsize=4096)
def _citing_entry(word: str, lemma: str) -> Cue | None:
    """Return the entry of a word in "-ing"; at the start of a sentence its capital may have misled tagger and lemmatizer."""
    stem = word.removesuffix("ing")
    entries = [find_cue(candidate, "VERB", Frame.NOMINAL) for candidate in (lemma, stem, f"{stem}e")]
    return next((entry for entry in entries if entry is not None and entry.direction is Direction.OBJECT), None)


def _quoting_clauses(outer: Attribution) -> list[Token]:
    """Return the verbs of relative clauses of a source that stands by itself: "according to Reuters, *which quoted* an aide, …"."""
    if outer.head is None or not outer.rule.startswith("adp"):
        return []
    return [
        verb
        for verb in outer.head.rights
        if verb.dep_ == "acl:relcl"
        and (subject := child(verb, "nsubj")) is not None
        and subject.lower_ in {"which", "who", "that"}
        and child(verb, "obj") is not None
        and as_saying(verb) is None
    ]


def _cited(reading: Reading, verb: Token, entry: Cue, outer: Attribution | None) -> list[Attribution]:
    window = reading.window(verb)
    voice = child(verb, "obj")
    source = (
        noun_phrase(voice, after=verb.i + 1) if voice is not None else phrase_after(reading.doc, verb.i + 1, window[1])
    )
    if source is None:
        return []
    voice = voice or source.root
    if not is_voice(voice):
        return []
    if outer is not None and verb.i == window[0]:
        source = _to_comma(source)  # "Citing Ana Bravo, Tom Rao, the mayor, said …"
    phrase = (verb.left_edge.i if verb.dep_ == "acl:relcl" else verb.i, source.end)
    if outer is None:
        content = without(reading.doc, *window, [phrase])
    else:
        outer.content = _outside(outer.content, phrase)
        outer.source = _outside(outer.source, phrase)
        if not outer.source and outer.cue is not None and outer.cue.start > phrase[1]:
            citing = phrase_before(
                reading.doc, outer.cue.start, phrase[1]
            )  # "Citing officials, Reuters said": the parser took them for one
            outer.source, outer.head = ([citing], citing.root) if citing is not None else ([], None)
        content = outer.content
    if not content:
        return []
    cue = reading.doc[verb.i : verb.i + 1]
    return [
        Attribution(cue=cue, content=content, source=[source], head=voice, entry=entry, parent=outer, rule="citing")
    ]


def _to_comma(source: Span) -> Span:
    comma = next((token.i for token in source if token.text == ","), source.end)
    return source.doc[source.start : comma] if comma > source.start else source


def _who_cites(verb: Token, window: tuple[int, int], found: list[Attribution]) -> Attribution | None:
    """Return the attribution in the same sentence whose cue governs the participle, else the one whose cue is nearest to it."""
    near = [
        one
        for one in found
        if one.cue is not None and window[0] <= one.cue.start < window[1] and one.cue.root.i != verb.i
    ]
    governing = [one for one in near if one.cue is not None and one.cue.start <= verb.head.i < one.cue.end]
    chosen = governing or [one for one in near if one.source and one.cue is not None and one.cue.root.pos_ == "VERB"]
    return min(chosen, key=lambda one: abs(one.cue.start - verb.i) if one.cue is not None else 0, default=None)


def _outside(spans: list[Span], phrase: tuple[int, int]) -> list[Span]:
    return [piece for span in spans for piece in without(span.doc, span.start, span.end, [phrase])]
