"""Keys under which names are found: the same for spellings that differ in case, marks, hyphens or transliteration only."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ə": "a"}
)
_JOINERS: Final = re.compile(r"[\s\-\u2010-\u2015_/]+")
_DROPPED: Final = re.compile(r"[^\w\s&+]")
_ARTICLE: Final = re.compile(r"^(?:the|a|an) ")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_INITIAL: Final = re.compile(r"(?<=\s)\w\.?(?=\s)")
_SUFFIX: Final = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
_ACRONYM_LENGTH: Final = 6

# Spellings of British English that are other letters in American English, inside of words.
_BRITISH: Final = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"\b(\w+)is(ation|ations|ing)\b", r"\1iz\2"),
        (r"\b(def|off)ence\b", r"\1ense"),
        (r"\b(lab|harb|hon)our\b", r"\1or"),
        (r"\b(cent|theat)re\b", r"\1er"),
        (r"\bprogramme\b", "program"),
    )
)

# Spellings that romanizations of one name differ in, coarsest last (BGN/PCGN, ISO 9, Revised Romanization, press usage).
_ROMANIZATIONS: Final = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"sch|sh", "s"),
        (r"tch|ch|cz", "c"),
        (r"zh", "z"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"ts|tz", "z"),
        (r"ck|q", "k"),
        (r"w", "v"),
        (r"j|y+|i+", "i"),
        (r"oo|ou", "u"),
        (r"ee|ea", "i"),
        (r"eo", "o"),
        (r"i+", "i"),
        (r"i\b", ""),
        (r"(\w)\1", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the key of `name`: lower case, no marks, hyphens as spaces, no punctuation, no leading article, American spelling.

    >>> name_key("Kim Jong-un"), name_key("Türkiye’s"), name_key("the U.S.")
    ('kim jong un', 'turkiye', 'us')
    >>> name_key("World Health Organisation"), name_key("Ministry of Defence")
    ('world health organization', 'ministry of defense')
    """
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name.strip()).casefold().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _ARTICLE.sub("", _DROPPED.sub("", _JOINERS.sub(" ", plain)).strip())
    for british, american in _BRITISH:
        plain = british.sub(american, plain)
    return plain


@lru_cache(maxsize=65536)
def loose_key(name: str) -> str:
    """Return a coarser key that romanizations of one name share.

    >>> loose_key("Zelensky") == loose_key("Zelenskyy") == loose_key("Zelenskiy")
    True
    >>> loose_key("Kim Jong Un") == loose_key("Kim Jongun")
    True
    """
    key = name_key(name)
    for pattern, plain in _ROMANIZATIONS:
        key = pattern.sub(plain, key)
    return key.replace(" ", "")


def without_initials(name: str) -> str:
    """Return `name` without middle initials and generational suffixes.

    >>> without_initials("Joseph R. Biden Jr.")
    'Joseph Biden'
    """
    return re.sub(r"\s+", " ", _INITIAL.sub("", _SUFFIX.sub("", name))).strip()


def initials(name: str) -> str | None:
    """Return the initials of the capitalized words of a name of three to six of them, else None.

    >>> initials("World Health Organization"), initials("Organization for Security and Co-operation in Europe")
    ('WHO', 'OSCE')
    """
    words = [word for word in name.split() if word[:1].isupper()]
    return "".join(word[0] for word in words) if 3 <= len(words) <= _ACRONYM_LENGTH else None


def is_acronym(name: str) -> bool:
    """Tell whether `name` is written as an acronym, so that only capitals can name it ("US" is not "us")."""
    letters = name.replace(".", "").replace(" ", "")
    return 1 < len(letters) <= _ACRONYM_LENGTH and letters.isupper()
