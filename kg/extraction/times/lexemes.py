"""Time text cut into lexemes: words, numbers and marks, each with one class (`kg.extraction.times.words`) written as one letter."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from kg.extraction.times.words import CAPITALIZED, LEXICON

_LEXEME: Final = re.compile(
    r"""[ ]*(?:  # a blank at which nothing starts costs as much as a word
      (?P<word>[^\W\d_]+(?:\.(?:(?<=\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\.)|(?<=\b(?:Sept|Tues)\.)|(?<=\bThurs\.))
         (?=\s+\d|\s+[a-z]|[,;:)]|\s*$))?)
      |(?=\d)(?:
       (?P<iso>(?<![\w.-])\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))
       |(?P<slashed>(?<![\w/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\w/]))
       |(?P<dotted>(?<![\w.])\d{1,2}\.\d{1,2}\.\d{4}(?!\w))
       |(?P<clock>(?<![\w:.])(?:\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?|\d{1,2}(?:\.\d{2})?\s?[AaPp]\.?[Mm]\b\.?)(?!\w))
       |(?P<decade>(?<!\w)(?:1[89]|20)\d0s(?!\w))
       |(?P<ordinal>(?<!\w)\d{1,2}(?:st|nd|rd|th)(?!\w))
       |(?P<number>(?<![\w.])\d+(?:[,.]\d+)*)
      )
      |(?P<dash>[-–—])
      |(?P<comma>,)
      |(?P<other>\n\s*\n|[^\w\s])
    )""",
    re.VERBOSE,
)
_CLASSES: Final = (
    *sorted({kind for kind, _ in LEXICON.values()}),
    *("ISO", "SLASHED", "DOTTED", "CLOCK", "DECADE", "ORDINAL", "DAYNUM", "YEAR", "NUMBER", "DASH", "COMMA", "OTHER"),
)
LETTERS: Final = {name: chr(0xE000 + i) for i, name in enumerate(_CLASSES)}


class Lexeme(NamedTuple):
    """A word, number or mark with its place, class letter and value."""

    start: int
    end: int
    letter: str
    value: int | str


class Lexemes:
    """The lexemes of a text in order; white space is none, a blank line is. `letters` has one class letter for each."""

    def __init__(self, text: str) -> None:
        """Cut `text`; values are read when they are asked for, which few are."""
        self._matches = list(_LEXEME.finditer(text))
        self.letters = "".join([_read(kind := match.lastgroup or "", match[kind])[0] for match in self._matches])

    def __len__(self) -> int:
        return len(self._matches)

    def __getitem__(self, index: int) -> Lexeme:
        match = self._matches[index]
        kind = match.lastgroup or ""
        return Lexeme(match.start(kind), match.end(), *_read(kind, match[kind]))


@lru_cache(maxsize=16384)
def _read(kind: str, words: str) -> tuple[str, int | str]:
    """Return class letter and value of a lexeme."""
    name: str = "OTHER"
    value: int | str = words
    if kind == "word":
        entry = LEXICON.get(words.rstrip(".").lower())
        if entry and (entry[0] not in CAPITALIZED or words[0].isupper()):
            name, value = entry
    elif kind != "other":
        name, value = _read_figure(kind, words)
    return LETTERS[name], value


def _read_figure(kind: str, words: str) -> tuple[str, int | str]:
    """Return class and value of a lexeme with digits, of a dash or of a comma."""
    match kind:
        case "number":
            return _read_number(words)
        case "clock":
            minutes = _read_clock(words)
            return ("OTHER", words) if minutes is None else ("CLOCK", minutes)
        case "decade" | "ordinal":
            return kind.upper(), int(words.rstrip("sthrnd"))
        case _:
            return kind.upper(), words


def _read_number(words: str) -> tuple[str, int | str]:
    if not words.isdecimal():
        return "OTHER", words
    value = int(words) if len(words) < 9 else 0
    if 1 <= value <= 31 and len(words) <= 2:
        return "DAYNUM", value
    return ("YEAR", value) if len(words) == 4 and 1800 <= value < 2100 else ("NUMBER", value)


def _read_clock(words: str) -> int | None:
    """Return minutes since midnight, or None when it is no time of day ("25:70")."""
    hour, minute = (int(n) for n in [*re.findall(r"\d+", words), "0"][:2])
    half = re.search(r"[AaPp](?=\.?[Mm])", words)
    if half:
        hour = hour % 12 + (12 if half[0] in "Pp" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None
