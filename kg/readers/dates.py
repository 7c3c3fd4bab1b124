"""Dates as articles and their metadata write them: "Thursday, October 24, 2024", "24 Oct. 2024", ISO 8601, RFC 2822.

Only a date that says its year counts, and an ambiguous one (`03/04/2024`) is nobody's date: better none than a wrong one.
"""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEARS: Final = range(1800, 2200)  # a year outside is a slip of the keyboard, not a date of a news article

_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ORDERS: Final = (
    rf"{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
    rf"{_DAY}\s+{_MONTH},?\s+(?P<year>\d{{4}})",
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?:T[\d:.Z+-]*)?",
)
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK: Final = r"(?:\d{1,2}(?:[:.]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)(?:\s*\(?[A-Z]{2,4}\)?)?"
_LEAD: Final = r"(?:(?:published|posted|(?:last\s+)?updated|released|issued|filed|date)\s*(?:on|at)?\s*:?\s*)?"
_BEFORE: Final = rf"\W*{_LEAD}(?:{_CLOCK},?\s*(?:on\s+)?)?{_WEEKDAY}"
_AFTER: Final = rf"(?:\s*(?:,|-|–|—|\||at)?\s*{_CLOCK})?\W*"

_LINES: Final = tuple(re.compile(_BEFORE + order + _AFTER, re.IGNORECASE) for order in _ORDERS)
_CLOCK_LINE: Final = re.compile(rf"\W*(?:END\s+)?{_CLOCK}\W*", re.IGNORECASE)


def read_date_line(line: str) -> date | None:
    """Return the date when `line` is a date and nothing else (weekday, time of day and "Published:" may stand with it).

    >>> read_date_line("Thursday, October 24, 2024")
    datetime.date(2024, 10, 24)
    >>> read_date_line("On October 24, 2024 the talks broke down.") is None
    True
    """
    for pattern in _LINES:
        if match := pattern.fullmatch(line.strip()):
            return _from_match(match)
    return None


def is_clock_line(line: str) -> bool:
    """Tell whether a line is a time of day and nothing else ("2:10 P.M. EST")."""
    return _CLOCK_LINE.fullmatch(line.strip()) is not None


def read_date(value: object) -> date | None:
    """Return the calendar day of a metadata value (ISO 8601, RFC 2822, written out, or a date); None when there is none.

    >>> read_date("2024-10-24T08:15:00Z")
    datetime.date(2024, 10, 24)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    found = read_date_line(value) or _iso(value.strip()[:10]) or _rfc2822(value)
    return found if found and found.year in _YEARS else None


def _from_match(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if parts.get("iso"):
        return _iso(parts["iso"])
    month = _MONTHS.index(parts["month"][:3].lower()) + 1
    return _day(int(parts["year"]), month, int(parts["day"]))


def _iso(text: str) -> date | None:
    match = re.fullmatch(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})", text) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text[:8])
    return _day(*map(int, match.groups())) if match else None


def _rfc2822(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
