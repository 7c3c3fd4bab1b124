"""Numbers in running text: digits, words and mixtures of both, vague magnitudes, and ranges of two numbers.

Works on characters and knows nothing of syntax, so that no tokenizer and no parser can break a number apart:
"10,000–12,000", "two to three thousand", "3.5 million", "half a million", "tens of thousands", "a dozen".
What a number counts, and whether it counts anything (a year does not), is decided by the modules that have the words around it.

Left out here because they are no cardinals: ordinals ("21st", "twenty-first"), fractions ("two-thirds"), clock times and
dates with marks inside ("10:30", "9/11"), codes ("F-16", "Covid-19", "G7", "1990s"), whatever has a letter stuck to it ("10km").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"  # "10,000"
    WORDS = "words"  # "ten thousand"
    MIXED = "mixed"  # "10 thousand", "3.5m"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `text[start:end]`; `lower` and `upper` are both None for a vague magnitude ("dozens": `magnitude` 10).

    A range has its two ends as `parts`, `joiner` tells what stands between them ("to", "-", "or", "and") and `opened`
    which word opens it ("between", "from", "").
    """

    start: int
    end: int
    lower: float | None
    upper: float | None
    magnitude: int | None = None
    form: Form = Form.DIGITS
    grouped: bool = False  # has thousands separators or a scale word: cannot be a year
    suffix: str = ""  # a letter scale stuck to the digits: "m", "bn"
    parts: tuple["Number", ...] = ()
    joiner: str = ""
    opened: str = ""

    @property
    def value(self) -> float | None:
        """Return the value of a number that is neither vague nor a range, else None."""
        return self.lower if self.lower == self.upper else None


class _Kind(StrEnum):
    DIGITS = "digits"
    UNIT = "unit"  # zero … nine
    TEEN = "teen"  # ten … nineteen
    TENS = "tens"  # twenty … ninety
    HUNDRED = "hundred"
    SCALE = "scale"  # thousand, million, …
    DOZEN = "dozen"
    VAGUE = "vague"  # dozens, hundreds, thousands, …


_UNITS: Final = "zero one two three four five six seven eight nine".split()
_TEENS: Final = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES: Final = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
_BEYOND: Final = 10**18  # no count and no sum of money of the news is larger; what is written so is a code, or nonsense
_SUFFIXES: Final = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
_VAGUE: Final = {"tens": 10, "dozens": 10, "scores": 10, "hundreds": 100} | {f"{w}s": v for w, v in _SCALES.items()}

_WORDS: Final[dict[str, tuple[_Kind, int]]] = {
    **{word: (_Kind.UNIT, value) for value, word in enumerate(_UNITS)},
    **{word: (_Kind.TEEN, value) for value, word in enumerate(_TEENS, start=10)},
    **{word: (_Kind.TENS, value * 10) for value, word in enumerate(_TENS, start=2)},
    "fourty": (_Kind.TENS, 40),
    "hundred": (_Kind.HUNDRED, 100),
    **{word: (_Kind.SCALE, value) for word, value in _SCALES.items()},
    "dozen": (_Kind.DOZEN, 12),
    **{word: (_Kind.VAGUE, value) for word, value in _VAGUE.items()},
}

_DIGIT_RUN: Final = re.compile(r"\d+")
_DIGITS: Final = re.compile(
    r"(?<![\w/:#@])(?<!\d[.,])(?<![A-Za-z][-‐‑–])(?<!\w\.)"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|\d{1,3}(?: \d{3}){0,3} 000|\d+(?:\.\d+)?)"
    r"(?P<suffix>(?:" + "|".join(sorted(_SUFFIXES, key=len, reverse=True)) + r")(?![\w]))?"
    r"(?![\d/:]|\w|[.,]\d|°)",
    re.IGNORECASE,
)
_INITIALS: Final = "".join(sorted({word[0] for word in _WORDS}))
_WORD: Final = re.compile(
    rf"[{_INITIALS}{_INITIALS.upper()}](?<!\w.)\w+"
)  # words that may be of `_WORDS` by their first letter
_CONTRACTED: Final = re.compile(r"[’']s\b(?! )")  # "one's"
_PHONE: Final = re.compile(  # from its first digit on
    r"(?:(?<=\bcall )|(?<=\bphone )|(?<=\btel )|(?<=\btel\. )|(?<=\bdial ))\d[\d -]+\d"
    r"|(?<=\+)\d[\d ().-]{6,}\d|\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b"
)

_INSIDE: Final = re.compile(r"[ \u00a0\n]|[-‐‑]")  # between the words of one number
_AND: Final = re.compile(r" and ")
_AND_PART: Final = re.compile(r"[ -]and[ -](?:a|one)[ -](half|quarter)\b")
_PARTS: Final = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_BEFORE_SCALE: Final = re.compile(
    r"\b(?:(?P<half>half an?|a half|half)|(?P<quarter>(?:a )?quarter of an?)|(?P<article>an?)"
    r"|(?P<several>a couple(?: of)?|couple|a few|several|few|many))[ -]$",
    re.IGNORECASE,
)
_NO_COUNT_BEFORE: Final = re.compile(r"(?<!\bhalf)(?<=[a-z])-$|\bper $", re.IGNORECASE)
_NOT_CARDINAL_AFTER: Final = re.compile(
    r"[ -](?:third|quarter|half|halve|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth)s?\b"
    r"|-(?:first|second|fold)\b|[ -](?:hundredth|thousandth|millionth)s?\b|(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_SCORES_AFTER: Final = re.compile(
    r"\s+(?:of|more|others|were|are|have|had|killed|dead|injured|wounded|feared|missing|died|if|or)\b", re.IGNORECASE
)
_TEST_SCORES: Final = re.compile(
    r"(?:\b(?:test|exam|credit|high|low|the|their|his|her|its|our)|['’]s) $", re.IGNORECASE
)
_VAGUE_JOIN: Final = re.compile(
    r" of | (?:or|and)(?: even| possibly| perhaps)? |,? (?:if not|perhaps|maybe|or even) ", re.IGNORECASE
)

_SOFTENER: Final = (
    r"(?:as (?:many|much) as |about |around |some |perhaps |maybe |possibly |even |nearly |almost |roughly |up to )?"
)
_CURRENCY: Final = r"(?:(?:US|A|C|NZ|HK|S|R|AU|CA)?[$€£¥₴₽₹]\s?)?"
_PERCENT: Final = r"(?:\s?%|\s(?:percent|per\scent))?"
_JOIN: Final = re.compile(
    rf"{_PERCENT}(?:[-–—‐‑]| - |\s(?P<word>to|or|and|through)\s{_SOFTENER}|-(?P<tied>to|or)-){_CURRENCY}", re.IGNORECASE
)
_OPENER: Final = re.compile(
    rf"\b(between|from)\s(?:(?:an estimated|an?|the|just|only)\s)?{_SOFTENER}{_CURRENCY}$", re.IGNORECASE
)
_LOOK_BACK: Final = 40  # characters that an opener or an article may lie before a number


@dataclass(slots=True)
class _Atom:
    kind: _Kind
    start: int
    end: int
    value: Decimal
    suffix: str = ""
    grouped: bool = False


@dataclass(slots=True)
class _Cardinal:
    """One number while it is read: `coefficient` times `scale`, where scale is that of its last scale word."""

    start: int
    end: int
    value: Decimal
    scale: int = 1
    magnitude: int | None = None
    form: Form = Form.WORDS
    grouped: bool = False
    suffix: str = ""

    def times(self, factor: int) -> "_Cardinal":
        return replace(self, value=self.value * factor, grouped=True)

    def number(self) -> Number:
        exact = None if self.magnitude else float(self.value)
        return Number(self.start, self.end, exact, exact, self.magnitude, self.form, self.grouped, self.suffix)


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of `text` in order, ranges as one number.

    >>> [(n.lower, n.upper) for n in find_numbers("two to three thousand men in 12 boats")]
    [(2000.0, 3000.0), (12.0, 12.0)]
    """
    atoms = sorted([*_figures(text), *_words(text)], key=lambda atom: atom.start)
    cardinals: list[_Cardinal] = []
    index = 0
    while index < len(atoms):
        cardinal, index = _read(text, atoms, index)
        if cardinal is not None and cardinal.value < _BEYOND and (cardinal.magnitude or 0) < _BEYOND:
            cardinals.append(cardinal)
    return list(_join_ranges(text, cardinals))


def _words(text: str) -> Iterator[_Atom]:
    for match in _WORD.finditer(text):
        known = _WORDS.get(match[0].lower())
        if known is not None and not _CONTRACTED.match(text, match.end()):
            kind, value = known
            yield _Atom(kind, match.start(), match.end(), Decimal(value))


def _figures(text: str) -> Iterator[_Atom]:
    """Yield the numbers in digits, those of telephones left out."""
    end = behind_phone = 0
    for run in _DIGIT_RUN.finditer(text):
        start = run.start()
        if start < behind_phone:
            continue
        if phone := _PHONE.match(text, start):
            behind_phone = phone.end()
            continue
        match = _DIGITS.match(text, start) if start >= end else None
        if match is None:
            continue
        end = match.end()
        digits, suffix = re.sub(r"[,\s]", "", match["digits"]), (match["suffix"] or "").lower()
        value = Decimal(digits) * _SUFFIXES.get(suffix, 1)
        yield _Atom(_Kind.DIGITS, match.start(), end, value, suffix, len(digits) < len(match["digits"]))


def _read(text: str, atoms: list[_Atom], index: int) -> tuple[_Cardinal | None, int]:
    """Read one number at `index`; return it (None when the words there are no cardinal) and the index after it."""
    if atoms[index].kind is _Kind.VAGUE:
        return _read_vague(text, atoms, index)
    cardinal, index = _read_cardinal(text, atoms, index)
    if cardinal is not None and (after := _NOT_CARDINAL_AFTER.match(text, cardinal.end)):
        while index < len(atoms) and atoms[index].start < after.end():
            index += 1
        return None, index
    return cardinal, index


def _read_vague(text: str, atoms: list[_Atom], index: int) -> tuple[_Cardinal | None, int]:
    """Read "dozens", "tens of thousands", "hundreds, if not thousands" (the smaller magnitude holds)."""
    first = atoms[index]
    magnitude, end, index = int(first.value), first.end, index + 1
    word = text[first.start : first.end].lower()
    while index < len(atoms) and atoms[index].kind is _Kind.VAGUE:
        gap = _VAGUE_JOIN.fullmatch(text, end, atoms[index].start)
        if gap is None:
            break
        if gap[0] == " of ":
            magnitude *= int(atoms[index].value)
        end, index = atoms[index].end, index + 1
        word = ""
    marks = not _SCORES_AFTER.match(text, end) or _TEST_SCORES.search(
        text, max(0, first.start - _LOOK_BACK), first.start
    )
    if (word == "scores" and marks) or (word == "tens" and not text.startswith(" of ", end)):
        return None, index
    return _Cardinal(first.start, end, Decimal(0), magnitude=magnitude, grouped=True), index


def _read_cardinal(text: str, atoms: list[_Atom], index: int) -> tuple[_Cardinal | None, int]:
    """Read digits or number words with the scale words that follow them."""
    first = atoms[index]
    total, group, scale = Decimal(0), None, 1
    start, end, last, grouped, vague = first.start, first.start, None, first.grouped, None
    several: re.Match[str] | None = None
    begin = index
    while index < len(atoms):
        atom = atoms[index]
        if last is not None and not _may_follow(text, last, atom):
            break
        match atom.kind:
            case _Kind.DIGITS | _Kind.UNIT | _Kind.TEEN | _Kind.TENS:
                group, scale = (group or Decimal(0)) + atom.value, 1
            case _Kind.HUNDRED | _Kind.SCALE | _Kind.DOZEN | _Kind.VAGUE:
                if group is None:
                    if index > begin or (
                        index == begin and _NO_COUNT_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
                    ):
                        break
                    several = _BEFORE_SCALE.search(text, max(0, start - _LOOK_BACK), start)
                    group = (
                        Decimal("0.5")
                        if several and several["half"]
                        else Decimal("0.25")
                        if several and several["quarter"]
                        else Decimal(1)
                    )
                    start = several.start() if several else start
                    vague = 10 if several and several["several"] else None
                group *= atom.value
                scale = int(atom.value)
                if atom.kind is not _Kind.HUNDRED:
                    part = _AND_PART.match(text, atom.end)
                    total, group = total + group + (_PARTS[part[1]] * atom.value if part else 0), None
                    grouped = grouped or atom.kind is not _Kind.DOZEN
                if vague:
                    vague = (
                        10 if atom.kind is _Kind.DOZEN else int(atom.value) if vague == 10 else vague * int(atom.value)
                    )
        end, last, index = atom.end, atom, index + 1
        if part := _AND_PART.match(text, end):
            group, end = (None if group is None else group + _PARTS[part[1]]), part.end()
    if last is None:
        return None, index + 1
    form = (
        Form.WORDS
        if first.kind is not _Kind.DIGITS
        else Form.DIGITS
        if end == first.end and not first.suffix
        else Form.MIXED
    )
    value = total + (group or Decimal(0))
    return _Cardinal(start, end, value, scale, vague, form, grouped or bool(first.suffix), first.suffix), index


def _may_follow(text: str, last: _Atom, atom: _Atom) -> bool:
    """Tell whether `atom` continues the number whose last atom is `last`."""
    gap = text[last.end : atom.start]
    part = _AND_PART.match(text, last.end)
    if part is not None and part.end() < atom.start:
        gap = text[part.end() : atom.start]
        return atom.kind in (_Kind.HUNDRED, _Kind.SCALE) and _INSIDE.fullmatch(gap) is not None
    scales = (_Kind.HUNDRED, _Kind.SCALE)
    small = (_Kind.UNIT, _Kind.TEEN, _Kind.TENS)
    if _AND.fullmatch(gap):
        return last.kind in scales and atom.kind in small and last.kind is not _Kind.DIGITS
    if _INSIDE.fullmatch(gap) is None:
        return False
    if atom.kind in (*scales, _Kind.DOZEN) or (atom.kind is _Kind.VAGUE and atom.value >= _SCALES["thousand"]):
        return (
            not (last.kind is _Kind.SCALE and atom.kind in (_Kind.HUNDRED, _Kind.DOZEN))
            and last.kind is not _Kind.DOZEN
        )
    if atom.kind is _Kind.UNIT:
        return last.kind in (_Kind.TENS, *scales) and atom.value > 0
    return atom.kind in (_Kind.TEEN, _Kind.TENS) and last.kind in scales


def _join_ranges(text: str, cardinals: list[_Cardinal]) -> Iterator[Number]:
    index = 0
    while index < len(cardinals):
        first = cardinals[index]
        if index + 1 < len(cardinals) and (joined := _join(text, first, cardinals[index + 1])):
            yield joined
            index += 2
            continue
        yield first.number()
        index += 1


def _join(text: str, first: _Cardinal, second: _Cardinal) -> Number | None:
    """Return the range from `first` to `second` when the words between them make one, else None."""
    gap = _JOIN.fullmatch(text, first.end, second.start)
    if gap is None or first.magnitude or second.magnitude:
        return None
    joiner = (gap["word"] or gap["tied"] or "-").lower()
    opener = _OPENER.search(text, max(0, first.start - _LOOK_BACK), first.start)
    opened = opener[1].lower() if opener else ""
    if joiner == "and" and opened != "between":
        return None
    first = _share_scale(first, second, opened)
    if first.value >= second.value:
        return None
    form = first.form if first.form is second.form else Form.MIXED
    return Number(
        first.start,
        second.end,
        float(first.value),
        float(second.value),
        form=form,
        grouped=first.grouped or second.grouped,
        suffix=second.suffix,
        parts=(first.number(), second.number()),
        joiner=joiner,
        opened=opened,
    )


def _share_scale(first: _Cardinal, second: _Cardinal, opened: str) -> _Cardinal:
    """Give `first` the scale of `second` where only the latter shows it: "two to three thousand", "10-12,000"."""
    if first.grouped or first.scale > 1:
        return first
    factor = _SUFFIXES.get(second.suffix, second.scale)
    if factor > 1:
        return first.times(factor) if first.value * factor < second.value else first
    thousand = _SCALES["thousand"]
    if opened != "from" and second.form is Form.DIGITS and second.grouped and first.value * thousand < second.value:
        return first.times(thousand) if second.value < thousand**2 and first.value == int(first.value) else first
    return first
