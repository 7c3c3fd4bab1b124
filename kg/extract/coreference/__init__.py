"""Coreference: which mentions of an article speak of one entity.

Names first (parts of names, acronyms, nationalities), then definite descriptions ("the agency"), then pronouns, in one walk
through the text. What finds no antecedent stays out: no pronoun and no bare title becomes an entity of its own.
"""

from kg.extract.annotations import Cluster
from kg.extract.coreference.naming import gather_names
from kg.extract.entities.columns import Columns
from kg.extract.entities.names import Name
from kg.gazetteer import Gazetteer
from kg.model import local_id

__all__ = ["resolve"]


def resolve(columns: Columns, names: list[Name], gazetteer: Gazetteer) -> list[Cluster]:
    """Return the entities of the article with all their mentions, in the order in which they are first named."""
    clusters = gather_names(columns, names, gazetteer)
    return _finish(clusters)


def _finish(clusters: list[Cluster]) -> list[Cluster]:
    """Return the clusters, mentions in order, with ids that tell same-named entities apart by where they first stand."""
    seen: set[str] = set()
    for cluster in clusters:
        cluster.mentions.sort(key=lambda mention: (mention.span.start, mention.span.end))
    clusters.sort(key=lambda cluster: (cluster.mentions[0].span.start, -cluster.mentions[0].span.end))
    for cluster in clusters:
        cluster.id = local_id("e", cluster.type, cluster.label)
        if cluster.id in seen:
            cluster.id = local_id("e", cluster.type, cluster.label, cluster.mentions[0].span.start_char)
        seen.add(cluster.id)
    return clusters
