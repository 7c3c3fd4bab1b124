"""What a word or a run of words is called in a list of known names: the gazetteer as features of the entity recognizer.

The recognizer finds names well and types them badly when it has only their letters to go by: nothing in "Wonsan" says that it is a city. A `NameLexicon`
knows tens of thousands of names by kind. It gives each token four small numbers, which the recognizer's embedding layer learns to use or to ignore:

1. the kind of the longest known place name around the token, and where in it the token stands (begin, inside, last, alone);
2. the same for organizations, events, agreements and demonyms;
3. the same for full names of persons;
4. the word's own profile: which kind of name it usually occurs in ("Ministry": organization, "River": place, "Yoon": person).

They are features, not decisions: "Jordan" may still be a person. Names are compared without case, spaces, hyphens and full stops, so tokenization does not matter.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

KINDS: Final = ("Country", "City", "Region", "Place", "Organization", "Event", "Agreement", "Person", "Demonym")
_COLUMN_OF_KIND: Final = {
    "Country": 0,
    "City": 0,
    "Region": 0,
    "Place": 0,
    "Organization": 1,
    "Event": 1,
    "Agreement": 1,
    "Demonym": 1,
    "Person": 2,
}
COLUMNS: Final = 4
_MAX_TOKENS: Final = 8
_POSITIONS: Final = 4  # begin, inside, last, alone
_CACHE_LIMIT: Final = 50_000  # words
_MIN_WORD_COUNT: Final = 4
_SEPARATORS: Final = re.compile(r"[\s.\-‐‑–'’ʻ‘]+")
_WORD: Final = re.compile(r"\w+")

Features = npt.NDArray[np.uint64]
_WordLook = tuple[str, int, bool]  # normalized word, code of its profile, whether a name may begin with it


def normalize_name(text: str) -> str:
    """Return the key under which a name is kept: no case, spaces, hyphens, apostrophes or full stops.

    >>> normalize_name("Kim Jong-un") == normalize_name("KIM JONG UN")
    True
    """
    return _SEPARATORS.sub("", text).casefold()


class NameLexicon:
    """Known names by kind, and the kinds of name that a word usually occurs in."""

    def __init__(self, names: dict[str, int], words: dict[str, int]) -> None:
        """Keep `names`: normalized name → bit set over `KINDS`; `words`: word without case → profile code, 1 and up."""
        self.names = names
        self.words = words
        self._looks: dict[str, _WordLook] = {}

    @classmethod
    def build(cls, entries: Iterable[tuple[str, str]]) -> "NameLexicon":
        """Build from pairs of (kind, name as printed); kinds outside `KINDS` are an error."""
        names: dict[str, int] = defaultdict(int)
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for kind, name in entries:
            if kind not in KINDS:
                raise ValueError(f"{name!r} has the unknown kind {kind!r}; known: {', '.join(KINDS)}")
            key = normalize_name(name)
            if len(key) < 2:
                continue
            names[key] |= 1 << KINDS.index(kind)
            words = _WORD.findall(name.casefold())
            for i, word in enumerate(words):
                counts[word][_role(kind, i, len(words))] += 1
        profiles = {word: code for word, seen in counts.items() if (code := _profile(seen))}
        return cls(dict(names), profiles)

    def features(self, words: Sequence[str]) -> Features:
        """Return an array of shape `(len(words), COLUMNS)`; 0 means that nothing is known. Only names that begin with a capital or a digit are looked up."""
        found = np.zeros((len(words), COLUMNS), dtype=np.uint64)
        looks = [self._look_up(word) for word in words]
        for i, (_, profile, may_begin) in enumerate(looks):
            if profile:
                found[i, 3] = profile
            if may_begin:
                self._mark_names(looks, i, found)
        return found

    def _look_up(self, word: str) -> _WordLook:
        """Return what is known about a word by itself; kept, because news repeats its words."""
        look = self._looks.get(word)
        if look is None:
            key = normalize_name(word)
            profile = self.words.get(key, 0)
            look = key, 2 * profile + word[:1].isupper() if profile else 0, word[:1].isupper() or word[:1].isdigit()
            if len(self._looks) >= _CACHE_LIMIT:
                self._looks.clear()
            self._looks[word] = look
        return look

    def _mark_names(self, looks: list[_WordLook], start: int, found: Features) -> None:
        """Write the longest name of each column that begins at `start`, unless a longer one that began earlier covers it."""
        key = ""
        longest: dict[int, tuple[int, int]] = {}
        for end in range(start, min(start + _MAX_TOKENS, len(looks))):
            part = looks[end][0]
            if not part:
                continue  # a bare hyphen or apostrophe inside a name
            key += part
            kinds = self.names.get(key, 0)
            if kinds:
                for column, code in _codes(kinds):
                    longest[column] = (end + 1, code)
        for column, (end, code) in longest.items():
            if not found[start, column]:
                found[start:end, column] = code * _POSITIONS + 1
                found[end - 1, column] = code * _POSITIONS + 2
                found[start, column] = code * _POSITIONS + (3 if end == start + 1 else 0)

    def to_bytes(self) -> bytes:
        """Return a compressed text of the tables, one entry a line."""
        lines = [f"{key}\t{bits}" for key, bits in sorted(self.names.items())]
        lines += [f"{word}\t{code}\tw" for word, code in sorted(self.words.items())]
        return zlib.compress("\n".join(lines).encode(), 9)

    @classmethod
    def from_bytes(cls, data: bytes) -> "NameLexicon":
        """Read what `to_bytes` wrote; empty bytes give a lexicon that knows nothing."""
        names: dict[str, int] = {}
        words: dict[str, int] = {}
        text = zlib.decompress(data).decode() if data else ""
        for line in text.split("\n") if text else ():
            key, number, *word = line.split("\t")
            (words if word else names)[key] = int(number)
        return cls(names, words)


def _codes(kinds: int) -> Iterable[tuple[int, int]]:
    """Yield (column, code ≥ 1) for a bit set: within a column the set of its kinds is the code, so "city and region" differs from "city"."""
    for column in range(COLUMNS - 1):
        code = 0
        for bit, kind in enumerate(KINDS):
            if kinds >> bit & 1 and _COLUMN_OF_KIND[kind] == column:
                code |= 1 << bit
        if code:
            yield column, code


def _role(kind: str, i: int, length: int) -> str:
    """Return the role of word `i` of a name with `length` words: given and family names differ, other kinds differ by being last (the head) or not."""
    if kind == "Person":
        return "given" if i == 0 and length > 1 else "family"
    group = {0: "place", 1: kind.lower()}[_COLUMN_OF_KIND[kind]]
    return f"{group} head" if i == length - 1 else group


_ROLES: Final = (
    "given",
    "family",
    "place",
    "place head",
    "organization",
    "organization head",
    "event",
    "event head",
    "agreement",
    "agreement head",
    "demonym",
    "demonym head",
)


def _profile(seen: Counter[str]) -> int:
    """Return a code for a word's most usual role, its share and frequency, or 0 for words in too few names to tell."""
    total = seen.total()
    if total < _MIN_WORD_COUNT:
        return 0
    role, count = min(seen.items(), key=lambda item: (-item[1], item[0]))
    share = 0 if count < 0.5 * total else 1 if count < 0.8 * total else 2
    frequent = total >= 10 * _MIN_WORD_COUNT
    return 1 + (_ROLES.index(role) * 3 + share) * 2 + frequent
