"""Entity records from Wikidata itself: a JSON dump, one item a line, or the result of a SPARQL query as JSON.

Prominence comes from the number of sitelinks: 100 for 150 of them or more, on a logarithmic scale.
"""

import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

from kg.errors import GazetteerError
from kg.gazetteer.build import TYPES, Record, open_text

_MOST_SITELINKS: Final = 150
_QID: Final = re.compile(r"Q[1-9]\d*$")


def read_dump(path: Path, extra: Mapping[str, str] | None = None, language: str = "en") -> Iterator[Record]:
    """Yield the records of a Wikidata JSON dump (`.json`, `.gz` or `.bz2`): items of known classes with a label.

    `extra` maps further class QIDs to types. Raises GazetteerError naming the line that is no item.
    """
    types = {**_class_types(), **(extra or {})}
    with open_text(path) as lines:
        for number, line in enumerate(lines, 1):
            text = line.strip().rstrip(",")
            if text in ("", "[", "]"):
                continue
            try:
                item = json.loads(text)
            except ValueError as error:
                raise GazetteerError(
                    f"{path}:{number}: no item of a Wikidata dump ({error}); is the file cut off?"
                ) from error
            record = _record(item, types, language)
            if record is not None:
                yield record


def read_sparql_result(path: Path) -> Iterator[Record]:
    """Yield the records of a SPARQL JSON result with the variables item, label, type and, where known, aliases, description, country, sitelinks.

    `item` and `country` are Wikidata IRIs, `type` is one of the snapshot's types, `aliases` are separated by `|`.
    """
    with open_text(path) as stream:
        try:
            bindings = json.load(stream)["results"]["bindings"]
        except (ValueError, KeyError, TypeError) as error:
            raise GazetteerError(f"{path}: no SPARQL result in JSON (results.bindings is missing)") from error
    for number, binding in enumerate(bindings, 1):
        row = {key: value["value"] for key, value in binding.items()}
        missing = [name for name in ("item", "label", "type") if not row.get(name)]
        if missing or row["type"] not in TYPES:
            reason = (
                f"no {', '.join(missing)}" if missing else f"type {row['type']!r} is none of {', '.join(sorted(TYPES))}"
            )
            raise GazetteerError(f"{path}: binding {number}: {reason}")
        country = _key(row.get("country", ""))
        key = _key(row["item"])
        if key is None:
            raise GazetteerError(f"{path}: binding {number}: {row['item']!r} is no Wikidata item")
        yield Record(
            key=key,
            label=row["label"],
            type=row["type"],
            aliases=tuple(filter(None, row.get("aliases", "").split("|"))),
            description=row.get("description", ""),
            country=country,
            source="Wikidata query",
            prominence=prominence(int(row.get("sitelinks", 0))),
        )


def prominence(sitelinks: int) -> int:
    """Return 0 to 100 for a number of sitelinks.

    >>> prominence(0), prominence(10), prominence(150), prominence(400)
    (0, 48, 100, 100)
    """
    return min(100, round(100 * math.log1p(sitelinks) / math.log1p(_MOST_SITELINKS)))


def _record(item: Mapping[str, Any], types: Mapping[str, str], language: str) -> Record | None:
    label = item.get("labels", {}).get(language, {}).get("value")
    properties = _properties()
    kinds = [types[qid] for qid in _items(item, properties["instance_of"]) if qid in types]
    key = _key(item.get("id", ""))
    if not label or not kinds or key is None:
        return None
    order = list(_class_table())
    kind = min(kinds, key=lambda name: order.index(name) if name in order else len(order))
    country = next(chain(_items(item, properties["country"]), _items(item, properties["citizenship"])), None)
    demonyms = (
        v["text"] for v in _values(item, properties["demonym"]) if isinstance(v, dict) and v.get("language") == language
    )
    place = next((v for v in _values(item, properties["coordinates"]) if isinstance(v, dict) and "latitude" in v), {})
    since, until = _office(item, properties)
    return Record(
        key=key,
        label=label,
        type=kind,
        aliases=tuple(alias["value"] for alias in item.get("aliases", {}).get(language, ())),
        demonyms=tuple(dict.fromkeys(demonyms)),
        description=item.get("descriptions", {}).get(language, {}).get("value", ""),
        country=key if kind == "Country" else _key(country or ""),
        latitude=place.get("latitude"),
        longitude=place.get("longitude"),
        valid_from=since,
        valid_to=until,
        source="Wikidata dump",
        prominence=prominence(len(item.get("sitelinks", ()))),
    )


def _office(item: Mapping[str, Any], properties: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return when the latest office that the item names began and ended."""
    terms = []
    for statement in item.get("claims", {}).get(properties["position"], ()):
        began, ended = (_day(statement.get("qualifiers", {}).get(properties[name], ())) for name in ("start", "end"))
        if began:
            terms.append((began, ended))
    return max(terms, key=lambda term: term[0]) if terms else (None, None)


def _day(qualifiers: list[Mapping[str, Any]] | tuple[()]) -> str | None:
    for qualifier in qualifiers:
        found = re.match(r"\+(\d{4}-\d\d-\d\d)", qualifier.get("datavalue", {}).get("value", {}).get("time", ""))
        if found:
            return found.group(1).replace("-00", "")
    return None


def _items(item: Mapping[str, Any], property_id: str) -> Iterator[str]:
    return (value["id"] for value in _values(item, property_id) if isinstance(value, dict) and "id" in value)


def _values(item: Mapping[str, Any], property_id: str) -> Iterator[Any]:
    for statement in item.get("claims", {}).get(property_id, ()):
        value = statement.get("mainsnak", {}).get("datavalue", {}).get("value")
        if value is not None and statement.get("rank") != "deprecated":
            yield value


def _key(text: str) -> int | None:
    found = _QID.search(text)
    return int(found.group()[1:]) if found else None


def _class_types() -> dict[str, str]:
    return {qid: name for name, qids in _class_table().items() for qid in qids}


def _class_table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = _classes()["types"]
    return table


def _properties() -> dict[str, str]:
    properties: dict[str, str] = _classes()["properties"]
    return properties


@cache
def _classes() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("classes.toml").read_text(encoding="utf-8"))
