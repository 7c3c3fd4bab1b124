"""The patterns of time phrases, over classes of words, and what each builds.

A pattern is written in names of classes (`MON DAY COMMA? YEAR`) and compiled to a regular expression over their letters.
Rules are tried in order; a rule takes what earlier ones left, so that longer phrases stand before their parts.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from kg.extraction.times.calendar import Direction
from kg.extraction.times.expressions import (
    Ago,
    Clock,
    Day,
    Decade,
    Deictic,
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
from kg.extraction.times.lexemes import LETTERS, Lexemes

LONGEST_COUNT: Final = 400  # units in "n years ago": beyond that it is geology, not news
_MACROS: Final = {
    "MON": "(?:MONTH|UNSUREMONTH)",
    "DAY": "(?:DAYNUM|ORDINAL)",
    "COUNT": "(?:DAYNUM|WORDNUM|NUMBER|AN)",
    "JOIN": "(?:TO|DASH|UNTIL)",
    "PREPOSITIONS": "IN BY SINCE UNTIL FROM TO BETWEEN AND BEFORE AFTER OF ON DURING STARTING PART",
}
_COUNT: Final = "(?:(?:AN (?=VAGUE))? (?P<count>COUNT|VAGUE) OF?)"
WHOLE: Final = "the year"  # the rule whose cores mean something only with a part before them


class Slots:
    """The values of a match's named groups."""

    def __init__(self, match: re.Match[str], lexemes: Lexemes) -> None:
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


Build = Callable[[Slots], Expression | None]


class Rule(NamedTuple):
    """A pattern over classes and what it builds; a builder that returns None rejects the match.

    Every match has a lexeme of one of the classes that it `needs`: a text without them need not be searched.
    """

    name: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    build: Build


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return `pattern`, written in names of classes and macros, over class letters."""
    for name, macro in _MACROS.items():
        pattern = re.sub(rf"\b{name}\b", macro, pattern)
    return re.compile(re.sub(r"\b[A-Z]{2,}\b", lambda m: LETTERS[m[0]], pattern).replace(" ", ""))


def _letters(classes: str) -> frozenset[str]:
    """Return the letters of classes and macros."""
    return frozenset(LETTERS.values()) & set(compile_pattern(classes).pattern)


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
        return (
            Weekday(weekday, offset)
            if slots.word("rel") in {"last", "this", "next"}
            else Toward(Weekday(weekday), direction)
        )
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
RULES: Final = tuple(
    Rule(name, _letters(needs), compile_pattern(pattern), build)
    for name, needs, pattern, build in (
        ("iso", "ISO", "(?P<date>ISO)", _iso),
        ("slashed", "SLASHED DOTTED", "(?P<date>SLASHED|DOTTED)", _slashed),
        (
            "parts",
            "PART",
            f"(?P<left>PART) DASH? (?:TO|AND|OR|DASH) (?P<right>PART) DASH? (?P<month>MON) {_YEAR}?",
            _parts,
        ),
        ("days", "MON", "(?P<month>MON) (?P<left>DAY) JOIN (?P<right>DAY) (?:COMMA? (?P<year>YEAR))?", _days),
        (
            "days",
            "MON",
            "(?<=BETWEEN)(?P<month>MON) (?P<left>DAY) AND (?P<right>DAY) (?:COMMA? (?P<year>YEAR))?",
            _days,
        ),
        (
            "days",
            "MON",
            "(?P<left>DAY) (?:TO|DASH) (?P<right>DAY) OF? (?P<month>MON) (?:COMMA? (?P<year>YEAR))?",
            _days,
        ),
        (
            "days",
            "MON",
            "(?<=BETWEEN)(?P<left>DAY) AND (?P<right>DAY) OF? (?P<month>MON) (?:COMMA? (?P<year>YEAR))?",
            _days,
        ),
        ("month day", "MON", f"(?:WEEKDAY COMMA?)? (?P<month>MON) THE? (?P<day>DAY) {_YEAR}?", _day),
        (
            "day month",
            "MON",
            f"(?:WEEKDAY COMMA?)? (?:THE (?=ORDINAL))? (?P<day>DAY) OF? (?P<month>MON) {_YEAR}?",
            _day,
        ),
        ("month year", "MON", f"(?P<month>MON) {_YEAR}", _month),
        ("season year", "SEASON", f"(?P<season>SEASON) {_YEAR}", _season),
        ("this past Monday", "WEEKDAY", "THIS (?P<rel>PAST|COMING) (?P<weekday>WEEKDAY)", _named),
        (
            "last Monday",
            "MON WEEKDAY SEASON",
            "(?P<rel>LAST|THIS|NEXT|PAST|COMING) (?:(?P<month>MON)|(?P<weekday>WEEKDAY)|(?P<season>SEASON))",
            _named,
        ),
        ("season", "SEASON", "(?<=[IN BY SINCE UNTIL DURING]) THE? (?P<season>SEASON) (?!OF)", _season),
        ("month", "MONTH", "(?P<month>MONTH)", _month),
        ("month", "UNSUREMONTH", "(?<=[PREPOSITIONS]) (?P<month>UNSUREMONTH)", _month),
        ("month", "UNSUREMONTH", "(?<=PART DASH) (?P<month>UNSUREMONTH)", _month),
        ("month", "UNSUREMONTH", "(?P<month>UNSUREMONTH) (?=JOIN (?:MON|PART))", _month),
        (
            "day",
            "ORDINAL",
            "(?<=[ON BY UNTIL SINCE FROM BEFORE AFTER AT]) THE (?P<day>ORDINAL)",
            lambda s: Day(s.sure("day")),
        ),
        ("decade", "DECADE", "THE? (?P<decade>DECADE)", lambda s: Decade(s.sure("decade"))),
        (
            "years",
            "YEAR",
            "(?P<left>YEAR) DASH (?P<right>YEAR)",
            lambda s: Range(Year(s.sure("left")), Year(s.sure("right"))),
        ),
        ("year", "YEAR", "(?<=[PREPOSITIONS THE CALENDAR]) (?P<year>YEAR)", _year),
        ("year", "YEAR", "(?<=PART DASH) (?P<year>YEAR)", _year),
        (
            "past week",
            "UNIT WEEKEND",
            "(?:THE|THIS) (?P<rel>LAST|PAST|COMING) (?P<unit>UNIT|WEEKEND) (?!OF)",
            _past_unit,
        ),
        ("past weeks", "UNITS", f"THE? (?P<rel>LAST|PAST|NEXT|COMING|RECENT) {_COUNT}? (?P<unit>UNITS)", _window),
        ("before last", "BEFORE", "THE (?P<unit>UNIT) BEFORE LAST", lambda s: Relative(s.word("unit"), -2)),
        ("last night", "DAYPART", "LAST DAYPART", lambda _: Deictic(-1)),
        ("this morning", "DAYPART", "THIS DAYPART", lambda _: Deictic(0)),
        ("last week", "UNIT WEEKEND", "(?<!THE) (?P<rel>LAST|THIS|NEXT) (?P<unit>UNIT|WEEKEND)", _relative),
        ("weekend", "WEEKEND", "THE (?P<unit>WEEKEND) (?!OF)", _relative),
        ("ago", "AGO", f"{_COUNT} (?P<unit>UNITS|UNIT) AGO", _ago),
        ("weekday", "WEEKDAY", "(?P<weekday>WEEKDAY)", lambda s: Weekday(s.sure("weekday"))),
        ("today", "DEICTIC", "(?P<days>DEICTIC)", lambda s: Deictic(s.sure("days"))),
        ("now", "NOW PRESENT", "NOW | AT PRESENT", lambda _: Deictic(0)),
        ("so far", "FAR DATE", "SO FAR | TO DATE", lambda _: Window(None, "day", ahead=False)),
        (
            "year-end",
            "POINT",
            "(?P<unit>UNIT) DASH (?P<point>POINT)",
            lambda s: Part(Relative(s.word("unit"), 0), s.word("point")),
        ),
        (WHOLE, "UNIT", "(?<=[OF IN]) THE (?P<unit>UNIT) (?!OF)", _relative),
    )
)


class Growth(NamedTuple):
    """Words before a core that narrow it."""

    pattern: re.Pattern[str]
    build: Callable[[Slots, Expression], Expression]


BEFORE: Final = tuple(
    Growth(re.compile(compile_pattern(pattern).pattern + r"\Z"), build)
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
AFTER: Final = (
    (compile_pattern("DAYPART"), False),
    (compile_pattern("COMMA? AT? (?P<clock>CLOCK)"), True),
)
