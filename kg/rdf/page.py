"""One article on its way to RDF: its names, its text, and the triples gathered so far.

Nodes that several others share (stretches of text, times, references without a name) are made here.
"""

from typing import Final

from kg.model import Article, Entity, Extraction, Participant, Span, Time, local_id
from kg.rdf.iris import Names, text_hash
from kg.rdf.positions import position
from kg.rdf.terms import TYPE, day, edtf, integer, iri, kg, literal, oa
from kg.vocabulary.namespaces import RDFS
from kg.vocabulary.schemes import concept_iri

Triple = tuple[str, str, str]

LABEL: Final = f"<{RDFS}label>"
CONTEXT: Final = (
    32  # characters of prefix and suffix in a quotation, as the Web Annotation model suggests: enough to find it again
)


class Page:
    """The triples of one article. `quotes` False keeps offsets and a hash of the words in place of the words of evidence."""

    def __init__(self, extraction: Extraction, base: str | None = None, *, quotes: bool = True) -> None:
        self.extraction = extraction
        self.article: Article = extraction.article
        self.text = extraction.article.text
        self.names = Names(extraction.article, base)
        self.quotes = quotes
        self.triples: set[Triple] = set()
        self.shared: set[Triple] = set()
        self.entities: dict[str, Entity] = {entity.id: entity for entity in extraction.entities}
        self._nodes = {entity.id: self.names.entity(entity) for entity in extraction.entities}
        self._evidence: dict[Span, str] = {}

    def add(self, subject: str, predicate: str, value: str) -> None:
        """State a triple in the article's graph."""
        self.triples.add((subject, predicate, value))

    @property
    def narrator_name(self) -> str:
        """What the article's own voice is called: its publisher when known."""
        return " ".join((self.article.publisher or "").split()) or "narrator"

    def entity(self, identifier: str) -> str:
        """Return the node of one of the article's entities; raises KeyError for an id that the extraction lacks."""
        return self._nodes[identifier]

    def stretch(self, span: Span) -> str:
        """Return the node of a stretch of the text itself: the article's IRI with its position as the fragment."""
        return f"{self.names.article[:-1]}#{position(span)}>"

    def evidence(self, span: Span) -> str:
        """Return the evidence node of a stretch of the text: one selector holds its position and its words.

        What stands around the words is kept only where they occur more than once, to tell them apart in another copy of the text.
        Classes are left to the ranges and domains of the properties.
        """
        node = self._evidence.get(span)
        if node is not None:
            return node
        node = self._evidence[span] = self.names.node("span", span.start, span.end)
        selector = self.names.node("selector", span.start, span.end)
        self.add(node, oa("hasSource"), self.names.article)
        self.add(node, oa("hasSelector"), selector)
        self.add(selector, oa("start"), integer(span.start))
        self.add(selector, oa("end"), integer(span.end))
        words = span.of(self.text)
        if not self.quotes:
            self.add(node, kg("quoteHash"), literal(text_hash(words)))
            return node
        self.add(selector, oa("exact"), literal(words))
        first = self.text.find(words)
        if first != span.start or self.text.find(words, first + 1) >= 0:
            self.add(selector, oa("prefix"), literal(self.text[max(0, span.start - CONTEXT) : span.start]))
            self.add(selector, oa("suffix"), literal(self.text[span.end : span.end + CONTEXT]))
        return node

    def time(self, time: Time) -> str:
        """Return the node of a time: EDTF, granularity and the days it spans."""
        node = self.names.node(
            "time", local_id("", time.edtf, time.granularity, time.earliest, time.latest, time.span, time.text)
        )
        self.add(node, TYPE, kg("TimeExpression"))
        self.add(node, kg("edtf"), edtf(time.edtf))
        self.add(node, kg("granularity"), iri(concept_iri("GranularityScheme", time.granularity)))
        for bound, date in (("earliest", time.earliest), ("latest", time.latest)):
            if date is not None:
                self.add(node, kg(bound), day(date))
        if time.text:
            self.add(node, kg("surface"), literal(time.text))
        if time.span is not None:
            self.add(node, kg("span"), literal(position(time.span)))
        return node

    def reference(self, name: str, span: Span | None) -> str:
        """Return the node of somebody or something that the text refers to and that is no entity."""
        node = self.names.node("reference", *span) if span else self.names.node("reference", local_id("", name))
        self.add(node, TYPE, kg("UnresolvedReference"))
        self.add(node, LABEL, literal(name))
        if span is not None:
            self.add(node, kg("span"), literal(position(span)))
        return node

    def participant(self, participant: Participant) -> str:
        """Return the node of a participant: the entity, or a reference by the words."""
        if participant.entity is not None:
            return self.entity(participant.entity)
        return self.reference(participant.name, participant.span)
