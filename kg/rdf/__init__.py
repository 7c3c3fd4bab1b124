"""Extractions as RDF: sorted N-Quads out, records back in."""
