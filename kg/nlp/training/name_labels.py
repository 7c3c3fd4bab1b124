"""Finer labels for names: the corpora know places and "miscellaneous", the pipeline tells apart states, other places, buildings, agreements and events."""

import re
from typing import Final

from kg.nlp.lexicon import normalize_name
from kg.nlp.training.name_lists import LABEL_OF_KIND

_FACILITY_HEADS: Final = frozenset(
    [
        "airport",
        "airfield",
        "airbase",
        "base",
        "barracks",
        "bridge",
        "building",
        "cathedral",
        "castle",
        "center",
        "centre",
        "church",
        "dam",
        "embassy",
        "hall",
        "hospital",
        "hotel",
        "house",
        "mosque",
        "museum",
        "palace",
        "plant",
        "port",
        "prison",
        "reactor",
        "school",
        "shrine",
        "stadium",
        "station",
        "synagogue",
        "temple",
        "theater",
        "theatre",
        "tower",
    ]
)
_NATURAL_WORDS: Final = re.compile(
    r"\b(Africa|Americas?|Antarctica?|Asia|Atlantic|Avenue|Basin|Bay|Beach|Canal|Cape|Canyon|Coast|Creek|Desert|East|Europe|Forest|Gulf|Hemisphere|Hills?|Islands?|Isles?"
    r"|Lake|Mount|Mountains?|Oceania?|Pacific|Peninsula|Plain|River|Road|Sea|South|Square|Strait|Street|Valley|West|North)\b"
)
_AGREEMENT_WORDS: Final = re.compile(
    r"\b(Accords?|Agreements?|Armistice|Charter|Compact|Convention|Covenant|Memorandum|Pact|Protocol|Treat(?:y|ies))\b"
)
_EVENT_WORDS: Final = re.compile(
    r"\b(Attacks?|Battle|Bombings?|Campaign|Championships?|Conference|Conflict|Coup|Crisis|Cup|Elections?|Festival|Games|Genocide|Hurricane|Intifada|Massacre|Offensive"
    r"|Olympics|Operation|Referendum|Revolution|Siege|Spring|Summit|Tournament|Uprising|Wars?)\b"
)


def fine_label(name: str, label: str, kind_of: dict[str, str]) -> str:
    """Return the pipeline's label of a name which a corpus gives the label LOC or MISC; other labels stay.

    `kind_of` is the best known kind of each normalized name in the gazetteer.
    """
    if label == "LOC":
        return _place_label(name, kind_of)
    if label == "MISC":
        if _AGREEMENT_WORDS.search(name):
            return "AGREEMENT"
        known = LABEL_OF_KIND.get(kind_of.get(normalize_name(name), ""), "")
        return "EVENT" if _EVENT_WORDS.search(name) or known == "EVENT" else "MISC"
    return label


def _place_label(name: str, kind_of: dict[str, str]) -> str:
    if name.rsplit(maxsplit=1)[-1].lower() in _FACILITY_HEADS:
        return "FACILITY"
    known = LABEL_OF_KIND.get(kind_of.get(normalize_name(name.removeprefix("the ")), ""), "")
    if known in ("GPE", "LOC"):
        return known
    return "LOC" if _NATURAL_WORDS.search(name) else "GPE"
