"""The spaCy component `kg_claims`."""

import spacy.tokens
from spacy.language import Language

from kg.extraction.claims.assembly import assemble
from kg.extraction.syntax import syntax_of


class ClaimAssembler:
    """Sets `doc._.extraction` and `doc._.claims` from what the components before it left."""

    def __init__(self, pipeline: str) -> None:
        """Remember the name and version of the language pipeline, which every extraction carries."""
        self.pipeline = pipeline

    def __call__(self, doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
        """Assemble the claims of `doc`."""
        doc._.extraction = extraction = assemble(syntax_of(doc), self.pipeline)
        doc._.claims = list(extraction.claims)
        return doc


@Language.factory(
    "kg_claims", assigns=["doc._.claims", "doc._.extraction"], requires=["doc._.attributions", "doc._.quantities"]
)
def create_claims(nlp: Language, name: str) -> ClaimAssembler:  # noqa: ARG001  (spaCy names every component)
    """Make the component for `nlp`."""
    return ClaimAssembler(f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}")
