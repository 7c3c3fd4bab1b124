"""Train one pipeline from one configuration file, with spaCy's own training loop."""

import logging
from pathlib import Path
from typing import IO, Final

from spacy.language import Language
from spacy.pipeline.edit_tree_lemmatizer import EditTreeLemmatizer
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config

from kg.nlp import layers, recognizer, vectors
from kg.nlp.lexicon import NameLexicon
from kg.nlp.training import corpus

__all__ = ["CONFIGS", "fit"]

CONFIGS: Final = Path(__file__).parent
_REGISTERED: Final = (
    layers,
    recognizer,
    vectors,
    corpus,
)  # imported for the functions that they register under names used in the configuration files
_ENDLESS: Final = -1

logger = logging.getLogger(__name__)


def fit(
    config: Path,
    overrides: dict[str, str | int | float],
    out: Path,
    log: IO[str],
    *,
    lexicon: NameLexicon | None = None,
    start: Path | None = None,
) -> Language:
    """Train the pipeline that `config` describes and return the best checkpoint on the development set.

    overrides: values for dotted names of the configuration; out: folder for `model-best` and `model-last`; log: where the table of scores goes;
    lexicon: given to the embedding layers that use one; start: a trained pipeline of the same components to go on from.
    """
    settings = load_config(config, overrides=overrides, interpolate=False)
    if start is not None:
        settings["components"] = {name: {"source": str(start)} for name in settings["nlp"]["pipeline"]}
    nlp = init_nlp(settings)  # labels are collected from one epoch of the training corpus, or come with `start`
    if start is not None:
        _restore_tree_labels(nlp)
    if lexicon is not None:
        taken = sum(layers.set_lexicon(pipe.model, lexicon) for _, pipe in nlp.pipeline if hasattr(pipe, "model"))
        logger.info("The lexicon of %d names went into %d layers", len(lexicon.names), taken)
    nlp.config["training"]["max_epochs"] = (
        _ENDLESS  # read the corpus anew every epoch: other runs, other printing, other names
    )
    out.mkdir(parents=True, exist_ok=True)
    best, _ = train(nlp, out, stdout=log, stderr=log)
    return best


def _restore_tree_labels(nlp: Language) -> None:
    """Give a loaded lemmatizer its map from edit trees to labels back.

    spaCy saves the labels alone, and a lemmatizer without the map is trained on label 0 for every word.
    """
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, EditTreeLemmatizer):
            pipe.tree2label = {tree: label for label, tree in enumerate(pipe.cfg["labels"])}
