"""The component `kg_entities`: who and what an article speaks of.

Names from the language model are mended and completed with the gazetteer, typed once for the whole article, gathered into
clusters, and joined by the pronouns and descriptions that speak of them again. Sets `doc._.clusters`, `doc._.roles`, `doc.ents`.
"""

from kg.extract.entities.component import EntityFinder

__all__ = ["EntityFinder"]
