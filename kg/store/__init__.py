"""The store of articles: pyoxigraph on disk or in memory, with texts, quarantine, manifest and journal."""

from kg.store.failures import Failed, Failures
from kg.store.manifest import WITHOUT_TEXT, Entry, fingerprint
from kg.store.quarantine import Quarantine, Refusal
from kg.store.status import Status, read_status
from kg.store.store import Results, Store, is_article_graph
from kg.store.writer import Writer

__all__ = [
    "WITHOUT_TEXT",
    "Entry",
    "Failed",
    "Failures",
    "Quarantine",
    "Refusal",
    "Results",
    "Status",
    "Store",
    "Writer",
    "fingerprint",
    "is_article_graph",
    "read_status",
]
