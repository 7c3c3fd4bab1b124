"""Fill a store with a synthetic newsroom's year, to measure queries on: `python scripts/make_store.py STORE --articles 10000`.

Every article is one of the seeds, extracted once, with other days, figures and names. In each of many "theatres" other
entities play the seeds' parts; a few theatres have most of the news, as in life, so that some entities turn up in thousands
of articles. The same arguments give the same store.
"""

import argparse
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

import kg
from kg.config import data_folder
from kg.model import Article, Entity, Estimate, Extraction, Time
from kg.rdf.iris import article_iri, text_hash
from kg.rdf.triples import article_nquads
from kg.readers import read
from kg.store import Entry, Store
from kg.store.manifest import entry_quads

THEATRES: Final = 200
DAYS: Final = 365
BATCH: Final = 250  # articles per bulk load
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Played:
    """What the shared graph says of the entity that plays a part in a theatre."""

    label: str
    type: str


def main(arguments: Sequence[str]) -> None:
    """Make the store that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path, help="a new folder")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1, help="of the random choices")
    given = parser.parse_args(arguments)
    patterns = [kg.extract(found) for found in read([data_folder("seeds")]) if isinstance(found, Article)]
    with Store.open(given.store) as store:
        fill(store, patterns, given.articles, given.seed)


def fill(store: Store, patterns: Sequence[Extraction], articles: int, seed: int = 1) -> None:
    """Load `articles` variations of the patterns into a store."""
    for start in range(0, articles, BATCH):
        numbers = range(start, min(start + BATCH, articles))
        quads = b"".join(vary(patterns[n % len(patterns)], n, random.Random(f"{seed} {n}")) for n in numbers)  # noqa: S311
        store.graph.bulk_load(quads, format=ox.RdfFormat.N_QUADS)


def vary(pattern: Extraction, number: int, chance: random.Random) -> bytes:
    """Return the N-Quads of one variation of a pattern, with its entry in the manifest."""
    theatre = min(int(chance.paretovariate(0.7)), THEATRES) - 1
    shift, factor = timedelta(days=chance.randrange(DAYS)), chance.choice((1, 1, 1.5, 2, 4))
    played: dict[str, Played] = {}
    changed = _changed(pattern, shift, factor)
    article = replace(pattern.article, url=None, identifier=f"synthetic-{number}", published=changed.article.published)
    entities = tuple(_play(entity, theatre, number, played) for entity in pattern.entities)
    extraction = replace(changed, article=article, entities=entities)
    entry = Entry(
        f"{number}",
        article.source,
        text_hash(article.text),
        extraction.pipeline or "none",
        extraction.snapshot or "none",
    )
    return article_nquads(extraction, lookup=played.get) + entry_quads(article_iri(article), entry).encode()


def _play(entity: Entity, theatre: int, number: int, played: dict[str, Played]) -> Entity:
    """Return the entity that plays the part of `entity` in a theatre, and note what is known of it."""
    if entity.qid is None:
        return replace(entity, label=f"{entity.label} {number % 1000}")
    qid = _item(entity.qid, theatre)
    label = f"{entity.label} {theatre}" if theatre else entity.label
    played[qid] = Played(label, entity.type)
    stands_for = entity.stands_for and _item(entity.stands_for, theatre)
    if stands_for is not None:
        played.setdefault(stands_for, Played(f"{stands_for} {theatre}", "Country"))
    return replace(entity, label=label, qid=qid, stands_for=stands_for, candidates=())


def _item(qid: str, theatre: int) -> str:
    return f"Q{theatre}{int(qid[1:]):010}" if theatre else qid


def _changed(value: Any, shift: timedelta, factor: float) -> Any:
    """Return a record with all its days moved and all its figures multiplied."""
    if isinstance(value, date):
        return value + shift
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_changed(part, shift, factor) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {field.name: _changed(getattr(value, field.name), shift, factor) for field in fields(value)}
    if isinstance(value, Time):
        parts["edtf"] = _DAY.sub(lambda day: (date.fromisoformat(day[0]) + shift).isoformat(), value.edtf)
    if isinstance(value, Estimate):
        for bound in ("lower", "upper"):
            parts[bound] = None if parts[bound] is None else float(Decimal(str(parts[bound])) * Decimal(str(factor)))
    return replace(value, **parts)


if __name__ == "__main__":
    main(sys.argv[1:])
