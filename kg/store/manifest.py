"""The manifest: which articles a store holds, and what each was made from and with.

It stands in a graph of its own and is written in the same transaction as the article's graph, so that an article is
either whole and known or neither. It holds no time of day: loading the same articles twice changes no byte.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Final

import pyoxigraph as ox

from kg.model import Article
from kg.rdf.terms import kg, literal
from kg.vocabulary.graphs import MANIFEST
from kg.vocabulary.namespaces import KG

WITHOUT_TEXT: Final = " without text"  # how the name of a pipeline ends that keeps no text

_NAMES: Final = {
    "fingerprint": "fingerprint",
    "source": "loadedFrom",
    "text_hash": "textHash",
    "pipeline": "pipeline",
    "snapshot": "snapshot",
    "version": "version",
    "published": "publishedOn",
    "modified": "modifiedOn",
    "signature": "signature",
}
_GRAPH: Final = ox.NamedNode(MANIFEST)
_FINGERPRINT: Final = ox.NamedNode(KG + _NAMES["fingerprint"])
_TEXT: Final = ox.NamedNode(KG + _NAMES["text_hash"])


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one article."""

    fingerprint: str
    source: str
    text_hash: str
    pipeline: str
    snapshot: str
    version: str = ""  # a hash of text and metadata: another one is another version of the article
    published: str = ""  # the day, ISO 8601; empty when unknown
    modified: str = ""  # the same
    signature: str = ""  # what copies are found by; empty for texts that are too short for that


def fingerprint(article: Article, pipeline: str, snapshot: str) -> str:
    """Return a hash of everything that an article's graph depends on: text, metadata, layout, pipeline, snapshot.

    The same fingerprint means the same graph, so the article need not be read again.
    """
    return _hash([*_parts(article), pipeline, snapshot])


def content_version(article: Article) -> str:
    """Return a hash of an article's text and metadata, whatever it was read with."""
    return _hash(_parts(article))[:16]


def _parts(article: Article) -> list[object]:
    return [getattr(article, field.name) for field in fields(article) if field.name != "source"]


def _hash(parts: list[object]) -> str:
    return sha256("\x1f".join(map(repr, parts)).encode()).hexdigest()


def entry_lines(article: str, entry: Entry) -> str:
    """Return the manifest's triples of an article as N-Triples lines."""
    told = ((name, getattr(entry, field)) for field, name in _NAMES.items())
    return "".join(f"<{article}> {kg(name)} {literal(value)} .\n" for name, value in told if value)


def entry_quads(article: str, entry: Entry) -> str:
    """Return the manifest's quads of an article as N-Quads lines."""
    return entry_lines(article, entry).replace(" .\n", f" <{MANIFEST}> .\n")


def read_entry(graph: ox.Store, article: str) -> Entry | None:
    """Return the manifest's entry of an article, or None when the store does not hold it."""
    return parse_entry(graph.quads_for_pattern(ox.NamedNode(article), None, None, _GRAPH))


def parse_entry(quads: Iterable[ox.Quad]) -> Entry | None:
    """Return the entry that the manifest's quads of one article make, or None when there are none."""
    found = {
        quad.predicate.value.removeprefix(KG): quad.object.value
        for quad in quads
        if isinstance(quad.object, ox.Literal)
    }
    return Entry(**{field: found.get(name, "") for field, name in _NAMES.items()}) if found else None


def text_of(graph: ox.Store, article: str, fingerprint: str) -> str | None:
    """Return the hash of an article's text, or None when the store does not hold it with this fingerprint.

    Two look-ups: this is asked of every article of a corpus that is loaded again.
    """
    subject = ox.NamedNode(article)
    if ox.Quad(subject, _FINGERPRINT, ox.Literal(fingerprint), _GRAPH) not in graph:
        return None
    quad = next(graph.quads_for_pattern(subject, _TEXT, None, _GRAPH), None)
    return quad.object.value if quad is not None and isinstance(quad.object, ox.Literal) else None


def article_from(graph: ox.Store, source: str) -> str | None:
    """Return the article that was loaded from this path, or None."""
    quads = graph.quads_for_pattern(None, ox.NamedNode(KG + _NAMES["source"]), ox.Literal(source), _GRAPH)
    return next((quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)), None)


def articles(graph: ox.Store) -> Iterator[str]:
    """Yield the IRIs of all articles that the store holds, in order."""
    quads = graph.quads_for_pattern(None, _FINGERPRINT, None, _GRAPH)
    yield from sorted(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))


def articles_with_text(graph: ox.Store, digest: str) -> set[str]:
    """Return the articles that have the text of this hash."""
    quads = graph.quads_for_pattern(None, _TEXT, ox.Literal(digest), _GRAPH)
    return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
