"""A document's tokens as plain lists, so that rules which look at every token stay cheap."""

from bisect import bisect_left
from functools import lru_cache
from typing import Final

from kg.extraction.annotations import article_of
from kg.extraction.syntax import Doc
from kg.model import RegionKind

_TITLE_CASE_SHARE: Final = 0.75  # of a sentence's longer words written with a capital: it is a headline
_LONGER: Final = 4  # letters; shorter words stay small in headlines
_HEADLINE_WORDS: Final = 4  # fewer longer words tell nothing about the case of a sentence
APOSTROPHES: Final = frozenset({"'s", "’s", "‘s", "`s", "'", "’"})


class Columns:
    """Texts, tags, lemmas, relations and heads by token index; `capital` tells what begins like a name (`starts_with_capital`).

    `appositions` are the tokens in apposition, in the order of the text, by the token that they stand beside.
    """

    __slots__ = (
        "_headlines",
        "_texts",
        "appositions",
        "capital",
        "dep",
        "doc",
        "head",
        "lemma",
        "lower",
        "offset",
        "pos",
        "region",
        "sentence",
        "text",
        "whole",
    )

    def __init__(self, doc: Doc) -> None:
        """Read the columns from `doc`; everything that no component has set is an empty string."""
        self.doc = doc
        self.whole = doc.text
        self.offset = doc.offsets
        self.text = doc.texts
        self.lower = doc.lowers
        self.lemma = [lemma.lower() or lower for lemma, lower in zip(doc.lemmas, doc.lowers, strict=True)]
        self.pos = doc.parts
        self.dep = doc.relations
        self.head = doc.heads
        self.sentence = doc.sentence_numbers
        self.capital = list(map(starts_with_capital, self.text))
        self.region = self._regions()
        self.appositions: dict[int, list[int]] = {}
        for i, relation in enumerate(self.dep):
            if relation == "appos":
                self.appositions.setdefault(self.head[i], []).append(i)
        self._headlines: dict[int, bool] = {}  # by sentence
        self._texts: dict[tuple[int, int], str] = {}  # names are asked for again and again

    def __len__(self) -> int:
        return len(self.text)

    def apostrophe(self, i: int) -> bool:
        """Tell whether token `i` is a possessive ending."""
        return i < len(self.text) and self.text[i] in APOSTROPHES

    def joined(self, i: int) -> bool:
        """Tell whether no space parts token `i` from its neighbours, as a hyphen inside of a word."""
        before, after = i - 1, i + 1
        apart = before >= 0 and self.offset[before] + len(self.text[before]) < self.offset[i]
        return not apart and (after >= len(self.text) or self.offset[i] + len(self.text[i]) == self.offset[after])

    def span_text(self, start: int, end: int) -> str:
        """Return the text of tokens `start` to `end` (exclusive), line breaks as spaces."""
        found = self._texts.get((start, end))
        if found is None:
            last = end - 1
            stretch = self.whole[self.offset[start] : self.offset[last] + len(self.text[last])]
            found = self._texts[start, end] = " ".join(stretch.split())
        return found

    def beside(self, token: int, start: int, end: int) -> list[int]:
        """Return the tokens from `start` to `end` (exclusive) that stand in apposition to `token`."""
        found = self.appositions.get(token)
        return [] if found is None else [i for i in found if start <= i < end]

    def root(self, start: int, end: int) -> int:
        """Return the token of `start` to `end` (exclusive) whose head lies outside; the first when there are several."""
        for i in range(start, end):
            head = self.head[i]
            if head == i or not start <= head < end:
                return i
        return end - 1

    def starts_sentence(self, i: int) -> bool:
        """Tell whether token `i` is the first word of its sentence."""
        while i and not self.text[i - 1][-1:].isalnum() and self.sentence[i - 1] == self.sentence[i]:
            i -= 1
        return i == 0 or self.sentence[i - 1] != self.sentence[i]

    def in_headline(self, i: int) -> bool:
        """Tell whether token `i` stands in a sentence whose longer words nearly all have a capital."""
        number = self.sentence[i]
        found = self._headlines.get(number)
        if found is None:
            sentence = self.doc.sentences[number]
            found = self._headlines[number] = _title_case(self.text[sentence.start : sentence.end])
        return found

    def _regions(self) -> list[RegionKind]:
        kinds = [RegionKind.BODY] * len(self.text)
        for region in article_of(self.doc).regions:
            start, end = bisect_left(self.offset, region.span.start), bisect_left(self.offset, region.span.end)
            kinds[start:end] = [region.kind] * (end - start)
        return kinds


def _title_case(words: list[str]) -> bool:
    longer = [word[0].isupper() for word in words if len(word) >= _LONGER and word.isalpha()]
    return len(longer) >= _HEADLINE_WORDS and sum(longer) >= _TITLE_CASE_SHARE * len(longer)


@lru_cache(maxsize=16384)
def starts_with_capital(word: str) -> bool:
    """Tell whether `word` looks like a part of a name.

    >>> [starts_with_capital(word) for word in ("Kyiv", "al", "5G", "3rd", "7")]
    [True, False, True, False, False]
    """
    return word[:1].isupper() or (word[:1].isdigit() and word[-1:].isupper())
