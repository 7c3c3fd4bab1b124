"""Colon and dash formats of headlines: "Seoul: 3,000 troops have left", "3,000 troops have left, says Seoul", "… – minister"."""

from typing import Final

from kg.extraction.annotations import Attribution, article_of
from kg.extraction.attribution.beside import NOMINAL
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.transcripts import Turn
from kg.extraction.attribution.tree import span_of
from kg.model import RegionKind
from kg.vocabulary.cues import Cue, Frame, find_cue

_LONGEST_SOURCE: Final = 7
_FEWEST_CONTENT: Final = 4
_DASHES: Final = frozenset({"–", "—", "-", "|"})
_NO_VOICE: Final = frozenset(
    [
        "update",
        "updated",
        "exclusive",
        "video",
        "watch",
        "photos",
        "live",
        "breaking",
        "opinion",
        "analysis",
        "review",
        "explainer",
        "fact",
        "factbox",
        "timeline",
        "correction",
        "note",
        "editorial",
        "column",
        "part",
        "abstract",
        "column",
        "fact-check",
        "exclusive:",
        "factbox",
    ]
)


def find_headed(reading: Reading, turns: list[Turn]) -> list[Attribution]:
    """Return the attributions of headlines whose source stands before a colon or behind a colon or dash."""
    if turns:
        return []
    found = []
    for start, end in _headlines(reading):
        attribution = _headed(reading, start, end) or _mistagged(reading, start, end)
        if attribution is not None:
            found.append(attribution)
    return found


def _mistagged(reading: Reading, start: int, end: int) -> Attribution | None:
    """Return the attribution by a verb in the present that the tagger took for a plural noun: "Lima confirms sale of jets"."""
    doc = reading.doc
    if any(t.pos_ in {"VERB", "AUX"} and t.tag_ in {"VBZ", "VBP", "VBD", "MD"} for t in doc[start:end]):
        return None
    for at in range(start + 1, min(end - 2, start + _LONGEST_SOURCE)):
        token = doc[at]
        lemma = token.lower_.removesuffix("s")
        entry = find_cue(lemma, "VERB", Frame.NOMINAL) if token.lower_ != lemma and token.pos_ in NOMINAL else None
        if entry is None or doc[at - 1].pos_ not in NOMINAL or doc[at + 1].is_punct:
            continue
        source, content = span_of(doc, start, at), span_of(doc, at + 1, end)
        if source is None or content is None:
            continue
        cue = doc[at : at + 1]
        return Attribution(
            cue=cue, content=[content], source=[source], head=doc[at - 1], entry=entry, rule="headline:verb"
        )
    return None


def _headlines(reading: Reading) -> list[tuple[int, int]]:
    regions = [region.span for region in article_of(reading.doc).regions if region.kind is RegionKind.TITLE]
    if not regions:
        return reading.paragraphs[:1]
    tokens = reading.doc
    return [(s, e) for s, e in reading.paragraphs if any(r.start <= tokens[s].idx < r.end for r in regions)]


def _headed(reading: Reading, start: int, end: int) -> Attribution | None:
    doc = reading.doc
    for at in range(start + 1, end - 1):
        token = doc[at]
        if reading.quote_of[at] >= 0 or not (token.text == ":" or (token.text in _DASHES and doc[at - 1].whitespace_)):
            continue
        if (
            token.text == ":"
            and at - start <= _LONGEST_SOURCE
            and end - at > _FEWEST_CONTENT
            and _is_voice(reading, start, at)
        ):
            source, content = span_of(doc, start, at), span_of(doc, at + 1, end)
        elif end - at - 1 <= _LONGEST_SOURCE and at - start > _FEWEST_CONTENT and _is_voice(reading, at + 1, end):
            source, content = span_of(doc, at + 1, end), span_of(doc, start, at)
        else:
            continue
        if source is None or content is None:
            continue
        return Attribution(
            cue=doc[at : at + 1],
            content=[content],
            source=[source],
            head=source.root,
            entry=Cue(token.text, "PUNCT"),
            rule="headline",
        )
    return None


def _is_voice(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch can be who speaks: a name or a body or a text that reports, without a verb."""
    tokens = [t for t in reading.doc[start:end] if not t.is_space and not t.is_punct]
    if not tokens or any(t.pos_ in {"VERB", "AUX"} for t in tokens) or any(t.lower_ in _NO_VOICE for t in tokens):
        return False
    return (
        any(t.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} or t.pos_ in NOMINAL for t in tokens)
        and tokens[-1].pos_ in NOMINAL
    )
