"""Time phrases in plain text, found by patterns over word classes; needs no parse and no library.

The text is cut into lexemes (`kg.extraction.times.lexemes`), one class letter each, so that a pattern such as
`MON DAY COMMA? YEAR` (`kg.extraction.times.rules`) is an ordinary regular expression over the string of letters. Cores (a day,
a month, "last week") are found first; then parts ("early"), clock times, prepositions and ranges grow around them.
"""

from dataclasses import dataclass
from typing import Final

from kg.extraction.times.expressions import Clock, Day, Expression, Month, Part, Range, Year
from kg.extraction.times.lexemes import LETTERS, Lexemes
from kg.extraction.times.rules import AFTER, BEFORE, RULES, WHOLE, Slots
from kg.extraction.times.words import AFTER_ORDINAL_DAY

_ROLES: Final = {
    "by": "by",
    "since": "since",
    "after": "since",
    "until": "until",
    "till": "until",
    "before": "until",
    "through": "until",
}
_POSSESSIVE: Final = ("'s", "’s")


@dataclass(slots=True)
class Found:
    """A time phrase in the text: characters, meaning, and what its preposition makes of it."""

    start: int
    end: int
    expression: Expression
    role: str = "at"
    rule: str = ""
    # Where a figure stands that may count something instead ("in May 20 people", "of 2000 men"), and what is left when it does.
    figure: int | None = None
    otherwise: Expression | None = None


def find_times(text: str) -> list[Found]:
    """Return the time phrases of `text` in their order, not overlapping, not yet placed in the calendar.

    >>> [(f.role, text[f.start : f.end]) for text in ["Troops arrived by 5 May."] for f in find_times(text)]
    [('by', 'by 5 May')]
    """
    lexemes = Lexemes(text)
    cores = _find_cores(text, lexemes, lexemes.letters)
    return [_with_role(text, lexemes, core) for core in _join_ranges(lexemes.letters, cores)]


@dataclass(slots=True)
class _Core:
    """A phrase that is still growing; `first` and `last` are positions of lexemes, end exclusive."""

    first: int
    last: int
    expression: Expression
    rule: str
    figure: int | None = None
    otherwise: Expression | None = None


def _find_cores(text: str, lexemes: Lexemes, letters: str) -> list[_Core]:
    taken = bytearray(len(letters))
    present = set(letters)
    cores = []
    for rule in RULES:
        if rule.needs.isdisjoint(present):
            continue
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
            if _grow(core, lexemes, letters, taken) or rule.name != WHOLE:
                taken[core.first : core.last] = b"\1" * (core.last - core.first)
                cores.append(core)
    return sorted(cores, key=lambda core: core.first)


def _is_day(text: str, lexemes: Lexemes, after: int) -> bool:
    """Tell whether "the 23rd" stands alone, as a day, and does not rank a noun ("the 23rd brigade")."""
    if after >= len(lexemes):
        return True
    return text[lexemes[after].start : lexemes[after].end].lower().strip() in AFTER_ORDINAL_DAY


def _grow(core: _Core, lexemes: Lexemes, letters: str, taken: bytearray) -> bool:
    """Take in the words around `core` that narrow it; tell whether any before it did."""
    for pattern, is_clock in AFTER:
        match = pattern.match(letters, core.last)
        if match and not any(taken[match.start() : match.end()]):
            if is_clock:
                core.expression = Clock(core.expression, *divmod(Slots(match, lexemes).sure("clock"), 60))
            core.last = match.end()
    grown = False
    again = True
    while again:
        again = False
        for growth in BEFORE:
            match = growth.pattern.search(letters, max(0, core.first - 7), core.first)
            if match and not any(taken[match.start() : core.first]):
                core.expression = growth.build(Slots(match, lexemes), core.expression)
                core.first = match.start()
                grown = again = True
                break
    return grown


def _join_ranges(letters: str, cores: list[_Core]) -> list[_Core]:
    """Return `cores` with "from A to B", "between A and B" and "A-B" made one."""
    joined: list[_Core] = []
    for core in cores:
        before = joined[-1] if joined else None
        if before and core.first - before.last == 1 and _alike(before.expression, core.expression):
            link = letters[before.last]
            opened = before.first > 0 and letters[before.first - 1] == LETTERS["BETWEEN"]
            if link in (LETTERS["TO"], LETTERS["DASH"], LETTERS["UNTIL"]) or (opened and link == LETTERS["AND"]):
                joined[-1] = _Core(before.first, core.last, Range(before.expression, core.expression), "range")
                continue
        joined.append(core)
    for core in joined:
        if (
            isinstance(core.expression, Range)
            and core.first
            and letters[core.first - 1] in (LETTERS["BETWEEN"], LETTERS["FROM"])
        ):
            core.first -= 1
    return joined


def _alike(left: Expression, right: Expression) -> bool:
    """Tell whether two expressions can be the ends of one range."""
    left, right = (e.whole if isinstance(e, Part) else e for e in (left, right))
    return type(left) is type(right) or (isinstance(left, Day | Month | Year) and isinstance(right, Day | Month | Year))


def _with_role(text: str, lexemes: Lexemes, core: _Core) -> Found:
    start, end = lexemes[core.first].start, lexemes[core.last - 1].end
    if (
        text[end - 1] == "."
        and lexemes[core.last - 1].letter == LETTERS["CLOCK"]
        and text[end:].lstrip(' "”')[:1] in {"", "\n"}
    ):
        end -= 1
    found = Found(start, end, core.expression, "between" if isinstance(core.expression, Range) else "at", core.rule)
    found.figure, found.otherwise = core.figure, core.otherwise
    if core.rule == "so far":
        found.role = "until"
    if core.first == 0 or text.startswith(_POSSESSIVE, end) or isinstance(core.expression, Range):
        return found
    at = core.first - 1
    if (
        lexemes[at].letter in (LETTERS["ON"], LETTERS["IN"], LETTERS["AT"])
        and at
        and lexemes[at - 1].letter == LETTERS["STARTING"]
    ):
        at -= 1
    role = "since" if lexemes[at].letter == LETTERS["STARTING"] else _ROLES.get(str(lexemes[at].value))
    if role:
        found.role, found.start = role, lexemes[at].start
    return found
