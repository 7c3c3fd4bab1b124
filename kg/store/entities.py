"""The entity graph as a pure function of the entities in use: what nobody uses any more goes with its last article.

An entity is in use when an article's graph names it, or when a used entity does (a city its country). The sweep looks only at
the entities that the outgoing article used, so that its cost does not grow with the store.
"""

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from kg.vocabulary.graphs import ENTITIES, SYSTEM

_ENTITIES: Final = ox.NamedNode(ENTITIES)
_SHARED: Final = f" <{ENTITIES}> .\n".encode()


def shared_lines(quads: bytes) -> dict[bytes, set[bytes]]:
    """Return those lines of an article's N-Quads that belong to the shared graph, by their subjects.

    They are few among many, so they are searched for and nothing else is looked at.
    """
    found: dict[bytes, set[bytes]] = {}
    at = quads.find(_SHARED)
    while at >= 0:
        end = at + len(_SHARED)
        line = quads[quads.rfind(b"\n", 0, at) + 1 : end]
        found.setdefault(line.partition(b" ")[0], set()).add(line)
        at = quads.find(_SHARED, end)
    return found


def used_by(graph: ox.Store, article: ox.NamedNode) -> set[ox.NamedNode]:
    """Return the shared entities that an article's graph names, and those that they name in turn."""
    named = {
        quad.object
        for quad in graph.quads_for_pattern(None, None, None, article)
        if isinstance(quad.object, ox.NamedNode)
    }
    return _closure(graph, {node for node in named if _described(graph, node)})


def unused_without(graph: ox.Store, article: ox.NamedNode, kept: set[ox.NamedNode]) -> set[ox.NamedNode]:
    """Return the shared entities that only this article uses; `kept` are those that its new graph goes on using."""
    candidates = used_by(graph, article)
    rooted = {node for node in candidates if node in kept or _named_elsewhere(graph, node, article, candidates)}
    return candidates - _closure(graph, rooted)


def outdated_rows(graph: ox.Store, incoming: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return what the entity graph says of incoming entities and an incoming article no longer says: a newer snapshot came."""
    rows = {quad for quad in incoming if quad.graph_name == _ENTITIES}
    subjects = {quad.subject for quad in rows}
    return [q for s in subjects for q in graph.quads_for_pattern(s, None, None, _ENTITIES) if q not in rows]


def _closure(graph: ox.Store, nodes: set[ox.NamedNode]) -> set[ox.NamedNode]:
    found, frontier = set(nodes), list(nodes)
    while frontier:
        for quad in graph.quads_for_pattern(frontier.pop(), None, None, _ENTITIES):
            target = quad.object
            if isinstance(target, ox.NamedNode) and target not in found and _described(graph, target):
                found.add(target)
                frontier.append(target)
    return found


def _described(graph: ox.Store, node: ox.NamedNode) -> bool:
    return any(True for _ in graph.quads_for_pattern(node, None, None, _ENTITIES))


def _named_elsewhere(graph: ox.Store, node: ox.NamedNode, article: ox.NamedNode, candidates: set[ox.NamedNode]) -> bool:
    for quad in graph.quads_for_pattern(None, None, node, None):
        name = quad.graph_name
        if name == _ENTITIES:
            if quad.subject not in candidates:
                return True
        elif name != article and isinstance(name, ox.NamedNode) and name.value not in SYSTEM:
            return True
    return False
