"""The words of English time phrases: each belongs to one class and carries one value.

Classes are what the patterns of `kg.extraction.times.grammar` are written in. A word of two classes in English ("second",
"may") has here the class in which it stands in time phrases; the patterns ask for context where that is not enough.
"""

from typing import Final

from kg.vocabulary.calendar import MONTHS, WEEKDAYS, month_spellings

UNITS: Final = ("hour", "day", "week", "month", "year", "decade")
COUNT_WORDS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
ORDINAL_WORDS: Final = ("first", "second", "third", "fourth")

# Words that begin a time phrase or hold it together, by class.
_PLAIN: Final[dict[str, str]] = {
    "AGO": "ago",
    "AN": "a an",
    "AND": "and",
    "AFTER": "after",
    "AT": "at around about",
    "BEFORE": "before",
    "BETWEEN": "between",
    "BY": "by",
    "CALENDAR": "calendar fiscal financial",
    "COMING": "coming upcoming",
    "DATE": "date",
    "DURING": "during throughout over for",
    "EARLIER": "earlier",
    "FAR": "far",
    "FROM": "from",
    "HALF": "half",
    "IN": "in",
    "LAST": "last",
    "LATER": "later",
    "NEXT": "next",
    "NOW": "currently presently",
    "OF": "of",
    "ON": "on",
    "OR": "or",
    "PAST": "past previous",
    "PRESENT": "present",
    "QUARTER": "quarter",
    "RECENT": "recent",
    "SINCE": "since",
    "SO": "so",
    "STARTING": "starting beginning effective",
    "THE": "the",
    "THIS": "this",
    "TO": "to through",
    "UNTIL": "until till",
    "VAGUE": "few several many some couple",
    "WEEKEND": "weekend",
    "DAYPART": "morning afternoon evening night noon midnight dawn dusk midday",
}
PARTS: Final[dict[str, str]] = {"early": "early", "mid": "mid", "late": "late"}
POINTS: Final[dict[str, str]] = {
    "start": "early",
    "outset": "early",
    "beginning": "early",
    "middle": "mid",
    "end": "late",
    "close": "late",
}
SEASONS: Final[dict[str, int]] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
DEICTICS: Final[dict[str, int]] = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}

# Month names that are also common words or given names: they need a day, a year or a preposition beside them.
UNSURE_MONTHS: Final = frozenset({"may", "march", "mar", "jan", "dec"})
# Words of these classes count only with a capital letter.
CAPITALIZED: Final = frozenset({"MONTH", "UNSUREMONTH", "WEEKDAY"})


def _lexicon() -> dict[str, tuple[str, int | str]]:
    words: dict[str, tuple[str, int | str]] = {}
    for kind, members in _PLAIN.items():
        words |= {word: (kind, word) for word in members.split()}
    for number, month in enumerate(MONTHS, 1):
        for name in month_spellings(month):
            words[name] = ("UNSUREMONTH" if name in UNSURE_MONTHS else "MONTH", number)
    for number, weekday in enumerate(WEEKDAYS):
        words[weekday] = ("WEEKDAY", number)
    words |= {"tues": ("WEEKDAY", 1), "thurs": ("WEEKDAY", 3)}
    for unit in UNITS:
        words |= {unit: ("UNIT", unit), f"{unit}s": ("UNITS", unit)}
    words |= {word: ("WORDNUM", number) for number, word in enumerate(COUNT_WORDS, 1)}
    words |= {word: ("ORDWORD", number) for number, word in enumerate(ORDINAL_WORDS, 1)}
    words |= {word: ("PART", part) for word, part in PARTS.items()}
    words |= {word: ("POINT", part) for word, part in POINTS.items()}
    words |= {word: ("SEASON", number) for word, number in SEASONS.items()}
    words |= {word: ("DEICTIC", days) for word, days in DEICTICS.items()}
    return words


LEXICON: Final = _lexicon()

# What may follow "on the 23rd" for it to be a day and not the rank of something ("the 23rd brigade").
AFTER_ORDINAL_DAY: Final = frozenset(
    [
        "and",
        "or",
        "to",
        "of",
        "at",
        "in",
        "on",
        "after",
        "when",
        "as",
        "with",
        "that",
        "but",
        "while",
        "for",
        "according",
        "they",
        "he",
        "she",
        "it",
        "who",
        "which",
        ",",
        ".",
        ";",
        ":",
        ")",
        "”",
        '"',
        "’",
        "''",
        "–",
        "—",
        "-",
    ]
)
