"""Find quotations: paired and nested marks of every style, and quotations that run over paragraphs.

Marks are read on the text itself, not on tokens, since tokenizers differ in what they make of ``''`` or ``."``. A straight
mark opens where white space, a bracket or a dash stands before it and a word after it, and closes otherwise. A quotation that
goes on in the next paragraph has no closing mark in this one and an opening mark again in the next (the rule of English
typography); such paragraphs are one quotation in several parts.
"""

import re
from dataclasses import dataclass
from typing import Final

_MARK: Final = re.compile(
    r"[`'‘’“”„‟\"«»]"  # one set of characters first, to which the engine skips; what makes each a mark looks back at it
    r"(?:(?<=[“”„‟\"«»])|(?<=`)`|(?<=')'"
    r"|(?<=[‘'])(?<!\w.)(?=\w)|(?<=[.,!?;:—–-]['’])(?!\w)|(?<=\w['’])(?=[\s.,!?;:)\]—–]|$))"
)
_BREAK: Final = re.compile(r"\n[ \t]*\n\s*")
_LINE: Final = re.compile(r"\s*\n\s*")
_OPEN: Final = frozenset("“„‟«") | {"``"}
_CLOSE: Final = frozenset("”»")
_MOST_PARAGRAPHS: Final = 6  # over which a quotation that is not reopened may run
_SINGLE: Final = frozenset("‘'’")
_BEFORE_OPENING: Final = frozenset(" \t\n\r\xa0([{—–-/‘“\"'`")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, marks included: code points `start` to `end`; `depth` counts the quotations around it.

    `closed` is False when the paragraph ends before the closing mark.
    """

    start: int
    end: int
    depth: int = 0
    closed: bool = True


@dataclass(slots=True)
class _Opening:
    mark: str
    start: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs of a text, without the white space between them.

    Blank lines part paragraphs; a text that has none is parted at its line ends.
    """
    boundary = _BREAK if _BREAK.search(text) else _LINE
    found, start = [], 0
    for match in boundary.finditer(text):
        if text[start : match.start()].strip():
            found.append((start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found


def find_quotes(text: str) -> list[Quote]:
    """Return all quotations of a text in order of their start, nested ones after the one that holds them.

    >>> [text[q.start:q.end] for text in ['He said “it is so,” twice.'] for q in find_quotes(text)]
    ['“it is so,”']
    """
    parts = paragraphs(text)
    found: list[Quote] = []
    behind = 0  # where the last quotation over paragraphs ended
    for index, (start, end) in enumerate(parts):
        if end <= behind:
            continue
        quotes = _in_paragraph(text, max(start, behind), end)
        for quote in quotes:
            close = None if quote.closed else _close_ahead(text, parts[index + 1 : index + 1 + _MOST_PARAGRAPHS])
            if close is None:
                found.append(quote)
            else:
                found.append(Quote(quote.start, close, quote.depth))
                behind = close
                break
    return sorted(found, key=lambda quote: (quote.start, -quote.end))


def _close_ahead(text: str, parts: list[tuple[int, int]]) -> int | None:
    """Return where an open quotation closes in a later paragraph when no mark stands between: some editors do not reopen it."""
    for start, end in parts:
        for match in _MARK.finditer(text, start, end):
            if match.group() in _SINGLE:
                continue
            return None if _opens(text, match.start(), match.end(), match.group(), [], start, end) else match.end()
    return None


def _in_paragraph(text: str, start: int, end: int) -> list[Quote]:
    opened: list[_Opening] = []
    found: list[Quote] = []
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if _opens(text, match.start(), match.end(), mark, opened, start, end):
            if mark in _SINGLE and not _single_closes(text, match.end(), end):
                continue  # an apostrophe: ’90s, 'em
            opened.append(_Opening(mark, match.start()))
            continue
        index = next((i for i in reversed(range(len(opened))) if _pair(opened[i].mark, mark)), None)
        if index is None:
            continue  # an apostrophe or a stray mark
        found.append(Quote(opened[index].start, match.end(), index))
        del opened[index:]
    outermost = opened[0] if opened else None
    if outermost is not None and outermost.mark not in _SINGLE:
        found = [quote for quote in found if quote.depth or quote.end <= outermost.start]
        found.append(Quote(outermost.start, end, 0, closed=False))
    return sorted(found, key=lambda quote: (quote.start, -quote.end))


def _opens(text: str, at: int, after: int, mark: str, opened: list[_Opening], start: int, end: int) -> bool:
    if mark in _OPEN or mark == "‘":
        return True
    if mark in _CLOSE or mark == "’":
        return False
    before = text[at - 1] if at > start else " "
    follows = text[after] if after < end else " "
    if any(_pair(opening.mark, mark) for opening in opened) and not (before in " \t\xa0([" and not follows.isspace()):
        return False
    return before in _BEFORE_OPENING and not follows.isspace()


def _single_closes(text: str, after: int, end: int) -> bool:
    """Tell whether a single mark has a closing partner ahead in the paragraph (else it is an apostrophe)."""
    return any(m.group() in "'’" and not text[m.start() - 1].isspace() for m in _MARK.finditer(text, after, end))


def _pair(opening: str, closing: str) -> bool:
    if opening in _SINGLE or closing in _SINGLE:
        return opening in "‘'" and closing in "’'"
    if opening == "«" or closing == "»":
        return opening == "«" and closing == "»"
    return opening in {"“", "„", "‟", '"', "``", "''", "«"} and (
        closing == opening
        or (opening in "“„‟" and closing in '”"“‟')
        or (opening in {"``", '"', "''"} and closing in {"''", '"', "”"})
    )
