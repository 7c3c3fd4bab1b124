"""The words for months, days and longer times, which several parts of the extraction must know: no entities, not counted, parts of dates."""

from typing import Final

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def month_spellings(month: str) -> tuple[str, ...]:
    """Return a month's name with its abbreviations, without full stops.

    >>> month_spellings("september"), month_spellings("may")
    (('september', 'sep', 'sept'), ('may',))
    """
    short = (month[:3], "sept") if month == "september" else (month[:3],)
    return tuple(dict.fromkeys((month, *short)))


MONTH_WORDS: Final = frozenset(word for month in MONTHS for word in month_spellings(month))
CALENDAR_WORDS: Final = MONTH_WORDS | frozenset(WEEKDAYS)
DAY_WORDS: Final = frozenset(WEEKDAYS) | {"today", "tomorrow", "yesterday", "tonight"}
TIME_WORDS: Final = DAY_WORDS | frozenset(
    "morning afternoon evening night minute hour day week month year decade".split()
)
