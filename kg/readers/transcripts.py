"""Speaker labels of transcripts: "MR. EARNEST:", "Q", "SENATOR LEE:", "Anna Kovacs:" at the start of a turn."""

import re
from typing import Final

from kg.model import Span

# Capitals and a colon are enough; a name in ordinary case must come back to be a label; so must "A".
_PREFIX: Final = r"(?:(?:Ma?c|Fitz|D[ei]|L[ae]|V[ao]n)(?=[A-Z]{2}))?"  # "McCOY"
_CAPITALS: Final = re.compile(
    rf"^[ \t]*(?P<label>{_PREFIX}[A-Z][A-Z.’'-]*(?:[ \t]+{_PREFIX}[A-Z(][A-Z.’')-]*){{0,6}}(?:[ \t]*\([^)\n]{{1,60}}\))?:)(?=\s)",
    re.MULTILINE,
)
_QUESTION: Final = re.compile(r"^[ \t]*(?P<label>(?:Q|QUESTION)[:.]?)(?=\s+[“\"‘'(\[]?[A-Z0-9—-])", re.MULTILINE)
_ANSWER: Final = re.compile(r"^[ \t]*(?P<label>A[:.])(?=\s)", re.MULTILINE)
_NAMED: Final = re.compile(
    r"^[ \t]*(?P<label>(?:(?:Mr|Ms|Mrs|Dr|Gen|Sen|Rep|Prof|Col|Lt|Capt)\.[ \t]+)?[A-Z][\w’'-]+(?:[ \t]+[A-Z][\w.’'-]*){0,3}:)(?=[ \t]+\S)",
    re.MULTILINE,
)
_WORD: Final = re.compile(r"[a-z]{2}")
_REPEATED: Final = 2


def find_labels(text: str) -> list[Span]:
    r"""Return the spans of speaker labels, colon included, in order.

    >>> [span.of("Q Is it true?\nMR. ASH: No.") for span in find_labels("Q Is it true?\nMR. ASH: No.")]
    ['Q', 'MR. ASH:']
    """
    questions = _spans(_QUESTION, text)
    found = questions + _spans(_CAPITALS, text)
    if questions:
        found += _spans(_ANSWER, text)
    named = [span for span in _spans(_NAMED, text) if _says_something(text, span)]
    names = [span.of(text) for span in named]
    found += [span for span, name in zip(named, names, strict=True) if names.count(name) >= _REPEATED]
    found = sorted(set(found))
    return [] if len(found) < _REPEATED and all(_is_heading(span.of(text)) for span in found) else found


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span("label")) for match in pattern.finditer(text)]


def _says_something(text: str, label: Span) -> bool:
    """Tell whether words follow a label on its line: a table of names and figures is no transcript."""
    return _WORD.search(text[label.end :].partition("\n")[0]) is not None


def _is_heading(label: str) -> bool:
    """Tell whether a label that is alone in its text is a heading: one word in capitals ("BYLINE:"), neither "Q" nor a name with a title."""
    return " " not in label and len(label.rstrip(":.")) > 1
