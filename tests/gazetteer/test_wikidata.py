"""Snapshots from Wikidata's own formats, and a snapshot as a table again."""

import bz2
import json
from pathlib import Path

import pytest

from kg.errors import GazetteerError
from kg.gazetteer import Gazetteer
from kg.gazetteer.build import build_snapshot, read_table
from kg.gazetteer.dump import dump_table
from kg.gazetteer.wikidata import read_dump, read_sparql_result


def statement(value: object, qualifiers: dict[str, object] | None = None) -> dict[str, object]:
    """Return a statement with a value, as a dump writes it."""
    return {"mainsnak": {"datavalue": {"value": value}}, "rank": "normal", "qualifiers": qualifiers or {}}


COUNTRY = {
    "id": "Q900001",
    "labels": {"en": {"value": "Borduria"}},
    "aliases": {"en": [{"value": "Republic of Borduria"}]},
    "descriptions": {"en": {"value": "country in a comic"}},
    "claims": {
        "P31": [statement({"id": "Q6256"})],
        "P1549": [statement({"language": "en", "text": "Bordurian"}), statement({"language": "fr", "text": "Bordure"})],
        "P625": [statement({"latitude": 45.0, "longitude": 20.0})],
    },
    "sitelinks": {f"s{i}": {} for i in range(150)},
}
PERSON = {
    "id": "Q900002",
    "labels": {"en": {"value": "Kurvi Tasch"}},
    "claims": {
        "P31": [statement({"id": "Q5"})],
        "P27": [statement({"id": "Q900001"})],
        "P39": [
            statement({"id": "Q1"}, {"P580": [{"datavalue": {"value": {"time": "+1950-01-00T00:00:00Z"}}}]}),
        ],
    },
}
UNKNOWN = {"id": "Q900003", "labels": {"en": {"value": "A colour"}}, "claims": {"P31": [statement({"id": "Q1075"})]}}


def test_dump(tmp_path: Path) -> None:
    """Items of known classes become entities with names, demonyms, country, office and prominence; others do not."""
    path = tmp_path / "dump.json.bz2"
    path.write_bytes(bz2.compress(("[\n" + ",\n".join(map(json.dumps, (COUNTRY, PERSON, UNKNOWN))) + "\n]\n").encode()))
    assert build_snapshot(read_dump(path), tmp_path / "s.sqlite") == 2
    gazetteer = Gazetteer.open(tmp_path / "s.sqlite")
    demonym = gazetteer.demonym("Bordurian")
    assert demonym is not None
    assert (demonym.qid, demonym.prominence) == ("Q900001", 100)
    person = gazetteer.lookup("Kurvi Tasch")[0]
    assert (person.type, person.country, person.valid_from) == ("Person", "Q900001", "1950-01")
    assert gazetteer.lookup("A colour") == ()


def test_cut_off_dump_names_its_line(tmp_path: Path) -> None:
    """A dump that ends in the middle of an item is refused by line."""
    path = tmp_path / "dump.json"
    path.write_text(f'[\n{json.dumps(COUNTRY)},\n{{"id": "Q9', encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"dump\.json:3"):
        list(read_dump(path))


def test_sparql_result(tmp_path: Path) -> None:
    """A query's result gives records; a binding without a type is named."""
    row = {
        "item": "http://www.wikidata.org/entity/Q900001",
        "label": "Borduria",
        "type": "Country",
        "aliases": "BRD",
        "sitelinks": "10",
    }
    path = tmp_path / "result.srj"
    path.write_text(
        json.dumps({"results": {"bindings": [{k: {"value": v} for k, v in row.items()}]}}), encoding="utf-8"
    )
    (record,) = read_sparql_result(path)
    assert (record.key, record.aliases, record.prominence) == (900001, ("BRD",), 48)
    path.write_text(json.dumps({"results": {"bindings": [{"item": {"value": "Q1"}}]}}), encoding="utf-8")
    with pytest.raises(GazetteerError, match="binding 1: no label, type"):
        list(read_sparql_result(path))


def test_a_dumped_snapshot_builds_the_same_again(tmp_path: Path) -> None:
    """Table to snapshot to table to snapshot: nothing is lost on the way."""
    path = tmp_path / "a.json"
    path.write_text("\n".join(map(json.dumps, (COUNTRY, PERSON))), encoding="utf-8")
    build_snapshot(read_dump(path), tmp_path / "a.sqlite")
    (tmp_path / "a.tsv").write_text("\n".join(dump_table(tmp_path / "a.sqlite")) + "\n", encoding="utf-8")
    build_snapshot(read_table(tmp_path / "a.tsv"), tmp_path / "b.sqlite")
    assert list(dump_table(tmp_path / "b.sqlite")) == list(dump_table(tmp_path / "a.sqlite"))
    assert Gazetteer.open(tmp_path / "b.sqlite").lookup("Borduria") == Gazetteer.open(tmp_path / "a.sqlite").lookup(
        "Borduria"
    )
