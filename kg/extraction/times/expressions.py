"""What time words mean: small expressions that become days once the article's date is known.

An expression knows what the text says and no more ("October 23" has no year). `resolve` places it relative to an
`Anchor`: the day of publication and the direction in which the clause looks. A missing year, month or week is the one
that lies nearest in that direction. Without a day of publication an expression keeps what is certain as EDTF with
unspecified digits ("XXXX-10-23"), or resolves to None when nothing is ("three days ago", "Monday").
The conventions (thirds, seasons, weeks) stand in `kg.extraction.times.calendar`.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from kg.extraction.times.calendar import (
    Anchor,
    Direction,
    Stretch,
    months_of,
    nearest,
    of_day,
    of_days,
    of_month,
    of_months,
    of_season,
    of_year,
    shift,
    shift_months,
    third_of_month,
)


class Expression(Protocol):
    """Something that a time phrase says."""

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the stretch of time meant, or None when it cannot be known."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month; what the text leaves out is None."""

    day: int
    month: int | None = None
    year: int | None = None

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the day; `XXXX` and `XX` stand for what nobody knows."""
        if self.month and self.year:
            return _day(self.year, self.month, self.day)
        if anchor.day is None:
            return Stretch(
                f"XXXX-{self.month:02}-{self.day:02}" if self.month else f"XXXX-XX-{self.day:02}", "day", None, None
            )
        if self.month:
            years = (
                range(anchor.day.year - 8, anchor.day.year + 9)
                if (self.month, self.day) == (2, 29)
                else _around(anchor.day.year)
            )
            return nearest(filter(None, (_day(year, self.month, self.day) for year in years)), anchor)
        months = (shift_months(anchor.day.replace(day=1), n) for n in range(-2, 3))
        return nearest(filter(None, (_day(m.year, m.month, self.day) for m in months)), anchor)


@dataclass(frozen=True, slots=True)
class Month:
    """A month, perhaps without its year."""

    month: int
    year: int | None = None

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the month."""
        if self.year:
            return of_month(self.year, self.month)
        if anchor.day is None:
            return Stretch(f"XXXX-{self.month:02}", "month", None, None)
        return nearest((of_month(year, self.month) for year in _around(anchor.day.year)), anchor)


@dataclass(frozen=True, slots=True)
class Season:
    """A season, 21 to 24, perhaps without its year."""

    season: int
    year: int | None = None

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the season."""
        if self.year:
            return of_season(self.year, self.season)
        if anchor.day is None:
            return None
        return nearest((of_season(year, self.season) for year in _around(anchor.day.year)), anchor)


@dataclass(frozen=True, slots=True)
class Year:
    """A year."""

    year: int

    def resolve(self, anchor: Anchor) -> Stretch | None:  # noqa: ARG002 (one protocol for all expressions)
        """Return the year."""
        return of_year(self.year)


@dataclass(frozen=True, slots=True)
class Decade:
    """The ten years that begin in `start`."""

    start: int

    def resolve(self, anchor: Anchor) -> Stretch | None:  # noqa: ARG002 (one protocol for all expressions)
        """Return the decade."""
        return Stretch(f"{self.start // 10}X", "decade", date(self.start, 1, 1), date(self.start + 9, 12, 31))


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 Monday; `weeks` is -1 for "last", 1 for "next", 0 for "this", None for the bare name."""

    weekday: int
    weeks: int | None = None

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the day: for a bare name the last one up to the day of publication, or the next one if the clause looks ahead."""
        if anchor.day is None:
            return None
        back = (anchor.day.weekday() - self.weekday) % 7
        match self.weeks:
            case -1:
                return of_day(anchor.day - timedelta(days=back or 7))
            case 0 | 1:
                monday = anchor.day - timedelta(days=anchor.day.weekday()) + timedelta(weeks=self.weeks)
                return of_day(monday + timedelta(days=self.weekday))
            case _:
                ahead = anchor.direction is Direction.FUTURE and back
                return of_day(anchor.day + timedelta(days=7 - back if ahead else -back))


@dataclass(frozen=True, slots=True)
class Deictic:
    """A number of days from the day of publication: yesterday is -1."""

    days: int

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the day."""
        return of_day(anchor.day + timedelta(days=self.days)) if anchor.day else None


@dataclass(frozen=True, slots=True)
class Relative:
    """A calendar unit counted from the current one: last week is ("week", -1)."""

    unit: str  # day, weekend, week, month, year, decade
    offset: int

    def resolve(self, anchor: Anchor) -> Stretch | None:  # noqa: PLR0911 (one case per unit)
        """Return the unit; the weekend of the running week is the last one unless the clause looks ahead."""
        day = anchor.day
        if day is None:
            return None
        match self.unit:
            case "week":
                monday = day - timedelta(days=day.weekday()) + timedelta(weeks=self.offset)
                return of_days(monday, monday + timedelta(days=6), "week")
            case "weekend":
                ahead = anchor.direction is Direction.FUTURE or self.offset > 0 or day.weekday() >= 5
                weeks = (0 if ahead else -1) if self.offset == 0 else min(self.offset, 0)
                saturday = day - timedelta(days=day.weekday()) + timedelta(days=5, weeks=weeks)
                return of_days(saturday, saturday + timedelta(days=1))
            case "month":
                month = shift_months(day, self.offset)
                return of_month(month.year, month.month)
            case "year":
                return of_year(day.year + self.offset)
            case "decade":
                return Decade(day.year // 10 * 10 + 10 * self.offset).resolve(anchor)
            case _:
                return of_day(day + timedelta(days=self.offset))


@dataclass(frozen=True, slots=True)
class InYear:
    """A day, month or season in a year counted from the current one: "October last year"."""

    base: Day | Month | Season
    offset: int

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the stretch in that year; without a day of publication what `base` says alone."""
        base = self.base if anchor.day is None else replace(self.base, year=anchor.day.year + self.offset)
        return base.resolve(anchor)


@dataclass(frozen=True, slots=True)
class Toward:
    """An expression that carries its own direction: "last June", "next summer"."""

    base: Expression
    direction: Direction

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the stretch that lies in that direction."""
        return self.base.resolve(anchor._replace(direction=self.direction))


@dataclass(frozen=True, slots=True)
class RestOf:
    """The part of the running unit before ("earlier this month") or after ("later this year") the day of publication."""

    unit: Expression
    later: bool

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the days from the unit's first to the day of publication, or from there to its last."""
        whole = self.unit.resolve(anchor)
        if whole is None or anchor.day is None or whole.earliest is None or whole.latest is None:
            return None
        if not whole.earliest <= anchor.day <= whole.latest or whole.granularity == "day":
            return whole
        return of_days(anchor.day, whole.latest) if self.later else of_days(whole.earliest, anchor.day)


@dataclass(frozen=True, slots=True)
class Ago:
    """A distance before the day of publication; `count` is None for "several"."""

    count: int | None
    unit: str

    def resolve(self, anchor: Anchor) -> Stretch | None:  # noqa: PLR0911 (one case per unit)
        """Return the day, or the week, month or year around it as approximate (`~`); "several" leaves the start open."""
        day = anchor.day
        if day is None:
            return None
        if self.count is None:
            last = shift(day, -2, self.unit)
            return Stretch(f"../{last.isoformat()}", "interval", None, last)
        there = shift(day, -self.count, self.unit)
        match self.unit:
            case "hour" | "day":
                return of_day(day if self.unit == "hour" and self.count < 24 else there)
            case "week":
                return Stretch(f"{there.isoformat()}~", "week", there - timedelta(days=3), there + timedelta(days=3))
            case "month":
                month = of_month(there.year, there.month)
                return month._replace(edtf=f"{month.edtf}~")
            case "year":
                year = of_year(there.year)
                return year._replace(edtf=f"{year.edtf}~")
            case _:
                return Stretch(f"{there.year:04}~", "decade", date(there.year - 5, 1, 1), date(there.year + 5, 12, 31))


@dataclass(frozen=True, slots=True)
class Window:
    """A run of units that ends ("the past three months") or begins ("the coming days") on the day of publication."""

    count: int | None
    unit: str
    ahead: bool

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the interval, with an open far end where the text gives no number."""
        day = anchor.day
        if day is None:
            return None
        if self.count is None:
            near = day.isoformat()
            return (
                Stretch(f"{near}/..", "interval", day, None)
                if self.ahead
                else Stretch(f"../{near}", "interval", None, day)
            )
        far = shift(day, self.count if self.ahead else -self.count, self.unit)
        return of_days(day, far) if self.ahead else of_days(far, day)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a month, year or decade: a third, a half ("h1"), a quarter ("q3"), or its first or last months ("m9", "l3")."""

    whole: Expression
    which: str

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the part that lies where the clause looks; a unit that has no such part (a day, a week) stays whole."""
        whole = self.whole.resolve(anchor)
        part = None if whole is None else self._of(whole)
        floating = isinstance(self.whole, Month | Season) and self.whole.year is None
        if (
            whole is None
            or part is None
            or anchor.day is None
            or part.earliest is None
            or part.latest is None
            or not floating
        ):
            return part
        if anchor.direction is Direction.FUTURE and part.latest < anchor.day <= (whole.latest or part.latest):
            moved = self.whole.resolve(anchor._replace(day=shift(whole.latest or part.latest, 1, "day")))
        elif anchor.direction is Direction.PAST and part.earliest > shift(anchor.day, 1, "day") and whole.earliest:
            moved = self.whole.resolve(anchor._replace(day=shift(whole.earliest, -2, "day")))
        else:
            return part
        return part if moved is None else self._of(moved)

    def _of(self, whole: Stretch) -> Stretch:
        first, last = whole.earliest, whole.latest
        if whole.granularity == "month":
            return third_of_month(whole, self.which)
        if first is None or last is None:
            return whole
        if whole.granularity == "year":
            months = months_of(self.which)
            return of_months(first.year, *months) if months else whole
        if whole.granularity == "decade":
            left, right = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(self.which, (0, 9))
            years = of_year(first.year + left), of_year(first.year + right)
            return Stretch(f"{years[0].edtf}/{years[1].edtf}", "interval", years[0].earliest, years[1].latest)
        return whole


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of a day, as EDTF date and time without zone (news rarely say which)."""

    day: Expression
    hour: int
    minute: int = 0

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the hour; the day stays as it is when it is not one known day."""
        day = self.day.resolve(anchor)
        if day is None or day.granularity != "day" or day.earliest is None:
            return day
        return day._replace(edtf=f"{day.edtf}T{self.hour:02}:{self.minute:02}:00", granularity="hour")


@dataclass(frozen=True, slots=True)
class Range:
    """From one expression to another; what one leaves out (year, month) it takes from the other."""

    left: Expression
    right: Expression

    def resolve(self, anchor: Anchor) -> Stretch | None:
        """Return the interval; None when either end is unknown or they are in the wrong order."""
        left, right = _complete(self.left, self.right), _complete(self.right, self.left)
        end = right.resolve(anchor)
        if end is None:
            return None
        ends_on = end.latest
        backward = (
            Anchor(ends_on, Direction.PAST)
            if ends_on and isinstance(left, Day | Month | Part | Season | Weekday)
            else anchor
        )
        start = left.resolve(backward)
        if start is None or (start.earliest and ends_on and start.earliest > ends_on):
            return None
        return Stretch(f"{start.lower}/{end.upper}", "interval", start.earliest, ends_on)


def _around(year: int) -> range:
    return range(year - 1, year + 2)


def _day(year: int, month: int, day: int) -> Stretch | None:
    """Return the day, or None where the month has no such day."""
    return of_day(date(year, month, day)) if 1 <= day <= monthrange(year, month)[1] else None


def _complete(expression: Expression, other: Expression) -> Expression:
    """Return `expression` with the month and year that it leaves to `other`."""
    if isinstance(expression, Part):
        return replace(expression, whole=_complete(expression.whole, other))
    other = other.whole if isinstance(other, Part) else other
    if isinstance(expression, Day) and isinstance(other, Day | Month):
        month = expression.month or other.month
        return replace(expression, month=month, year=expression.year or other.year)
    if isinstance(expression, Month) and isinstance(other, Day | Month) and expression.year is None:
        return replace(expression, year=other.year)
    if isinstance(expression, Season) and isinstance(other, Season) and expression.year is None:
        return replace(expression, year=other.year)
    return expression
