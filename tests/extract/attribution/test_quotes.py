"""Quotations: every style of marks, nesting, apostrophes, paragraphs."""

import pytest

from kg.extraction.attribution.quotes import find_quotes, paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “it is over” and left.", ["“it is over”"]),
        ('She said, "We stay."', ['"We stay."']),
        ("''We stay,'' said the mayor.", ["''We stay,''"]),
        ("``We stay,'' said the mayor.", ["``We stay,''"]),
        ("The paper wrote «nous restons» again.", ["«nous restons»"]),
        ("“He told me ‘go home’ twice,” she said.", ["“He told me ‘go home’ twice,”", "‘go home’"]),
        ("The soldiers’ families didn't know.", []),
        ("In the ’90s they weren’t there.", []),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("‘We stay,’ the mayor’s aide said.", ["‘We stay,’"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    """Quotations are found whatever marks they wear; apostrophes are none."""
    assert [text[q.start : q.end] for q in find_quotes(text)] == expected


def test_runs_over_paragraphs() -> None:
    """A paragraph that opens without closing is a quotation to its end, marked as unclosed."""
    text = "“We came in March.\n\n“We left in May,” Rao said."
    first, second = find_quotes(text)
    assert (text[first.start : first.end], first.closed) == ("“We came in March.", False)
    assert (text[second.start : second.end], second.closed) == ("“We left in May,”", True)


def test_paragraphs_by_lines() -> None:
    """A text without blank lines is parted at its line ends."""
    assert [slice(*p) for p in paragraphs("One.\nTwo.")] == [slice(0, 4), slice(5, 9)]
