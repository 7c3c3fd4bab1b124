"""An extraction as RDF: one graph for all that the article says, one shared graph for what is known of its entities.

The output is a pure function of its arguments: no blank nodes, no clock, sorted lines.
"""

from typing import Final

from kg.model import Extraction
from kg.rdf.claims import write_claims
from kg.rdf.descriptions import write_descriptions
from kg.rdf.entities import Lookup, Row, write_entities
from kg.rdf.iris import canonical_url, text_hash
from kg.rdf.page import LABEL, Page
from kg.rdf.terms import TYPE, day, integer, iri, kg, literal
from kg.vocabulary.namespaces import DCTERMS, SCHEMA

Quad = tuple[str, str, str, str]  # subject, predicate, object, graph: terms as N-Quads text

_HEADLINE: Final = f"<{SCHEMA}headline>"
_URL: Final = f"<{SCHEMA}url>"
_PUBLISHED: Final = f"<{SCHEMA}datePublished>"
_LANGUAGE: Final = f"<{DCTERMS}language>"


def no_snapshot(_qid: str) -> Row | None:
    """Know nothing of any Wikidata id: types and labels of linked entities then stand in the article's graph."""
    return None


def extraction_to_quads(
    extraction: Extraction, base: str | None = None, *, lookup: Lookup = no_snapshot, quotes: bool = True
) -> list[Quad]:
    """Return the quads of one article, in no particular order and without repetition.

    `base` is the IRI under which instances are named (default: `kg.config.instance_base()`); `lookup` gives the row of
    the entity snapshot for a Wikidata id; `quotes` False keeps offsets and hashes in place of quoted evidence.
    Raises KeyError for ids that the extraction does not hold, VocabularyError for codes that no scheme has.
    """
    page = Page(extraction, base, quotes=quotes)
    _write_article(page)
    write_claims(page)
    write_descriptions(page)
    write_entities(page, lookup)
    names = page.names
    own = [(subject, predicate, value, names.article) for subject, predicate, value in page.triples]
    return own + [(subject, predicate, value, names.entity_graph) for subject, predicate, value in page.shared]


def article_nquads(
    extraction: Extraction, base: str | None = None, *, lookup: Lookup = no_snapshot, quotes: bool = True
) -> bytes:
    """Return the sorted N-Quads of one article in UTF-8; arguments and errors as in `extraction_to_quads`."""
    quads = extraction_to_quads(extraction, base, lookup=lookup, quotes=quotes)
    return "".join(sorted(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads)).encode()


def _write_article(page: Page) -> None:
    article, node, narrator = page.article, page.names.article, page.names.narrator
    page.add(node, TYPE, kg("Article"))
    page.add(node, kg("textHash"), literal(text_hash(article.text)))
    page.add(node, kg("textLength"), integer(len(article.text)))
    page.add(node, _LANGUAGE, literal(article.language))
    page.add(narrator, TYPE, kg("Narrator"))
    page.add(narrator, LABEL, literal(page.narrator_name))
    if article.title:
        page.add(node, _HEADLINE, literal(article.title))
    if article.published is not None:
        page.add(node, _PUBLISHED, day(article.published))
    if article.author:
        page.add(node, kg("byline"), literal(article.author))
    if article.url and (url := canonical_url(article.url)):
        page.add(node, _URL, iri(url))
    if page.extraction.pipeline:
        page.add(node, kg("pipeline"), literal(page.extraction.pipeline))
    if page.extraction.snapshot:
        page.add(node, kg("snapshot"), literal(page.extraction.snapshot))
    if article.publisher and article.publisher.strip():
        publisher = page.names.publisher(article.publisher)
        page.add(node, kg("publisher"), publisher)
        page.add(narrator, kg("speaksFor"), publisher)
        page.shared.add((publisher, TYPE, kg("Organization")))
        page.shared.add((publisher, LABEL, literal(page.narrator_name)))
