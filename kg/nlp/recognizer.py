"""The recognizer of names: one row of tag probabilities for each word, and a search for the best names.

spaCy's own recognizer decides on the label of a name at its first word, and walks through the text step by step, which takes more time than its encoder. Here all
words of a name vote on the label ("University of …" is an organization, whatever follows), and a batch is decoded at once.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Model
from thinc.types import Floats2d

from kg.nlp.name_decoding import OUTSIDE, POSITIONS, best_names, tag_number

FACTORY: Final = "kg_name_recognizer"
_SAMPLE: Final = 10  # documents from which the layers take their sizes
_SMALLEST: Final = 1e-9

Table = npt.NDArray[np.float32]


class NameRecognizer(TrainablePipe):  # type: ignore[misc]  # spaCy ships no types for its Cython classes
    """Sets `doc.ents`. The model goes from documents to one row of tag probabilities per word, as `spacy.Tagger.v2` does with `normalize = true`."""

    def __init__(self, vocab: Vocab, model: Model[list[Doc], list[Floats2d]], name: str) -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {"labels": []}
        self.scorer = get_ner_prf

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of names, in the order of their tags."""
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> tuple[str, ...]:
        """Return what `initialize` takes as `labels`."""
        return self.labels

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,  # noqa: ARG002 - spaCy passes it
        labels: Sequence[str] = (),
    ) -> None:
        """Take the labels, from all the examples unless they are given, and the sizes of the layers from some."""
        self.cfg["labels"] = sorted(
            labels or {ent.label_ for example in get_examples() for ent in example.reference.ents}
        )
        sample = [example.predicted for example in islice(get_examples(), _SAMPLE)]
        columns = 1 + len(self.labels) * len(POSITIONS)
        self.model.initialize(X=sample, Y=[self.model.ops.alloc2f(len(doc), columns) for doc in sample])

    def predict(self, docs: Iterable[Doc]) -> list[Table]:
        """Return the probabilities of tags."""
        texts = list(docs)
        if not any(len(doc) for doc in texts):
            return [np.zeros((0, 1), dtype=np.float32) for _ in texts]
        return cast("list[Table]", self.model.predict(texts))

    def set_annotations(self, docs: Iterable[Doc], scores: list[Table]) -> None:
        """Write the best names of each document; what was found before is replaced."""
        for doc, table in zip(docs, scores, strict=True):
            names = best_names(_without_names_in_space(doc, table))
            doc.ents = [Span(doc, start, end, label=self.labels[label]) for start, end, label in names]

    def get_loss(self, examples: Iterable[Example], scores: list[Table]) -> tuple[float, list[Table]]:
        """Return the cross-entropy of the gold tags and its gradient."""
        loss = 0.0
        gradients: list[Table] = []
        for example, table in zip(examples, scores, strict=True):
            words, tags = np.arange(len(table)), self._gold_tags(example)
            gradient = table.copy()
            gradient[words, tags] -= 1
            gradients.append(gradient)
            loss -= float(np.log(np.maximum(table[words, tags], _SMALLEST)).sum())
        return loss, gradients

    def _gold_tags(self, example: Example) -> npt.NDArray[np.intp]:
        tags = np.full(len(example.predicted), OUTSIDE, dtype=np.intp)
        for span in example.get_aligned_spans_y2x(example.reference.ents):
            label = self.labels.index(span.label_)
            tags[span.start : span.end] = tag_number("I", label)
            tags[span.start] = tag_number("B", label)
            tags[span.end - 1] = tag_number("L" if len(span) > 1 else "U", label)
        return tags


def _without_names_in_space(doc: Doc, table: Table) -> Table:
    """Return the table with white space surely outside, since no name begins or ends with it."""
    space = doc.to_array("IS_SPACE").astype(bool)
    if not space.any():
        return table
    cleared = table.copy()
    cleared[space] = 0
    cleared[space, OUTSIDE] = 1
    return cleared


@Language.factory(
    FACTORY,
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_recognizer(nlp: Language, name: str, model: Model[list[Doc], list[Floats2d]]) -> NameRecognizer:
    """Create the component; `model` as `NameRecognizer` wants it."""
    return NameRecognizer(nlp.vocab, model, name)
