"""Nationalities: "Ukrainian", "South Koreans", and what stands behind them ("the Danish navy", "Seoul's spy agency" not)."""

from functools import lru_cache
from typing import Final

from kg.extraction.entities.columns import Columns
from kg.extraction.entities.names import ARTICLES, HYPHENS, PLACES, Name
from kg.gazetteer import Gazetteer, Row
from kg.gazetteer.names import name_key
from kg.model import MentionKind
from kg.vocabulary.head_words import head_words
from kg.vocabulary.titles import titles

_POINTS: Final = ("North", "South", "East", "West")
_LONGEST_BODY: Final = 4  # words of a national body: "joint chiefs of staff"
_LANGUAGE_NOUNS: Final = frozenset({"language", "-language", "alphabet", "dialect", "translation", "subtitle"})
_SPEAKING: Final = frozenset({"speak", "learn", "translate", "teach", "understand"})
_MODIFIERS: Final = frozenset({"compound", "amod", "nmod"})


def demonym_at(columns: Columns, i: int, gazetteer: Gazetteer) -> tuple[int, Row] | None:
    """Return the end and the country of the demonym that begins at token `i`, or None."""
    if not columns.capital[i] or columns.lower[i] in ARTICLES:
        return None
    word = columns.text[i]
    if i + 1 < len(columns) and columns.capital[i + 1] and _goes_on(word, gazetteer):
        row = gazetteer.demonym(columns.span_text(i, i + 2))
        if row is not None:
            return i + 2, row
    row = _single(word, gazetteer)
    return None if row is None else (i + 1, row)


@lru_cache(maxsize=16384)
def _single(word: str, gazetteer: Gazetteer) -> Row | None:
    """Return the country of a demonym of one word that leaves no doubt, or None."""
    row = gazetteer.demonym(word)
    return None if row is None or _divided(word, gazetteer) else row


@lru_cache(maxsize=16384)
def _goes_on(word: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a demonym of two words begins with `word`: "South", "Saudi"."""
    return name_key(word).partition(" ")[0] in _beginnings(gazetteer)


@lru_cache(maxsize=8)
def _beginnings(gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(key.partition(" ")[0] for key in gazetteer.demonyms() if " " in key)


def _divided(word: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a nationality alone leaves open which of two countries it means: "Korean", but not "Sudanese"."""
    halves = {row.key for point in _POINTS if (row := gazetteer.demonym(f"{point} {word}")) is not None}
    return len(halves) > 1


def find_demonyms(columns: Columns, names: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """Return the demonyms of the text; names of which a demonym is the first part get their nation and core set.

    A language ("speaks Danish", "Danish-language") is no mention of a country.
    """
    covered = {i: name for name in names for i in range(name.start, name.end)}
    found: list[Name] = []
    end = 0
    for i, capital in enumerate(columns.capital):
        hit = demonym_at(columns, i, gazetteer) if capital and i >= end else None
        if hit is None or _is_language(columns, i, hit[0]):
            continue
        end, row = hit
        outer = covered.get(i)
        if outer is None or (outer.start == i and outer.end == end):
            found.append(Name(i, end, "", MentionKind.DEMONYM, row.type, nation=row, rows=(row,)))
        elif outer.start == i and outer.end > end and _is_body(outer):
            outer.nation, outer.core = row, end
            found.append(Name(i, end, "", MentionKind.DEMONYM, row.type, nation=row, rows=(row,), outer=outer))
    return found


def give_nations(columns: Columns, names: list[Name]) -> None:
    """Set the nation of names that stand right behind a nationality or a country: "Danish | Refugee Council", "Chad's | Senate"."""
    begins = {name.start: name for name in names if name.kind is not MentionKind.DEMONYM}
    for name in names:
        if not name.rows or (name.kind is not MentionKind.DEMONYM and name.rows[0].type != "Country"):
            continue
        name.nation = name.rows[0]
        following = begins.get(name.end + columns.apostrophe(name.end))
        if following is not None and following is not name and following.nation is None and following.label != "PERSON":
            following.nation = name.rows[0]


def find_national_bodies(columns: Columns, names: list[Name]) -> list[Name]:
    """Return the bodies that a country has one of, named by nationality: "the Danish navy", "U.S. government".

    A body's word that only modifies another noun ("Danish navy vessels") names no body, except before a title.
    """
    found = []
    for name in names:
        if name.nation is None or not name.rows or name.rows[0].qid != name.nation.qid or name.nested:
            continue  # only a country or its adjective
        start = name.end + columns.apostrophe(name.end)
        body = body_at(columns, start)
        if body is not None:
            end, kind = body
            found.append(Name(name.start, end, "ORG", type=kind, core=start, nation=name.nation, body=True))
    return found


def body_at(columns: Columns, start: int) -> tuple[int, str] | None:
    """Return the end and the class of the national body whose words begin at `start`, or None."""
    table = head_words()
    for size in range(min(_LONGEST_BODY, len(columns) - start), 0, -1):
        end = start + size
        if columns.text[end - 1][:1].isupper() and not columns.in_headline(end - 1):
            continue  # "Danish Navy" is a name in its own right
        words = columns.lower[start:end]
        kind = table.national_body(words) or table.national_body([*words[:-1], columns.lemma[end - 1]])
        if kind and not _modifies_noun(columns, end):
            return end, kind
    return None


def _is_body(name: Name) -> bool:
    """Tell whether a name that begins with a nationality is one of a body: "Danish Refugee Council", not "British Columbia"."""
    return name.label not in {"PERSON", "EVENT", "MISC"} and not (name.rows and name.rows[0].type in PLACES)


def _modifies_noun(columns: Columns, end: int) -> bool:
    last = end - 1
    if end >= len(columns) or columns.dep[last] not in _MODIFIERS or columns.head[last] < end:
        return False
    return columns.lemma[columns.head[last]] not in titles() and columns.pos[columns.head[last]] != "PROPN"


def _is_language(columns: Columns, start: int, end: int) -> bool:
    after = end + (end < len(columns) and columns.text[end] in HYPHENS)
    if after < len(columns) and columns.lemma[after] in _LANGUAGE_NOUNS:
        return True
    return columns.lemma[columns.head[start]] in _SPEAKING and columns.dep[start] in {"obj", "obl"}
