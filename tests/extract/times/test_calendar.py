"""The calendar's conventions, and properties that hold for every day of publication."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extraction.times.calendar import Anchor, Direction, bound, shift
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

# The part of EDTF levels 0 to 2 that this program writes.
_DATE = r"(?:\d{3}X|(?:\d{4}|XXXX)(?:-(?:\d\d|XX))?(?:-\d\d)?(?:T\d\d:\d\d:\d\d)?)~?"
EDTF = re.compile(rf"{_DATE}|(?:{_DATE}|\.\.)/(?:{_DATE}|\.\.)")

days = st.dates(date(1950, 1, 1), date(2090, 12, 31))
directions = st.sampled_from(Direction)
anchors = st.builds(Anchor, days, directions)
units = st.sampled_from(["day", "week", "month", "year", "decade"])
simple: st.SearchStrategy[Expression] = st.one_of(
    st.builds(Day, st.integers(1, 31), st.one_of(st.none(), st.integers(1, 12)), st.none()),
    st.builds(Day, st.integers(1, 31), st.integers(1, 12), st.integers(1900, 2099)),
    st.builds(Month, st.integers(1, 12), st.one_of(st.none(), st.integers(1900, 2099))),
    st.builds(Season, st.integers(21, 24), st.one_of(st.none(), st.integers(1900, 2099))),
    st.builds(Year, st.integers(1900, 2099)),
    st.builds(Decade, st.integers(190, 209).map(lambda n: n * 10)),
    st.builds(Weekday, st.integers(0, 6), st.sampled_from([None, -1, 0, 1])),
    st.builds(Deictic, st.integers(-2, 2)),
    st.builds(Relative, st.sampled_from(["weekend", "week", "month", "year", "decade"]), st.integers(-2, 1)),
    st.builds(Ago, st.one_of(st.none(), st.integers(1, 90)), st.sampled_from(["hour", "day", "week", "month", "year"])),
    st.builds(Window, st.one_of(st.none(), st.integers(1, 90)), units.filter("decade".__ne__), st.booleans()),
)
parts = st.sampled_from(["early", "mid", "late", "h1", "h2", "q1", "q4", "m9", "l3"])
expressions = st.one_of(
    simple,
    st.builds(Part, simple, parts),
    st.builds(RestOf, st.builds(Relative, units, st.just(0)), st.booleans()),
    st.builds(Toward, simple, directions),
    st.builds(InYear, st.builds(Month, st.integers(1, 12)), st.integers(-1, 1)),
    st.builds(Clock, simple, st.integers(0, 23), st.integers(0, 59)),
    st.builds(Range, simple, simple),
)


@example(Part(Ago(1, "month"), "early"), Anchor(date(2000, 1, 1), Direction.PAST), "at")
@given(expressions, anchors, st.sampled_from(["at", "by", "since", "until", "between"]))
def test_every_value_is_edtf_in_order(expression: Expression, anchor: Anchor, role: str) -> None:
    """Whatever is resolved is EDTF, and its first day is not after its last."""
    stretch = expression.resolve(anchor)
    if stretch is None:
        return
    stretch = bound(stretch, role)
    assert EDTF.fullmatch(stretch.edtf), stretch.edtf
    if stretch.earliest and stretch.latest:
        assert stretch.earliest <= stretch.latest


@given(expressions)
def test_without_a_day_of_publication_only_what_is_certain(expression: Expression) -> None:
    """Incomplete expressions give unspecified digits or nothing, and never days."""
    stretch = expression.resolve(Anchor())
    if stretch is not None:
        assert EDTF.fullmatch(stretch.edtf), stretch.edtf
        if "XX" in stretch.edtf:
            assert stretch.latest is None or stretch.earliest is None


@given(days, st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_year_lies_where_the_clause_looks(published: date, month: int, day: int) -> None:
    """Back: at most a year ago and at most a day ahead; ahead: today or within a year."""
    back = Day(day, month).resolve(Anchor(published, Direction.PAST))
    ahead = Day(day, month).resolve(Anchor(published, Direction.FUTURE))
    assert back is not None
    assert ahead is not None
    assert back.earliest is not None
    assert ahead.earliest is not None
    assert timedelta(days=-1) <= published - back.earliest <= timedelta(days=366)
    assert timedelta() <= ahead.earliest - published <= timedelta(days=366)
    assert (back.earliest.month, back.earliest.day) == (month, day)


@given(days, st.integers(0, 6))
def test_weekdays_lie_within_a_week(published: date, weekday: int) -> None:
    """A bare weekday is the day itself or one of the six before, ahead one of the six after; the weekday is right."""
    for direction in (Direction.PAST, Direction.OPEN, Direction.FUTURE):
        stretch = Weekday(weekday).resolve(Anchor(published, direction))
        assert stretch is not None
        assert stretch.earliest is not None
        assert stretch.earliest.weekday() == weekday
        assert abs((stretch.earliest - published).days) <= 6
        assert (stretch.earliest >= published) or direction is not Direction.FUTURE


@given(days, st.integers(-40, 40), units)
def test_shifting_keeps_order(day: date, count: int, unit: str) -> None:
    """A positive count never goes back, a negative one never ahead."""
    count = count // 10 if unit == "decade" else count
    moved = shift(day, count, unit)
    assert (moved >= day) if count >= 0 else (moved <= day)


@pytest.mark.parametrize(
    ("expression", "edtf"),
    [
        (Part(Month(2, 2024), "late"), "2024-02-21/2024-02-29"),
        (Part(Month(10, 2024), "early"), "2024-10-01/2024-10-10"),
        (Part(Month(10, 2024), "mid"), "2024-10-11/2024-10-20"),
        (Part(Year(2021), "mid"), "2021-05/2021-08"),
        (Part(Year(2023), "h2"), "2023-07/2023-12"),
        (Part(Year(2023), "q3"), "2023-07/2023-09"),
        (Part(Year(2023), "m9"), "2023-01/2023-09"),
        (Part(Year(2023), "l3"), "2023-10/2023-12"),
        (Part(Decade(1990), "late"), "1997/1999"),
        (Part(Deictic(0), "early"), "2024-10-24"),
        (Season(24, 2021), "2021-24"),
        (Day(30, 2, 2024), None),
        (Day(29, 2), "2024-02-29"),
        (Range(Day(20, 10, 2024), Day(5, 10, 2024)), None),
        (Range(Month(3), Month(6, 2022)), "2022-03/2022-06"),
        (Range(Day(28, 12), Day(3, 1, 2024)), None),
        (Clock(Day(5, 5, 2024), 21), "2024-05-05T21:00:00"),
        (Clock(Month(5, 2024), 21), "2024-05"),
        (RestOf(Relative("month", 0), later=False), "2024-10-01/2024-10-24"),
        (RestOf(Relative("year", 0), later=True), "2024-10-24/2024-12-31"),
        (RestOf(Relative("week", -1), later=True), "2024-10-14/2024-10-20"),
        (Relative("weekend", -1), "2024-10-19/2024-10-20"),
        (Relative("weekend", 1), "2024-10-26/2024-10-27"),
        (Ago(None, "week"), "../2024-10-10"),
        (Ago(3, "hour"), "2024-10-24"),
        (Ago(2, "decade"), "2004~"),
    ],
)
def test_conventions(expression: Expression, edtf: str | None) -> None:
    """Thirds, halves, quarters, seasons, weeks and impossible dates, for an article of Thursday 24 October 2024."""
    stretch = expression.resolve(Anchor(date(2024, 10, 24), Direction.OPEN))
    assert (stretch and stretch.edtf) == edtf
