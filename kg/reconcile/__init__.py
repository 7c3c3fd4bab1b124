"""The bridge to live services: ask a reconciliation service or Wikidata, and be one."""

from kg.reconcile.cache import AnswerCache
from kg.reconcile.client import Answer, Question, ReconciliationClient
from kg.reconcile.http import Http, ReconcileError
from kg.reconcile.wikidata import WikidataClient

__all__ = ["Answer", "AnswerCache", "Http", "Question", "ReconcileError", "ReconciliationClient", "WikidataClient"]
