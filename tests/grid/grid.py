"""Make the sentences of the grid and judge what the extractor finds in them.

Each construction runs through all of its texts with sources, statements, numbers and cues dealt out in turn, so that every
value meets every construction without the product of all. No randomness: the same files give the same sentences.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

from kg.model import Claim, Estimate, Extraction

HERE: Final = Path(__file__).parent
_ROUNDS: Final = 6  # how often each text of a construction is made
_TITLES: Final = frozenset({"the", "a", "an", "of", "and"})


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be found for one figure: `figure` is a part of the text, a bound of None is open."""

    figure: str
    chain: tuple[str, ...]
    lower: float | None
    upper: float | None
    modality: tuple[str, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A text with what must be found in it."""

    construction: str
    text: str
    expected: tuple[Expected, ...]


def generated() -> Iterator[Case]:
    """Yield the cases that the templates make."""
    table = tomllib.loads((HERE / "grid.toml").read_text(encoding="utf-8"))
    deal = count()
    for construction in table["construction"]:
        for text in construction["text"] * _ROUNDS:
            yield _case(table, construction, text, next(deal))


def handwritten() -> Iterator[Case]:
    """Yield the hard cases written by hand."""
    for case in tomllib.loads((HERE / "hard.toml").read_text(encoding="utf-8"))["case"]:
        yield Case(case["construction"], case["text"], tuple(_expected(one) for one in case["expect"]))


def _expected(one: dict[str, Any]) -> Expected:
    return Expected(
        one["figure"], tuple(one["chain"]), *map(_bound, one["bounds"]), _words(one["modality"]), one.get("unit")
    )


def _case(table: dict[str, Any], construction: dict[str, Any], text: str, deal: int) -> Case:
    sources = table["sources"]
    persons, groups = sources["persons"], sources["groups"]
    voices = persons if construction.get("persons") else [*persons, *groups]
    first = _dealt(voices, deal, 5)
    second = _dealt([voice for voice in [*groups, *persons] if voice is not first], deal, 8)
    document = _dealt(sources["documents"], deal, 1)
    statement = _dealt(table["statement"], deal, 3)
    figure = _dealt(table["number"], deal, 5)
    cue = _dealt(construction.get("cues", [""]), deal, 1)
    content = statement["text"].format(n=figure["text"])
    slots = {
        "s": first["text"], "S": _capital(first["text"]), "s2": second["text"], "owner": _possessive(second), "Mine": _capital(_possessive(first)), "c": content, "C": _capital(content),
        "d": document["text"], "D": _capital(document["text"]), "cue": cue, "participle": construction.get("participle", ""),
        "p": first.get("pronoun", ""), "P": _capital(first.get("pronoun", "")), "LABEL": first.get("label", ""),
    }  # fmt: skip
    made = _tidy(text.format(**slots))
    label = first.get("label", "").split()[-1:]
    names = {
        "s": first["name"],
        "s2": second["name"],
        "d": document["name"],
        "s and s2": f"{first['name']} and {second['name']}",
        "label": "".join(label),
    }
    chain = tuple(names.get(slot, slot) for slot in construction["chain"])
    expected = Expected(
        figure["text"], chain, *map(_bound, figure["bounds"]), _words(construction["modality"]), statement["unit"]
    )
    return Case(construction["name"], made, (expected,))


def _dealt(values: list[Any], deal: int, step: int) -> Any:
    """Return the next of `values`; the shift after each round keeps lists of related lengths from moving in step."""
    return values[(deal * step + deal // len(values)) % len(values)]


def _possessive(voice: dict[str, Any]) -> str:
    """Return the possessive of a voice, without the apposition that no writer would put there."""
    words = voice["text"] if "|" not in voice["text"] else voice["name"]
    return f"{words}'" if words.endswith("s") else f"{words}'s"


def _tidy(text: str) -> str:
    """Keep the closing comma of an apposition ("|" in the table) only where the sentence goes on with a word."""
    return re.sub(r"\|(?=\w|\s\w)(?! and )", ",", text).replace("|", "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bound(value: float | str) -> float | None:
    return None if isinstance(value, str) else value


def _words(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def faults(case: Case, extraction: Extraction) -> list[str]:
    """Return what is wrong with `extraction` for `case`, one short phrase each; empty when everything is right."""
    return [fault for expected in case.expected for fault in _faults(case.text, expected, extraction)]


def _faults(text: str, expected: Expected, extraction: Extraction) -> Iterator[str]:
    found = _find(text, expected, extraction)
    if found is None:
        yield f"{expected.figure}: not found"
        return
    claim, estimate = found
    if (estimate.lower, estimate.upper) != (expected.lower, expected.upper):
        yield f"{expected.figure}: bounds {estimate.lower}–{estimate.upper}"
    names = [hop.name for hop in claim.chain]
    if len(names) != len(expected.chain) or not all(map(same_name, names, expected.chain)):
        yield f"{expected.figure}: chain {names}"
    if claim.modality not in expected.modality:
        yield f"{expected.figure}: modality {claim.modality}"
    if expected.unit is not None and estimate.unit != expected.unit:
        yield f"{expected.figure}: unit {estimate.unit}"


def _find(text: str, expected: Expected, extraction: Extraction) -> tuple[Claim, Estimate] | None:
    start = text.lower().find(expected.figure.lower())
    end = start + len(expected.figure)
    found = [
        (claim, one)
        for claim in extraction.claims
        for one in claim.estimates
        if one.span.start < end and start < one.span.end
    ]
    return max(found, key=lambda pair: len(pair[0].chain), default=None)


def same_name(one: str, other: str) -> bool:
    """Tell whether the words of one name are among those of the other ("Ann Lee" and "Lee"), articles aside."""
    first, second = (frozenset(re.findall(r"\w+", name.lower())) - _TITLES for name in (one, other))
    return bool(first and second) and (first <= second or second <= first)
