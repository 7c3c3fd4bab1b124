"""Docs for tests of entities, written as one word a cell: `word/UPOS/relation/head` and optionally `/lemma`.

Heads count from 1 inside a sentence, 0 is the root; a line is a sentence. Names that a language model would have marked are
given as (first word, last word, label), counted over the whole text from 1.
"""

from functools import cache

import spacy
from spacy.tokens import Doc, Span

from kg.extraction import annotations
from kg.extraction.annotations import Cluster
from kg.extraction.entities.component import EntityFinder
from kg.gazetteer import shared

_VOCAB = spacy.blank("en").vocab
_TIGHT_BEFORE = frozenset({".", ",", "?", "'s", "’s", "”", ")", "-"})
_TIGHT_AFTER = frozenset({"“", "(", "-"})


def read_tree(text: str, names: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    """Return the Doc that the cells of `text` describe, with `names` as its entities."""
    words: list[str] = []
    columns: dict[str, list[str]] = {"pos": [], "deps": [], "lemmas": []}
    heads: list[int] = []
    starts: list[bool] = []
    for line in text.strip().splitlines():
        base = len(words)
        for number, cell in enumerate(line.split()):
            word, pos, relation, head, *lemma = cell.split("/")
            words.append(word)
            columns["pos"].append(pos)
            columns["deps"].append("ROOT" if head == "0" else relation)
            columns["lemmas"].append(lemma[0] if lemma else word.lower())
            heads.append(base + (number if head == "0" else int(head) - 1))
            starts.append(number == 0)
    pairs = zip(words, [*words[1:], "."], strict=True)
    spaces = [following not in _TIGHT_BEFORE and word not in _TIGHT_AFTER for word, following in pairs]
    doc = Doc(_VOCAB, words=words, spaces=spaces, heads=heads, sent_starts=starts, **columns)
    doc.ents = [Span(doc, first - 1, last, label=label) for first, last, label in names]
    annotations.index_clusters(doc, [])
    return doc


@cache
def _finder() -> EntityFinder:
    return EntityFinder(shared())


def find_entities(text: str, names: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    """Return the Doc of `text` after the component `kg_entities`."""
    return _finder()(read_tree(text, names))


def mentions(doc: Doc, label: str) -> list[str]:
    """Return the texts of all mentions of the entity `label`, in order."""
    return [mention.span.text for mention in cluster(doc, label).mentions]


def cluster(doc: Doc, label: str) -> Cluster:
    """Return the entity with this label; fails with the labels that there are."""
    found = {one.label: one for one in doc._.clusters}
    assert label in found, f"{label} is not among {sorted(found)}"
    return found[label]
