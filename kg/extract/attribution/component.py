"""The spaCy component `kg_attribution`."""

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import annotations  # noqa: F401  registers the extensions
from kg.extract.attribution.nesting import set_parents
from kg.extract.attribution.reading import Reading
from kg.extract.attribution.verbal import find_verbal


@Language.component("kg_attribution", assigns=["doc._.attributions"], requires=["token.dep", "token.lemma", "token.pos"])
def attribution_component(doc: Doc) -> Doc:
    """Set `doc._.attributions`."""
    reading = Reading(doc)
    found = find_verbal(reading)
    set_parents(found)
    doc._.attributions = found
    return doc
