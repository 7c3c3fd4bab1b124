"""What an article tells about its entities beyond their names: countries, date, role words."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from kg.gazetteer import Gazetteer
from kg.model import Entity, Extraction, MentionKind

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STOP: Final = frozenset({"the", "and", "for", "from", "with", "its", "his", "her"})
_SUFFIXES: Final = ("ial", "ers", "er", "s")


@dataclass(frozen=True, slots=True)
class Context:
    """The countries that an article speaks of (QID to share of mentions), its date, and words beside each entity's name."""

    countries: dict[str, float] = field(default_factory=dict)
    published: date | None = None
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    entity_country: dict[str, str] = field(
        default_factory=dict
    )  # entity id to QID of the country that the text ties it to


def read_context(extraction: Extraction, gazetteer: Gazetteer) -> Context:
    """Collect the context of the article: one pass over entities and roles."""
    counts: Counter[str] = Counter()
    country_of: dict[str, str] = {}
    for entity in extraction.entities:
        if (qid := country_qid(entity, gazetteer)) is not None:
            counts[qid] += len(entity.mentions)
            country_of[entity.id] = qid
    total = sum(counts.values())
    words: dict[str, set[str]] = {}
    tied = {e.id: country_of[e.country] for e in extraction.entities if e.country in country_of}
    for role in extraction.roles:
        words.setdefault(role.person, set()).update(content_words(role.title))
        if role.organization is not None:
            words[role.person].update(content_words(extraction.entity(role.organization).label))
        if role.country in country_of:
            tied.setdefault(role.person, country_of[role.country])
            if role.organization is not None and extraction.entity(role.organization).type == "PoliticalParty":
                tied.setdefault(role.organization, country_of[role.country])  # a party is of its members' country
    return Context(
        countries={qid: count / total for qid, count in counts.items()},
        published=extraction.article.published,
        words={key: frozenset(found) for key, found in words.items()},
        entity_country=tied,
    )


def country_qid(entity: Entity, gazetteer: Gazetteer) -> str | None:
    """Return the QID of the country that an entity's names or demonyms name beyond doubt, else None."""
    for mention in entity.mentions:
        if mention.kind is MentionKind.DEMONYM and (row := gazetteer.demonym(mention.text)):
            return row.qid
        if mention.kind is MentionKind.NAME:
            rows = gazetteer.lookup(mention.text)
            if rows and rows[0].type == "Country":
                return rows[0].qid
    return None


@lru_cache(maxsize=16384)
def content_words(text: str) -> frozenset[str]:
    """Return the content words of `text`, lower case and lightly stemmed, so that "Minister" meets "ministerial".

    >>> sorted(content_words("Ministers of Foreign Affairs"))
    ['affair', 'foreign', 'minist']
    """
    return frozenset(map(_stem, _WORD.findall(text.lower()))) - _STOP


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) > 3:
            return word[: -len(suffix)]
    return word
