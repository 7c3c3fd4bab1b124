"""Where an article's prose stands among its furniture, and what the furniture tells: title, date, author, publisher.

The header is every line before the first line of prose; elsewhere only lines that cannot be prose are taken out.
The text itself is never changed: the result is spans over it, in order and without overlap.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.model import Region, RegionKind, Span
from kg.readers.furniture import Reading, read_dateline, read_furniture, read_publisher
from kg.readers.metadata import Metadata
from kg.readers.transcripts import find_labels

_LINE: Final = re.compile(r"[^\r\n\u2028\u2029]*[^\s\u200b][^\r\n\u2028\u2029]*")
_SENTENCE_END: Final = re.compile(r"[.!…][”’\"')\]]*$")
_INNER_END: Final = re.compile(r"[a-z0-9”’\"')]{2}[.!?][”’\"']*\s+[“‘\"'A-Z]")
_HEADER_LINES: Final = 15  # a longer header is a list, not a header
_LONGEST_TITLE: Final = 250
_TITLE_WORDS: Final = 4  # a headline has a subject, a verb, and something said about it
_PLACE_WORDS: Final = 3
_DATELINED: Final = 3  # only the first paragraphs have an agency's dateline
_WRAP: Final = (55, 100)  # widths of hard-wrapped prose


@dataclass(frozen=True, slots=True)
class Layout:
    """The regions of a text, and the metadata that its header and footer show."""

    regions: tuple[Region, ...]
    metadata: Metadata


@dataclass(slots=True)
class _Line:
    span: Span
    text: str
    glued: bool  # the next line follows without a blank one
    reading: Reading | None = None
    title: bool = False

    @property
    def kind(self) -> RegionKind | None:
        """What the line is when it is no prose."""
        if self.title:
            return RegionKind.TITLE
        return self.reading.kind if self.reading else None

    @property
    def prose(self) -> bool:
        """Tell whether the line reads as a sentence or more: it ends as one, holds the end of one, or is very long."""
        words = len(self.text.split())
        ended = bool(_SENTENCE_END.search(self.text)) and words >= _TITLE_WORDS
        return self.reading is None and (ended or len(self.text) > _LONGEST_TITLE or bool(_INNER_END.search(self.text)))


def read_layout(text: str, title: str | None = None) -> Layout:
    """Return the layout of `text`; a `title` known from elsewhere is recognised where the text repeats it."""
    labels = find_labels(text)
    lines = _split(text)
    starts = {label.start for label in labels}
    header = _header(lines, starts)
    if title is None or not _mark_known_title(lines[:_HEADER_LINES], title):
        _mark_title(header)
    _read_header(header)
    regions = [Region(line.kind, line.span) for line in lines if line.kind]
    taken = {region.span for region in regions}
    datelines, agency = _datelines([line for line in lines if line.span not in taken])
    regions += datelines
    regions += [Region(RegionKind.LABEL, label) for label in labels if not any(r.span.holds(label) for r in regions)]
    readings = [line.reading for line in lines if line.reading]
    return Layout(_with_body(text, sorted(regions, key=lambda r: r.span)), _metadata(lines, readings, agency))


def _split(text: str) -> list[_Line]:
    lines = []
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip("\ufeff \t\u00a0\u200b\f\v#")
        if not body:
            body = raw.strip()
        start = match.start() + raw.index(body)
        lines.append(_Line(Span(start, start + len(body)), body, glued=False, reading=read_furniture(body)))
    for line, following in pairwise(lines):
        line.glued = text[line.span.end : following.span.start].replace("\r\n", "\n").count("\n") == 1
    return lines


def _header(lines: list[_Line], label_starts: set[int]) -> list[_Line]:
    """Return the lines before the first prose; none when the text has no prose after them or they are prose, wrapped."""
    header: list[_Line] = []
    for index, line in enumerate(lines[: _HEADER_LINES + 1]):
        if line.prose or line.span.start in label_starts or _wrapped(lines, index):
            return header
        header.append(line)
    return []


def _wrapped(lines: list[_Line], index: int) -> bool:
    """Tell whether a line is the first of a hard-wrapped paragraph: full width, glued to lines that go on in small letters."""
    line = lines[index]
    if line.reading or not line.glued or not _WRAP[0] <= len(line.text) <= _WRAP[1]:
        return False
    following = lines[index + 1]
    return following.reading is None and len(following.text) <= _WRAP[1]


def _mark_known_title(lines: list[_Line], title: str) -> bool:
    for line in lines:
        if " ".join(line.text.split()).casefold() == title.casefold():
            line.title = True
            return True
    return False


def _mark_title(header: list[_Line]) -> None:
    candidates = [line for line in header if line.reading is None and read_publisher(line.text) is None]
    longest = max(candidates, key=lambda line: len(line.text.split()), default=None)
    first = next((line for line in candidates if len(line.text.split()) >= _TITLE_WORDS), longest)
    if first is not None and len(first.text.split()) > 1:
        first.title = True


def _read_header(header: list[_Line]) -> None:
    """Give every header line that is not the title its kind: a deck is a second title, short lines are place or section."""
    for line in header:
        if line.title or line.reading:
            continue
        words = line.text.split()
        if publisher := read_publisher(line.text):
            line.reading = Reading(RegionKind.BOILERPLATE, publisher=publisher)
        elif len(words) > _TITLE_WORDS:
            line.title = True
        else:
            place = len(words) <= _PLACE_WORDS and all(word[:1].isupper() for word in words) and not line.text.isupper()
            dated = any(other.reading and other.reading.kind is RegionKind.DATELINE for other in header)
            line.reading = Reading(RegionKind.DATELINE if place and dated else RegionKind.BOILERPLATE)


def _datelines(prose: list[_Line]) -> tuple[list[Region], str | None]:
    regions, agency = [], None
    for line in prose[:_DATELINED]:
        length, name = read_dateline(line.text)
        if length:
            agency = agency or name
            words = line.text[:length].rstrip()
            regions.append(Region(RegionKind.DATELINE, Span(line.span.start, line.span.start + len(words))))
    return regions, agency


def _metadata(lines: list[_Line], readings: list[Reading], agency: str | None) -> Metadata:
    return Metadata(
        title=next((" ".join(line.text.split()) for line in lines if line.title), None),
        published=next((r.published for r in readings if r.published), None),
        publisher=next((r.publisher for r in readings if r.publisher and r.kind is RegionKind.BOILERPLATE), None)
        or agency
        or next((r.publisher for r in readings if r.publisher), None),
        author=next((r.author for r in readings if r.author), None),
    )


def _with_body(text: str, regions: list[Region]) -> tuple[Region, ...]:
    """Return the regions with the stretches between them as body; nothing at all when everything is body."""
    if not regions:
        return ()
    full: list[Region] = []
    position = 0
    for region in [*regions, Region(RegionKind.BODY, Span(len(text), len(text)))]:
        between = text[position : region.span.start]
        if inner := between.strip():
            start = position + between.index(inner)
            full.append(Region(RegionKind.BODY, Span(start, start + len(inner))))
        if region.span.end > region.span.start:
            full.append(region)
        position = region.span.end
    return tuple(full)
