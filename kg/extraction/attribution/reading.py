"""A parsed `Doc` as the attribution rules read it: paragraphs, quotations and the windows within which a cue looks around.

Parsers cut sentences inside quotations ("“Is it over?” he asked."); a window puts such pieces together again, so that a cue and
the quotation beside it stand in one range of tokens.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from kg.extraction.attribution.quotes import find_quotes, paragraphs
from kg.extraction.syntax import Doc, Span, Token
from kg.vocabulary.cues import cues


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """A quotation as tokens `start` to `end`, marks included."""

    start: int
    end: int
    depth: int
    closed: bool

    def is_longer(self, doc: Doc, words: int) -> bool:
        """Tell whether more than so many words stand in the quotation."""
        counted = (token for token in doc.tokens[self.start : self.end] if token.is_alpha or token.like_num)
        return next(islice(counted, words, None), None) is not None


class Reading:
    """The layout of one `Doc` with its tokens by tag and by word, computed once and asked by every rule.

    Rules look only at the tokens that can be their cues: a pass over all of them costs more than all that the rules do.
    """

    def __init__(self, doc: Doc) -> None:
        """Find paragraphs, quotations and windows of `doc`, which needs sentence boundaries."""
        self.doc = doc
        self.text = doc.text
        self._by_tag = _places(doc.parts)
        self._by_word = _places(doc.lowers)
        self.paragraphs = [self._tokens(start, end) for start, end in paragraphs(self.text)]
        self.paragraph_of = [-1] * len(doc)
        for index, (start, end) in enumerate(self.paragraphs):
            self.paragraph_of[start:end] = [index] * (end - start)
        found = [QuoteSpan(*self._tokens(q.start, q.end), q.depth, q.closed) for q in find_quotes(self.text)]
        self.quotes = [quote for quote in found if quote.depth == 0]
        self.nested = [quote for quote in found if quote.depth > 0]
        self.quote_of = [-1] * len(doc)
        for index, quote in enumerate(self.quotes):
            self.quote_of[quote.start : quote.end] = [index] * (quote.end - quote.start)
        self._window_of: list[tuple[int, int]] = [(0, 0)] * len(doc)
        self._sentence_of: list[tuple[int, int]] = [(0, 0)] * len(doc)
        self._set_windows()

    def tagged(self, *tags: str) -> list[Token]:
        """Return the tokens with one of the universal tags `tags`, in order of the text."""
        return self._tokens_at(self._by_tag, tags)

    def worded(self, *words: str) -> list[Token]:
        """Return the tokens that are one of `words` (in lower case), in order of the text."""
        return self._tokens_at(self._by_word, words)

    def cued(self, *tags: str) -> list[Token]:
        """Return the tokens that the lexicon of cues has under their universal tag, one of `tags`, in order of the text."""
        lemmas, lexicon = self.doc.lemmas, cues()
        places = [at for tag in tags for at in self._by_tag.get(tag, ()) if (lemmas[at].lower(), tag) in lexicon]
        return [self.doc.tokens[at] for at in sorted(places)]

    def ending(self, suffix: str) -> list[Token]:
        """Return the tokens whose word ends in `suffix` (in lower case), in order of the text."""
        return self.worded(*[word for word in self._by_word if word.endswith(suffix)])

    def _tokens_at(self, places: dict[str, list[int]], keys: Collection[str]) -> list[Token]:
        found = [at for key in keys if key in places for at in places[key]]
        if len(keys) > 1:
            found.sort()
        tokens = self.doc.tokens
        return [tokens[at] for at in found]

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        offsets = self.doc.offsets
        first = max(0, bisect_right(offsets, start) - 1)
        last = max(first, bisect_right(offsets, end - 1) - 1)
        return first, last + 1

    def _set_windows(self) -> None:
        starts = []
        for sent in self.doc.sents:
            self._sentence_of[sent.start : sent.end] = [(sent.start, sent.end)] * (sent.end - sent.start)
            if not self._runs_on(sent.start):
                starts.append(sent.start)
        starts = sorted({*starts, *(start for start, _ in self.paragraphs), 0})
        for start, end in zip(starts, [*starts[1:], len(self.doc)], strict=True):
            self._window_of[start:end] = [(start, end)] * (end - start)

    def _runs_on(self, start: int) -> bool:
        """Tell whether the parser cut a sentence at `start` although it goes on: inside or right after a quotation."""
        if start == 0:
            return False
        text, previous = self.doc.texts[start], self.doc.tokens[start - 1]
        if previous.is_alpha or previous.text == ",":
            return True  # no sentence ends without a mark: "said | Ann Lee"
        inside = self.quote_of[start]
        if inside >= 0 and self.quotes[inside].start != start:
            return True
        if text in {",", ";"} or (text.islower() and not previous.is_punct and not previous.is_space):
            return True
        before = self.quote_of[start - 1]
        if before < 0 or before == inside:
            return False
        quote = self.quotes[before]
        return quote.closed and (self.last_word_mark(quote) != "." or text[:1].islower())

    def last_word_mark(self, quote: QuoteSpan) -> str:
        """Return the last token's text inside the closing mark: "." when the quotation ends a sentence."""
        text = self.doc[quote.start : quote.end].text.rstrip("”\"'’»` \n")
        return text[-1:] if text else ""

    def break_at(self, starts: list[int]) -> None:
        """Let windows begin at further tokens: behind the speaker labels of a transcript."""
        for start in starts:
            first, end = self._window_of[start]
            if first < start:
                self._window_of[first:start] = [(first, start)] * (start - first)
                self._window_of[start:end] = [(start, end)] * (end - start)

    def window(self, token: Token) -> tuple[int, int]:
        """Return the token range in which a cue looks around: its sentence, pieces put together; inside a quotation, that part."""
        index = self.quote_of[token.i]
        if index < 0:
            return self._window_of[token.i]
        quote, (start, end) = self.quotes[index], self._sentence_of[token.i]
        return max(quote.start, start), min(quote.end, end)

    def sentence_starts(self, start: int, end: int) -> list[int]:
        """Return the windows' starts within a range of tokens."""
        return sorted({self._window_of[i][0] for i in range(start, end) if self._window_of[i][0] >= start})

    def cover_quotes(self, start: int, end: int) -> tuple[int, int]:
        """Widen a range outside quotations so that no quotation is cut."""
        first, last = self.quote_of[start], self.quote_of[end - 1]
        if first >= 0 and first != last:
            start = self.quotes[first].start
        if last >= 0:
            end = self.quotes[last].end if first != last else end
        return start, end

    def span(self, start: int, end: int) -> Span:
        """Return the tokens of a range as a span."""
        return self.doc[start:end]


def _places(column: Iterable[str]) -> dict[str, list[int]]:
    """Return where each value of a column of the document stands."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, value in enumerate(column):
        places[value].append(at)
    return places
