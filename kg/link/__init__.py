"""Linking: which Wikidata item an entity of an article is, offline, with a calibrated score, or none."""

from kg.link.context import read_context
from kg.link.linker import Thresholds, link
from kg.link.scoring import ranked

__all__ = ["Thresholds", "link", "ranked", "read_context"]
