"""Borders of names: what the language model cut off or took along.

Titles, articles and possessive endings stay outside of a name; hyphenated given names ("Tae-yong"), particles ("al-Sharif",
"van der Berg") and every proper noun that the tree ties to it belong inside.
"""

from functools import lru_cache
from typing import Final

from kg.extraction.entities.columns import APOSTROPHES, Columns
from kg.extraction.entities.names import ARTICLES, CALENDAR, COUNTS, HYPHENS, PARTICLES
from kg.vocabulary.head_words import head_words
from kg.vocabulary.titles import LONGEST_TITLE, TitleKind, title_ends, title_starts, titles

_NO_NAMES: Final = (CALENDAR | COUNTS) - {"may"}
_TIES: Final = frozenset({"flat", "compound", "flat:name", "goeswith", "nmod:desc"})
_SUFFIXED: Final = frozenset(
    {
        "based",
        "led",
        "born",
        "backed",
        "era",
        "style",
        "like",
        "type",
        "run",
        "held",
        "appointed",
        "aligned",
        "linked",
        "esque",
    }
    | {
        "controlled",
        "owned",
        "affiliated",
        "made",
        "funded",
        "trained",
        "elect",
        "allied",
        "supported",
        "designate",
        "friendly",
        "wide",
        "bound",
        "wing",
    }
)
_WITH_FIELD: Final = frozenset({"minister", "secretary", "undersecretary", "commissioner"})
_TITLED_PERSON: Final = 3  # words of the shortest body's name whose first word may be the title of a person instead
_SYLLABLE: Final = 6  # letters of a part of a given name that is written small: "Jong-un"
_NO_TITLE: Final = frozenset(
    {"ORG", "FACILITY", "AGREEMENT", "EVENT", "MISC"}
)  # "Prime Minister's Office" begins with one


def repair(columns: Columns, start: int, end: int, label: str) -> tuple[int, int, tuple[int, int] | None] | None:
    """Return the right borders of the name at `start` to `end` and the title before it, or None when no name is left."""
    trimmed = start, end = trim(columns, start, end)
    if start >= end:
        return None
    if label not in _NO_TITLE:
        begin = _after_titles(columns, start, end, person=label == "PERSON")
    else:
        end = _cut_post(columns, start, end)
        if is_title(columns, start, end):
            return None
        begin = _after_titles(columns, start, end, person=False)
        if begin == end or (begin > start and _keeps_title(columns, start, end)):
            begin = start
    title = _title_at(columns, begin) if begin > start or label == "PERSON" else None
    if (begin, end) != trimmed:
        begin, end = trim(columns, begin, end)
        if begin >= end:
            return None
    begin, end = extend(columns, begin, end, label, leftward=title is None)
    return begin, end, title


def _after_titles(columns: Columns, start: int, end: int, *, person: bool) -> int:
    """Return where the name proper begins: behind titles at its start, one that reaches into it, or one amid a person's name."""
    begin = skip_titles(columns, start, end)
    if begin < end - 1 and _reaches_in(columns, begin):
        begin += 1  # "Secretary of | State Ada Obi", "Minister of | Trade Ada Obi"
    if person:
        for i in range(begin + 1, end - 1):
            title = titles().get(columns.lower[i])
            if title is not None and (title.kind is TitleKind.POST or title.kind is TitleKind.MEMBER):
                begin = skip_titles(columns, i, end)  # "Kenya President Ada Obi" taken for one name
    return begin


def _reaches_in(columns: Columns, start: int) -> bool:
    """Tell whether the word at `start` ends a title: that of a post, or the field after "minister of"."""
    if columns.lower[start] in title_ends():
        table = titles()
        for size in range(2, min(LONGEST_TITLE, start + 1) + 1):
            if " ".join(columns.lower[start + 1 - size : start + 1]) in table:
                return True
    return start > 1 and columns.lower[start - 1] == "of" and columns.lower[start - 2] in _WITH_FIELD


def _keeps_title(columns: Columns, start: int, end: int) -> bool:
    """Tell whether a title belongs to the name of a body: "Prime Minister's Office"; a person's name is what else is left."""
    return end - start < _TITLED_PERSON or head_words().class_of_name(columns.lower[start:end]) is not None


def _title_at(columns: Columns, begin: int) -> tuple[int, int] | None:
    """Return the title that ends right before `begin`."""
    table = titles()
    if begin and columns.lower[begin - 1] in title_ends():
        for size in range(min(LONGEST_TITLE, begin), 0, -1):
            if " ".join(columns.lower[begin - size : begin]) in table:
                return begin - size, begin
    if begin > 2 and columns.lower[begin - 2] == "of" and columns.lower[begin - 3] in table:
        return begin - 3, begin  # "Minister of Trade"
    return None


def trim(columns: Columns, start: int, end: int) -> tuple[int, int]:
    """Return the borders without articles, punctuation, possessive endings and words that are no part of a name."""
    while start < end and not _may_begin(columns, start, end):
        start += 1
    while end > start and not _may_end(columns, end - 1):
        end -= 1
    if end - start == 1 and columns.lower[start] in _NO_NAMES:
        return end, end
    return start, end


def skip_titles(columns: Columns, start: int, end: int) -> int:
    """Return where the name proper begins after titles at `start`; `end` when there is nothing but titles."""
    table, starts = titles(), title_starts()
    while start < end:
        sizes = range(min(LONGEST_TITLE, end - start), 0, -1) if columns.lower[start] in starts else ()
        for size in sizes:
            if " ".join(columns.lower[start : start + size]) in table:
                start += size
                break
        else:
            if columns.text[start] in {".", ",", "and", "-"} and start + 1 < end:
                start += 1
                continue
            return start
    return start


def is_title(columns: Columns, start: int, end: int) -> bool:
    """Tell whether the tokens are nothing but titles: "Vice President", "Foreign Minister"."""
    return skip_titles(columns, start, end) == end and " ".join(columns.lower[start:end]) not in head_words().heads


def extend(columns: Columns, start: int, end: int, label: str, *, leftward: bool = True) -> tuple[int, int]:
    """Return the borders with hyphenated parts, particles and tied proper nouns taken in; `leftward` unless a title is there."""
    person = label in {"PERSON", ""}
    while True:
        before = (start, end)
        if start >= 2 and columns.text[start - 1] in HYPHENS and columns.joined(start - 1):
            inside = columns.lower[start - 2] in PARTICLES or (person and columns.pos[start - 2] == "PROPN")
            start -= 2 if inside else 0
        if (
            end + 1 < len(columns)
            and columns.text[end] in HYPHENS
            and columns.joined(end)
            and _goes_on(columns, end + 1, person or end - start > 1)
        ):
            end += 2
        if person and start and columns.lower[start - 1] in PARTICLES and columns.pos[start - 1] == "PROPN":
            start -= 1
        place = label in {"GPE", "LOC"}
        if not place and end < len(columns) and _tied(columns, end, start, end) and not columns.in_headline(end):
            end += 1
        if (
            leftward
            and not place
            and start
            and _tied(columns, start - 1, start, end)
            and not columns.in_headline(start)
        ):
            start -= 1
        if not person and _second_subject(columns, start, end):
            end += 2
        if (start, end) == before:
            return start, end


def _second_subject(columns: Columns, start: int, end: int) -> bool:
    """Tell whether "and" joins a second subject to a body's name: "Center for Trade | and Energy"."""
    if end + 1 >= len(columns) or columns.lower[end] != "and" or not columns.capital[end + 1]:
        return False
    subject = columns.lower[start:end]
    return (
        ("for" in subject or "of" in subject)
        and columns.pos[end + 1] in {"PROPN", "NOUN"}
        and not columns.doc[end + 1].ent_type_
    )


def _may_begin(columns: Columns, i: int, end: int) -> bool:
    word = columns.lower[i]
    if word in ARTICLES or not _is_word(columns.text[i]):
        return False
    if columns.capital[i] or columns.pos[i] == "PROPN":
        return True
    return word in PARTICLES and i + 1 < end


def _may_end(columns: Columns, i: int) -> bool:
    if not _is_word(columns.text[i]):
        return False
    return (
        columns.capital[i]
        or columns.pos[i] in {"PROPN", "NUM"}
        or (i > 0 and columns.text[i - 1] in HYPHENS)
        or _heads(columns.lower[i])
    )


@lru_cache(maxsize=16384)
def _is_word(text: str) -> bool:
    """Tell whether a token has a letter or a digit and is no possessive ending."""
    return text.isalnum() or (text not in APOSTROPHES and any(c.isalnum() for c in text))


def _heads(word: str) -> bool:
    return word in head_words().heads


def _goes_on(columns: Columns, i: int, person: bool) -> bool:
    """Tell whether what follows a hyphen is a part of the name: "Tae-yong", but neither "Oslo-based" nor "Nobel-style"."""
    if columns.capital[i] or not person:
        return columns.pos[i] == "PROPN" and columns.capital[i]
    return is_syllable(columns.lower[i])


def is_syllable(word: str) -> bool:
    """Tell whether a small word behind a hyphen may be a part of a given name: "yong" in "Tae-yong", but not "led" in "Cho-led"."""
    return word.isalpha() and len(word) <= _SYLLABLE and word not in _SUFFIXED and not word.endswith(("ed", "ing"))


def _tied(columns: Columns, i: int, start: int, end: int) -> bool:
    """Tell whether the proper noun at `i`, next to the name, hangs together with it in the tree."""
    if (
        columns.pos[i] != "PROPN"
        or not columns.capital[i]
        or columns.lower[i] in titles()
        or columns.lower[i] in CALENDAR
    ):
        return False
    head = columns.head[i]
    if start <= head < end and columns.dep[i] in _TIES:
        return True
    return any(columns.head[j] == i and columns.dep[j] in _TIES for j in range(start, end))


def _cut_post(columns: Columns, start: int, end: int) -> int:
    """Return the end of an organization's name without a post behind it: "Central Bank | Governor (for Research)"."""
    table = titles()
    for i in range(start + 2, end):
        if columns.lower[i] in {"for", "of"} and columns.lower[i - 1] in table:
            return _cut_post(columns, start, i)
    for size in range(min(LONGEST_TITLE, end - start - 1), 0, -1):
        title = table.get(" ".join(columns.lower[end - size : end]))
        if title and title.kind is TitleKind.POST:
            return end - size
    return end
