"""The embedding layer: one row a token, equal words equal rows, gradients reach every table, the lexicon is saved with the model."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from thinc.api import Model

from kg.nlp.layers import build_word_embed, set_lexicon
from kg.nlp.lexicon import NameLexicon
from kg.nlp.vectors import CompactVectors

WIDTH = 8


@pytest.fixture
def docs() -> list[Doc]:
    """Return two documents whose vocabulary has vectors."""
    vocab = spacy.blank("en").vocab
    table = np.random.default_rng(1).normal(size=(50, 6)).astype(np.float32)
    vocab.vectors = CompactVectors(strings=vocab.strings, data=table, mode="floret", minn=3, maxn=3, hash_count=1)
    return [Doc(vocab, words=["Ships", "left", "Ships", "behind"]), Doc(vocab, words=["Ships"])]


@pytest.fixture
def layer(docs: list[Doc]) -> Model:
    """Return an initialized layer that uses vectors and a lexicon."""
    model = build_word_embed(
        WIDTH, ["NORM", "SHAPE"], [50, 20], include_static_vectors=True, include_lexicon=True, lexicon_dropout=0.0
    )
    set_lexicon(model, NameLexicon.build([("City", "Ships")]))
    model.initialize(X=docs)
    return model


def test_one_row_a_token(layer: Model, docs: list[Doc]) -> None:
    """Shapes follow the documents, an empty one included; equal words have equal rows."""
    rows = layer.predict([*docs, Doc(docs[0].vocab, words=[])])
    assert [row.shape for row in rows] == [(4, WIDTH), (1, WIDTH), (0, WIDTH)]
    assert np.allclose(rows[0][0], rows[0][2])
    assert np.allclose(rows[0][0], rows[1][0])


def test_gradients_reach_every_part(layer: Model, docs: list[Doc]) -> None:
    """Every node with parameters gets a gradient: tables, projection of the vectors, mixture, lexicon."""
    rows, backprop = layer.begin_update(docs)
    backprop([np.ones_like(row) for row in rows])
    for node in layer.walk():
        for name in node.param_names:
            if node.has_param(name):
                assert node.has_grad(name), f"{node.name}.{name}"


def test_the_lexicon_is_saved_with_the_model(layer: Model, docs: list[Doc]) -> None:
    """A layer read back computes the same, and another lexicon would not."""
    copy = build_word_embed(WIDTH, ["NORM", "SHAPE"], [50, 20], include_static_vectors=True, include_lexicon=True)
    copy.from_bytes(layer.to_bytes())
    expected = layer.predict(docs)[0]
    assert np.allclose(copy.predict(docs)[0], expected)
    set_lexicon(copy, NameLexicon({}, {}))
    assert not np.allclose(copy.predict(docs)[0], expected)


def test_settings_must_match() -> None:
    """As many numbers of rows as attributes."""
    with pytest.raises(ValueError, match="one number of rows per attribute"):
        build_word_embed(WIDTH, ["NORM", "SHAPE"], [50], include_static_vectors=False, include_lexicon=False)
