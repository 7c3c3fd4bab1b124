"""The versions of an article: a text that comes again under the same name with other words is a correction or an update.

The article's graph says what the newest version says; of an older one the dates and the text stay, so that its claims can be had again
by extracting it. Times of loading stand here and nowhere else, so that all other graphs are a pure function of the articles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Final

import pyoxigraph as ox

from kg.config import DEFAULT_BASE
from kg.store.manifest import Entry
from kg.vocabulary.graphs import VERSIONS
from kg.vocabulary.namespaces import DCTERMS, KG, PROV, RDF, SCHEMA, XSD

_GRAPH: Final = ox.NamedNode(VERSIONS)
_TYPE: Final = ox.NamedNode(f"{RDF}type")
_KIND: Final = ox.NamedNode(f"{KG}ArticleVersion")
_OF: Final = ox.NamedNode(f"{DCTERMS}isVersionOf")
_HASH: Final = ox.NamedNode(f"{KG}versionHash")
_LOADED: Final = ox.NamedNode(f"{PROV}generatedAtTime")
_REPLACED: Final = ox.NamedNode(f"{PROV}invalidatedAtTime")
_REVISES: Final = ox.NamedNode(f"{PROV}wasRevisionOf")
_PUBLISHED: Final = ox.NamedNode(f"{SCHEMA}datePublished")
_MODIFIED: Final = ox.NamedNode(f"{DCTERMS}modified")
_MOMENT: Final = ox.NamedNode(f"{XSD}dateTime")
_DAY: Final = ox.NamedNode(f"{XSD}date")


@dataclass(frozen=True, slots=True)
class Version:
    """One state of an article."""

    iri: str
    text_hash: str
    published: str  # a day, or empty
    modified: str  # the same
    loaded: str  # ISO 8601, UTC
    replaced: str  # the same, or empty: it is the newest
    revises: str  # the version before it, or empty


def version_lines(article: str, entry: Entry, before: Sequence[Version] = ()) -> str:
    """Return what is to be said of a version that is loaded now, as N-Triples lines; also that it replaces the last one before."""
    now = ox.Literal(datetime.now(UTC).isoformat(timespec="microseconds"), datatype=_MOMENT)
    key = blake2b(f"{article}\x1f{entry.version}\x1f{len(before)}".encode(), digest_size=12).hexdigest()
    node = ox.NamedNode(f"{DEFAULT_BASE}version/{key}")
    triples = [
        ox.Triple(node, _TYPE, _KIND),
        ox.Triple(node, _OF, ox.NamedNode(article)),
        ox.Triple(node, _HASH, ox.Literal(entry.text_hash)),
        ox.Triple(node, _LOADED, now),
    ]
    for name, day in ((_PUBLISHED, entry.published), (_MODIFIED, entry.modified)):
        if day:
            triples.append(ox.Triple(node, name, ox.Literal(day, datatype=_DAY)))
    if before:
        last = ox.NamedNode(before[-1].iri)
        triples += [ox.Triple(node, _REVISES, last), ox.Triple(last, _REPLACED, now)]
    return "".join(f"{triple} .\n" for triple in triples)


def version_quads(article: str, entry: Entry) -> str:
    """Return what is to be said of an article's first version as N-Quads lines."""
    return version_lines(article, entry).replace(" .\n", f" <{VERSIONS}> .\n")


def read_versions(graph: ox.Store, article: str) -> list[Version]:
    """Return the versions of an article that the store knows, oldest first."""
    found = []
    for node in _versions(graph, article):
        said = {
            quad.predicate: quad.object.value
            for quad in graph.quads_for_pattern(node, None, None, _GRAPH)
            if not isinstance(quad.object, ox.Triple)
        }
        rest = (said.get(name, "") for name in (_HASH, _PUBLISHED, _MODIFIED, _LOADED, _REPLACED, _REVISES))
        found.append(Version(node.value, *rest))
    return sorted(found, key=lambda version: version.loaded)


def _versions(graph: ox.Store, article: str) -> list[ox.NamedNode]:
    quads = graph.quads_for_pattern(None, _OF, ox.NamedNode(article), _GRAPH)
    return [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)]


def text_hashes(graph: ox.Store, article: str) -> Iterator[str]:
    """Yield the hashes of the texts that an article had."""
    yield from sorted({version.text_hash for version in read_versions(graph, article)})


def articles_with_text(graph: ox.Store, digest: str) -> set[str]:
    """Return the articles of which any version has the text of this hash."""
    return {
        quad.object.value
        for version in graph.quads_for_pattern(None, _HASH, ox.Literal(digest), _GRAPH)
        for quad in graph.quads_for_pattern(version.subject, _OF, None, _GRAPH)
        if isinstance(quad.object, ox.NamedNode)
    }


def removal(article: ox.NamedNode) -> str:
    """Return the update that takes out what is said of an article's versions."""
    return f"DELETE {{ GRAPH {_GRAPH} {{ ?v ?p ?o }} }} WHERE {{ GRAPH {_GRAPH} {{ ?v {_OF} {article} ; ?p ?o }} }}"
