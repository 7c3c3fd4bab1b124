"""A document's tokens as plain lists, so that rules which look at every token stay cheap."""

from functools import lru_cache
from typing import Final

from spacy.tokens import Doc

from kg.extract.annotations import article_of
from kg.model import RegionKind

_TITLE_CASE_SHARE: Final = 0.75  # of a sentence's longer words written with a capital: it is a headline
_LONGER: Final = 4  # letters; shorter words stay small in headlines
_HEADLINE_WORDS: Final = 4  # fewer longer words tell nothing about the case of a sentence
_APOSTROPHES: Final = frozenset({"'s", "’s", "'", "’"})


class Columns:
    """Texts, tags, lemmas, relations and heads by token index."""

    __slots__ = ("dep", "doc", "head", "headline", "lemma", "lower", "pos", "region", "sentence", "text")

    def __init__(self, doc: Doc) -> None:
        """Read the columns from `doc`; everything that no component has set is an empty string."""
        self.doc = doc
        self.text = [token.text for token in doc]
        self.lower = [text.lower() for text in self.text]
        self.pos = [token.pos_ for token in doc]
        self.lemma = [(token.lemma_ or token.text).lower() for token in doc]
        self.dep = [token.dep_ for token in doc]
        self.head = [token.head.i for token in doc]
        self.sentence = [0] * len(doc)
        self.headline = [False] * len(doc)
        for number, (start, end) in enumerate(self._sentences()):
            title = self._title_case(start, end)
            for i in range(start, end):
                self.sentence[i] = number
                self.headline[i] = title
        self.region = self._regions()

    def __len__(self) -> int:
        return len(self.text)

    def capital(self, i: int) -> bool:
        """Tell whether token `i` begins with a capital letter, or with a digit that a capital follows ("5G")."""
        return starts_with_capital(self.text[i])

    def apostrophe(self, i: int) -> bool:
        """Tell whether token `i` is a possessive ending."""
        return i < len(self.text) and self.text[i] in _APOSTROPHES

    def span_text(self, start: int, end: int) -> str:
        """Return the text of tokens `start` to `end` (exclusive), line breaks as spaces."""
        text: str = self.doc[start:end].text
        return " ".join(text.split())

    def root(self, start: int, end: int) -> int:
        """Return the token of `start` to `end` (exclusive) whose head lies outside; the first when there are several."""
        return next((i for i in range(start, end) if not start <= self.head[i] < end or self.head[i] == i), end - 1)

    def starts_sentence(self, i: int) -> bool:
        """Tell whether token `i` is the first word of its sentence."""
        while i and not self.text[i - 1][-1:].isalnum() and self.sentence[i - 1] == self.sentence[i]:
            i -= 1
        return i == 0 or self.sentence[i - 1] != self.sentence[i]

    def _sentences(self) -> list[tuple[int, int]]:
        if not self.doc.has_annotation("SENT_START"):
            return [(0, len(self.doc))]
        starts = [i for i, token in enumerate(self.doc) if token.is_sent_start or i == 0]
        return list(zip(starts, [*starts[1:], len(self.doc)], strict=True))

    def _title_case(self, start: int, end: int) -> bool:
        longer = [i for i in range(start, end) if len(self.text[i]) >= _LONGER and self.text[i].isalpha()]
        capitals = sum(self.text[i][0].isupper() for i in longer)
        return len(longer) >= _HEADLINE_WORDS and capitals >= _TITLE_CASE_SHARE * len(longer)

    def _regions(self) -> list[RegionKind]:
        kinds = [RegionKind.BODY] * len(self.text)
        regions = article_of(self.doc).regions
        if regions:
            current = 0
            for i, token in enumerate(self.doc):
                start = token.idx
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
