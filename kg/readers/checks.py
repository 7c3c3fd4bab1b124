"""What every text must pass before it is an article: characters, not bytes; words, not noise; English.

The checks are cheap (linear, no model) and say what to do; what passes is still only probably a news article.
"""

import re
from typing import Final

from kg.errors import InputError

MAX_CHARACTERS: Final = 500_000  # ten times the longest newspaper feature; a book is not an article

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-z]")
_LONGEST_WORD: Final = 2_000  # characters without white space; addresses and hashes stay below

# The commonest function words that English does not share with its neighbours; about 40 % of running English words.
_ENGLISH: Final = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "is",
        "was",
        "for",
        "on",
        "it",
        "with",
        "as",
        "by",
        "at",
        "from",
        "are",
        "be",
        "this",
        "have",
        "had",
        "has",
        "not",
        "but",
        "they",
        "said",
        "which",
        "their",
        "were",
        "been",
        "who",
        "would",
        "its",
        "will",
        "there",
        "he",
        "she",
        "his",
        "her",
        "an",
        "or",
        "than",
        "could",
        "after",
        "also",
        "about",
    ]
)
_ENOUGH_WORDS: Final = 40  # below that the ratio says nothing
_LEAST_RATIO: Final = 0.15
_SHARED: Final = 0.5  # least share of Latin letters, at any length


def check_text(text: str, where: str) -> None:
    """Raise `InputError` when `text` cannot be an English news article, naming `where` it came from."""
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u200b"):
        raise InputError(f"{where}: empty; there is nothing to read")
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"{where}: {len(text):,} characters, more than {MAX_CHARACTERS:,}; split it into articles")
    if found := _SURROGATES.search(text):
        raise InputError(
            f"{where}: broken character at offset {found.start()}; save the text as UTF-8, or name its encoding"
        )
    if found := _CONTROLS.search(text):
        raise InputError(f"{where}: binary data at offset {found.start()}, not text; extract the text from it first")
    if any(len(word) > _LONGEST_WORD for word in text.split()):
        raise InputError(f"{where}: holds a word of more than {_LONGEST_WORD:,} characters; this is not running text")
    _check_english(text, where)


def _check_english(text: str, where: str) -> None:
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if not letters:
        raise InputError(f"{where}: holds no word; there is nothing to read")
    if len(_LATIN.findall(text)) < _SHARED * letters:
        raise InputError(
            f"{where}: not in Latin script, so not English; only English articles are read, translate it first"
        )
    if len(words) >= _ENOUGH_WORDS and sum(word.lower() in _ENGLISH for word in words) < _LEAST_RATIO * len(words):
        raise InputError(f"{where}: does not look like English; only English articles are read, translate it first")
