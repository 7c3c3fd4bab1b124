"""Numbers in text: every way of writing one is read back with its place and value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.quantities.numbers import find_numbers

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += "seventeen eighteen nineteen".split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred"))


def write_words(number: int, *, joint: str = " and ", hyphen: str = "-") -> str:
    """Return a whole number in English words."""
    if number < 20:
        return _UNITS[number]
    if number < 100:
        return _TENS[number // 10] + (hyphen + _UNITS[number % 10] if number % 10 else "")
    for scale, word in _SCALES:
        if number >= scale:
            rest = number % scale
            head = f"{write_words(number // scale, joint=joint, hyphen=hyphen)} {word}"
            if not rest:
                return head
            return head + (joint if rest < 100 else " ") + write_words(rest, joint=joint, hyphen=hyphen)
    raise AssertionError(number)


def read(text: str) -> list[tuple[str, float | None, float | None, int | None]]:
    """Return the words, bounds and magnitude of every number of `text`."""
    return [(text[n.start : n.end], n.lower, n.upper, n.magnitude) for n in find_numbers(text)]


@given(st.integers(min_value=1, max_value=10**12 - 1), st.sampled_from([" and ", " "]), st.sampled_from(["-", " "]))
def test_words_are_read_back(number: int, joint: str, hyphen: str) -> None:
    """What is written in words has the value of the number, and the span is exactly what was written."""
    words = write_words(number, joint=joint, hyphen=hyphen)
    assert read(f"They saw {words} men.") == [(words, float(number), float(number), None)]


@given(st.integers(min_value=0, max_value=10**12), st.booleans())
def test_digits_are_read_back(number: int, grouped: bool) -> None:
    """Digits are read with and without separators."""
    digits = f"{number:,}" if grouped else str(number)
    assert read(f"They saw {digits} men.") == [(digits, float(number), float(number), None)]


@given(
    st.decimals(min_value="0.1", max_value="999.9", places=1),
    st.sampled_from([("thousand", 10**3), ("million", 10**6), ("billion", 10**9), ("trillion", 10**12)]),
    st.sampled_from([" ", "-"]),
)
def test_mixtures_are_read_back(coefficient: object, scale: tuple[str, int], gap: str) -> None:
    """Digits with a scale word are exact products, without binary dust."""
    word, factor = scale
    written = f"{coefficient}{gap}{word}"
    value = float(int(str(coefficient).replace(".", "")) * factor // 10)
    assert read(f"worth {written} now") == [(written, value, value, None)]


@given(
    st.integers(min_value=1, max_value=10**6),
    st.integers(min_value=1, max_value=10**6),
    st.sampled_from([" to ", "-", "–", " or "]),
)
def test_ranges_keep_both_ends(low: int, more: int, joiner: str) -> None:
    """Two grouped numbers with a joiner are one range with both ends."""
    low, high = low + 999, low + 999 + more
    written = f"{low:,}{joiner}{high:,}"
    assert read(f"about {written} men") == [(written, float(low), float(high), None)]


@given(st.text(max_size=120))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    """Whatever the text, spans are not empty, lie inside and do not overlap; bounds are ordered."""
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        end = number.end
        if number.lower is not None and number.upper is not None:
            assert number.lower <= number.upper
        else:
            assert number.magnitude is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half a million", ("half a million", 500_000, 500_000, None)),
        ("a half million", ("a half million", 500_000, 500_000, None)),
        ("half-million", ("half-million", 500_000, 500_000, None)),
        ("a quarter of a million", ("a quarter of a million", 250_000, 250_000, None)),
        ("a dozen", ("a dozen", 12, 12, None)),
        ("half a dozen", ("half a dozen", 6, 6, None)),
        ("two dozen", ("two dozen", 24, 24, None)),
        ("three to five dozen", ("three to five dozen", 36, 60, None)),
        ("a hundred", ("a hundred", 100, 100, None)),
        ("a hundred and one", ("a hundred and one", 101, 101, None)),
        ("a million and a half", ("a million and a half", 1_500_000, 1_500_000, None)),
        ("two and a half million", ("two and a half million", 2_500_000, 2_500_000, None)),
        ("3 and a half billion", ("3 and a half billion", 3_500_000_000, 3_500_000_000, None)),
        ("one hundred thousand", ("one hundred thousand", 100_000, 100_000, None)),
        ("three hundred and five", ("three hundred and five", 305, 305, None)),
        ("seven-hundred-thousand", ("seven-hundred-thousand", 700_000, 700_000, None)),
        ("1.2m", ("1.2m", 1_200_000, 1_200_000, None)),
        ("40k", ("40k", 40_000, 40_000, None)),
        ("3bn", ("3bn", 3_000_000_000, 3_000_000_000, None)),
        ("two millions", ("two millions", 2_000_000, 2_000_000, None)),
        ("5 lakh", ("5 lakh", 500_000, 500_000, None)),
        ("2,00,000", ("2,00,000", 200_000, 200_000, None)),
        ("12 000", ("12 000", 12_000, 12_000, None)),
        ("2\u202f500", ("2\u202f500", 2500, 2500, None)),
        ("two to three thousand", ("two to three thousand", 2000, 3000, None)),
        ("two or three hundred", ("two or three hundred", 200, 300, None)),
        ("2-3 million", ("2-3 million", 2_000_000, 3_000_000, None)),
        ("10-12,000", ("10-12,000", 10_000, 12_000, None)),
        ("10,000–12,000", ("10,000–12,000", 10_000, 12_000, None)),
        ("500,000 to 1 million", ("500,000 to 1 million", 500_000, 1_000_000, None)),
        ("5% to 8", ("5% to 8", 5, 8, None)),
        ("four or five", ("four or five", 4, 5, None)),
        ("one or two", ("one or two", 1, 2, None)),
        ("ten to 32", ("ten to 32", 10, 32, None)),
        ("dozens", ("dozens", None, None, 10)),
        ("hundreds", ("hundreds", None, None, 100)),
        ("thousands", ("thousands", None, None, 1000)),
        ("millions", ("millions", None, None, 1_000_000)),
        ("tens of thousands", ("tens of thousands", None, None, 10_000)),
        ("hundreds of thousands", ("hundreds of thousands", None, None, 100_000)),
        ("tens of millions", ("tens of millions", None, None, 10_000_000)),
        ("dozens or hundreds", ("dozens or hundreds", None, None, 10)),
        ("hundreds, if not thousands", ("hundreds, if not thousands", None, None, 100)),
        ("several hundred", ("several hundred", None, None, 100)),
        ("a few thousand", ("a few thousand", None, None, 1000)),
        ("a couple of hundred", ("a couple of hundred", None, None, 100)),
        ("several dozen", ("several dozen", None, None, 10)),
    ],
)
def test_one_number(text: str, expected: tuple[str, float | None, float | None, int | None]) -> None:
    """Each writing is one number, read whole."""
    assert read(f"They counted {text} of them.") == [expected]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 36 and 40", 36, 40),
        ("between $2 billion and $3 billion", 2e9, 3e9),
        ("between 5,000 and perhaps 6,000", 5000, 6000),
    ],
)
def test_between_opens_a_range(text: str, low: float, high: float) -> None:
    """The word "and" joins a range only after "between"."""
    (number,) = find_numbers(text)
    assert (number.lower, number.upper, number.opened) == (low, high, "between")
    assert len(find_numbers(text.removeprefix("between "))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "the 21st century", "the twenty-first", "two-thirds of them", "three quarters", "at 10:30", "since 9/11", "an F-16", "Covid-19",
        "the G7", "the 1990s", "10km away", "version 2.0.1", "call +1 202 555 0148", "call 202-555-0148", "1,2,3", "test scores were low",
        "the tens column", "a multi-million contract", "six-fold",
    ],
)  # fmt: skip
def test_no_cardinals(text: str) -> None:
    """Ordinals, fractions, times, codes and telephone numbers are no cardinals."""
    assert read(text) == []


def test_a_falling_pair_is_no_range() -> None:
    """A score or a vote is two numbers."""
    assert [n.value for n in find_numbers("It was 52 to 48.")] == [52, 48]
