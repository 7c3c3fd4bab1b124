"""The concept schemes under `ontology/schemes/`: concepts by notation, the code by which JSON and Python name them."""

from functools import cache

from kg.errors import VocabularyError
from kg.vocabulary.namespaces import KG, SKOS
from kg.vocabulary.turtle import Graph, read_graph


def scheme_graph() -> Graph:
    """Return all concept schemes as one graph."""
    return read_graph("schemes/*.ttl")


@cache
def concepts(scheme: str) -> dict[str, str]:
    """Return the concepts of a scheme as notation → IRI; `scheme` is its local name, such as `ModalityScheme`.

    Raises VocabularyError when the scheme has no concepts or two share a notation.
    """
    graph = scheme_graph()
    found: dict[str, str] = {}
    for concept in graph.subjects(f"{SKOS}Concept"):
        if f"{KG}{scheme}" not in graph.iris(concept, f"{SKOS}inScheme"):
            continue
        for notation in graph.texts(concept, f"{SKOS}notation"):
            if notation in found:
                raise VocabularyError(
                    f"ontology/schemes: {found[notation]} and {concept} share the notation {notation!r}"
                )
            found[notation] = concept
    if not found:
        raise VocabularyError(f"ontology/schemes: no concept is in the scheme kg:{scheme}; add its file")
    return found


def concept_iri(scheme: str, notation: str) -> str:
    """Return the IRI of the concept of `scheme` with this notation; raises VocabularyError when there is none."""
    try:
        return concepts(scheme)[notation]
    except KeyError:
        raise VocabularyError(
            f"ontology/schemes: kg:{scheme} has no concept with the notation {notation!r}; add one"
        ) from None


@cache
def notations(scheme: str) -> dict[str, str]:
    """Return the notations of a scheme as IRI → notation."""
    return {iri: notation for notation, iri in concepts(scheme).items()}
