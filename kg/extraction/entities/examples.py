"""Examples of a nation's bodies: "the two largest Kenyan parties, such as Jubilee and the Orange Movement"."""

from collections.abc import Iterator
from typing import Final

from kg.extraction.entities.columns import Columns
from kg.extraction.entities.names import Name
from kg.vocabulary.head_words import head_words

_LONGEST_CLASS: Final = 3  # words from a nationality to the end of the noun: "armed rebel groups"
_INTRODUCED: Final = (("including",), ("such", "as"), ("among", "them"), ("namely",), ("like",), (":",), ("—",), ("–",))
_NAMING: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "ADP", "CCONJ", "PUNCT", "PART", "ADV"})


def give_nations_to_examples(columns: Columns, names: list[Name]) -> None:
    """Set the nation of the bodies that the text names as examples of a class of one nation's bodies.

    Only bodies of that class get it, so that "representative Ada Obi of the Farmers' Party" may stand among the examples.
    """
    table = head_words()
    begins = {name.start: name for name in names if not name.nested}
    for name in names:
        if name.nation is None or not name.rows or name.rows[0].qid != name.nation.qid:
            continue  # only a country or its adjective
        found = _described_class(columns, name.end + columns.apostrophe(name.end))
        if found is None:
            continue
        kind, end = found
        for example in _examples(columns, end, begins):
            if example.nation is None and example.type is not None and table.is_a(example.type, kind):
                example.nation = name.nation


def _described_class(columns: Columns, start: int) -> tuple[str, int] | None:
    """Return the class of bodies that the plural noun behind a nationality describes, and the end of the noun."""
    for end in range(start + 1, min(start + _LONGEST_CLASS, len(columns)) + 1):
        if columns.pos[end - 1] not in {"NOUN", "PROPN", "ADJ"}:
            return None
        if columns.pos[end - 1] == "NOUN" and columns.lemma[end - 1] != columns.lower[end - 1]:
            kinds, _ = head_words().classes_of_description([*columns.lower[start : end - 1], columns.lemma[end - 1]])
            kind = next((kind for kind in kinds if head_words().is_a(kind, "Organization")), None)
            return None if kind is None else (kind, end)
    return None


def _examples(columns: Columns, start: int, begins: dict[int, Name]) -> Iterator[Name]:
    """Yield the names of the enumeration that begins at `start`, up to a verb, a semicolon or the end of the sentence."""
    i = start
    while i < len(columns) and columns.text[i] in {",", "("}:
        i += 1
    opening = next((words for words in _INTRODUCED if tuple(columns.lower[i : i + len(words)]) == words), None)
    if opening is None or columns.sentence[i] != columns.sentence[start - 1]:
        return
    i += len(opening)
    while i < len(columns) and columns.sentence[i] == columns.sentence[start - 1]:
        if i in begins:
            yield begins[i]
            i = begins[i].end
        elif columns.pos[i] in _NAMING and columns.text[i] not in {";", ":"}:
            i += 1
        else:
            return
