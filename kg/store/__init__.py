"""The store of articles: pyoxigraph on disk or in memory, with texts, quarantine, manifest and journal."""

from kg.store.copies import SLOTS, Copy, read_copies
from kg.store.failures import Failed, Failures
from kg.store.manifest import WITHOUT_TEXT, Entry, content_version, fingerprint
from kg.store.quarantine import Quarantine, Refusal
from kg.store.status import Status, read_status
from kg.store.store import Results, Store, is_article_graph
from kg.store.versions import Version, read_versions
from kg.store.writer import Writer

__all__ = [
    "SLOTS",
    "WITHOUT_TEXT",
    "Copy",
    "Entry",
    "Failed",
    "Failures",
    "Quarantine",
    "Refusal",
    "Results",
    "Status",
    "Store",
    "Version",
    "Writer",
    "content_version",
    "fingerprint",
    "is_article_graph",
    "read_copies",
    "read_status",
    "read_versions",
]
