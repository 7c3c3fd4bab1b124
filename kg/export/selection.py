"""What is exported: the graphs of some or all articles in order, and the shared entities that they use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.errors import StoreError
from kg.export.entailed import entailed
from kg.store import Store
from kg.store.entities import used_by
from kg.vocabulary.graphs import ENTITIES

_ENTITIES: Final = ox.NamedNode(ENTITIES)


@dataclass(frozen=True, slots=True)
class Selection:
    """Some articles of a store, or all of them when none is named."""

    store: Store
    named: Sequence[str] = ()

    def articles(self) -> Iterator[str]:
        """Yield the IRIs of the selected articles in order; raises `StoreError` for one that the store does not hold."""
        if not self.named:
            yield from self.store.articles()
            return
        for article in sorted(set(self.named)):
            if self.store.entry(article) is None:
                raise StoreError(f"{article}: not in the store; `kg ask articles` lists what is there")
            yield article

    def article_triples(self, article: str) -> list[ox.Triple]:
        """Return the triples of an article's graph and what follows from them, in the order of their text."""
        quads = self.store.graph.quads_for_pattern(None, None, None, ox.NamedNode(article))
        stated = {quad.triple for quad in quads}
        return sorted(stated.union(entailed(stated)), key=str)

    def entity_triples(self) -> list[ox.Triple]:
        """Return the triples of the shared entities that the selected articles use, in the order of their text."""
        graph = self.store.graph
        quads = graph.quads_for_pattern(None, None, None, _ENTITIES)
        if not self.named:
            return sorted((quad.triple for quad in quads), key=str)
        used = {node for article in self.articles() for node in used_by(graph, ox.NamedNode(article))}
        return sorted((quad.triple for quad in quads if quad.subject in used), key=str)

    def graphs(self) -> Iterator[tuple[str, list[ox.Triple]]]:
        """Yield (graph name, triples): every article, then the shared entities."""
        for article in self.articles():
            yield article, self.article_triples(article)
        yield ENTITIES, self.entity_triples()
