"""Stores filled by hand for tests of everything that reads one."""

from kg.model import Extraction
from kg.rdf.iris import article_iri, text_hash
from kg.rdf.triples import article_nquads
from kg.store import Entry, Store
from tests.sample_extractions import sample_extraction


def fill(store: Store) -> str:
    """Put the sample article in a store and return its IRI."""
    return put(store, sample_extraction())


def put(store: Store, extraction: Extraction) -> str:
    """Put an article in a store and return its IRI."""
    article = extraction.article
    entry = Entry("one", "sample.txt", text_hash(article.text), "sample 1", "sample 1")
    store.replace(article_iri(article), article_nquads(extraction), entry, article.text)
    return article_iri(article)
