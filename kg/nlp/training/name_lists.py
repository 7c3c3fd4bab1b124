"""Names by kind from the gazetteer's table, for finer labels, for replacing names in training texts, and for the recognizer's lexicon."""

import csv
import gzip
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.nlp.lexicon import KINDS, normalize_name

LABEL_OF_KIND: Final = {
    "Country": "GPE", "City": "GPE", "Region": "GPE", "Place": "LOC", "Organization": "ORG", "Event": "EVENT", "Agreement": "AGREEMENT", "Person": "PERSON", "Demonym": "NORP",
}  # fmt: skip
_PRINTABLE: Final = re.compile(r"[^\W\d_][\w .'’&-]*")
_FULL_NAME_WORDS: Final = range(2, 5)
_LONGEST_NAME: Final = 7  # words; longer official titles are seldom printed whole


@dataclass(slots=True)
class NameLists:
    """Names to draw from by entity label (the better known ones first), and the best known kind of every name with its prominence (0 to 100)."""

    by_label: dict[str, list[str]] = field(default_factory=dict)
    kind_of: dict[str, str] = field(default_factory=dict)
    prominence: dict[str, float] = field(default_factory=dict)
    entries: list[tuple[str, str]] = field(default_factory=list)


def read_name_lists(path: Path) -> NameLists:
    """Read `entities.tsv.gz`. Labels are drawn from when replacing names, aliases too for everything but persons; both tell the kind of a name."""
    lists = NameLists()
    for row in sorted(_rows(path), key=lambda row: (-float(row["prominence"] or 0), row["qid"])):
        kind, prominence = row["type"], float(row["prominence"] or 0)
        if kind not in KINDS:
            continue
        names = [row["label"], *filter(None, row["aliases"].split("|"))]
        for name in names:
            _keep(lists, kind, name, prominence)
        for demonym in filter(None, row["demonyms"].split("|")):
            _keep(lists, "Demonym", demonym, prominence)
        drawn = lists.by_label.setdefault(LABEL_OF_KIND[kind], [])
        drawn += [name for name in (names[:1] if kind == "Person" else names[:3]) if _can_stand_in(kind, name)]
    return lists


def _keep(lists: NameLists, kind: str, name: str, prominence: float) -> None:
    key = normalize_name(name)
    lists.entries.append((kind, name))
    if prominence > lists.prominence.get(key, -1.0):
        lists.prominence[key], lists.kind_of[key] = prominence, kind


def _rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    with gzip.open(path, "rt", encoding="utf8", newline="") as table:
        yield from csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)


def _can_stand_in(kind: str, name: str) -> bool:
    """Say whether a name can take another's place in a sentence: letters only, not too long; a person with given and family name."""
    words = name.split()
    if not _PRINTABLE.fullmatch(name) or not words[0][0].isupper() or len(words) > _LONGEST_NAME:
        return False
    return kind != "Person" or len(words) in _FULL_NAME_WORDS
