"""A knowledge-graph loader for geopolitical entities: articles in, attributed claims as RDF out."""
