"""Docs from words with Penn tags and no tree: rules on tokens must hold where the parser fails altogether.

"The/DT army/NN sent/VBD 300/CD soldiers/NNS ./." — a word without a tag is a preposition or particle (IN).
"""

import spacy
from spacy.tokens import Doc

from kg.extraction import annotations
from kg.model import Article

_VOCAB = spacy.blank("en").vocab
_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "CD": "NUM", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
    "DT": "DET", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "RB": "ADV", "CC": "CCONJ", "IN": "ADP", "TO": "PART",
    "VB": "VERB", "VBD": "VERB", "VBN": "VERB", "VBG": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "$": "SYM",
    "POS": "PART", ".": "PUNCT", ",": "PUNCT", "HYPH": "PUNCT", "``": "PUNCT", "''": "PUNCT", "AUX": "AUX",
}  # fmt: skip
_NO_SPACE_BEFORE = frozenset({".", ",", ";", "%", ")", "'s", "-", "+"})
_NO_SPACE_AFTER = frozenset({"(", "$", "€", "£", "US$", "-"})


def tagged_doc(text: str) -> Doc:
    """Return a `Doc` of one sentence with tags, lemmas equal to the words and no tree."""
    pairs = [token.rpartition("/") if "/" in token[1:] else (token, "/", "IN") for token in text.split()]
    words = [word for word, _, _ in pairs]
    tags = [tag for _, _, tag in pairs]
    spaces = [
        following not in _NO_SPACE_BEFORE and word not in _NO_SPACE_AFTER
        for word, following in zip(words, [*words[1:], "."], strict=True)
    ]
    starts = [index == 0 for index in range(len(words))]
    doc = Doc(_VOCAB, words=words, spaces=spaces, tags=tags, pos=[_POS[tag] for tag in tags], sent_starts=starts)
    doc._.article = Article(text=doc.text)
    annotations.index_clusters(doc, [])
    return doc
