"""How everything is named: the same article gives the same IRIs, wherever and whenever it is read.

- an article: its canonical URL, else `BASE/article/ID`, else `BASE/article/HASH-OF-TEXT`; this also names its graph
- a node of an article: `BASE/KEY/claim-c1f…`, `BASE/KEY/span-96-101`, where KEY is a hash of the article's IRI
- a linked entity: `BASE/entity/Q212`
- an unlinked entity: `BASE/KEY/entity-e4a…`, its own in every article until a recorded merge says otherwise
- the entity graph: `kg.vocabulary.graphs.ENTITIES`, whatever the base
"""

import re
from functools import lru_cache
from hashlib import blake2b, sha256
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.config import instance_base
from kg.model import Article, Entity
from kg.rdf.terms import encoded, storable
from kg.vocabulary.graphs import ENTITIES

_TRACKING: Final = re.compile(r"utm_\w+|fbclid|gclid|mc_cid|mc_eid|igshid|cmpid|ocid", re.IGNORECASE)
_PORTS: Final = {"http": 80, "https": 443}
_URL_SAFE: Final = "/:@!$&'()*+,;=-._~%?[]"


def canonical_url(url: str) -> str | None:
    """Return the form of a web address by which an article is named, or None when it is no web address.

    Scheme and host in lower case; no default port, fragment or tracking parameters.

    >>> canonical_url("HTTPS://News.Example:443/a b?utm_source=x&id=7#top")
    'https://news.example/a%20b?id=7'
    """
    try:
        parts = urlsplit(storable(url).strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    query = parts.query
    if _TRACKING.search(query):
        kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
        query = urlencode(kept)
    path = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(parts.path, safe=_URL_SAFE))
    query = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(query, safe=_URL_SAFE))
    found = urlunsplit((parts.scheme, netloc, path, query, ""))
    return found if is_iri(found) else None


def is_iri(text: str) -> bool:
    """Tell whether `text` is an absolute IRI as RFC 3987 has it."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, hexadecimal; lone surrogates count as themselves."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_iri(article: Article, base: str | None = None) -> str:
    """Return the IRI of an article, which is also the name of its graph."""
    base = base or instance_base()
    if article.url and (url := canonical_url(article.url)):
        return url
    if article.identifier:
        return f"{base}article/{encoded(article.identifier)}"
    return f"{base}article/{text_hash(article.text)[:32]}"


def node_space(article: str, base: str | None = None) -> str:
    """Return what the IRIs of an article's nodes begin with; `article` is its IRI."""
    return f"{base or instance_base()}{blake2b(article.encode(), digest_size=12).hexdigest()}/"


@lru_cache(maxsize=4096)
def linked_entity_iri(qid: str, base: str) -> str:
    """Return the IRI of the entity with this Wikidata id."""
    return f"{base}entity/{encoded(qid)}"


class Names:
    """The IRIs of one article's nodes, as N-Quads terms."""

    __slots__ = ("_prefix", "article", "base", "entity_graph", "narrator")

    def __init__(self, article: Article, base: str | None = None) -> None:
        self.base = base or instance_base()
        named = article_iri(article, self.base)
        self._prefix = f"<{node_space(named, self.base)}"
        self.article = f"<{named}>"
        self.narrator = f"<{named}#narrator>"
        self.entity_graph = f"<{ENTITIES}>"

    def node(self, kind: str, *parts: object) -> str:
        """Return the node of this article of a `kind` that `parts` (ids and offsets) tell apart."""
        name = "-".join(map(str, parts))
        if not (name.isascii() and name.replace("-", "").isalnum()):
            name = encoded(name)
        return f"{self._prefix}{kind}-{name}>"

    def entity(self, entity: Entity) -> str:
        """Return the node of an entity: by its Wikidata id when linked, else this article's own."""
        return f"<{linked_entity_iri(entity.qid, self.base)}>" if entity.qid else self.node("entity", entity.id)

    def linked(self, qid: str) -> str:
        """Return the node of the entity with a Wikidata id."""
        return f"<{linked_entity_iri(qid, self.base)}>"

    def publisher(self, name: str) -> str:
        """Return the node of a publisher that is known by name only; the same name is the same publisher."""
        digest = blake2b(" ".join(storable(name).split()).encode(), digest_size=12).hexdigest()
        return f"<{self.base}publisher/{digest}>"
