"""Speaker-labelled transcripts: "MR. LEE: …", "Q …", "THE PRESIDENT: …", and the turns that the labels govern.

A label stands at the beginning of a paragraph. A text counts as a transcript when labels recur, so that a heading with a colon
does not turn an article into one. What stands before the first label is the voice that the article's metadata names.
"""

import re
from dataclasses import dataclass
from typing import Final

from kg.extraction.annotations import Attribution, article_of
from kg.extraction.attribution.reading import Reading
from kg.extraction.syntax import Doc, Span
from kg.model import RegionKind

_PREFIX: Final = r"(?:(?:Ma?c|Fitz|D[ei]|L[ae]|V[ao]n)(?=[A-Z]{2}))?"  # "McCOY"
_LABEL: Final = re.compile(
    r"(?:(?P<name>(?:(?:M[RS]S?|DR|SEN|REP|GEN|GOV|PROF|AMB|SEC)\.?\s+|THE\s+|SECRETARY\s+|SENATOR\s+|PRESIDENT\s+|GENERAL\s+|JUDGE\s+)?"
    rf"{_PREFIX}[A-Z][A-Z'’.\-]+(?:\s+{_PREFIX}[A-Z][A-Z'’.\-]+){{0,4}}(?:\s*\([^)\n]{{1,40}}\))?)\s*:"
    r"|(?P<mixed>(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen|President|Secretary|Reporter|Question|Answer|Moderator|Host|Interviewer)\.?(?:\s+[A-Z][\w’'.-]+){0,3})\s*:"
    r"|(?P<person>[A-Z][a-z’'\-]+(?:\s+[A-Z][\w’'.\-]*){1,3})\s*:(?=\s)"
    r"|(?P<short>Q|A(?=[:.]))\s*(?:[:.]|\s(?=[A-Z“\"—–-])|(?=\s{2,}))\s*)"
)
_STRONG: Final = re.compile(
    r"Q$|M[RS]S?\.|DR\.|SEC(?:RETARY|\.)\s|(?:THE\s)?(?:VICE\s)?PRESIDENT\b|SEN(?:ATOR|\.)\s|GEN(?:ERAL|\.)\s"
)
_FEWEST: Final = 2  # labels that make a text a transcript
_SHARE: Final = 0.15  # of its paragraphs, at least, or a turn that fills the text


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of paragraphs by one voice; `label` is None before the first label."""

    label: Span | None
    start: int
    end: int


def find_turns(reading: Reading) -> list[Turn]:
    """Return the turns of a transcript in order; an empty list when the text is none."""
    doc, labels = reading.doc, []
    for start, end in reading.paragraphs:
        match = _LABEL.match(reading.text, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
        if match is None:
            continue
        group = next(name for name in ("name", "mixed", "person", "short") if match.group(name))
        span = doc.char_span(match.start(group), match.end(group), alignment_mode="expand")
        body = doc.char_span(match.start(), match.end(), alignment_mode="contract")
        if span is not None and not _is_heading(match.group(group)):
            labels.append((span, max(body.end if body is not None else span.end, span.end)))
    declared = [region.span for region in article_of(doc).regions if region.kind is RegionKind.LABEL]
    if declared:
        labels = [pair for pair in labels if any(known.start <= pair[0].start_char < known.end for known in declared)]
    strong = any(_STRONG.match(span.text) for span, _ in labels)
    if not labels or (len(labels) < _FEWEST and not declared and not strong):
        return []
    if (
        not declared
        and not strong
        and len(labels) < _SHARE * len(reading.paragraphs)
        and len({s.text for s, _ in labels}) == len(labels)
    ):
        return []
    return _turns(doc, labels)


def _turns(doc: Doc, labels: list[tuple[Span, int]]) -> list[Turn]:
    ends = [span.start for span, _ in labels[1:]] + [len(doc)]
    turns = [Turn(span, begin, end) for (span, begin), end in zip(labels, ends, strict=True)]
    if labels and labels[0][0].start > 0:
        turns.insert(0, Turn(None, 0, labels[0][0].start))
    return [turn for turn in turns if turn.start < turn.end]


def _is_heading(label: str) -> bool:
    return label.lower() in {
        "abstract",
        "full text",
        "note",
        "correction",
        "update",
        "photo",
        "source",
        "sources",
        "contact",
        "washington",
        "editor",
    }


def find_transcript(reading: Reading, turns: list[Turn]) -> list[Attribution]:
    """Return one attribution per turn: the label speaks, the turn is what it says."""
    found = []
    for turn in turns:
        if turn.label is None and article_of(reading.doc).speaker is None:
            continue
        spans = [
            span
            for start, end in reading.paragraphs
            if start < turn.end
            and end > turn.start
            and (span := _trimmed(reading.doc, max(start, turn.start), min(end, turn.end))) is not None
        ]
        if spans:
            found.append(
                Attribution(
                    cue=None,
                    content=spans,
                    source=[turn.label] if turn.label is not None else [],
                    style="direct",
                    speaker=turn.label,
                    rule="turn" if turn.label is not None else "turn:metadata",
                )
            )
    return found


def _trimmed(doc: Doc, start: int, end: int) -> Span | None:
    while start < end and (doc[start].is_space or doc[start].text == ":"):
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    return doc[start:end] if start < end else None
