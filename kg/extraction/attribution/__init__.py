"""Who said it, by which words, and what: the spaCy component `kg_attribution`, which sets `doc._.attributions`."""
