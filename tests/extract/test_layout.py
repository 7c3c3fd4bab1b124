"""Sentence starts that the layout decides."""

import spacy

from kg.extraction.layout import mark_layout, paragraph_starts
from kg.model import Article, Region, RegionKind, Span


def _starts(text: str, article: Article | None = None) -> list[str]:
    doc = spacy.blank("en").make_doc(text)
    doc._.article = article or Article(text=text)
    return [token.text for token in mark_layout(doc) if token.is_sent_start]


def test_blank_lines_start_a_sentence() -> None:
    """A paragraph never runs on into the next one, whatever its last character."""
    assert _starts("A heading\n\nTroops left\n \nRain fell") == ["A", "Troops", "Rain"]


def test_single_line_breaks_of_paragraphs() -> None:
    """Texts with one paragraph a line have no blank lines."""
    assert _starts("A heading\nTroops left.\nRain fell.") == ["A", "Troops", "Rain"]


def test_hard_wrapped_lines_run_on() -> None:
    """Lines that go on in lower case are wrapped: only blank lines part them."""
    assert _starts("Troops arrived on\nthe eastern front\nand stayed.\n\nRain fell.") == ["Troops", "Rain"]


def test_borders_of_regions() -> None:
    """A label's turn starts a sentence of its own."""
    text = "MR. ASH: No comment."
    article = Article(text=text, regions=(Region(RegionKind.LABEL, Span(0, 8)), Region(RegionKind.BODY, Span(9, 20))))
    assert _starts(text, article) == ["MR", "No"] or _starts(text, article) == ["MR.", "No"]


def test_windows_line_ends() -> None:
    """Carriage returns do not hide a blank line."""
    assert paragraph_starts("One.\r\n\r\nTwo.") == {8}


def test_no_sentence_starts_after_a_word() -> None:
    """Only a closing mark ends a sentence of edited text: names and hyphens never do."""
    doc = mark_layout(spacy.blank("en").make_doc("Director Cho Tae-yong spoke. He left: quickly, he said"))
    forbidden = [token.text for token in doc if token.is_sent_start is False]
    assert {"Cho", "spoke", "he", "said"} <= set(forbidden)
    assert not {"He", "quickly"} & set(forbidden)


def test_white_space_before_the_text_is_no_word_of_it() -> None:
    """A blank line at the top is left outside of the first sentence."""
    assert "Troops" in _starts("\nTroops left.")
