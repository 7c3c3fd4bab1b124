"""Linking: which Wikidata item an entity of an article is, offline, with a calibrated score, or none."""

from kg.link.context import Context, read_context
from kg.link.linker import Thresholds, link
from kg.link.scoring import family, ranked

__all__ = ["Context", "Thresholds", "family", "link", "ranked", "read_context"]
