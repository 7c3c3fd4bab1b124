"""Rewrite the golden N-Quads of the sample article: `PYTHONPATH=.:tests/rdf python tests/rdf/rewrite_golden.py`."""

from test_triples import GOLDEN, lookup

from kg.rdf.triples import article_nquads
from tests.sample_extractions import sample_extraction

GOLDEN.parent.mkdir(exist_ok=True)
GOLDEN.write_bytes(article_nquads(sample_extraction(), "https://kg.example/", lookup=lookup))
