"""`kg_entities` as a spaCy component."""

from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.annotations import index_clusters
from kg.extraction.coreference.walk import resolve
from kg.extraction.entities.columns import Columns
from kg.extraction.entities.detection import find_names
from kg.extraction.entities.examples import give_nations_to_examples
from kg.extraction.entities.hyphened import mend_hyphened_names
from kg.extraction.entities.kinds import decide_types, entities_only
from kg.extraction.entities.names import Name
from kg.extraction.entities.reduced import mend_reduced_relatives
from kg.extraction.entities.roles import find_roles
from kg.extraction.syntax import syntax_of
from kg.gazetteer import Gazetteer, shared

_LABELS: Final = {
    "Person": "PERSON",
    "Country": "GPE",
    "City": "GPE",
    "Region": "LOC",
    "Place": "LOC",
    "Facility": "FACILITY",
} | {
    "Agreement": "AGREEMENT",
    "Event": "EVENT",
    "Other": "MISC",
}


class EntityFinder:
    """Finds names, types and gathers them, and resolves what refers to them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Set clusters and roles of `doc` and put the mended names into `doc.ents`."""
        if not len(doc):
            index_clusters(doc, [])
            return doc
        mend_hyphened_names(doc)  # both before the syntax is read
        mend_reduced_relatives(doc)
        columns = Columns(syntax_of(doc))
        names = find_names(columns, self.gazetteer)
        decide_types(columns, names, self.gazetteer)
        give_nations_to_examples(columns, names)
        doc.ents = outer_names(doc, names)
        clusters = resolve(columns, entities_only(names), self.gazetteer)
        index_clusters(doc, clusters)
        doc._.roles = find_roles(columns, clusters)
        return doc


def outer_names(doc: Doc, names: list[Name]) -> list[Span]:
    """Return the names that lie in no other one, as spans with the language model's labels."""
    found: list[Span] = []
    end = 0
    for name in names:
        if name.start >= end and not name.nested:
            label = "NORP" if name.kind == "demonym" else _LABELS.get(name.type or "", "ORG")
            found.append(Span(doc, name.start, name.end, label=label))
            end = name.end
    return found


@Language.factory(
    "kg_entities",
    requires=["doc.ents", "token.dep", "token.pos"],
    assigns=["doc.ents", "doc._.clusters", "doc._.roles"],
)
def make_entity_finder(nlp: Language, name: str) -> EntityFinder:  # noqa: ARG001  (spaCy's signature)
    """Return the component with the shipped gazetteer."""
    return EntityFinder(shared())
