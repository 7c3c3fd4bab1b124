"""Our components on a language pipeline, in their order, and the way of one article through them."""

from typing import Final

from spacy.language import Language

from kg.errors import ModelError
from kg.gazetteer import Gazetteer
from kg.model import Article, Extraction

FIRST: Final = "kg_layout"  # before the parser, which keeps the sentence starts that it finds set
AFTER_PARSE: Final = (
    "kg_entities",
    "kg_times",
    "kg_quantities",
    "kg_attribution",
    "kg_events",
    "kg_agreements",
    "kg_claims",
)
_NEEDED: Final = {"token.dep": "parser", "doc.ents": "entity recognizer", "token.lemma": "lemmatizer"}


def add_components(nlp: Language, gazetteer: Gazetteer | None = None) -> Language:
    """Add all components that `nlp` lacks, in order, and return it; names are looked up in `gazetteer` (default: the shared one).

    The factories are found by their entry points (`spacy_factories` in pyproject.toml). `nlp` must have a dependency parser
    with Universal Dependencies labels, named entities and lemmas; raises `ModelError` when one of them is missing.
    """
    assigned = {value for pipe in nlp.pipe_names for value in nlp.get_pipe_meta(pipe).assigns}
    missing = [name for value, name in _NEEDED.items() if value not in assigned]
    if missing:
        pipeline = f"{nlp.meta['lang']}_{nlp.meta['name']}"
        raise ModelError(f"the pipeline {pipeline} has no {' and no '.join(missing)}; name one that has them")
    if FIRST not in nlp.pipe_names:
        nlp.add_pipe(FIRST, first=True)
    for name in AFTER_PARSE:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    if gazetteer is not None:
        nlp.get_pipe("kg_entities").gazetteer = gazetteer  # type: ignore[attr-defined]  # a component of ours
    return nlp


def extract_doc(nlp: Language, article: Article) -> Extraction:
    """Return what `nlp`, a pipeline with our components, finds in `article`."""
    from kg.extraction import annotations  # noqa: F401, PLC0415  (registers the extensions of Doc)

    doc = nlp.make_doc(article.text)
    doc._.article = article
    extraction: Extraction = nlp(doc)._.extraction
    return extraction
