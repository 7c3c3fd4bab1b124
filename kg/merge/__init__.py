"""An analyst's decisions: which entities are one, which links and claims hold, with reasons, kept apart from what articles say."""

from kg.merge.decisions import Decision, Kind, decisions, record
from kg.merge.identity import canonical, refresh
from kg.merge.review import linked_iri, review
from kg.merge.suggest import Suggestion, suggest

__all__ = [
    "Decision",
    "Kind",
    "Suggestion",
    "canonical",
    "decisions",
    "linked_iri",
    "record",
    "refresh",
    "review",
    "suggest",
]
