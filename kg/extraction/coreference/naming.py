"""Gathering names: one cluster for all names of an entity, however shortened.

A country is found again by its Wikidata id, so that "U.S.", "America" and "American" are one. A body is found again by its
name with or without nationality, by the end or the beginning of its name and by its acronym. A person is found again by a
part of the full name, the family name before the given name; where two fit ("Director Lee", "Representative Lee"), titles
decide, then who was named last.
"""

from collections import defaultdict
from functools import cached_property
from typing import Final

from kg.extraction.annotations import Cluster, EntityMention
from kg.extraction.coreference.persons import gather_persons
from kg.extraction.entities.columns import Columns
from kg.extraction.entities.names import PLACES, Name
from kg.gazetteer import Row
from kg.gazetteer.names import is_acronym, name_key
from kg.model import MentionKind
from kg.vocabulary.head_words import head_words

_SMALL: Final = frozenset({"of", "the", "and", "for", "in", "on", "a", "&", "to", "'s", "’s", "-"})
_MANY: Final = frozenset({"States", "Nations", "Emirates", "Netherlands", "Philippines", "Forces"})


def gather_names(columns: Columns, names: list[Name]) -> tuple[list[Cluster], dict[str, list[Cluster]]]:
    """Return a cluster for every entity that is named, unordered, and the persons by the titles that they bear."""
    clusters: list[Cluster] = []
    countries: dict[str, Cluster] = {}
    placed = [(name, None if name.body else _place_row(name)) for name in names]
    for name, row in placed:
        if row is not None and row.qid is not None:
            cluster = countries.get(row.qid)
            if cluster is None:
                country = row.type == "Country"
                label = row.label if country else columns.span_text(name.start, name.end)
                cluster = countries[row.qid] = Cluster("", row.type, label, [], qid=row.qid if country else None)
                clusters.append(cluster)
            cluster.mentions.append(mention_of(columns, name))
    persons, bearers = gather_persons(
        columns, [name for name in names if name.type == "Person"], _modifying(columns, placed, countries)
    )
    clusters += persons
    rest = [name for name, row in placed if row is None and name.type != "Person" and not name.body]
    clusters += _gather_bodies(columns, rest)
    _set_countries(names, clusters, countries)
    return clusters, bearers


def _modifying(
    columns: Columns, placed: list[tuple[Name, Row | None]], countries: dict[str, Cluster]
) -> dict[int, Cluster]:
    """Return the countries by the token at which what they modify begins: "Danish | president", "Chad's | president"."""
    found = {}
    for name, row in placed:
        if row is not None and row.type == "Country" and row.qid is not None:
            found[name.end + columns.apostrophe(name.end)] = countries[row.qid]
    return found


def mention_of(columns: Columns, name: Name) -> EntityMention:
    """Return the mention that a name is."""
    return EntityMention(columns.doc[name.start : name.end], name.kind)


def _place_row(name: Name) -> Row | None:
    """Return the known country or region that a nationality or a place name stands for."""
    if name.kind is MentionKind.DEMONYM:
        return name.rows[0]
    row = name.rows[0] if name.rows else None
    return row if row is not None and row.type == name.type and row.type in PLACES else None


def _gather_bodies(columns: Columns, names: list[Name]) -> list[Cluster]:
    """Return clusters of organizations, agreements and places that no id tells."""
    groups: list[_Body] = []
    for name in sorted(names, key=lambda name: -len(name.words)):
        body = _Body(columns, name)
        known = next((group for group in groups if group.same(body)), None)
        if known is None:
            groups.append(body)
        else:
            known.names.append(name)
            known.keys |= body.keys
            known.nation = known.nation or body.nation
    found = []
    for group in groups:
        label = group.label(columns)
        mentions = [mention_of(columns, name) for name in group.names]
        plural = columns.text[group.names[0].end - 1] in _MANY
        cluster = Cluster("", group.type, label, mentions, plural=plural, acronyms=group.acronyms(columns))
        found.append(cluster)
    return found


class _Body:
    """What tells one organization, agreement or place from another: names, nation, known item."""

    def __init__(self, columns: Columns, name: Name) -> None:
        self.names = [name]
        self._written = columns.text[name.core : name.end]
        self.type = name.type or "Organization"
        self.nation = name.nation.qid if name.nation is not None else None
        self.keys = {tuple(name_key(columns.span_text(name.core, name.end)).split())}
        row = name.rows[0] if name.rows and len({row.label for row in name.rows}) == 1 else None
        self.item = row.key if row is not None and len(name.rows) == 1 else None
        self.acronym = is_acronym(columns.span_text(name.start, name.end))

    @cached_property
    def initials(self) -> str:
        """The initials of its first name, small words left out."""
        return "".join(word[0] for word in self._written if word.lower() not in _SMALL).upper()

    def same(self, other: "_Body") -> bool:
        """Tell whether `other`, of as many words or fewer, is the same."""
        if self.nation and other.nation and self.nation != other.nation:
            return False
        if not self.keys.isdisjoint(other.keys) or (self.item is not None and self.item == other.item):
            return True
        if other.acronym:
            letters = other.names[0].words[0].replace(".", "").upper() if len(other.names[0].words) == 1 else ""
            return len(letters) > 1 and len(self.initials) > 1 and self.initials == letters
        return any(_shortened(long, short) for long in self.keys for short in other.keys)

    def label(self, columns: Columns) -> str:
        """Return the name that the article gives it at greatest length, without nationality where it mostly stands alone."""
        texts = [columns.span_text(name.start, name.end) for name in self.names]
        longest = max(texts, key=lambda text: (len(text), text))
        first = self.names[0]
        core = columns.span_text(first.core, first.end)
        return core if texts.count(core) > texts.count(longest) else longest

    def acronyms(self, columns: Columns) -> set[str]:
        """Return the acronyms among its names."""
        texts = {columns.span_text(name.start, name.end) for name in self.names}
        return {text for text in texts if is_acronym(text)}


def _shortened(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Tell whether `short` is the end or the beginning of `long` and tells its class, or all of it but "party"."""
    size = len(short)
    if size >= len(long):
        return False
    if long[:size] == short:
        if long[size:] == ("party",):
            return True
        if not size or long[size] not in _SMALL:
            return False
    elif long[-size:] != short:
        return False
    return head_words().class_of_name(short) is not None


def _set_countries(names: list[Name], clusters: list[Cluster], countries: dict[str, Cluster]) -> None:
    """Set the country of every cluster whose name carries a nationality."""
    nations: defaultdict[tuple[int, int], str] = defaultdict(str)
    for name in names:
        if name.nation is not None and name.nation.qid is not None and name.type != "Country":
            nations[name.start, name.end] = name.nation.qid
    for cluster in clusters:
        for mention in cluster.mentions:
            qid = nations.get((mention.span.start, mention.span.end))
            if qid is not None and countries.get(qid) is not cluster:
                cluster.country = cluster.country or countries.get(qid)
