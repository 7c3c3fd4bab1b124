"""A document's tokens as plain lists, so that rules which look at every token stay cheap."""

from functools import lru_cache
from typing import Final

from kg.extraction.annotations import article_of
from kg.extraction.syntax import Doc
from kg.model import RegionKind

_TITLE_CASE_SHARE: Final = 0.75  # of a sentence's longer words written with a capital: it is a headline
_LONGER: Final = 4  # letters; shorter words stay small in headlines
_HEADLINE_WORDS: Final = 4  # fewer longer words tell nothing about the case of a sentence
_APOSTROPHES: Final = frozenset({"'s", "’s", "‘s", "`s", "'", "’"})


class Columns:
    """Texts, tags, lemmas, relations and heads by token index."""

    __slots__ = (
        "dep",
        "doc",
        "head",
        "headline",
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
        self.offset = [token.idx for token in doc]
        self.text = [token.text for token in doc]
        self.lower = [token.lower_ for token in doc]
        self.lemma = [token.lemma_.lower() or token.lower_ for token in doc]
        self.pos = [token.pos_ for token in doc]
        self.dep = [token.dep_ for token in doc]
        self.head = [token.head.i for token in doc]
        self.sentence = doc.sentence_numbers
        self.headline = [title for s in doc.sents for title in [self._title_case(s.start, s.end)] * len(s)]
        self.region = self._regions()

    def __len__(self) -> int:
        return len(self.text)

    def capital(self, i: int) -> bool:
        """Tell whether token `i` begins with a capital letter, or with a digit that a capital follows ("5G")."""
        return starts_with_capital(self.text[i])

    def apostrophe(self, i: int) -> bool:
        """Tell whether token `i` is a possessive ending."""
        return i < len(self.text) and self.text[i] in _APOSTROPHES

    def joined(self, i: int) -> bool:
        """Tell whether no space parts token `i` from its neighbours, as a hyphen inside of a word."""
        before, after = i - 1, i + 1
        apart = before >= 0 and self.offset[before] + len(self.text[before]) < self.offset[i]
        return not apart and (after >= len(self.text) or self.offset[i] + len(self.text[i]) == self.offset[after])

    def span_text(self, start: int, end: int) -> str:
        """Return the text of tokens `start` to `end` (exclusive), line breaks as spaces."""
        return " ".join(self.whole[self.offset[start] : self.offset[end - 1] + len(self.text[end - 1])].split())

    def root(self, start: int, end: int) -> int:
        """Return the token of `start` to `end` (exclusive) whose head lies outside; the first when there are several."""
        return next((i for i in range(start, end) if not start <= self.head[i] < end or self.head[i] == i), end - 1)

    def starts_sentence(self, i: int) -> bool:
        """Tell whether token `i` is the first word of its sentence."""
        while i and not self.text[i - 1][-1:].isalnum() and self.sentence[i - 1] == self.sentence[i]:
            i -= 1
        return i == 0 or self.sentence[i - 1] != self.sentence[i]

    def _title_case(self, start: int, end: int) -> bool:
        longer = [i for i in range(start, end) if len(self.text[i]) >= _LONGER and self.text[i].isalpha()]
        capitals = sum(self.text[i][0].isupper() for i in longer)
        return len(longer) >= _HEADLINE_WORDS and capitals >= _TITLE_CASE_SHARE * len(longer)

    def _regions(self) -> list[RegionKind]:
        kinds = [RegionKind.BODY] * len(self.text)
        regions = article_of(self.doc).regions
        if regions:
            current = 0
            for i, start in enumerate(self.offset):
                while current < len(regions) and regions[current].span.end <= start:
                    current += 1
                if current < len(regions) and regions[current].span.start <= start:
                    kinds[i] = regions[current].kind
        return kinds


@lru_cache(maxsize=16384)
def starts_with_capital(word: str) -> bool:
    """Tell whether `word` looks like a part of a name.

    >>> [starts_with_capital(word) for word in ("Kyiv", "al", "5G", "3rd", "7")]
    [True, False, True, False, False]
    """
    return word[:1].isupper() or (word[:1].isdigit() and word[-1:].isupper())
