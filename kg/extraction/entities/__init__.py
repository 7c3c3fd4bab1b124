"""Who and what an article speaks of: names found, mended, typed (component `kg_entities`, module `component`).

Names from the language model are mended and completed with the gazetteer, typed once for the whole article, gathered into
clusters, and joined by the pronouns and descriptions that speak of them again (`kg.extraction.coreference`).
"""
