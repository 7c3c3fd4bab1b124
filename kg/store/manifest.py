"""The manifest: which articles a store holds, and what each was made from and with.

It stands in a graph of its own and is written in the same transaction as the article's graph, so that an article is
either whole and known or neither. It holds no time of day: loading the same articles twice changes no byte.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from hashlib import sha256
from typing import Final

import pyoxigraph as ox

from kg.model import Article
from kg.vocabulary.graphs import MANIFEST
from kg.vocabulary.namespaces import KG

WITHOUT_TEXT: Final = " without text"  # how the name of a pipeline ends that keeps no text

_NAMES: Final = {
    "fingerprint": "fingerprint",
    "source": "loadedFrom",
    "text_hash": "textHash",
    "pipeline": "pipeline",
    "snapshot": "snapshot",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one article."""

    fingerprint: str
    source: str
    text_hash: str
    pipeline: str
    snapshot: str


def fingerprint(article: Article, pipeline: str, snapshot: str) -> str:
    """Return a hash of everything that an article's graph depends on: text, metadata, layout, pipeline, snapshot.

    The same fingerprint means the same graph, so the article need not be read again.
    """
    parts = [*(getattr(article, field.name) for field in fields(article) if field.name != "source"), pipeline, snapshot]
    return sha256("\x1f".join(map(repr, parts)).encode()).hexdigest()


def entry_lines(article: str, entry: Entry) -> str:
    """Return the manifest's triples of an article as N-Triples lines."""
    subject = ox.NamedNode(article)
    pairs = zip(_NAMES.values(), astuple(entry), strict=True)
    return "".join(f"{ox.Triple(subject, ox.NamedNode(KG + name), ox.Literal(value))} .\n" for name, value in pairs)


def entry_quads(article: str, entry: Entry) -> str:
    """Return the manifest's quads of an article as N-Quads lines."""
    return entry_lines(article, entry).replace(" .\n", f" <{MANIFEST}> .\n")


def read_entry(graph: ox.Store, article: str) -> Entry | None:
    """Return the manifest's entry of an article, or None when the store does not hold it."""
    found = {
        quad.predicate.value.removeprefix(KG): quad.object.value
        for quad in graph.quads_for_pattern(ox.NamedNode(article), None, None, ox.NamedNode(MANIFEST))
        if isinstance(quad.object, ox.Literal)
    }
    return Entry(**{field: found[name] for field, name in _NAMES.items()}) if found else None


def articles(graph: ox.Store) -> Iterator[str]:
    """Yield the IRIs of all articles that the store holds, in order."""
    quads = graph.quads_for_pattern(None, ox.NamedNode(KG + _NAMES["fingerprint"]), None, ox.NamedNode(MANIFEST))
    yield from sorted(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))


def shares_text(graph: ox.Store, digest: str) -> bool:
    """Tell whether any article has the text of this hash."""
    return any(graph.quads_for_pattern(None, ox.NamedNode(KG + "textHash"), ox.Literal(digest), ox.NamedNode(MANIFEST)))
