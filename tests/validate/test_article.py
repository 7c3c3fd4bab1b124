"""Validation gates claims: a bad one is set aside with all that hangs on it, the rest of the article passes."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Claim, Extraction, Span
from kg.rdf.triples import article_nquads
from kg.validate.article import Judgement, validate_article
from kg.validate.evidence import POSITION, WORDS
from kg.validate.facts import Facts, read_literal, read_quads
from kg.validate.report import Severity
from tests.sample_extractions import TEXT, sample_extraction

BASE = "https://kg.example/"


def nquads_of(extraction: Extraction, **changes: Claim) -> bytes:
    """Return the sample with some claims replaced."""
    claims = tuple(changes.get(claim.id, claim) for claim in extraction.claims)
    return article_nquads(replace(extraction, claims=claims), BASE)


def bad_bounds(claim: Claim) -> Claim:
    """Return a claim whose first estimate has its lower bound above its upper one."""
    return replace(claim, estimates=(replace(claim.estimates[0], lower=90.0, upper=10.0), *claim.estimates[1:]))


@pytest.mark.parametrize("judgement", list(Judgement))
def test_good_article_passes_whole(judgement: Judgement) -> None:
    """Nothing is set aside of a good article; what is missing is a warning."""
    nquads = nquads_of(sample_extraction())
    report = validate_article(nquads, TEXT, judgement)
    assert report.conforms
    assert report.accepted == nquads
    assert report.quarantined == b""
    assert [finding.severity for finding in report.findings] == [Severity.WARNING]


def test_bad_claim_is_set_aside() -> None:
    """One claim with impossible bounds goes with its denial; the other claims pass and are whole."""
    extraction = sample_extraction()
    bad = next(claim for claim in extraction.claims if claim.id == "c4")
    report = validate_article(nquads_of(extraction, c4=bad_bounds(bad)), TEXT)
    assert {finding.shape.rpartition("#")[2] for finding in report.violations} == {"EstimateOrder"}
    assert b"/claim-c4>" in report.quarantined
    assert b"/denial-c4>" in report.quarantined
    assert b"-c4" not in report.accepted
    assert b"/claim-c2>" in report.accepted
    assert report.quarantined_claims == 2
    assert validate_article(report.accepted, TEXT).conforms


def test_chain_falls_together() -> None:
    """A bad inner claim takes those that report and deny it along: half a chain misleads."""
    extraction = sample_extraction()
    inner = next(claim for claim in extraction.claims if claim.id == "c2")
    report = validate_article(nquads_of(extraction, c2=bad_bounds(inner)), TEXT)
    assert report.quarantined_claims == 3
    for identifier in (b"c1", b"c2", b"c3"):
        assert b"/claim-" + identifier + b">" not in report.accepted
    assert validate_article(report.accepted, TEXT).conforms


def test_evidence_outside_the_article() -> None:
    """Evidence that runs past the end of the text is found, with and without the text at hand."""
    extraction = sample_extraction()
    claim = next(claim for claim in extraction.claims if claim.id == "c6")
    outside = replace(claim, evidence=Span(10, len(TEXT) + 5))
    nquads = nquads_of(extraction, c6=outside)
    for text in (TEXT, None):
        report = validate_article(nquads, text)
        assert POSITION in {finding.shape for finding in report.violations}
        assert b"/claim-c6>" not in report.accepted


@pytest.mark.parametrize(
    ("stated", "focus"),
    [(b'cueSpan> "char=', rb"/(claim|denial)-"), (b'scopeSpan> "char=', rb"/estimate-"), (b"#char=", rb"#char=")],
    ids=["cue", "scope", "mention"],
)
def test_positions_lie_in_the_text(stated: bytes, focus: bytes) -> None:
    """A position past the end of the text is found wherever it stands, and what has it is set aside."""
    nquads = nquads_of(sample_extraction())
    report = validate_article(nquads.replace(stated, stated + b"99"), TEXT)
    found = {finding.focus for finding in report.violations if finding.shape == POSITION}
    assert found
    assert all(re.search(focus, node.encode()) for node in found)
    assert stated + b"99" not in report.accepted


def test_evidence_must_reproduce_the_text() -> None:
    """Words that do not stand at their position are found."""
    nquads = nquads_of(sample_extraction())
    report = validate_article(nquads, TEXT.replace("4,000", "9,000"))
    assert {finding.shape for finding in report.violations} == {WORDS}
    assert b"/claim-c2>" not in report.accepted
    assert b"/claim-c5>" in report.accepted


def test_hashed_evidence_must_reproduce_the_text() -> None:
    """Evidence without words is held against the text by its hash."""
    nquads = article_nquads(sample_extraction(), BASE, quotes=False)
    assert validate_article(nquads, TEXT).conforms
    assert not validate_article(nquads, TEXT.replace("4,000", "9,000")).conforms


def test_bad_article_is_set_aside_whole() -> None:
    """A violation of the article itself leaves nothing to accept."""
    nquads = nquads_of(sample_extraction()).replace(b'textHash> "', b'textHash> "?')
    report = validate_article(nquads, TEXT)
    assert report.accepted == b""
    assert report.claims == 0


def test_accepted_and_quarantined_are_all_there_is() -> None:
    """No statement gets lost between the two."""
    extraction = sample_extraction()
    inner = next(claim for claim in extraction.claims if claim.id == "c2")
    nquads = nquads_of(extraction, c2=bad_bounds(inner))
    report = validate_article(nquads, TEXT)
    assert set(report.accepted.splitlines()) | set(report.quarantined.splitlines()) == set(nquads.splitlines())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_accepted_conforms_whatever_is_broken(data: st.DataObject) -> None:
    """Whatever statement is lost, what is accepted has no violation left."""
    lines = nquads_of(sample_extraction()).splitlines(keepends=True)
    lost = data.draw(st.sets(st.sampled_from(range(len(lines))), min_size=1, max_size=3))
    broken = b"".join(line for number, line in enumerate(lines) if number not in lost)
    report = validate_article(broken, TEXT)
    assert validate_article(report.accepted, TEXT).conforms


def test_a_text_in_place_of_a_node_is_set_aside() -> None:
    """A claim about a text instead of a description goes, whatever else the text breaks; the rest passes."""
    nquads = nquads_of(sample_extraction())
    line = next(line for line in nquads.splitlines(keepends=True) if b"/claim-c6>" in line and b"#about>" in line)
    subject, predicate, _ = line.split(b" ", 2)
    broken = nquads + b" ".join((subject, predicate, b'"a meeting"', b"<https://harbour.example/2024/sailors> .\n"))
    report = validate_article(broken, TEXT)
    assert b"/claim-c6>" not in report.accepted
    assert b"/claim-c5>" in report.accepted


def test_malformed_lines_are_named() -> None:
    """Bytes that are no N-Quads are an error that tells the line."""
    with pytest.raises(ValueError, match="line 1"):
        read_quads(b"not a statement\n")


def test_literals_are_read_as_written() -> None:
    """Escapes in literals are undone."""
    value = read_literal('"tab\\t quote\\" \\u00e9"@en')
    assert value is not None
    assert (value.lexical, value.language) == ('tab\t quote" é', "en")


def test_facts_take_graphs_as_one() -> None:
    """The same statement in two graphs is one fact."""
    quads = read_quads(b"<a:a> <a:b> <a:c> <a:g> .\n<a:a> <a:b> <a:c> <a:h> .\n")
    assert Facts(quads).forward["<a:b>"]["<a:a>"] == ["<a:c>"]
