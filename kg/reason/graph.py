"""Inferred types as statements of their own graph, so that what was read and what was concluded stay apart."""

import pyoxigraph as ox

from kg.reason.hermit import Inference
from kg.vocabulary.graphs import INFERRED
from kg.vocabulary.namespaces import RDF


def inferred_quads(inference: Inference) -> list[ox.Quad]:
    """Return the inferred types in the graph of inferences."""
    kind, graph = ox.NamedNode(f"{RDF}type"), ox.NamedNode(INFERRED)
    return [ox.Quad(ox.NamedNode(node), kind, ox.NamedNode(cls), graph) for node, cls in inference.types]
