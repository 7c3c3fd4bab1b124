"""The spaCy component `kg_claims`."""

from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction.claims.assembly import assemble


class ClaimAssembler:
    """Sets `doc._.extraction` and `doc._.claims` from what the components before it left."""

    def __init__(self, pipeline: str) -> None:
        """Remember the name and version of the language pipeline, which every extraction carries."""
        self.pipeline = pipeline

    def __call__(self, doc: Doc) -> Doc:
        """Assemble the claims of `doc`."""
        doc._.extraction = assemble(doc, self.pipeline)
        doc._.claims = list(doc._.extraction.claims)
        return doc


@Language.factory(
    "kg_claims", assigns=["doc._.claims", "doc._.extraction"], requires=["doc._.attributions", "doc._.quantities"]
)
def create_claims(nlp: Language, name: str) -> ClaimAssembler:  # noqa: ARG001  (spaCy names every component)
    """Make the component for `nlp`."""
    return ClaimAssembler(f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}")
