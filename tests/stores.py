"""Stores filled by hand for tests of everything that reads one."""

from dataclasses import replace

from kg.model import Extraction
from kg.pipeline import Document
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


def make_document(name: str, fingerprint: str = "one", *, title: str = "Sailors may move") -> Document:
    """Return the sample article under another address."""
    sample = sample_extraction()
    told = replace(sample, article=replace(sample.article, url=f"https://harbour.example/{name}", title=title))
    entry = Entry(fingerprint, f"{name}.txt", text_hash(told.article.text), "sample 1", "sample 1")
    return Document(article_iri(told.article), entry.source, article_nquads(told), entry, told.article.text, 6, 2, 60)
