"""Time phrases in plain text, found by patterns over word classes; needs no parse and no library.

The text is cut into lexemes; every lexeme gets one class (`kg.extract.time_words`), one letter each, so that a pattern
such as `MON DAY COMMA? YEAR` is an ordinary regular expression over the string of classes. Cores (a day, a month,
"last week") are found first; then parts ("early"), clock times, prepositions and ranges grow around them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.extract.calendar import (
    Ago,
    Clock,
    Day,
    Decade,
    Deictic,
    Direction,
    Expression,
    InYear,
    Month,
    Part,
    Range,
    Relative,
    RestOf,
    Season,
    Toward,
    Weekday,
    Window,
    Year,
)
from kg.extract.time_words import AFTER_ORDINAL_DAY, CAPITALIZED, LEXICON

LONGEST_COUNT: Final = 400  # units in "n years ago": beyond that it is geology, not news

_LEXEME: Final = re.compile(
    r"""(?P<abbr>(?<!\w)(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Tues|Thurs)\.(?=\s+\d|\s+[a-z]|[,;:)]|\s*$))
      |(?P<word>[^\W\d_]+)
      |(?P<iso>(?<![\w.-])\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))
      |(?P<slashed>(?<![\w/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\w/]))
      |(?P<dotted>(?<![\w.])\d{1,2}\.\d{1,2}\.\d{4}(?!\w))
      |(?P<clock>(?<![\w:.])(?:\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?|\d{1,2}(?:\.\d{2})?\s?[AaPp]\.?[Mm]\b\.?)(?!\w))
      |(?P<decade>(?<!\w)(?:1[89]|20)\d0s(?!\w))
      |(?P<ordinal>(?<!\w)\d{1,2}(?:st|nd|rd|th)(?!\w))
      |(?P<number>(?<![\w.])\d+(?:[,.]\d+)*)
      |(?P<dash>[-–—])
      |(?P<comma>,)
      |(?P<other>\n\s*\n|[^\w\s])""",
    re.VERBOSE,
)
_CLASSES: Final = (
    *sorted({kind for kind, _ in LEXICON.values()}),
    *("ISO", "SLASHED", "DOTTED", "CLOCK", "DECADE", "ORDINAL", "DAYNUM", "YEAR", "NUMBER", "DASH", "COMMA", "OTHER"),
)
_LETTER: Final = {name: chr(0xE000 + i) for i, name in enumerate(_CLASSES)}
_MACROS: Final = {
    "MON": "(?:MONTH|UNSUREMONTH)",
    "DAY": "(?:DAYNUM|ORDINAL)",
    "COUNT": "(?:DAYNUM|WORDNUM|NUMBER|AN)",
    "JOIN": "(?:TO|DASH|UNTIL)",
    "PREPOSITIONS": "IN BY SINCE UNTIL FROM TO BETWEEN AND BEFORE AFTER OF ON DURING STARTING PART",
}
_COUNT: Final = "(?:(?:AN (?=VAGUE))? (?P<count>COUNT|VAGUE) OF?)"
_WHOLE: Final = "the year"  # the rule whose cores mean something only with a part before them


class Lexeme(NamedTuple):
    """A word, number or mark with its place, class letter and value."""

    start: int
    end: int
    letter: str
    value: int | str


class Slots:
    """The values of a match's named groups."""

    def __init__(self, match: re.Match[str], lexemes: list[Lexeme]) -> None:
        """Take the groups of `match` over the classes of `lexemes`."""
        self._match, self._lexemes = match, lexemes

    def has(self, name: str) -> bool:
        """Tell whether a group took part."""
        return name in self._match.re.groupindex and self._match.start(name) >= 0

    def word(self, name: str) -> str:
        """Return the value of a group as a word, empty when it took no part."""
        return str(self._lexemes[self._match.start(name)].value) if self.has(name) else ""

    def number(self, name: str) -> int | None:
        """Return the value of a group as a number; None when it took no part or says none ("several")."""
        if not self.has(name):
            return None
        value = self._lexemes[self._match.start(name)].value
        return 1 if value in {"a", "an"} else value if isinstance(value, int) else None

    def sure(self, name: str) -> int:
        """Return the number of a group that the pattern requires."""
        number = self.number(name)
        if number is None:
            raise LookupError(name)
        return number


@dataclass(slots=True)
class Found:
    """A time phrase in the text: characters, meaning, and what its preposition makes of it."""

    start: int
    end: int
    expression: Expression
    role: str = "at"
    rule: str = ""
    figure: int | None = None  # where stands a figure that may count something instead ("in May 20 people", "of 2000 men")
    otherwise: Expression | None = None  # what is left when it does


Build = Callable[[Slots], Expression | None]


class Rule(NamedTuple):
    """A pattern over classes and what it builds; a builder that returns None rejects the match."""

    name: str
    pattern: re.Pattern[str]
    build: Build


def _compile(pattern: str) -> re.Pattern[str]:
    """Return `pattern`, written in names of classes and macros, over class letters."""
    for name, macro in _MACROS.items():
        pattern = re.sub(rf"\b{name}\b", macro, pattern)
    return re.compile(re.sub(r"\b[A-Z]{2,}\b", lambda m: _LETTER[m[0]], pattern).replace(" ", ""))


def _offset(word: str) -> int:
    return {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1}.get(word, 0)


def _relative(slots: Slots) -> Expression | None:
    unit = slots.word("unit")
    return None if unit in {"day", "hour"} else Relative(unit, _offset(slots.word("rel")))


def _past_unit(slots: Slots) -> Expression | None:
    """Read "the past week" and "this coming month" as that much time, weekends as the calendar has them."""
    unit, offset = slots.word("unit"), _offset(slots.word("rel"))
    if unit == "weekend":
        return Relative(unit, offset)
    return None if unit in {"day", "hour"} else Window(1, unit, ahead=offset > 0)


def _window(slots: Slots) -> Expression | None:
    rel, count = slots.word("rel"), slots.number("count")
    if rel in {"last", "next"} and not slots.has("count"):
        return None
    return Window(count, slots.word("unit"), ahead=_offset(rel) > 0) if _modest(count) else None


def _modest(count: int | None) -> bool:
    return count is None or 0 < count <= LONGEST_COUNT


def _ago(slots: Slots) -> Expression | None:
    count, unit = slots.number("count"), slots.word("unit")
    return Ago(count, unit) if _modest(count) and not (unit == "decade" and (count or 0) > 40) else None


def _named(slots: Slots) -> Expression | None:
    """Return a month, season or weekday with "last", "this", "next" before it."""
    offset = _offset(slots.word("rel"))
    direction = Direction.FUTURE if offset > 0 else Direction.PAST
    if slots.has("weekday"):
        weekday = slots.sure("weekday")
        return Weekday(weekday, offset) if slots.word("rel") in {"last", "this", "next"} else Toward(Weekday(weekday), direction)
    base = Month(slots.sure("month")) if slots.has("month") else Season(slots.sure("season"))
    return InYear(base, 0) if offset == 0 else Toward(base, direction)


def _in_year(slots: Slots, base: Day | Month | Season) -> Expression | None:
    """Return `base` in the year that the match names, absolutely or by "last", "this", "next"."""
    if not slots.has("rel"):
        return base
    return InYear(base, _offset(slots.word("rel"))) if slots.word("unit") == "year" else None


def _day(slots: Slots) -> Expression | None:
    return _in_year(slots, Day(slots.sure("day"), slots.sure("month"), slots.number("year")))


def _month(slots: Slots) -> Expression | None:
    return _in_year(slots, Month(slots.sure("month"), slots.number("year")))


def _season(slots: Slots) -> Expression | None:
    return _in_year(slots, Season(slots.sure("season"), slots.number("year")))


def _year(slots: Slots) -> Expression:
    return Year(slots.sure("year"))


def _slashed(slots: Slots) -> Expression | None:
    """Read month/day/year, the order of American news; day first with dots or where only that is a date."""
    first, second, year = (int(part) for part in re.split(r"[/.]", slots.word("date")))
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    month, day = (second, first) if first > 12 or "." in slots.word("date") else (first, second)
    return Day(day, month, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _iso(slots: Slots) -> Expression | None:
    written, _, clock = slots.word("date").partition("T")
    year, month, day = map(int, written.split("-"))
    if not (1 <= month <= 12 and 1 <= day <= 31 and year):
        return None
    whole = Day(day, month, year)
    return Clock(whole, int(clock[:2]), int(clock[3:5])) if clock and int(clock[:2]) < 24 else whole


def _days(slots: Slots) -> Expression:
    month, year = slots.sure("month"), slots.number("year")
    return Range(Day(slots.sure("left"), month, year), Day(slots.sure("right"), month, year))


def _parts(slots: Slots) -> Expression:
    month = Month(slots.sure("month"), slots.number("year"))
    return Range(Part(month, slots.word("left")), Part(month, slots.word("right")))


_YEAR: Final = "(?: (?:COMMA|OF)? (?P<year>YEAR) | OF? (?P<rel>LAST|THIS|NEXT) (?P<unit>UNIT) )"
_RULES: Final = tuple(
    Rule(name, _compile(pattern), build)
    for name, pattern, build in (
        ("iso", "(?P<date>ISO)", _iso),
        ("slashed", "(?P<date>SLASHED|DOTTED)", _slashed),
        ("parts", f"(?P<left>PART) DASH? (?:TO|AND|OR|DASH) (?P<right>PART) DASH? (?P<month>MON) {_YEAR}?", _parts),
        ("days", "(?P<month>MON) (?P<left>DAY) JOIN (?P<right>DAY) (?:COMMA? (?P<year>YEAR))?", _days),
        ("days", "(?<=BETWEEN)(?P<month>MON) (?P<left>DAY) AND (?P<right>DAY) (?:COMMA? (?P<year>YEAR))?", _days),
        ("days", "(?P<left>DAY) (?:TO|DASH) (?P<right>DAY) OF? (?P<month>MON) (?:COMMA? (?P<year>YEAR))?", _days),
        ("days", "(?<=BETWEEN)(?P<left>DAY) AND (?P<right>DAY) OF? (?P<month>MON) (?:COMMA? (?P<year>YEAR))?", _days),
        ("month day", f"(?:WEEKDAY COMMA?)? (?P<month>MON) THE? (?P<day>DAY) {_YEAR}?", _day),
        ("day month", f"(?:WEEKDAY COMMA?)? (?:THE (?=ORDINAL))? (?P<day>DAY) OF? (?P<month>MON) {_YEAR}?", _day),
        ("month year", f"(?P<month>MON) {_YEAR}", _month),
        ("season year", f"(?P<season>SEASON) {_YEAR}", _season),
        ("this past Monday", "THIS (?P<rel>PAST|COMING) (?P<weekday>WEEKDAY)", _named),
        ("last Monday", "(?P<rel>LAST|THIS|NEXT|PAST|COMING) (?:(?P<month>MON)|(?P<weekday>WEEKDAY)|(?P<season>SEASON))", _named),
        ("season", "(?<=[IN BY SINCE UNTIL DURING]) THE? (?P<season>SEASON) (?!OF)", _season),
        ("month", "(?P<month>MONTH)", _month),
        ("month", "(?<=[PREPOSITIONS]) (?P<month>UNSUREMONTH)", _month),
        ("month", "(?<=PART DASH) (?P<month>UNSUREMONTH)", _month),
        ("month", "(?P<month>UNSUREMONTH) (?=JOIN (?:MON|PART))", _month),
        ("day", "(?<=[ON BY UNTIL SINCE FROM BEFORE AFTER AT]) THE (?P<day>ORDINAL)", lambda s: Day(s.sure("day"))),
        ("decade", "THE? (?P<decade>DECADE)", lambda s: Decade(s.sure("decade"))),
        ("years", "(?P<left>YEAR) DASH (?P<right>YEAR)", lambda s: Range(Year(s.sure("left")), Year(s.sure("right")))),
        ("year", "(?<=[PREPOSITIONS THE CALENDAR]) (?P<year>YEAR)", _year),
        ("year", "(?<=PART DASH) (?P<year>YEAR)", _year),
        ("past week", "(?:THE|THIS) (?P<rel>LAST|PAST|COMING) (?P<unit>UNIT|WEEKEND) (?!OF)", _past_unit),
        ("past weeks", f"THE? (?P<rel>LAST|PAST|NEXT|COMING|RECENT) {_COUNT}? (?P<unit>UNITS)", _window),
        ("before last", "THE (?P<unit>UNIT) BEFORE LAST", lambda s: Relative(s.word("unit"), -2)),
        ("last night", "LAST DAYPART", lambda _: Deictic(-1)),
        ("this morning", "THIS DAYPART", lambda _: Deictic(0)),
        ("last week", "(?<!THE) (?P<rel>LAST|THIS|NEXT) (?P<unit>UNIT|WEEKEND)", _relative),
        ("weekend", "THE (?P<unit>WEEKEND) (?!OF)", _relative),
        ("ago", f"{_COUNT} (?P<unit>UNITS|UNIT) AGO", _ago),
        ("weekday", "(?P<weekday>WEEKDAY)", lambda s: Weekday(s.sure("weekday"))),
        ("today", "(?P<days>DEICTIC)", lambda s: Deictic(s.sure("days"))),
        ("now", "NOW | AT PRESENT", lambda _: Deictic(0)),
        ("so far", "SO FAR | TO DATE", lambda _: Window(None, "day", ahead=False)),
        ("year-end", "(?P<unit>UNIT) DASH (?P<point>POINT)", lambda s: Part(Relative(s.word("unit"), 0), s.word("point"))),
        (_WHOLE, "(?<=[OF IN]) THE (?P<unit>UNIT) (?!OF)", _relative),
    )
)


class Growth(NamedTuple):
    """Words before a core that narrow it."""

    pattern: re.Pattern[str]
    build: Callable[[Slots, Expression], Expression]


_BEFORE: Final = tuple(
    Growth(re.compile(_compile(pattern).pattern + r"\Z"), build)
    for pattern, build in (
        ("THE? (?P<n>ORDWORD) HALF OF THE?", lambda s, core: Part(core, f"h{s.sure('n')}")),
        ("THE? (?P<n>ORDWORD) QUARTER OF? THE?", lambda s, core: Part(core, f"q{s.sure('n')}")),
        ("THE? ORDWORD (?P<n>COUNT) UNITS OF THE?", lambda s, core: Part(core, f"m{s.sure('n')}")),
        ("THE? LAST (?P<n>COUNT) UNITS OF THE?", lambda s, core: Part(core, f"l{s.sure('n')}")),
        ("THE? (?P<part>POINT) OF THE?", lambda s, core: Part(core, s.word("part"))),
        ("(?P<part>PART) (?:DASH|IN|ON)? THE?", lambda s, core: Part(core, s.word("part"))),
        ("(?P<rest>EARLIER|LATER) (?:IN|ON)?", lambda s, core: RestOf(core, s.word("rest") == "later")),
        ("(?P<clock>CLOCK) (?:ON|COMMA)?", lambda s, core: Clock(core, *divmod(s.sure("clock"), 60))),
        ("THE? DAYPART OF", lambda _, core: core),
    )
)
_AFTER: Final = (
    (_compile("DAYPART"), False),
    (_compile("COMMA? AT? (?P<clock>CLOCK)"), True),
)
_ROLES: Final = {"by": "by", "since": "since", "after": "since", "until": "until", "till": "until", "before": "until", "through": "until"}
_POSSESSIVE: Final = ("'s", "’s")


def find_times(text: str) -> list[Found]:
    """Return the time phrases of `text` in their order, not overlapping, not yet placed in the calendar.

    >>> [(f.role, text[f.start : f.end]) for text in ["Troops arrived by 5 May."] for f in find_times(text)]
    [('by', 'by 5 May')]
    """
    lexemes = list(_read_lexemes(text))
    letters = "".join(lexeme.letter for lexeme in lexemes)
    cores = _find_cores(text, lexemes, letters)
    return [_with_role(text, lexemes, core) for core in _join_ranges(lexemes, letters, cores)]


@dataclass(slots=True)
class _Core:
    """A phrase that is still growing; `first` and `last` are positions of lexemes, end exclusive."""

    first: int
    last: int
    expression: Expression
    rule: str
    figure: int | None = None
    otherwise: Expression | None = None


def _read_lexemes(text: str) -> Iterator[Lexeme]:
    other = _LETTER["OTHER"]
    for match in _LEXEME.finditer(text):
        kind, words = match.lastgroup, match[0]
        name, value = "OTHER", words
        if kind == "word" or kind == "abbr":  # noqa: PLR1714 (one comparison for nearly every lexeme)
            entry = LEXICON.get(words.rstrip(".").lower())
            if entry and (entry[0] not in CAPITALIZED or words[0].isupper()):
                name, value = entry
        elif kind != "other":
            name, value = _read_figure(str(kind), words)
        yield Lexeme(match.start(), match.end(), other if name == "OTHER" else _LETTER[name], value)


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
    hour, minute = (int(n) for n in (re.findall(r"\d+", words) + ["0"])[:2])
    half = re.search(r"[AaPp](?=\.?[Mm])", words)
    if half:
        hour = hour % 12 + (12 if half[0] in "Pp" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _find_cores(text: str, lexemes: list[Lexeme], letters: str) -> list[_Core]:
    taken = bytearray(len(letters))
    cores = []
    for rule in _RULES:
        for match in rule.pattern.finditer(letters):
            first, last = match.span()
            if any(taken[first:last]) or (rule.name == "day" and not _is_day(text, lexemes, last)):
                continue
            slots = Slots(match, lexemes)
            expression = rule.build(slots)
            if expression is None:
                continue
            core = _Core(first, last, expression, rule.name)
            if rule.name == "year":
                core.figure = lexemes[first].start
            elif rule.name == "month day" and not slots.has("year"):
                core.figure, core.otherwise = lexemes[match.start("day")].start, Month(slots.sure("month"))
            if _grow(core, lexemes, letters, taken) or rule.name != _WHOLE:
                taken[core.first : core.last] = b"\1" * (core.last - core.first)
                cores.append(core)
    return sorted(cores, key=lambda core: core.first)


def _is_day(text: str, lexemes: list[Lexeme], after: int) -> bool:
    """Tell whether "the 23rd" stands alone, as a day, and does not rank a noun ("the 23rd brigade")."""
    if after >= len(lexemes):
        return True
    return text[lexemes[after].start : lexemes[after].end].lower().strip() in AFTER_ORDINAL_DAY


def _grow(core: _Core, lexemes: list[Lexeme], letters: str, taken: bytearray) -> bool:
    """Take in the words around `core` that narrow it; tell whether any before it did."""
    for pattern, is_clock in _AFTER:
        match = pattern.match(letters, core.last)
        if match and not any(taken[match.start() : match.end()]):
            if is_clock:
                core.expression = Clock(core.expression, *divmod(Slots(match, lexemes).sure("clock"), 60))
            core.last = match.end()
    grown = False
    again = True
    while again:
        again = False
        for growth in _BEFORE:
            match = growth.pattern.search(letters, max(0, core.first - 7), core.first)
            if match and not any(taken[match.start() : core.first]):
                core.expression = growth.build(Slots(match, lexemes), core.expression)
                core.first = match.start()
                grown = again = True
                break
    return grown


def _join_ranges(lexemes: list[Lexeme], letters: str, cores: list[_Core]) -> list[_Core]:
    """Return `cores` with "from A to B", "between A and B" and "A-B" made one."""
    joined: list[_Core] = []
    for core in cores:
        before = joined[-1] if joined else None
        if before and core.first - before.last == 1 and _alike(before.expression, core.expression):
            link = letters[before.last]
            opened = before.first > 0 and letters[before.first - 1] == _LETTER["BETWEEN"]
            if link in (_LETTER["TO"], _LETTER["DASH"], _LETTER["UNTIL"]) or (opened and link == _LETTER["AND"]):
                joined[-1] = _Core(before.first, core.last, Range(before.expression, core.expression), "range")
                continue
        joined.append(core)
    for core in joined:
        if isinstance(core.expression, Range) and core.first and letters[core.first - 1] in (_LETTER["BETWEEN"], _LETTER["FROM"]):
            core.first -= 1
    return joined


def _alike(left: Expression, right: Expression) -> bool:
    """Tell whether two expressions can be the ends of one range."""
    left, right = (e.whole if isinstance(e, Part) else e for e in (left, right))
    return type(left) is type(right) or (isinstance(left, Day | Month | Year) and isinstance(right, Day | Month | Year))


def _with_role(text: str, lexemes: list[Lexeme], core: _Core) -> Found:
    start, end = lexemes[core.first].start, lexemes[core.last - 1].end
    if text[end - 1] == "." and lexemes[core.last - 1].letter == _LETTER["CLOCK"] and text[end:].lstrip(" \"”")[:1] in {"", "\n"}:
        end -= 1
    found = Found(start, end, core.expression, "between" if isinstance(core.expression, Range) else "at", core.rule)
    found.figure, found.otherwise = core.figure, core.otherwise
    if core.rule == "so far":
        found.role = "until"
    if core.first == 0 or text.startswith(_POSSESSIVE, end) or isinstance(core.expression, Range):
        return found
    at = core.first - 1
    if lexemes[at].letter in (_LETTER["ON"], _LETTER["IN"], _LETTER["AT"]) and at and lexemes[at - 1].letter == _LETTER["STARTING"]:
        at -= 1
    role = "since" if lexemes[at].letter == _LETTER["STARTING"] else _ROLES.get(str(lexemes[at].value))
    if role:
        found.role, found.start = role, lexemes[at].start
    return found
