"""Strings and word forms of a vocabulary, kept as Python objects because texts repeat their words."""

from functools import lru_cache
from typing import Final, TypeVar

from spacy.lexeme import Lexeme
from spacy.strings import StringStore
from spacy.vocab import Vocab

_T = TypeVar("_T")

Spelling = tuple[str, str, bool, bool, Lexeme]  # text, lower case, whether it is white space, punctuation, lexeme
_LIMIT: Final = 50_000  # strings and word forms that are kept


class Memory:
    """What is kept of one vocabulary, by spaCy's hash values."""

    def __init__(self, vocab: Vocab) -> None:
        self.strings = Strings(vocab.strings)
        self.spellings = Spellings(vocab)


class Strings(dict[int, str]):
    """The strings behind spaCy's hash values."""

    def __init__(self, store: StringStore) -> None:
        self._store = store

    def __missing__(self, key: int) -> str:
        return kept(self, key, self._store[key])


class Spellings(dict[int, Spelling]):
    """What all tokens that are spelt alike share, by spaCy's hash value of the word."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __missing__(self, key: int) -> Spelling:
        lexeme = self._vocab[key]
        return kept(self, key, (lexeme.text, lexeme.lower_, lexeme.is_space, lexeme.is_punct, lexeme))


def kept(table: dict[int, _T], key: int, value: _T) -> _T:
    """Return `value`, kept in `table` under `key`; a table that has grown too long is emptied first."""
    if len(table) >= _LIMIT:
        table.clear()
    table[key] = value
    return value


@lru_cache(maxsize=8)
def memory_of(vocab: Vocab) -> Memory:
    """Return what is kept of a vocabulary, the same for every document of it."""
    return Memory(vocab)
