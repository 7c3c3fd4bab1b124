"""Loading a language pipeline: tokenizer, tagger, morphologizer, lemmatizer, parser and entity recognizer.

The package ships its own. Any spaCy pipeline with Universal Dependencies labels can be named instead; pipelines with the ClearNLP-style labels of spaCy's
English models work through `kg.nlp.labels`, which is added to them when they are loaded.
"""

import logging
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language

from kg.errors import ModelError
from kg.nlp import glue, layers, recognizer, vectors
from kg.nlp.info import model_path
from kg.nlp.labels import CLEARNLP_ONLY, COMPONENT

logger = logging.getLogger(__name__)

_REGISTERED: Final = (
    glue,
    layers,
    recognizer,
    vectors,
)  # imported so that a pipeline which names their functions loads in a checkout too, where no entry points are installed
_NEEDED: Final = frozenset({"parser", "ner"})


def load_pipeline(name: str | Path | None = None) -> Language:
    """Load the pipeline `name` (an installed package or a folder), or the shipped one, ready to be followed by the extraction's components.

    Raises `ModelError` when nothing loads under that name, or when the pipeline does not parse and find names.
    """
    source = model_path() if name is None else name
    try:
        nlp = spacy.load(source)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"no language pipeline can be loaded from {source}: {error}; name an installed spaCy pipeline or a folder written by nlp.to_disk"
        ) from error
    missing = sorted(_NEEDED - set(nlp.pipe_names))
    if missing:
        raise ModelError(
            f"the pipeline {source} has no {' and no '.join(missing)}; kg needs dependencies and entities: name a full pipeline"
        )
    if CLEARNLP_ONLY & set(nlp.pipe_labels["parser"]):
        logger.info("The pipeline %s has ClearNLP labels: they are mapped to Universal Dependencies", source)
        nlp.add_pipe(COMPONENT)
    return nlp
