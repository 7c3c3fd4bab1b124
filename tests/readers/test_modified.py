"""The day of the last change is read wherever it is declared."""

from datetime import date
from pathlib import Path

import pytest

from kg.model import Article
from kg.readers import read

TEXT = (
    "The army said that 300 soldiers had left the port. They had been there for a year, and nobody knew why they went."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Soldiers leave</title>
<meta property="article:published_time" content="2024-03-04">
<meta property="article:modified_time" content="2024-03-05T10:00:00Z"></head>
<body><article><h1>Soldiers leave</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", PAGE),
        ("a.jsonl", f'{{"text": "{TEXT}", "published": "2024-03-04", "updated": "2024-03-05"}}\n'),
        ("a.csv", f'text,published,dateModified\n"{TEXT}",2024-03-04,2024-03-05\n'),
        ("a.md", f"---\npublished: 2024-03-04\nmodified: 2024-03-05\n---\n\n{TEXT}\n"),
    ],
)
def test_modified(tmp_path: Path, name: str, content: str) -> None:
    """Published one day and changed the next."""
    path = tmp_path / name
    path.write_text(content)
    (article,) = read([path])
    assert isinstance(article, Article)
    assert (article.published, article.modified) == (date(2024, 3, 4), date(2024, 3, 5))
