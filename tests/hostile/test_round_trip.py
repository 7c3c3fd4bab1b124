"""From wild text through the whole extraction to N-Quads, and parsed again: nothing crashes, every triple is valid.

The texts mix fragments of news with what parsers, Turtle and regular expressions stumble over, so that claims are found among them.
"""

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.errors import InputError
from kg.extraction.components import extract_doc
from kg.gazetteer import shared
from kg.link import link
from kg.rdf.triples import article_nquads
from kg.readers import read_text
from kg.validate.article import validate_article

FRAGMENTS = st.sampled_from(
    [
        "The army said on Monday that ",
        "at least 3,000 soldiers ",
        "between 10,000-12,000 ",
        "“We left,” said Ann Ash",
        "”",
        "“",
        "according to Norway’s foreign minister, ",
        "denied that ",
        "Q ",
        "MR. LEE: ",
        "\n\n",
        "\n",
        ". ",
        " and ",
        "$1.2 billion ",
        "1e400 ",
        "9" * 400 + " people ",
        "half of the 12,000 ",
        "by the 31st of February ",
        "in 99999 ",
        "[Photo: Ann Ash] ",
        "from Oslo to Oslo ",
        'https://example.org/<a>"b" ',
        "\u202e",
        "\u200b",
        "\u00a0",
        "👩‍👩‍👧‍👦 ",
        "e\u0301" * 5,
        "((((",
        "—– - ",
        "zero 0 -0 ",
        "a dozen dozens of scores of ",
    ]
)
TEXTS = st.lists(FRAGMENTS | st.text(max_size=12), min_size=3, max_size=40).map("".join)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(text=TEXTS)
def test_text_to_triples_and_back(nlp: Language, text: str) -> None:
    """What is an article gives canonical N-Quads that Oxigraph reads and the gate accepts whole."""
    try:
        article = read_text(text)
    except InputError:
        return
    extraction = link(extract_doc(nlp, article), shared())
    quads = article_nquads(extraction, lookup=shared().get)
    parsed = list(ox.parse(quads, format=ox.RdfFormat.N_QUADS))
    assert len(parsed) == quads.count(b"\n")
    report = validate_article(quads, article.text)
    assert not report.violations, report.findings
    for claim in extraction.claims:
        assert 0 <= claim.evidence.start < claim.evidence.end <= len(text)
