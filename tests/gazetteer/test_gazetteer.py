"""The snapshot: built from a table, found by name, case, romanization, demonym and metonym."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import GazetteerError
from kg.gazetteer import Gazetteer, NameKind, shared
from kg.gazetteer.build import build_snapshot, read_table
from kg.gazetteer.names import initials, loose_key, name_key, without_initials
from kg.gazetteer.own import overlay

HEADER = "qid\tlabel\ttype\taliases\tdemonyms\tdescription\tcountry_qid\tvalid_from\tprominence\n"
TABLE = HEADER + (
    "Q100\tFreedonia\tCountry\tRepublic of Freedonia|FD\tFreedonian|Freedonians\tcountry in the hills\tQ100\t\t90\n"
    "Q200\tRufus Firefly\tPerson\tR. T. Firefly\t\tpresident of Freedonia\tQ100\t2019-01-01\t80\n"
    "Q201\tOleksiy Hrynkevych\tPerson\t\t\tminister\tQ100\t\t40\n"
    "Q300\tHill Weather Observation Bureau\tOrganization\t\t\tgovernment body\tQ100\t\t60\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return an entity table of a country that does not exist."""
    path = tmp_path / "entities.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def gazetteer(table: Path, tmp_path: Path) -> Gazetteer:
    """Return the snapshot built from the table."""
    build_snapshot(read_table(table), tmp_path / "s.sqlite")
    return Gazetteer.open(tmp_path / "s.sqlite")


@pytest.mark.parametrize(
    ("surface", "qid", "kind"),
    [
        ("Freedonia", "Q100", NameKind.LABEL),
        ("the Republic of Freedonia", "Q100", NameKind.ALIAS),
        ("Freedonia’s", "Q100", NameKind.LABEL),
        ("FD", "Q100", NameKind.ACRONYM),
        ("F.D.", "Q100", NameKind.ACRONYM),
        ("Rufus T. Firefly", "Q200", NameKind.LABEL),
        ("Oleksii Grinkevich", None, None),
        ("Oleksii Hrynkevych", "Q201", NameKind.ROMANIZATION),
        ("HWOB", "Q300", NameKind.INITIALS),
        ("freedonia", None, None),
        ("fd", None, None),
        ("Freedonian", None, None),
        ("", None, None),
    ],
)
def test_lookup(gazetteer: Gazetteer, surface: str, qid: str | None, kind: NameKind | None) -> None:
    """A name finds its entity in every usual spelling, and nothing finds one by lower case."""
    rows = gazetteer.lookup(surface)
    assert [(row.qid, row.kind) for row in rows] == ([] if qid is None else [(qid, kind)])


def test_demonym(gazetteer: Gazetteer) -> None:
    """A demonym is not a name; it leads to its country."""
    row = gazetteer.demonym("Freedonians")
    assert row is not None
    assert row.qid == "Q100"
    assert gazetteer.demonym("freedonians") is None


def test_same_input_gives_the_same_version(table: Path, tmp_path: Path) -> None:
    """The version is a function of the input."""
    versions = []
    for name in ("a.sqlite", "b.sqlite"):
        build_snapshot(read_table(table), tmp_path / name)
        versions.append(Gazetteer.open(tmp_path / name).version)
    assert versions[0] == versions[1]


def test_gzip_table(tmp_path: Path) -> None:
    """A compressed table is read as it is."""
    path = tmp_path / "entities.tsv.gz"
    path.write_bytes(gzip.compress(TABLE.encode()))
    assert build_snapshot(read_table(path), tmp_path / "s.sqlite") == 4


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("X1\tNowhere\tCountry\t\t\t\t\t\t1\n", "no Wikidata id"),
        ("Q01\tNowhere\tCountry\t\t\t\t\t\t1\n", "no Wikidata id"),
        ("Q1\tNowhere\tPlanet\t\t\t\t\t\t1\n", "type 'Planet'"),
        ("Q1\t\tCountry\t\t\t\t\t\t1\n", "no label"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    """A malformed line stops the build with file, line and reason, and leaves no half-built snapshot."""
    path = tmp_path / "bad.tsv"
    path.write_text(HEADER + line, encoding="utf-8")
    with pytest.raises(GazetteerError, match=rf"bad\.tsv:2: .*{message}"):
        build_snapshot(read_table(path), tmp_path / "s.sqlite")
    assert not (tmp_path / "s.sqlite").exists()


def test_missing_and_foreign_files(tmp_path: Path) -> None:
    """A missing snapshot and a file that is none say so."""
    with pytest.raises(GazetteerError, match="no entity snapshot"):
        Gazetteer.open(tmp_path / "none.sqlite")
    foreign = tmp_path / "foreign.sqlite"
    foreign.write_text("no database at all " * 100, encoding="utf-8")
    with pytest.raises(GazetteerError, match="not an entity snapshot"):
        Gazetteer.open(foreign)


def test_own_entities_win(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """A user's table names its entities before the snapshot, with or without a QID."""
    own = tmp_path / "own.tsv"
    own.write_text("qid\tlabel\ttype\n\tFreedonia\tOrganization\n", encoding="utf-8")
    both = overlay(gazetteer, own)
    assert [(row.qid, row.type) for row in both.lookup("Freedonia")] == [(None, "Organization")]
    assert both.lookup("Rufus Firefly")[0].qid == "Q200"
    assert both.get("Q300") == gazetteer.get("Q300")


def test_shipped_snapshot_knows_countries_capitals_and_demonyms() -> None:
    """The snapshot in the package is there and answers."""
    snapshot = shared()
    assert snapshot.lookup("Norway")[0].qid == "Q20"
    assert snapshot.metonym("Oslo") == ("Q585", "Q20")
    norwegian = snapshot.demonym("Norwegian")
    assert norwegian is not None
    assert norwegian.qid == "Q20"


@given(st.text(max_size=60))
def test_any_text_is_safe(surface: str) -> None:
    """No text crashes a look-up, and every QID has the form of one."""
    for row in shared().lookup(surface):
        assert row.qid is None or (row.qid[0] == "Q" and row.qid[1:].isdecimal())


@given(st.text(max_size=40))
def test_keys_are_plain(name: str) -> None:
    """A key holds nothing that spellings differ in: no capitals, marks, hyphens or edges of white space."""
    key = name_key(name)
    assert key == key.strip()
    assert not set(key) & set("-.'’\t\n\u2010\u2013")


def test_key_examples() -> None:
    """Romanizations meet, initials drop, acronyms come from capitals."""
    assert loose_key("Muhammad Qasim") == loose_key("Muhammad Kasim")
    assert without_initials("Ann B. Lee Jr.") == "Ann Lee"
    assert initials("Hill Weather Observation Bureau") == "HWOB"
    assert initials("Weather Bureau") is None
