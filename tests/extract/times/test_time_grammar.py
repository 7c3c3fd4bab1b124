"""Time phrases in plain text, each with what it means for an article of Thursday 24 October 2024."""

from datetime import date

import pytest

from kg.extraction.times.calendar import Anchor, Direction, bound
from kg.extraction.times.grammar import find_times
from kg.extraction.times.words import MONTHS

PUBLISHED = date(2024, 10, 24)

# text | EDTF when the clause looks back | EDTF when it looks ahead (only where it differs); - for no time at all
TABLE = """
on October 23 | 2024-10-23 | 2025-10-23
on 23 October | 2024-10-23 | 2025-10-23
on the 23rd of October | 2024-10-23 | 2025-10-23
on October 23rd | 2024-10-23 | 2025-10-23
on Oct. 23 | 2024-10-23 | 2025-10-23
on Wednesday, October 23 | 2024-10-23 | 2025-10-23
on Wednesday, October 23, 2024 | 2024-10-23
October 23, 2019 | 2019-10-23
23 October 2019 | 2019-10-23
23 October, 2019 | 2019-10-23
Sept. 5, 2021 | 2021-09-05
Sept 5 2021 | 2021-09-05
on November 30 | 2023-11-30 | 2024-11-30
May 5 | 2024-05-05 | 2025-05-05
on March 3 last year | 2023-03-03
on 3 March this year | 2024-03-03
on 3 March next year | 2025-03-03
10/24/2024 | 2024-10-24
24/10/2024 | 2024-10-24
5/6/24 | 2024-05-06
24.10.2024 | 2024-10-24
13/13/2024 | -
2024-10-24 | 2024-10-24
2024-10-24T21:00 | 2024-10-24T21:00:00
2024-13-24 | -
in June | 2024-06 | 2025-06
in May | 2024-05 | 2025-05
in March | 2024-03 | 2025-03
last June | 2024-06
next June | 2025-06
this June | 2024-06
in June 2020 | 2020-06
in June of 2020 | 2020-06
in June, 2020 | 2020-06
in June last year | 2023-06
in June of last year | 2023-06
June next year | 2025-06
the June summit | 2024-06 | 2025-06
by December | ../2023-12 | ../2024-12
until December | ../2023-12 | ../2024-12
since February | 2024-02/.. | 2025-02/..
since February 2022 | 2022-02/..
by the 23rd | ../2024-10-23 | ../2024-11-23
on the 5th | 2024-10-05 | 2024-11-05
on the 23rd, troops left | 2024-10-23 | 2024-11-23
on the 23rd brigade | -
from the 101st Airborne | -
in early October | 2024-10-01/2024-10-10 | 2025-10-01/2025-10-10
in mid-October | 2024-10-11/2024-10-20 | 2025-10-11/2025-10-20
late October | 2024-10-21/2024-10-31
between early to mid-October | 2024-10-01/2024-10-20 | 2025-10-01/2025-10-20
in early or mid-October | 2024-10-01/2024-10-20 | 2025-10-01/2025-10-20
at the end of October | 2024-10-21/2024-10-31
by the end of October | ../2024-10-31
at the beginning of 2020 | 2020-01/2020-04
in the middle of 2020 | 2020-05/2020-08
since the start of 2022 | 2022-01/..
between March and June 2022 | 2022-03/2022-06
from March to June 2022 | 2022-03/2022-06
March–June 2022 | 2022-03/2022-06
from October 5 to 12 | 2024-10-05/2024-10-12 | 2025-10-05/2025-10-12
October 5-7 | 2024-10-05/2024-10-07 | 2025-10-05/2025-10-07
5–7 October 2023 | 2023-10-05/2023-10-07
between 5 and 7 October 2023 | 2023-10-05/2023-10-07
between October 5 and 7 | 2024-10-05/2024-10-07 | 2025-10-05/2025-10-07
from December 31, 2023 to January 5, 2024 | 2023-12-31/2024-01-05
mid-October to late November 2023 | 2023-10-11/2023-11-30
from 2014 to 2020 | 2014/2020
between 2014 and 2020 | 2014/2020
2014-2018 | 2014/2018
in 2017 | 2017
since 2017 | 2017/..
by 2030 | ../2030
before 2014 | ../2014
after 2014 | 2014/..
the 2017 parade | 2017
in late 2022 | 2022-09/2022-12
mid-2021 | 2021-05/2021-08
fiscal 2023 | 2023
2,017 shells | -
the first half of 2023 | 2023-01/2023-06
in the second half of the year | 2024-07/2024-12
the third quarter of 2023 | 2023-07/2023-09
in the first nine months of 2023 | 2023-01/2023-09
the last three months of 2023 | 2023-10/2023-12
in the first half of this year | 2024-01/2024-06
the 1990s | 199X
in the early 1990s | 1990/1993
the mid-1990s | 1994/1996
in the summer of 2022 | 2022-22
last winter | 2023-24
this summer | 2024-22
in spring | 2024-21 | 2025-21
in the fall of Kabul | -
on Monday | 2024-10-21 | 2024-10-28
on Thursday | 2024-10-24
last Monday | 2024-10-21
next Monday | 2024-10-28
next Friday | 2024-11-01
this Friday | 2024-10-25
this coming Friday | 2024-10-25
this past Monday | 2024-10-21
late on Monday | 2024-10-21 | 2024-10-28
early Sunday | 2024-10-20 | 2024-10-27
Tuesday night | 2024-10-22 | 2024-10-29
on the night of October 5 | 2024-10-05 | 2025-10-05
from Monday to Wednesday | 2024-10-21/2024-10-23 | 2024-10-28/2024-10-30
since Monday | 2024-10-21/.. | 2024-10-28/..
until Monday | ../2024-10-21 | ../2024-10-28
starting on Monday | 2024-10-21/.. | 2024-10-28/..
Monday's attack | 2024-10-21 | 2024-10-28
by Monday's attack | 2024-10-21 | 2024-10-28
on Mondays | -
yesterday | 2024-10-23
today | 2024-10-24
tomorrow | 2024-10-25
tonight | 2024-10-24
last night | 2024-10-23
this morning | 2024-10-24
yesterday evening | 2024-10-23
earlier today | 2024-10-24
last week | 2024-10-14/2024-10-20
this week | 2024-10-21/2024-10-27
next week | 2024-10-28/2024-11-03
the week before last | 2024-10-07/2024-10-13
last month | 2024-09
next month | 2024-11
next year | 2025
last year | 2023
last decade | 201X
earlier this month | 2024-10-01/2024-10-24
later this year | 2024-10-24/2024-12-31
earlier in the year | 2024-01-01/2024-10-24
late last year | 2023-09/2023-12
the end of the year | 2024-09/2024-12
by year-end | ../2024-12
over the weekend | 2024-10-19/2024-10-20 | 2024-10-26/2024-10-27
last weekend | 2024-10-19/2024-10-20
over the past week | 2024-10-17/2024-10-24
the past three months | 2024-07-24/2024-10-24
the last two years | 2022-10-24/2024-10-24
in the next two weeks | 2024-10-24/2024-11-07
within the next 24 hours | 2024-10-24/2024-10-25
in the coming days | 2024-10-24/..
in the next few days | 2024-10-24/..
in recent weeks | ../2024-10-24
three days ago | 2024-10-21
two weeks ago | 2024-10-10~
two months ago | 2024-08~
a year ago | 2023~
a few days ago | ../2024-10-22
a couple of weeks ago | ../2024-10-10
several months ago | ../2024-08-24
65 million years ago | -
500 years ago | -
at 9 p.m. on 5 May | 2024-05-05T21:00:00 | 2025-05-05T21:00:00
at 21:30 on Monday | 2024-10-21T21:30:00 | 2024-10-28T21:30:00
on Monday at 10:15 a.m. | 2024-10-21T10:15:00 | 2024-10-28T10:15:00
yesterday at 12 am | 2024-10-23T00:00:00
so far | ../2024-10-24
to date | ../2024-10-24
currently | 2024-10-24
the following day | -
the same year | -
the last day of the talks | -
they may march on | -
he may | -
in 30 days | -
for three days | -
a 65-year-old man | -
posts 542 and 543 | -
24 people | -
the first of the two | -
an F-16 | -
a 10-day march | -
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()]


def read(text: str, direction: Direction, published: date | None = PUBLISHED) -> list[str]:
    """Return the EDTF of the time phrases of `text` that can be resolved."""
    stretches = ((found, found.expression.resolve(Anchor(published, direction))) for found in find_times(text))
    return [bound(stretch, found.role).edtf for found, stretch in stretches if stretch is not None]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_phrase(row: tuple[str, ...]) -> None:
    """A phrase means what the table says, alone and inside a sentence."""
    text, back, ahead = row[0], row[1], row[-1]
    for carrier in ("{}", "Troops moved {}", "Officials said {} that it was so"):
        sentence = carrier.format(text)
        assert read(sentence, Direction.PAST) == [edtf for edtf in [back] if edtf != "-"], sentence
        assert read(sentence, Direction.FUTURE) == [edtf for edtf in [ahead] if edtf != "-"], sentence


FORMS = ("{month} {day}", "{day} {month}", "{short}. {day}", "{month} {day}{suffix}", "the {day}{suffix} of {month}")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_in_every_form(number: int, form: str) -> None:
    """All months are read in all forms, with and without year."""
    month = MONTHS[number - 1].capitalize()
    if "{short}" in form and month in {"May", "June", "July"}:
        form = form.replace("{short}.", "{month}")
    for day, suffix in ((1, "st"), (2, "nd"), (3, "rd"), (17, "th"), (28, "th")):
        written = form.format(month=month, short=month[:3], day=day, suffix=suffix)
        assert read(f"It began on {written}, 2019, they said.", Direction.OPEN) == [f"2019-{number:02}-{day:02}"]
        expected = date(2024 if (number, day) <= (10, 25) else 2023, number, day).isoformat()
        assert read(f"It began on {written}.", Direction.PAST) == [expected]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on October 23", ["XXXX-10-23"]),
        ("by October 23", ["../XXXX-10-23"]),
        ("in June", ["XXXX-06"]),
        ("in mid-June", ["XXXX-06-11/XXXX-06-20"]),
        ("by the 23rd", ["../XXXX-XX-23"]),
        ("in June 2020", ["2020-06"]),
        ("on Monday", []),
        ("yesterday", []),
        ("last week", []),
        ("three days ago", []),
        ("in recent weeks", []),
    ],
)
def test_without_a_day_of_publication(text: str, edtf: list[str]) -> None:
    """Only what is certain is kept."""
    assert read(text, Direction.PAST, None) == edtf


@pytest.mark.parametrize(
    ("text", "phrase", "role"),
    [
        ("It ended by December.", "by December", "by"),
        ("It ended in December.", "December", "at"),
        ("It lasted since May 2020.", "since May 2020", "since"),
        ("It lasted until Monday.", "until Monday", "until"),
        ("It lasted through Monday.", "through Monday", "until"),
        ("It came after Monday.", "after Monday", "since"),
        ("It came after Monday's vote.", "Monday", "at"),
        ("It came between May and June.", "between May and June", "between"),
        ("It came from Monday to Friday.", "from Monday to Friday", "between"),
        ("None so far.", "so far", "until"),
    ],
)
def test_role_and_extent(text: str, phrase: str, role: str) -> None:
    """The preposition that bounds a time belongs to the phrase and gives its role."""
    (found,) = find_times(text)
    assert text[found.start : found.end] == phrase
    assert found.role == role


def test_phrases_do_not_overlap_and_keep_their_order() -> None:
    """Several phrases in one text come out in order."""
    text = (
        "On Monday, May 5, 2020, and again in late 2021 and three days ago, at 9 p.m. on 3 March, they met last week."
    )
    found = find_times(text)
    assert [text[f.start : f.end] for f in found] == [
        "Monday, May 5, 2020",
        "late 2021",
        "three days ago",
        "9 p.m. on 3 March",
        "last week",
    ]
