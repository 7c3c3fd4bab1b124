"""Header, captions, bylines and labels around the prose, on a page of our own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import RegionKind
from kg.readers.dates import read_date, read_date_line
from kg.readers.furniture import read_dateline, read_furniture
from kg.readers.layout import read_layout

PAGE = """64 F
Port Vell
Monday, March 4, 2024

Ministry counts 300 soldiers at the northern border

- Advertisement -

The defence ministry said on Monday that 300 soldiers were at the border.

Soldiers wait at the northern border in February. [Harbour Pictures]

“We have seen them,” a spokesman said.

BY ANNA ASH [anna.ash@harbourcourier.example]
"""


def kinds(text: str) -> list[tuple[RegionKind, str]]:
    """Return the regions with their words."""
    return [(region.kind, region.span.of(text)) for region in read_layout(text).regions]


def test_page() -> None:
    """Every line around the prose is recognised, and tells what it tells."""
    found = kinds(PAGE)
    assert [kind.value for kind, _ in found] == [
        *("boilerplate", "dateline", "dateline", "title", "boilerplate", "body", "caption", "body", "byline")
    ]
    metadata = read_layout(PAGE).metadata
    assert metadata.title == "Ministry counts 300 soldiers at the northern border"
    assert metadata.published == date(2024, 3, 4)
    assert metadata.author == "Anna Ash"
    assert metadata.publisher == "harbourcourier.example"


def test_prose_alone_has_no_regions() -> None:
    """A text of sentences only is all body."""
    assert read_layout("The army said that 300 had left. Nobody else spoke.\nIt rained.").regions == ()


def test_wrapped_prose_has_no_title() -> None:
    """The first line of hard-wrapped prose is no headline."""
    text = "The defence ministry said on Monday that three hundred soldiers\nwere at the border, a day after the talks in the port had ended.\n"
    assert read_layout(text).regions == ()


def test_transcript() -> None:
    """Labels of speakers are regions of their own."""
    text = "Q Is it true?\nMR. ASH: No, it is not.\nQ Why?\n"
    assert [words for kind, words in kinds(text) if kind is RegionKind.LABEL] == ["Q", "MR. ASH:", "Q"]


@pytest.mark.parametrize(
    "text",
    ["BRIEFING: The talks went on.\nThe rain did not stop.\n", "Anna Ash: 1,204.\nBo Lund: 990.\nAnna Ash: 12.\n"],
)
def test_no_transcript(text: str) -> None:
    """A heading in capitals that stands alone, and a table of names and figures, label no turns."""
    assert RegionKind.LABEL not in {kind for kind, _ in kinds(text)}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Anna Ash", RegionKind.BYLINE),
        ("Reporting by Anna Ash in Oslo; Editing by Bo Lund", RegionKind.BYLINE),
        ("© 2024 The Harbour Courier. All rights reserved.", RegionKind.BOILERPLATE),
        ("Photo: Harbour Pictures", RegionKind.CAPTION),
        ("Read more: Talks end without result", RegionKind.BOILERPLATE),
        ("***", RegionKind.BOILERPLATE),
        ("Updated: 4 March 2024, 10:15 a.m.", RegionKind.DATELINE),
    ],
)
def test_furniture(line: str, kind: RegionKind) -> None:
    """Lines that are no prose are known by their look."""
    reading = read_furniture(line)
    assert reading is not None
    assert reading.kind is kind


@pytest.mark.parametrize(
    "line",
    [
        "By December 10,000 had left.",
        "The ad was gone.",
        "He told reporters [the port] was safe.",
        "“It is true.” [sic]",
        "Q3 was poor.",
    ],
)
def test_sentences_are_prose(line: str) -> None:
    """Sentences are never taken for furniture."""
    assert read_furniture(line) is None


def test_dateline() -> None:
    """An agency's dateline is found with its agency."""
    assert read_dateline("OSLO, March 4 (Harbour Wire) - Talks began.") == (31, "Harbour Wire")
    assert read_dateline("QUITO/LIMA, 3 May — Talks began.") == (20, None)
    assert read_dateline("Quito, 3 Sept. 2024 (Harbour Wire) – Talks began.") == (37, "Harbour Wire")
    assert read_dateline("Oslo - which is far away - said no.")[0] == 0
    assert read_dateline("Quito, Ecuador – Talks began.")[0] == 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thursday, October 24, 2024", date(2024, 10, 24)),
        ("24 Oct. 2024", date(2024, 10, 24)),
        ("2024-10-24T10:00:00Z", date(2024, 10, 24)),
        ("Thu, 24 Oct 2024 10:00:00 +0000", date(2024, 10, 24)),
        ("03/04/2024", None),
        ("October 24", None),
        ("9999-99-99", None),
        ("0001-01-01", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    """Dates with a year are read in all usual forms; what is ambiguous or absurd is none."""
    assert read_date(text) == day


@given(st.text(max_size=300))
def test_regions_are_in_order(text: str) -> None:
    """Regions of any text lie in it, in order, without overlap, and are not empty."""
    position = 0
    for region in read_layout(text).regions:
        assert position <= region.span.start < region.span.end <= len(text)
        position = region.span.end


@given(st.text(max_size=60))
def test_date_line_never_fails(text: str) -> None:
    """Any line is a date or not."""
    read_date_line(text)
    read_date(text)
