"""The sample articles: everything that `NAME.expected.toml` lists is found, and nothing beyond its ranges."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.config import data_folder
from kg.model import Article, Claim, Estimate, Extraction, Modality
from kg.readers import read

SEEDS = data_folder("seeds")
NAMES = sorted(path.name.removesuffix(".expected.toml") for path in SEEDS.glob("*.expected.toml"))


def article(name: str) -> Path:
    """Return the file of a sample article."""
    (path,) = (p for p in SEEDS.glob(f"{name}.*") if p.suffix in {".txt", ".md", ".html"})
    return path


@cache
def extraction(name: str) -> Extraction:
    """Return what was found in a sample article."""
    (read_article,) = read([article(name)])
    assert isinstance(read_article, Article)
    return kg.extract(read_article)


@cache
def expected(name: str) -> dict[str, Any]:
    """Return what must be found in it."""
    return tomllib.loads((SEEDS / f"{name}.expected.toml").read_text(encoding="utf-8"))


def words(name: str) -> set[str]:
    """Return the words of a name without articles, titles and possessives."""
    return set(re.findall(r"\w+", re.sub(r"[’']s\b", "", name.lower()))) - {"the", "ms", "mr", "mrs"}


def same(one: str, other: str) -> bool:
    """Tell whether one name's words are among the other's."""
    return words(one) <= words(other) or words(other) <= words(one)


def figures(name: str) -> list[tuple[Claim, Estimate]]:
    """Return the figures of an article, each with the claim that carries it deepest."""
    deepest: dict[tuple[int, int], tuple[Claim, Estimate]] = {}
    for claim in extraction(name).claims:
        for estimate in claim.estimates:
            kept = deepest.get(estimate.span)
            if kept is None or len(kept[0].chain) < len(claim.chain):
                deepest[estimate.span] = (claim, estimate)
    return [deepest[span] for span in sorted(deepest)]


def carries(claim: Claim, estimate: Estimate, figure: dict[str, Any]) -> bool:
    """Tell whether a claim's estimate is the figure that is expected, with bounds, kind, modality and chain."""
    chain = figure["chain"]
    return (
        (estimate.lower, estimate.upper) == (figure.get("lower"), figure.get("upper"))
        and estimate.comparator == figure["comparator"]
        and estimate.unit == figure.get("unit", estimate.unit)
        and claim.modality in figure["modality"]
        and len(claim.chain) == len(chain)
        and all(same(hop.name, wanted) for hop, wanted in zip(claim.chain, chain, strict=True))
    )


@pytest.mark.parametrize(
    ("name", "figure"),
    [(n, f) for n in NAMES for f in expected(n).get("figures", ())],
    ids=lambda v: v if isinstance(v, str) else v["text"],
)
def test_figure_has_its_source(name: str, figure: dict[str, Any]) -> None:
    """Each expected figure is there with bounds, comparator, kind, modality and whole chain."""
    found = figures(name)
    assert any(carries(claim, estimate, figure) for claim, estimate in found), "\n".join(
        f"{e.surface!r} {e.lower}..{e.upper} {e.comparator} {e.unit} {c.modality} {[h.name for h in c.chain]}"
        for c, e in found
    )


@pytest.mark.parametrize("name", NAMES)
def test_counts_are_in_range(name: str) -> None:
    """Neither too little nor too much is found."""
    counts = expected(name)["counts"]
    assert counts["claims"][0] <= len(extraction(name).claims) <= counts["claims"][1]
    assert counts["estimates"][0] <= len(figures(name)) <= counts["estimates"][1]


@pytest.mark.parametrize("name", NAMES)
def test_entities_are_found(name: str) -> None:
    """People, organizations and places are entities under their full names."""
    labels = [entity.label for entity in extraction(name).entities]
    wanted = [label for key in ("people", "organizations", "places") for label in expected(name).get(key, ())]
    assert [label for label in wanted if not any(same(label, found) for found in labels)] == []


@pytest.mark.parametrize("name", [n for n in NAMES if "denials" in expected(n)])
def test_denials_are_found(name: str) -> None:
    """Denials are claims of their own."""
    assert sum(claim.modality is Modality.DENIAL for claim in extraction(name).claims) >= expected(name)["denials"]


@pytest.mark.parametrize(
    ("name", "agreement"), [(n, a) for n in NAMES for a in expected(n).get("agreements", ())], ids=str
)
def test_agreements_have_parties_date_and_clause(name: str, agreement: dict[str, Any]) -> None:
    """An agreement is found with its parties and the time of its signing."""
    found = {a.name: a for a in extraction(name).agreements}
    (one,) = (a for label, a in found.items() if same(label, agreement["name"]))
    assert [p for p in agreement["parties"] if not any(same(p, party.name) for party in one.parties)] == []
    assert one.signed is not None
    assert one.signed.edtf == agreement["signed"]


@pytest.mark.parametrize("name", NAMES)
def test_every_span_reproduces_the_text(name: str) -> None:
    """Mentions and figures stand where they say they stand, and evidence lies inside the article."""
    found = extraction(name)
    text = found.article.text
    for entity in found.entities:
        assert all(mention.span.of(text) == mention.text for mention in entity.mentions)
    for claim in found.claims:
        assert 0 <= claim.evidence.start < claim.evidence.end <= len(text)
        assert all(claim.evidence.holds(estimate.span) for estimate in claim.estimates)
