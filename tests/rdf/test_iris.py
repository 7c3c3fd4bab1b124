"""Names: the same article is called the same, whatever its address looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.rdf.iris import Names, article_iri, canonical_url, is_iri
from tests.rdf.strategies import WILD

BASE = "https://kg.example/"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://News.Example/A?utm_source=x&id=7#top", "https://news.example/A?id=7"),
        ("HTTP://news.example:80/a", "http://news.example/a"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example/a b|c", "https://news.example/a%20b%7Cc"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/ökonomie?q=ä", "https://news.example/%C3%B6konomie?q=%C3%A4"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://news.example:port/", None),
        ("ftp://news.example/a", None),
        ("not a url", None),
        ("", None),
    ],
)
def test_canonical_url(url: str, canonical: str | None) -> None:
    """Case of host, default port, fragment and tracking do not matter; what is no web address is None."""
    assert canonical_url(url) == canonical


@given(WILD | st.from_regex(r"https?://[^\n]{0,30}"))
def test_canonical_url_is_stable(url: str) -> None:
    """Whatever comes in, an IRI or None comes out, and again the same from that."""
    found = canonical_url(url)
    if found is not None:
        assert is_iri(found)
        assert canonical_url(found) == found


def test_article_is_named_by_url_then_id_then_text() -> None:
    """The first of URL, declared id and text that there is names the article."""
    assert article_iri(Article("x", url="https://a.example/1", identifier="7"), BASE) == "https://a.example/1"
    assert article_iri(Article("x", identifier="a/7"), BASE) == f"{BASE}article/a%2F7"
    assert article_iri(Article("x"), BASE) == article_iri(Article("x", title="other"), BASE)
    assert article_iri(Article("x"), BASE) != article_iri(Article("y"), BASE)


def test_names_differ_between_articles() -> None:
    """Nodes of two articles never meet, but for linked entities and publishers."""
    first, second = Names(Article("x"), BASE), Names(Article("y"), BASE)
    assert first.node("claim", "c1") != second.node("claim", "c1")
    assert first.linked("Q20") == second.linked("Q20") == f"<{BASE}entity/Q20>"
    assert first.publisher("The  Post") == second.publisher("The Post")
