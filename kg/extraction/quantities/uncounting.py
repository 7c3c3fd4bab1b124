"""Numbers that count nothing: years, dates, clock times, ages, lengths, ordinals, names of things, scores and ratios."""

import re
from functools import cache
from typing import Final

from kg.extraction.quantities.counted_nouns import HYPHENS, MONTHS, NOUNS, Counted, kind_of, lemma_of, singular
from kg.extraction.quantities.drafts import Draft, Reading
from kg.extraction.quantities.numbers import Form, Number, find_numbers
from kg.extraction.syntax import Doc, Token
from kg.model import Measure
from kg.vocabulary.counted import MONEY, PEOPLE, kinds
from kg.vocabulary.uncounted import Reason, uncounted

_YEARS: Final = frozenset(range(1000, 2101))
_CURRENT_YEARS: Final = frozenset(range(1900, 2101))  # those that news names before a plural noun
_YEAR_DIGITS: Final = 4
_AROUND: Final = frozenset({"around", "about", "circa", "ca."})
_BEFORE_YEAR: Final = frozenset("the in since of by until from 's ’s early late mid".split())
_NEAR_UNIT: Final = 3  # tokens between a figure and its unit: "10 long years"
_SMALL: Final = 10
_DEFINITE: Final = frozenset("the these those both its their his her our my your".split())
_SCORE_WORDS: Final = frozenset(
    "vote win beat defeat lose score lead draw result victory margin game match tie split decision ruling".split()
)
_RATIO: Final = re.compile(
    r"(?:-|\s)(?:in|out of|for|to)(?:-|\s)(?:every\s)?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)",
    re.IGNORECASE,
)
_RATIO_TAIL: Final = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine)(?:-|\s)(?:in|out of)(?:-|\s)(?:every\s)?$", re.IGNORECASE
)
_WHOLE_AFTER: Final = re.compile(r"\sout\sof\s(?:the\s|all\s)?([\w,-]+)")
_PART_BEFORE: Final = re.compile(r"\b(?:\d+|[a-z]+)\sout\sof\s(?:the\s|all\s)?$", re.IGNORECASE)
_TIED_AFTER: Final = re.compile(r"[-–]\d")
_TIED_BEFORE: Final = re.compile(r"\d[-–]$")
_SCORE_AFTER: Final = re.compile(r"\s(?:votes\s)?to\s\d")
_SCORE_BEFORE: Final = re.compile(r"\d\s(?:votes\s)?to\s$")
_BASES: Final = (100.0, 1000.0)  # of proportions, like every number up to ten
_DAY_OF_MONTH: Final = 31
_MEMBERS: Final = frozenset(
    {"member", "man", "person"}
)  # "a 20,000-member force" counts people, "a 15-member council" does not
_LARGE: Final = 100
_AFTER_APPOSITION: Final = frozenset({",", ".", ")", ";", "-", "–", "—"})
_LINE_NUMBER: Final = frozenset({".", ")", ":"})


def counts_nothing(reading: Reading, draft: Draft) -> bool:
    """Tell whether a figure is a number that counts nothing."""
    doc, number, counted, hedged = reading.doc, draft.number, draft.counted, draft.hedged
    first, last = draft.figure.start, draft.figure.end - 1
    following = _next_word(doc, last)
    return (
        _is_year(draft, following)
        or (following is not None and _is_unit(following))
        or _has_unit(counted, last)
        or _is_clock(doc, last)
        or _is_date(doc, number, first, last)
        or _is_age(doc, number, first, last)
        or _is_attribute(doc, number, last, counted)
        or _qualifies_one_thing(number, counted)
        or (first > 0 and doc[first - 1].lower_ == "no")
        or (not hedged and first > 0 and _is_identifier(doc, number, counted, first, last))
        or _is_in_name(doc, number, first, last)
        or _is_line_number(doc, number, first, last)
        or _is_score_or_ratio(reading, number, first, last)
    )


def is_small_talk(number: Number, counted: Counted, first: int, hedged: bool) -> bool:
    """Tell whether a small number counts nothing that could be estimated: "two things", "the two leaders"."""
    value = number.upper
    if value is None or value > _SMALL or hedged:
        return False
    doc = counted.head.doc
    if singular(counted.head) in uncounted(Reason.DISCOURSE):
        return True
    before = doc[first - 1] if first > 0 else None
    if (
        before is not None
        and before.lower_ in ("other", "first", "last", "next", "past", "final", "same", "main", "remaining")
        and first > 1
    ):
        before = doc[first - 2]
    return before is not None and before.lower_ in _DEFINITE and number.form is Form.WORDS


def _next_word(doc: Doc, last: int) -> Token | None:
    index = last + 1
    if index < len(doc) and doc[index].text in HYPHENS:
        index += 1
    return doc[index] if index < len(doc) else None


def _has_unit(counted: Counted | None, last: int) -> bool:
    """Tell whether the noun after a figure is a unit: "10 long years"."""
    return (
        counted is not None and counted.kind is None and counted.head.i - last <= _NEAR_UNIT and _is_unit(counted.head)
    )


def _is_unit(token: Token) -> bool:
    return singular(token) in _units() or token.lower_ in _units()


@cache
def _units() -> frozenset[str]:
    return (
        uncounted(Reason.DURATION)
        | uncounted(Reason.DISTANCE)
        | uncounted(Reason.TEMPERATURE)
        | uncounted(Reason.MULTIPLIER)
    )


def _is_year(draft: Draft, following: Token | None) -> bool:
    """Tell whether four digits are a year; "2000 soldiers" and "more than 2000" are not, "the 2000 elections" is."""
    number, counted, first = draft.number, draft.counted, draft.figure.start
    parts = number.parts or (number,)
    digits = number.form is Form.DIGITS and not number.grouped
    if not digits or not all(part.value in _YEARS and part.end - part.start == _YEAR_DIGITS for part in parts):
        return False
    before = draft.figure.doc[first - 1].lower_ if first else ""
    if draft.hedged and number.value is not None:
        return counted is None and before in _AROUND
    if counted is None or following is None or counted.partitive or counted.head.tag_ != "NNS":
        return True
    if counted.kind is not None and before == "of" and kinds().is_a(counted.kind, PEOPLE):
        return False  # "a survey of 1850 pupils"
    if number.value not in _CURRENT_YEARS and before not in _BEFORE_YEAR:
        return False  # "1750 refunds": the news speaks of the elections of 2012, seldom of those of 1750
    return before in _BEFORE_YEAR or counted.kind is None or counted.kind.measure is Measure.FLOW


def _is_clock(doc: Doc, last: int) -> bool:
    return last + 1 < len(doc) and doc[last + 1].lower_ in uncounted(Reason.CLOCK)


def _is_date(doc: Doc, number: Number, first: int, last: int) -> bool:
    if (number.upper or 0) > _DAY_OF_MONTH or number.form is not Form.DIGITS:
        return False
    before = doc[first - 1].lower_ if first else ""
    after = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    if after == "of" and last + 2 < len(doc):
        after = doc[last + 2].lower_
    month_after = after in MONTHS and any(t.is_title for t in doc[last + 1 : last + 3])
    return (before in MONTHS and doc[first - 1].is_title) or month_after


def _is_age(doc: Doc, number: Number, first: int, last: int) -> bool:
    """Tell ages apart: "aged 30", "ages 12 to 18", "Kim, 34,", "age of 15"."""
    before = doc[first - 1] if first else None
    if before is None:
        return False
    if lemma_of(before) in uncounted(Reason.AGE) or before.lower_ in uncounted(Reason.AGE):
        return True
    if before.lower_ in ("of", "between") and first > 1 and lemma_of(doc[first - 2]) == "age":
        return True
    after = doc[last + 1].text if last + 1 < len(doc) else ""
    named = (
        before.text in (",", "(")
        and first > 1
        and (doc[first - 2].pos_ == "PROPN" or doc[first - 2].ent_type_ == "PERSON")
    )
    return (
        named
        and after in _AFTER_APPOSITION
        and number.form is Form.DIGITS
        and (number.upper or 0) < 120
        and not number.parts
    )


def _is_attribute(doc: Doc, number: Number, last: int, counted: Counted | None) -> bool:
    """Tell whether the number is half of an adjective: "two-state solution", "15-member council", "ten-storey building"."""
    if last + 2 >= len(doc) or doc[last + 1].text not in HYPHENS or doc[last].whitespace_ or doc[last + 1].whitespace_:
        return False
    noun = doc[last + 2]
    if noun.lower_ in ("strong", "odd", "plus"):
        return False
    kind = kind_of(noun)
    if kind is not None and kinds().is_a(kind, MONEY):
        return False
    force = counted is not None and counted.kind is not None and kinds().is_a(counted.kind, PEOPLE)
    return not ((number.upper or 0) >= _LARGE and force and (noun.lower_ in _MEMBERS or kind is not None))


def _qualifies_one_thing(number: Number, counted: Counted | None) -> bool:
    """Tell whether the noun is singular, so that the figure qualifies it instead of counting it: "a 149 vote margin"."""
    if counted is None or counted.kind is not None or counted.partitive or number.value in (None, 1.0):
        return False
    noun = counted.head
    return noun.tag_ == "NN" and not noun.lower_.endswith("s")


def _is_identifier(doc: Doc, number: Number, counted: Counted | None, first: int, last: int) -> bool:
    """Tell whether the number names the noun before it: "Article 5", "posts 10 and 11", "Flight 12"."""
    index = first - 1
    # "posts 10 and 11": walk back over coordinated numbers
    while index > 1 and doc[index].lower_ in ("and", ",", "or", "to", "-", "–") and (doc[index - 1].like_num):
        index -= 2
    before = doc[index]
    if before.is_space or before.text == "#":
        return before.text == "#"
    lemma = lemma_of(before)
    names = before.tag_ not in ("VBD", "VBN") and any(
        word in uncounted(Reason.IDENTIFIER) for word in (lemma, before.lower_, singular(before))
    )
    if names and (counted is None or before.is_title or counted.head.i - last > 1 or index < first - 1):
        return not number.grouped and (number.form is Form.DIGITS or before.pos_ in NOUNS)
    if number.form is Form.WORDS and not before.is_title:
        return False
    capital = before.pos_ == "PROPN" and before.is_title and not number.grouped and number.form is Form.DIGITS
    return capital and counted is None and not number.parts and before.ent_type_ not in ("PERSON", "GPE", "LOC")


def _is_score_or_ratio(reading: Reading, number: Number, first: int, last: int) -> bool:
    doc, text = reading.doc, reading.text
    after = text[number.end : number.end + 24]
    before = text[max(0, number.start - 16) : number.start]
    part, whole = _PART_BEFORE.search(before), _WHOLE_AFTER.match(after)
    if (whole and _is_number_of_things(whole[1])) or (part and _is_number_of_things(text[number.start : number.end])):
        return False
    if _RATIO_TAIL.search(before) or _TIED_AFTER.match(after) or _TIED_BEFORE.search(before):
        return True
    if (ratio := _RATIO.match(after)) and "to" not in ratio[0] and "for" not in ratio[0]:
        return True
    small = number.form is not Form.DIGITS or not number.grouped
    joined = number.joiner in ("-", "to") or _SCORE_AFTER.match(after) or _SCORE_BEFORE.search(before)
    return bool(small and joined) and any(lemma_of(t) in _SCORE_WORDS for t in doc[max(0, first - 6) : last + 5])


def _is_number_of_things(words: str) -> bool:
    """Tell whether the second figure of "17 out of 18" is how many there are, and no base of a proportion ("9 out of 10")."""
    value = next((number.value for number in find_numbers(words)), None)
    return value is not None and value > _SMALL and value not in _BASES


def _is_in_name(doc: Doc, number: Number, first: int, last: int) -> bool:
    """Tell whether a number word is part of a proper name: "Group of Seven", "the Big Three", "Gang of Four"."""
    if number.form is Form.DIGITS:
        return first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].text == "Group"
    token = doc[first]
    if not token.is_title or token.is_sent_start or first == 0 or number.grouped or len(doc[first - 1]) == 1:
        return False
    previous = doc[first - 1]
    return (
        previous.lower_ in ("of", "the") and first > 1 and doc[first - 2].is_title and doc[first - 2].pos_ == "PROPN"
    ) or (previous.is_title and previous.pos_ == "PROPN" and (last + 1 >= len(doc) or doc[last + 1].pos_ not in NOUNS))


def _is_line_number(doc: Doc, number: Number, first: int, last: int) -> bool:
    if number.form is not Form.DIGITS or last + 1 >= len(doc) or doc.texts[last + 1] not in _LINE_NUMBER:
        return False
    return first == 0 or doc[first - 1].is_space or bool(doc[first].is_sent_start)
