"""Sums of money and shares: the currency mark or code beside a figure, the percent sign after it."""

import re
from functools import cache
from typing import Final

from kg.extraction.quantities.numbers import Number
from kg.vocabulary.counted import PERCENT, Kind, kinds

_PERCENT_AFTER: Final = re.compile(r"[\s-]?(?:%|percent\b|per[ -]cent\b|pct\b)", re.IGNORECASE)
_PERCENT_SHARED: Final = re.compile(
    r"\s(?:to|and|or|versus|against)\s\d[\d.]*(?=\s?%|[\s-]percent\b|\sper\scent\b)", re.IGNORECASE
)
_POINTS_AFTER: Final = re.compile(r"[\s-](?:percentage|per cent|percent)[ -]points?\b", re.IGNORECASE)
_LONGEST_MARK: Final = 6


@cache
def _mark_before() -> re.Pattern[str]:
    marks = sorted(kinds().by_symbol, key=len, reverse=True)
    return re.compile("(?<![A-Za-z])(" + "|".join(map(_spelt, marks)) + r")\s?$")


def _spelt(mark: str) -> str:
    """Return the pattern of a mark, with or without a blank before its sign: "NZ$", "NZ $"."""
    letters = mark.rstrip("$€£¥")
    return (
        rf"{re.escape(letters)}\s?{re.escape(mark[len(letters) :])}" if letters and letters != mark else re.escape(mark)
    )


@cache
def _code_after() -> re.Pattern[str]:
    codes = [mark for mark in kinds().by_symbol if len(mark) == 3 and mark.isalpha()]
    signs = [mark for mark in kinds().by_symbol if len(mark) == 1]
    return re.compile(r"\s?(" + "|".join(codes) + r")\b|\s?([" + re.escape("".join(signs)) + r"])(?!\s?\d)")


def currency_of(text: str, number: Number) -> tuple[Kind, int, int] | None:
    """Return the currency that a mark or code beside `number` tells, and where figure and mark start and end together."""
    if before := _mark_before().search(text, max(0, number.start - _LONGEST_MARK), number.start):
        return kinds().by_symbol["".join(before[1].split())], before.start(), number.end
    if after := _code_after().match(text, number.end):
        return kinds().by_symbol[after[1] or after[2]], number.start, after.end()
    return None


def share_of(text: str, number: Number) -> tuple[Kind, int] | None:
    """Return percent or percentage points when a sign or word after `number` says so, and where it ends.

    The sign may stand at the second of two figures only: "52 to 48 percent".
    """
    if points := _POINTS_AFTER.match(text, number.end):
        return kinds().by_notation["percentage points"], points.end()
    if percent := _PERCENT_AFTER.match(text, number.end):
        return kinds().by_notation[PERCENT], percent.end()
    if _PERCENT_SHARED.match(text, number.end):
        return kinds().by_notation[PERCENT], number.end
    return None
