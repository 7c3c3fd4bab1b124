"""Word vectors of our own: floret skip-grams over the raw news, the briefings and the words of the training corpora.

Needs the package `floret` (extra `train`); it is not needed to use the vectors. Fifteen million words in five passes take a quarter of an hour on one core.
"""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import spacy
from spacy.language import Language

from kg.nlp.training.sentences import read_names, read_treebank
from kg.nlp.vectors import CompactVectors

_RAW: Final = ("wikinews-2019-2020", "gmb-news-sentences", "white-house-briefings")
_TREEBANKS: Final = ("treebank-ewt-train", "treebank-gumfree-train")
_NAMES: Final = ("ner-wikigold", "ner-redocred")
_SETTINGS: Final = {
    "model": "skipgram", "mode": "floret", "dim": 96, "bucket": 50_000, "hashCount": 2, "minn": 4, "maxn": 5, "minCount": 5, "epoch": 5, "lr": 0.05, "ws": 5, "neg": 5,
    "t": 1e-4, "thread": 1,
}  # fmt: skip


def write_vectors(corpora: Path, out: Path, *, epochs: int = 5) -> Language:
    """Train vectors on the corpora and save a blank English pipeline that holds them at `out`; intermediate files stay beside it."""
    import floret  # noqa: PLC0415 - only training needs it

    out.mkdir(parents=True, exist_ok=True)
    text, table = out.parent / f"{out.name}.txt", out.parent / f"{out.name}.floret"
    with text.open("w", encoding="utf8") as lines:
        lines.writelines(f"{line}\n" for line in _tokenized_lines(corpora))
    floret.train_unsupervised(str(text), **(_SETTINGS | {"epoch": epochs})).save_floret_vectors(str(table))
    nlp = spacy.blank("en")
    nlp.vocab.vectors = read_floret(table)
    nlp.config["nlp"]["vectors"] = {"@vectors": "kg.CompactVectors.v1"}
    nlp.to_disk(out)
    return nlp


def read_floret(path: Path) -> CompactVectors:
    """Read a table as floret writes it: a line of settings, then a row number and the row's values a line."""
    with path.open(encoding="utf8") as lines:
        rows, dims, minn, maxn, hash_count, hash_seed, bow, eow = next(lines).split()
        data = np.zeros((int(rows), int(dims)), dtype=np.float32)
        for line in lines:
            row, *values = line.split()
            data[int(row)] = np.array(values, dtype=np.float32)
    return CompactVectors(
        data=data,
        mode="floret",
        minn=int(minn),
        maxn=int(maxn),
        hash_count=int(hash_count),
        hash_seed=int(hash_seed),
        bow=bow,
        eow=eow,
    )


def _tokenized_lines(corpora: Path) -> Iterator[str]:
    for name in _TREEBANKS:
        for article in read_treebank(corpora / f"{name}.conllu.gz"):
            yield " ".join(word for sentence in article for word in sentence.words)
    for name in _NAMES:
        for article in read_names(corpora / f"{name}.jsonl.gz"):
            yield " ".join(word for sentence in article for word in sentence.words)
    tokenize = spacy.blank("en").tokenizer
    for name in _RAW:
        with gzip.open(corpora / "raw" / f"{name}.txt.gz", "rt", encoding="utf8") as lines:
            for line in lines:
                if line.strip():
                    yield " ".join(token.text for token in tokenize(line.strip()) if not token.is_space)
