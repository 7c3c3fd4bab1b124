"""Docs with a tree made by hand, so that rules are tested without a language model.

One line a token: word, lemma, UD tag, Penn tag, relation, index of the head (counted from 1 as in CoNLL-U, 0 for the root), and
optionally morphological features. A blank line starts a new sentence.
"""

import spacy
from spacy.tokens import Doc

from kg.extraction import annotations
from kg.model import Article

_VOCAB = spacy.blank("en").vocab
_NO_SPACE_BEFORE = frozenset({".", ",", "?", "!", ":", ";", "n't", "'s", "’s", "”", ")"})
_NO_SPACE_AFTER = frozenset({"“", "("})


def make_doc(rows: str, article: Article | None = None) -> Doc:
    """Return the `Doc` that `rows` describe; `article` gives it metadata and layout."""
    words: list[str] = []
    columns: dict[str, list[str]] = {"lemmas": [], "pos": [], "tags": [], "deps": [], "morphs": []}
    heads: list[int] = []
    starts: list[bool] = []
    for block in rows.strip().split("\n\n"):
        base = len(words)
        for number, line in enumerate(block.strip().splitlines()):
            word, lemma, pos, tag, relation, head, *features = line.split()
            words.append(word)
            for name, value in zip(
                columns, (lemma, pos, tag, relation if head != "0" else "ROOT", "".join(features)), strict=True
            ):
                columns[name].append(value)
            heads.append(base + (int(head) - 1 if head != "0" else number))
            starts.append(number == 0)
    spaces = [
        following not in _NO_SPACE_BEFORE and word not in _NO_SPACE_AFTER
        for word, following in zip(words, [*words[1:], "."], strict=True)
    ]
    doc = Doc(_VOCAB, words=words, spaces=spaces, heads=heads, sent_starts=starts, **columns)
    doc._.article = article or Article(text=doc.text)
    annotations.index_clusters(doc, [])
    return doc
