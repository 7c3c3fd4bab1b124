"""Names in raw news, labelled by an earlier model and mended by what the whole corpus says: one decision per name.

A recognizer errs on single sentences; over a million words its errors on a name are outvoted. Names that the gazetteer knows take their label from there, and
names of several words found in some sentences are marked in all; sentences with a name on which neither the gazetteer nor a clear majority decides are left out,
for a wrong label learned a hundred times is worse than a sentence less. What remains ("silver") shows the next model news language and thousands of names that the
hand-made corpora lack.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from spacy.language import Language

from kg.nlp.lexicon import normalize_name
from kg.nlp.training.name_lists import LABEL_OF_KIND, NameLists
from kg.nlp.training.sentences import Sentence, Span

_SOURCES: Final = ("raw/gmb-news-sentences.txt.gz", "raw/wikinews-2019-2020.txt.gz")
_SHORTEST: Final = 40  # letters; shorter lines are dates and headings
_MIN_COUNT: Final = 3  # occurrences of a name before the corpus outvotes a single sentence
_MAJORITY: Final = 0.75
_WELL_KNOWN: Final = (
    40  # prominence from which the gazetteer decides about names of one word, which are ambiguous otherwise
)
_SUPPORT: Final = 0.2  # share of its sentences in which the model must have agreed
_ONE_WORD_KINDS: Final = frozenset({"Country", "City", "Organization", "Demonym"})


def label_news(nlp: Language, corpora: Path) -> list[Sentence]:
    """Return the news sentences and paragraphs under `corpora` with the names that `nlp` finds in them."""
    return [
        Sentence(
            [t.text for t in doc],
            [bool(t.whitespace_) for t in doc],
            spans=[(e.start, e.end, e.label_) for e in doc.ents],
        )
        for doc in nlp.pipe(_lines(corpora), batch_size=256)
    ]


def _lines(corpora: Path) -> Iterator[str]:
    for source in _SOURCES:
        with gzip.open(corpora / source, "rt", encoding="utf8") as lines:
            yield from (" ".join(line.split()) for line in lines if len(line) >= _SHORTEST and not line.startswith("#"))


def mend_names(sentences: list[Sentence], lists: NameLists) -> list[Sentence]:
    """Give each name one label in all sentences, mark names of several words wherever they stand, and return the sentences without doubtful names."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    words_of: dict[str, tuple[str, ...]] = {}
    for sentence in sentences:
        for start, end, label in sentence.spans:
            name = _text(sentence, start, end)
            votes[name][label] += 1
            words_of[name] = tuple(sentence.words[start:end])
    decided = {name: choice for name, seen in votes.items() if (choice := _decide(name, seen, lists))}
    missing = _by_first_word(
        (words_of[name], label)
        for name, label in decided.items()
        if len(words_of[name]) > 1 and votes[name].total() >= _MIN_COUNT
    )
    for sentence in sentences:
        known = [(start, end, decided.get(_text(sentence, start, end), label)) for start, end, label in sentence.spans]
        sentence.spans = sorted([*known, *_missed(sentence, missing)])
    doubtful = {name for name, seen in votes.items() if name not in decided and seen.total() >= _MIN_COUNT}
    return [
        sentence
        for sentence in sentences
        if not any(_text(sentence, start, end) in doubtful for start, end, _ in sentence.spans)
    ]


def write_silver(sentences: list[Sentence], out: Path) -> None:
    """Write sentences in the format of the name corpora, byte for byte the same each time."""
    with gzip.GzipFile(out, "wb", mtime=0) as file:
        for sentence in sentences:
            record = {
                "tokens": sentence.words,
                "nosp": [i for i, space in enumerate(sentence.spaces) if not space],
                "ents": sentence.spans,
            }
            file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")


def _decide(name: str, seen: Counter[str], lists: NameLists) -> str | None:
    """Return the one label of a name: the gazetteer's, else the clear majority's, else None."""
    key = normalize_name(name)
    kind = lists.kind_of.get(key)
    total = seen.total()
    if kind and " " in name:
        return LABEL_OF_KIND[kind]
    if (
        kind in _ONE_WORD_KINDS
        and lists.prominence[key] >= _WELL_KNOWN
        and seen[LABEL_OF_KIND[kind]] >= _SUPPORT * total
    ):
        return LABEL_OF_KIND[kind]
    label, count = min(seen.items(), key=lambda item: (-item[1], item[0]))
    return label if total >= _MIN_COUNT and count >= _MAJORITY * total else None


def _by_first_word(names: Iterator[tuple[tuple[str, ...], str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Group names by their first word, long names first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words, label in sorted(names, key=lambda item: -len(item[0])):
        index[words[0]].append((words, label))
    return index


def _missed(sentence: Sentence, index: dict[str, list[tuple[tuple[str, ...], str]]]) -> Iterator[Span]:
    """Yield the names that stand where no span is yet."""
    taken = {i for start, end, _ in sentence.spans for i in range(start, end)}
    for i, word in enumerate(sentence.words):
        for words, label in index.get(word, ()):
            inside = set(range(i, i + len(words)))
            if not inside & taken and tuple(sentence.words[i : i + len(words)]) == words:
                taken |= inside
                yield i, i + len(words), label
                break


def _text(sentence: Sentence, start: int, end: int) -> str:
    pieces = zip(sentence.words[start:end], sentence.spaces[start:end], strict=True)
    return "".join(word + " " * space for word, space in pieces).rstrip()
