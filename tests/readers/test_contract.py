"""What every reader must do, whichever format it reads: the same test runs on all of them."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article
from kg.readers import ReadOptions, read, read_text, readers


def articles(*paths: Path, options: ReadOptions | None = None) -> list[Article]:
    """Read `paths` and insist that nothing failed."""
    found = list(read(paths, options))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


@pytest.mark.parametrize("name", readers())
@pytest.mark.parametrize("packed", [False, True])
def test_example(name: str, packed: bool, tmp_path: Path) -> None:
    """The example of a reader is one article with title and date, packed or not."""
    reader = readers()[name]
    file = tmp_path / f"example{reader.endings[0]}{'.gz' if packed else ''}"
    file.write_bytes(gzip.compress(reader.example) if packed else reader.example)
    (article,) = articles(file)
    assert "300 soldiers" in article.text
    assert article.title is not None
    assert article.title.startswith("Ministry counts 300 soldiers")
    assert article.published == date(2024, 3, 4)


@pytest.mark.parametrize("name", readers())
@pytest.mark.parametrize(
    "data",
    [b"", b" \n\n", b"\x00\x01\x02" * 2000, b"\xff\xfe\x00", b"{", b"<", b"\n".join([b'"'] * 50), b"---\n: [\n---\nx"],
)
def test_hostile(name: str, data: bytes, tmp_path: Path) -> None:
    """Whatever stands in a file, a reader gives articles or errors that name the file, and ends."""
    file = tmp_path / f"bad{readers()[name].endings[0]}"
    file.write_bytes(data)
    for item in read([file]):
        assert isinstance(item, Article) or str(file) in str(item)


@pytest.mark.parametrize("name", readers())
def test_truncated_gzip(name: str, tmp_path: Path) -> None:
    """A gzip file that ends early is an error with advice."""
    file = tmp_path / f"cut{readers()[name].endings[0]}.gz"
    file.write_bytes(gzip.compress(readers()[name].example * 50)[:-20])
    assert any(isinstance(item, InputError) and "gzip" in str(item) for item in read([file]))


@pytest.mark.parametrize("name", readers())
def test_bomb(name: str, tmp_path: Path) -> None:
    """A small file that unpacks to very much is given up early."""
    file = tmp_path / f"bomb{readers()[name].endings[0]}.gz"
    file.write_bytes(gzip.compress(b"a" * (80 * 2**20)))
    found = list(read([file]))
    assert found
    assert all(isinstance(item, InputError) for item in found)


def test_folder(tmp_path: Path) -> None:
    """In a folder README, hidden files, sidecars and expectations are no articles; a sidecar gives metadata."""
    text = "The army said that 300 soldiers had left the port."
    for name in ("a.txt", "README.md", "a.expected.toml", ".hidden.txt", "b.expected.txt"):
        (tmp_path / name).write_text(text)
    (tmp_path / "a.json").write_text(
        '{"title": "A <b>\\n\\"quoted\\"", "published": "2024-03-04", "speaker": "Ann Ash"}'
    )
    (article,) = articles(tmp_path)
    assert article.source == str(tmp_path / "a.txt")
    assert article.title == 'A <b> "quoted"'
    assert article.speaker == "Ann Ash"


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """What cannot be read comes as an error in its place."""
    (tmp_path / "a.txt").write_bytes(b"caf\xe9 and more words here")
    (tmp_path / "b.txt").write_text("The army said that 300 soldiers had left.")
    first, second, third = read([tmp_path, tmp_path / "missing.txt"])
    assert isinstance(first, InputError)
    assert "UTF-8" in str(first)
    assert isinstance(second, Article)
    assert isinstance(third, InputError)


def test_text_is_unchanged(tmp_path: Path) -> None:
    """A plain text keeps its line endings and everything else."""
    text = "Title of the day here\r\n\r\nThe army said that 300 soldiers had left.\r\n"
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode())
    assert articles(file)[0].text == text


def test_named_fields(tmp_path: Path) -> None:
    """Fields of records can be named."""
    file = tmp_path / "a.csv"
    file.write_text("story,day\nThe army said that 300 soldiers had left.,2024-03-04\n")
    (article,) = articles(file, options=ReadOptions(fields={"text": "story", "published": "day"}))
    assert article.published == date(2024, 3, 4)
    (problem,) = read([file])
    assert "--field text=NAME" in str(problem)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "Le ministre a dit que les soldats de la garde étaient partis vers le sud avec leurs familles " * 4,
            "English",
        ),
        ("Министр сообщил, что солдаты ушли.", "Latin"),
        ("x" * 600_000, "characters"),
        ("bad \ud800 character in the text", "broken"),
        ("word " * 20 + "\x00", "binary"),
        ("a" * 3000, "running text"),
    ],
)
def test_no_article(text: str, word: str) -> None:
    """What is no English article is told so, with the reason."""
    with pytest.raises(InputError, match=word):
        read_text(text)
