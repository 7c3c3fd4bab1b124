"""Calendar arithmetic for the times of the news: stretches of days with EDTF and granularity, and which of several is meant.

Conventions, chosen so that bounds hold for how news use the words:
- thirds: early, mid and late are days 1-10, 11-20 and 21-end of a month, and four months each of a year;
- seasons are meteorological and northern, EDTF 21 (spring) to 24 (winter, named after the year in which it begins);
- weeks run from Monday to Sunday;
- a past clause may name the day after publication (time zones), never a later one.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple


class Direction(Enum):
    """Where a clause looks from the day of publication."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"  # no finite verb says it: the nearest date wins, the past counting half its distance


class Anchor(NamedTuple):
    """What an incomplete expression is measured from."""

    day: date | None = None
    direction: Direction = Direction.OPEN


class Stretch(NamedTuple):
    """A resolved time: EDTF, granularity, and its first and last day where they are known."""

    edtf: str
    granularity: str
    earliest: date | None
    latest: date | None

    @property
    def lower(self) -> str:
        """Return the EDTF of the left end."""
        return self.edtf.partition("/")[0]

    @property
    def upper(self) -> str:
        """Return the EDTF of the right end."""
        return self.edtf.rpartition("/")[2]


def of_day(day: date) -> Stretch:
    """Return one day."""
    return Stretch(day.isoformat(), "day", day, day)


def of_month(year: int, month: int) -> Stretch:
    """Return one month."""
    return Stretch(
        f"{year:04}-{month:02}", "month", date(year, month, 1), date(year, month, monthrange(year, month)[1])
    )


def of_year(year: int) -> Stretch:
    """Return one year."""
    return Stretch(f"{year:04}", "year", date(year, 1, 1), date(year, 12, 31))


def of_days(first: date, last: date, granularity: str = "interval") -> Stretch:
    """Return the days from `first` to `last`."""
    return Stretch(f"{first.isoformat()}/{last.isoformat()}", granularity, first, last)


def of_months(year: int, first: int, last: int) -> Stretch:
    """Return the months `first` to `last` of a year."""
    left, right = of_month(year, first), of_month(year, last)
    return Stretch(f"{left.edtf}/{right.edtf}", "interval", left.earliest, right.latest)


def of_season(year: int, season: int) -> Stretch:
    """Return a season, 21 spring to 24 winter, of a year."""
    first_month = 3 * (season - 20)
    last_year, last_month = (year + 1, 2) if season == 24 else (year, first_month + 2)
    return Stretch(
        f"{year:04}-{season}", "season", of_month(year, first_month).earliest, of_month(last_year, last_month).latest
    )


def shift_months(day: date, months: int) -> date:
    """Return `day` moved by calendar months, held inside the month it lands in.

    >>> shift_months(date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, count: int, unit: str) -> date:
    """Return `day` moved by `count` units; hours count as whole days."""
    if unit in {"month", "year", "decade"}:
        return shift_months(day, count * {"month": 1, "year": 12, "decade": 120}[unit])
    days = -(-abs(count) // 24) if unit == "hour" else abs(count) * (7 if unit == "week" else 1)
    return day + timedelta(days=days if count >= 0 else -days)


def nearest(candidates: Iterable[Stretch], anchor: Anchor) -> Stretch | None:
    """Return the candidate that the clause's direction points at; None without candidates or day of publication."""
    day = anchor.day
    if day is None:
        return None
    dated = [(c, c.earliest, c.latest) for c in candidates if c.earliest and c.latest]
    if anchor.direction is Direction.PAST:
        past = [(first, c) for c, first, _ in dated if first <= day + timedelta(days=1)]
        return max(past)[1] if past else None
    if anchor.direction is Direction.FUTURE:
        future = [(last, c) for c, _, last in dated if last >= day]
        return min(future)[1] if future else None
    weighed = [(2 * (first - day).days if first > day else max(0, (day - last).days), c) for c, first, last in dated]
    return min(weighed)[1] if weighed else None


def third_of_month(month: Stretch, which: str) -> Stretch:
    """Return the early, mid or late days of a month; the whole for any other part. Its year may be unknown."""
    days = {"early": ("01", "10"), "mid": ("11", "20"), "late": ("21", None)}.get(which)
    if days is None:
        return month
    last = days[1] or (f"{month.latest.day:02}" if month.latest else "XX")
    first_day = month.earliest.replace(day=int(days[0])) if month.earliest else None
    last_day = month.earliest.replace(day=int(last)) if month.earliest else None
    written = month.edtf.removesuffix("~")  # days of a month that is only about right are no nearer
    return Stretch(f"{written}-{days[0]}/{written}-{last}", "interval", first_day, last_day)


def months_of(which: str) -> tuple[int, int] | None:
    """Return the first and last month of a part of a year: a third, a half ("h1"), a quarter ("q3"), "m9", "l3"."""
    thirds = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
    if which in thirds:
        return thirds[which]
    number = int(which[1:])
    match which[0]:
        case "h":
            return 6 * number - 5, 6 * number
        case "q":
            return 3 * number - 2, 3 * number
        case "m":
            return 1, number
        case "l":
            return 13 - number, 12
    return None


def bound(stretch: Stretch, role: str) -> Stretch:
    """Return what a preposition makes of a stretch: "since" opens its end; "by" and "until" open its start.

    Granularity is kept, so that "by December" still says month. Loose uses ("after Monday") include the day named.
    """
    if role == "since":
        return (
            Stretch(f"{stretch.lower}/..", stretch.granularity, stretch.earliest, None)
            if stretch.lower != ".."
            else stretch
        )
    if role in {"by", "until"}:
        return (
            Stretch(f"../{stretch.upper}", stretch.granularity, None, stretch.latest)
            if stretch.upper != ".."
            else stretch
        )
    return stretch
