"""A parsed `Doc` as plain Python objects: the tokens, spans and tree that all rules read.

spaCy keeps a document in C structs: every `token.head`, `token.children` or `doc[3:9]` makes a Python object anew, and every
`token.lemma_` a string. Rules look at each token dozens of times, so this costs more than what they do with it. The classes
here are filled once per document, in one pass, and are called as in spaCy; what they have in common with it behaves the same,
so that a rule (and a test) may read either. They hold what tokenizer, tagger, lemmatizer and parser found; what a later
component may change (`ent_type_`) is looked up in spaCy's `Doc`, which is `Doc.source`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, overload

import numpy as np
import spacy.tokens
from spacy.lexeme import Lexeme
from spacy.tokens.underscore import Underscore

from kg.extraction.lemmas import mend_verbs
from kg.extraction.spellings import Spelling, memory_of

_KEY: Final = "kg.syntax"  # in `user_data` of spaCy's Doc
_COLUMNS: Final[list[int | str]] = ["HEAD", "SENT_START", "ORTH", "SPACY", "IDX", "LEMMA", "POS", "TAG", "DEP"]
_SENTENCE_START: Final = 1
_NONE: Final[Sequence["Token"]] = ()


class Token:
    """One token; `children` are in the order of the text, `morph` is written as in Universal Dependencies ("Number=Plur|…")."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_space",
        "lemma_",
        "lexeme",
        "lower_",
        "pos_",
        "tag_",
        "text",
    )
    children: Sequence["Token"]
    dep_: str
    doc: "Doc"
    head: "Token"
    i: int
    idx: int
    is_punct: bool
    is_space: bool
    lemma_: str
    lexeme: Lexeme
    lower_: str
    pos_: str
    tag_: str
    text: str

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> list["Token"]:
        """The children before the token."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list["Token"]:
        """The children behind the token."""
        return [child for child in self.children if child.i > self.i]

    @property
    def left_edge(self) -> "Token":
        """The first token that this one governs, directly or not; itself when it governs none before it."""
        return self.doc.tokens[self.doc.source[self.i].left_edge.i] if self.children else self

    @property
    def right_edge(self) -> "Token":
        """The last token that this one governs, directly or not; itself when it governs none behind it."""
        return self.doc.tokens[self.doc.source[self.i].right_edge.i] if self.children else self

    @property
    def subtree(self) -> Iterator["Token"]:
        """The token and all that it governs, in the order of the text."""
        if not self.children:
            yield self
            return
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def conjuncts(self) -> tuple["Token", ...]:
        """The tokens coordinated with this one, without itself."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in found if token is not self)

    @property
    def sent(self) -> "Span":
        """The sentence that holds the token."""
        return self.doc.sentences[self.doc.sentence_numbers[self.i]]

    @property
    def is_sent_start(self) -> bool | None:
        """Whether a sentence starts here; None where nobody decided it."""
        found: bool | None = self.doc.source[self.i].is_sent_start
        return found

    @property
    def ent_type_(self) -> str:
        """The label of the name that the token belongs to, or nothing."""
        label: str = self.doc.source[self.i].ent_type_
        return label

    @property
    def morph(self) -> str:
        """The morphological features."""
        return str(self.doc.source[self.i].morph)

    @property
    def whitespace_(self) -> str:
        """The space behind the token, or nothing."""
        space: str = self.doc.source[self.i].whitespace_
        return space

    @property
    def text_with_ws(self) -> str:
        """The text with the space behind it."""
        return self.text + self.whitespace_

    @property
    def is_alpha(self) -> bool:
        """Whether the token consists of letters."""
        return self.lexeme.is_alpha

    @property
    def is_title(self) -> bool:
        """Whether the token is written with one capital at its start."""
        return self.lexeme.is_title

    @property
    def is_lower(self) -> bool:
        """Whether the token is written without a capital."""
        return self.lexeme.is_lower

    @property
    def is_quote(self) -> bool:
        """Whether the token is a quotation mark."""
        return self.lexeme.is_quote

    @property
    def is_currency(self) -> bool:
        """Whether the token is a currency mark."""
        return self.lexeme.is_currency

    @property
    def like_num(self) -> bool:
        """Whether the token is a number, in digits or words."""
        return self.lexeme.like_num

    def is_ancestor(self, descendant: "Token") -> bool:
        """Tell whether this token governs `descendant`, directly or not."""
        while descendant.head is not descendant:
            descendant = descendant.head
            if descendant is self:
                return True
        return False

    def nbor(self, step: int = 1) -> "Token":
        """Return the token `step` tokens further on; raises IndexError past either end of the text."""
        if self.i + step < 0:
            raise IndexError(f"no token stands {-step} before token {self.i}")
        return self.doc.tokens[self.i + step]


class Span:
    """The tokens `start` to `end` (exclusive) of a document; two spans of the same tokens are equal."""

    __slots__ = ("_root", "doc", "end", "start")

    def __init__(self, doc: "Doc", start: int, end: int) -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self._root: Token | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> "Span": ...
    def __getitem__(self, key: int | slice) -> "Token | Span":
        if isinstance(key, slice):
            start, end, _ = key.indices(self.end - self.start)
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[range(self.start, self.end)[key]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return self.start == other.start and self.end == other.end and self.doc is other.doc

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Where the span starts, in code points."""
        return self.doc.offsets[self.start]

    @property
    def end_char(self) -> int:
        """Where the span ends, in code points, exclusive."""
        last = self.end - 1
        return self.doc.offsets[last] + len(self.doc.texts[last])

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def sent(self) -> "Span":
        """The sentence that holds the first token."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token nearest to the root of the sentence; of several, the first."""
        if self._root is None:
            self._root = self._find_root()
        return self._root

    def _find_root(self) -> Token:
        start, end = self.start, self.end
        tokens = self.doc.tokens[start:end]
        highest: list[Token] = []
        for token in tokens:
            head = token.head
            if head is token:
                return token
            if not start <= head.i < end:
                highest.append(token)
        return min(highest, key=_rank) if len(highest) > 1 else highest[0] if highest else tokens[0]


class Doc:
    """The tokens and sentences of spaCy's `source`; `_` holds what our components leave on it for one another.

    What rules ask of every token is there as lists by token index, too: `texts`, `lowers`, `lemmas`, `parts` (of speech),
    `relations`, `heads` and `offsets` (in code points).
    """

    __slots__ = (
        "heads",
        "lemmas",
        "lowers",
        "offsets",
        "parts",
        "relations",
        "sentence_numbers",
        "sentences",
        "source",
        "text",
        "texts",
        "tokens",
        "user_data",
    )
    heads: list[int]
    lemmas: list[str]
    offsets: list[int]
    parts: list[str]
    relations: list[str]

    def __init__(self, source: spacy.tokens.Doc) -> None:
        """Read the tokens of `source`, which must be tagged and parsed for tags and tree to be there."""
        self.source = source
        self.user_data: dict[Any, Any] = source.user_data
        memory = memory_of(source.vocab)
        table = source.to_array(_COLUMNS).T
        steps, starts = table[:2].astype(np.int64)
        words, spaces, self.offsets, *named = table[2:].tolist()
        self.heads = (np.arange(len(steps)) + steps).tolist()
        self.lemmas, self.parts, tags, self.relations = (list(map(memory.strings.__getitem__, keys)) for keys in named)
        spelt = list(map(memory.spellings.__getitem__, words))
        self.texts = [one[0] for one in spelt]
        self.lowers = [one[1] for one in spelt]
        mend_verbs(self.lowers, self.parts, self.lemmas)
        self.text = "".join([word + " " if space else word for word, space in zip(self.texts, spaces, strict=True)])
        self.tokens = self._make_tokens(spelt, tags)
        borders = [0, *(np.flatnonzero(starts[1:] == _SENTENCE_START) + 1).tolist(), len(starts)]
        self.sentences = [Span(self, start, end) for start, end in pairwise(borders)]
        self.sentence_numbers = []
        for number, sentence in enumerate(self.sentences):
            self.sentence_numbers += [number] * (sentence.end - sentence.start)

    def _make_tokens(self, spelt: list[Spelling], tags: list[str]) -> list[Token]:
        tokens = [Token() for _ in spelt]
        columns = (spelt, self.offsets, self.lemmas, self.parts, tags, self.relations)
        for i, (token, spelling, offset, lemma, pos, tag, dep) in enumerate(zip(tokens, *columns, strict=True)):
            token.text, token.lower_, token.is_space, token.is_punct, token.lexeme = spelling
            token.doc = self
            token.i = i
            token.idx = offset
            token.lemma_ = lemma
            token.pos_ = pos
            token.tag_ = tag
            token.dep_ = dep
            token.children = _NONE
        children: dict[int, list[Token]] = {}
        for token, number in zip(tokens, self.heads, strict=True):
            token.head = head = tokens[number]
            if head is token:
                continue
            if number in children:
                children[number].append(token)
            else:
                children[number] = head.children = [token]
        return tokens

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Span: ...
    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, slice):
            start, end, _ = key.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[key]

    @property
    def sents(self) -> Iterator[Span]:
        """The sentences in order."""
        return iter(self.sentences)

    @property
    def _(self) -> Underscore:
        """What our components leave for one another; shared with `source`."""
        return self.source._

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Span | None:
        """Return the tokens between two code points, or None; modes as in spaCy: "strict", "contract", "expand"."""
        found = self.source.char_span(start, end, alignment_mode=alignment_mode)
        return None if found is None else Span(self, found.start, found.end)


def syntax_of(doc: spacy.tokens.Doc) -> Doc:
    """Return the syntax of `doc`, read once: call it only behind the parser."""
    found: Doc | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = Doc(doc)
    return found


def _rank(token: Token) -> tuple[bool, int]:
    """Return what makes a token the root of a span: the least depth, bare marks and space being the last resort as in spaCy."""
    if (token.is_punct or token.is_space) and not token.children:
        return True, 0
    depth = 0
    while token.head is not token:
        token = token.head
        depth += 1
    return False, depth
