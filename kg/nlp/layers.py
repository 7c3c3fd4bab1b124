"""The embedding layer of the shipped pipeline: hashed word features, word vectors, and known names.

`kg.WordEmbed.v1` does what spaCy's `MultiHashEmbed` does, but computes each distinct word of a batch once: in a batch of news four tokens in five are repetitions.
With a lexicon it adds, per token, learned vectors for the four features of `kg.nlp.lexicon`.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt
from spacy.attrs import intify_attr  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Linear, Maxout, Model, Ops, chain, concatenate
from thinc.types import Floats2d

from kg.nlp.lexicon import COLUMNS, NameLexicon

_LEXICON_ROWS: Final = 1000
_LEXICON_KEY: Final = "lexicon"
_DROP_KEY: Final = "lexicon_dropout"
_SEED: Final = 8

_WEIGHT: Final = np.uint64(0x9E3779B97F4A7C15)  # odd, its powers well mixed (2^64 divided by the golden ratio)

Backprop = Callable[[list[Floats2d]], list[Doc]]
IdTable = npt.NDArray[np.uint64]
Positions = npt.NDArray[np.intp]


@registry.architectures("kg.WordEmbed.v1")  # type: ignore[untyped-decorator]
def build_word_embed(
    width: int,
    attrs: list[str],
    rows: list[int],
    include_static_vectors: bool,
    include_lexicon: bool,
    lexicon_dropout: float = 0.2,
) -> Model[list[Doc], list[Floats2d]]:
    """Build the layer.

    width: size of the output and of every table; attrs and rows: the lexical attributes and the rows of their hash tables, as in `MultiHashEmbed`;
    include_static_vectors: use the vectors of the `Doc`'s vocabulary; include_lexicon: add the features of a `NameLexicon` (see `set_lexicon`);
    lexicon_dropout: share of training texts in which the lexicon is hidden, so that the model learns to do without.
    """
    if len(attrs) != len(rows):
        raise ValueError(
            f"WordEmbed needs one number of rows per attribute: {len(attrs)} attributes, {len(rows)} numbers"
        )
    tables: Model[Any, Any] = concatenate(*(HashEmbed(width, n, column=i, seed=_SEED + i) for i, n in enumerate(rows)))
    pieces = len(attrs) + include_static_vectors
    mix = Maxout(nO=width, nI=width * pieces, nP=3, normalize=True)
    layers: list[Model[Any, Any]] = [tables, mix]
    refs: dict[str, Model[Any, Any]] = {"tables": tables, "mix": mix}
    if include_static_vectors:
        refs["project"] = Linear(nO=width)
        layers.append(refs["project"])
    if include_lexicon:
        refs["names"] = _sum_of_tables(width)
        layers.append(refs["names"])
    attributes = [intify_attr(name) for name in [*attrs, "ORTH"]]
    return Model(
        "kg_word_embed",
        _forward,
        init=_initialize,
        layers=layers,
        dims={"nO": width},
        refs={"project": None, "names": None, **refs},
        attrs={"columns": attributes, _LEXICON_KEY: b"", _DROP_KEY: lexicon_dropout},
    )


def set_lexicon(model: Model[Any, Any], lexicon: NameLexicon) -> int:
    """Give the lexicon to every embedding layer inside `model` that uses one; it is saved with the model. Return how many layers took it."""
    layers = [node for node in model.walk() if node.name == "kg_word_embed" and node.has_ref("names")]
    for node in layers:
        node.attrs[_LEXICON_KEY] = lexicon.to_bytes()
    return len(layers)


def _sum_of_tables(width: int) -> Model[Any, Any]:
    """Return a layer from the lexicon's columns to one vector; code 0 of every column is a vector of its own ("unknown")."""
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, _LEXICON_ROWS, column=i, seed=_SEED + 50 + i) for i in range(COLUMNS)
    ]
    return chain(concatenate(*tables), Linear(nO=width, nI=width * COLUMNS))


@lru_cache(maxsize=4)
def _decode(data: bytes) -> NameLexicon:
    return NameLexicon.from_bytes(data)


def _initialize(model: Model[list[Doc], list[Floats2d]], X: list[Doc] | None = None, Y: Any = None) -> None:  # noqa: ARG001, N803 - thinc calls it so
    """Set the size of the vectors, which only the vocabulary of the first documents knows."""
    project = model.maybe_get_ref("project")
    if project is not None and X:
        project.set_dim("nI", X[0].vocab.vectors_length)
    for layer in model.layers:
        layer.initialize()


def _forward(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Backprop]:
    """Embed the distinct words once, spread the rows over the tokens, add what the lexicon says about each token."""
    ops = model.ops
    columns = model.attrs["columns"]
    ids = np.concatenate([doc.to_array(columns).reshape(len(doc), len(columns)) for doc in docs])
    words, spread = _distinct(ids)
    rows, back_words = _embed_words(model, words, docs, is_train)
    output = rows[spread]
    names = model.maybe_get_ref("names")
    back_names: Callable[[Floats2d], None] | None = None
    if names is not None:
        texts = [docs[0].vocab.strings[orth] for orth in words[:, -1].tolist()]
        known, back_names = _embed_names(names, _lexicon_features(model, docs, texts, spread, is_train), is_train)
        output = output + known

    def backprop(d_outputs: list[Floats2d]) -> list[Doc]:
        d_output = ops.flatten(d_outputs)
        if back_names is not None:
            back_names(d_output)
        back_words(_gather(ops, d_output, spread, len(words)))
        return []

    return ops.unflatten(output, ops.asarray1i([len(doc) for doc in docs])), backprop


def _distinct(ids: IdTable) -> tuple[IdTable, Positions]:
    """Return the distinct rows of a table and, for each row of it, the position of its like among them.

    Rows are compared by a 64-bit sum of their cells with odd weights, which is many times faster than by cells; equal sums of different rows
    are as unlikely as equal hashes of different words, on which spaCy relies anyway.
    """
    weights = _WEIGHT ** np.arange(1, ids.shape[1] + 1, dtype=np.uint64)
    _, first, spread = np.unique((ids * weights).sum(axis=1, dtype=np.uint64), return_index=True, return_inverse=True)
    return ids[first], spread


def _gather(ops: Ops, d_output: Floats2d, spread: Positions, count: int) -> Floats2d:
    """Return the gradient of the distinct rows: the sum over the tokens that they were spread to."""
    gathered = ops.alloc2f(count, d_output.shape[1])
    ops.scatter_add(gathered, ops.asarray1i(cast("Any", spread)), d_output)
    return gathered


def _embed_names(names: Model[Any, Any], features: IdTable, is_train: bool) -> tuple[Any, Callable[[Floats2d], None]]:
    """Return one vector a token for the lexicon's features, and the function for the gradient."""
    distinct, spread = _distinct(features)
    rows, back = names(names.ops.asarray(cast("Any", distinct)), is_train)

    def backprop(d_output: Floats2d) -> None:
        back(_gather(names.ops, d_output, spread, len(distinct)))

    return rows[spread], backprop


def _embed_words(
    model: Model[Any, Any], ids: IdTable, docs: list[Doc], is_train: bool
) -> tuple[Any, Callable[[Floats2d], None]]:
    """Return the vectors of distinct words, given their attributes (last column: ORTH), and the function for the gradient."""
    ops = model.ops
    parts, back_tables = model.get_ref("tables")(ops.asarray(cast("Any", ids[:, :-1])), is_train)
    width = parts.shape[1]
    project = model.maybe_get_ref("project")
    back_project = None
    if project is not None:
        vectors = ops.asarray2f(docs[0].vocab.vectors.get_batch(ids[:, -1]))
        projected, back_project = project(vectors, is_train)
        parts = ops.xp.hstack([parts, projected])
    mixed, back_mix = model.get_ref("mix")(parts, is_train)

    def backprop(d_mixed: Floats2d) -> None:
        d_parts = back_mix(d_mixed)
        back_tables(ops.as_contig(d_parts[:, :width]))
        if back_project is not None:
            back_project(ops.as_contig(d_parts[:, width:]))

    return mixed, backprop


def _lexicon_features(
    model: Model[Any, Any], docs: list[Doc], texts: list[str], spread: Positions, is_train: bool
) -> IdTable:
    """Return the lexicon's columns for all tokens, whose words are `texts[spread]`; in training some documents get none (see `build_word_embed`)."""
    lexicon = _decode(cast("bytes", model.attrs[_LEXICON_KEY]))
    share = cast("float", model.attrs[_DROP_KEY]) if is_train else 0.0
    hidden = model.ops.xp.random.uniform(0.0, 1.0, len(docs)) < share
    tables: list[IdTable] = []
    end = 0
    for doc, hide in zip(docs, hidden, strict=True):
        start, end = end, end + len(doc)
        if hide:
            tables.append(np.zeros((len(doc), COLUMNS), dtype=np.uint64))
        else:
            tables.append(lexicon.features([texts[i] for i in spread[start:end].tolist()]))
    return np.concatenate(tables)
