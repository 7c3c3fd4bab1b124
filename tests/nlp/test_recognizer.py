"""The recognizer of names: all words of a name vote, tags fit together, it learns, and it is saved whole."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from kg.nlp.name_decoding import OUTSIDE, best_names, tag_number
from kg.nlp.recognizer import FACTORY, NameRecognizer

LABELS = 2
MODEL = {
    "@architectures": "spacy.Tagger.v2",
    "normalize": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "width": 16,
        "depth": 1,
        "embed_size": 200,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
        "pretrained_vectors": None,
    },
}


def table(*rows: dict[str, float]) -> np.ndarray:
    """Return probabilities from weights by tag such as `B0` (label 0) and `O`; tags not named get next to nothing."""
    filled = np.full((len(rows), 1 + 4 * LABELS), 1e-4, dtype=np.float32)
    for i, row in enumerate(rows):
        for tag, weight in row.items():
            filled[i, OUTSIDE if tag == "O" else tag_number(tag[0], int(tag[1]))] = weight
    return filled / filled.sum(axis=1, keepdims=True)


def test_all_words_vote() -> None:
    """The first word speaks for label 0, the other two more strongly for label 1."""
    rows = table({"O": 0.9995}, {"B0": 0.6, "B1": 0.4}, {"I0": 0.3, "I1": 0.6}, {"L1": 0.9}, {"O": 0.9995})
    assert best_names(rows) == [(1, 4, 1)]


def test_tags_fit_together() -> None:
    """A beginning without an end is no name, neighbours are two names, and a name may end a text."""
    assert best_names(table({"B0": 0.6, "O": 0.4}, {"O": 0.9995})) == []
    assert best_names(table({"U0": 0.9}, {"B1": 0.9}, {"L1": 0.9})) == [(0, 1, 0), (1, 3, 1)]
    assert best_names(np.zeros((0, 1), dtype=np.float32)) == []


def test_stretches_of_any_length() -> None:
    """A text that is names throughout and one with names far apart give the same names, in order."""
    name = [{"B0": 0.9}, {"L0": 0.9}]
    close = best_names(table(*name * 40, {"O": 0.9995}, {"U1": 0.9}))
    assert close == [*((i, i + 2, 0) for i in range(0, 80, 2)), (81, 82, 1)]


@pytest.fixture(scope="module")
def trained() -> Language:
    """Return a pipeline that has learned two names by heart."""
    nlp = spacy.blank("en")
    recognizer = nlp.add_pipe(FACTORY, name="ner", config={"model": MODEL})
    assert isinstance(recognizer, NameRecognizer)
    doc = Doc(nlp.vocab, words=["Ada", "Berg", "left", "Oslo", "."], ents=["B-PERSON", "I-PERSON", "O", "B-GPE", "O"])
    bare = Doc(nlp.vocab, words=[token.text for token in doc])
    optimizer = nlp.initialize(lambda: [Example(bare, doc)])
    for _ in range(60):
        nlp.update([Example(bare.copy(), doc)], sgd=optimizer, drop=0.0)
    return nlp


def names(nlp: Language, words: list[str]) -> list[tuple[str, str]]:
    """Return text and label of the names found."""
    doc = nlp(Doc(nlp.vocab, words=words))
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_it_learns_and_is_saved(trained: Language, tmp_path: Path) -> None:
    """What was learned is found again after saving; labels and scores are told."""
    words = ["Ada", "Berg", "left", "Oslo", "."]
    expected = [("Ada Berg", "PERSON"), ("Oslo", "GPE")]
    assert names(trained, words) == expected
    trained.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert loaded.pipe_labels["ner"] == ["GPE", "PERSON"]
    assert names(loaded, words) == expected


def test_empty_text_and_white_space(trained: Language) -> None:
    """No text gives no names; white space is never one."""
    assert names(trained, []) == []
    assert names(trained, ["\n\n"]) == []
    assert next(trained.pipe([Doc(trained.vocab), Doc(trained.vocab, words=["Oslo"])])).ents == ()


def test_scores(trained: Language) -> None:
    """The component scores itself by spans and labels."""
    gold = Doc(trained.vocab, words=["Oslo", "."], ents=["B-GPE", "O"])
    scores = trained.evaluate([Example(Doc(trained.vocab, words=["Oslo", "."]), gold)])
    assert set(scores) >= {"ents_f", "ents_per_type"}
