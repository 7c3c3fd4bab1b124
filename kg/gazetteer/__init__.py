"""The gazetteer: an offline snapshot of geopolitical entities with Wikidata ids, found by name."""

from kg.gazetteer.snapshot import Gazetteer, NameKind, Row, shared

__all__ = ["Gazetteer", "NameKind", "Row", "shared"]
