"""The state in which quantities are read: one draft per figure, and what the document has shown so far."""

from dataclasses import dataclass

from kg.extraction.annotations import article_of
from kg.extraction.quantities.counted_nouns import Counted, plural
from kg.extraction.quantities.hedging import Hedging
from kg.extraction.quantities.numbers import Number
from kg.extraction.quantities.sentences import Sentences
from kg.extraction.syntax import Doc, Span
from kg.model import Comparator
from kg.vocabulary.counted import Kind


@dataclass(frozen=True, slots=True)
class Antecedent:
    """An earlier counted noun that figures without a noun may take up."""

    token: int
    sentence: int
    kind: Kind | None
    noun: str  # its plural, for a kind that the scheme lacks
    words: str


class Draft:
    """A quantity while it is read: its tokens, its hedging, what it counts and how that was found."""

    __slots__ = ("counted", "derived", "figure", "hedging", "kind", "noun", "number", "rule", "words")

    def __init__(self, number: Number, figure: Span, hedging: Hedging, counted: Counted | None) -> None:
        self.number = number
        self.figure = figure
        self.hedging = hedging
        self.counted = counted
        self.kind = counted.kind if counted else None
        self.derived: Kind | None = None
        self.noun = ""  # plural noun of a kind that the scheme lacks, when it stands elsewhere
        self.words = counted.words if counted else ""
        self.rule = "noun" if counted else ""

    @property
    def hedged(self) -> bool:
        """Tell whether a hedge bounds or blurs the figure."""
        return self.hedging.comparator is not Comparator.EXACT or self.hedging.approximate

    @property
    def first(self) -> int:
        """Return the first token of hedge and figure."""
        return min(self.hedging.first, self.figure.start)

    @property
    def last(self) -> int:
        """Return the last token of figure, hedge and counted noun."""
        inside = self.counted.last if self.counted and self.counted.first > self.figure.start else 0
        return max(self.hedging.last, inside, self.figure.end - 1)

    @property
    def unit(self) -> str:
        """Return the notation of the kind, or the plural of the noun where the scheme has no kind for it."""
        if self.kind is not None:
            return self.kind.notation
        return self.noun or (plural(self.counted.head) if self.counted is not None else "")


class Reading:
    """One document while its quantities are read: what stands in it and what was found so far."""

    __slots__ = ("antecedents", "doc", "drafts", "sentences", "taken", "text")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = article_of(doc).text
        self.sentences = Sentences(doc)
        self.taken = {i for time in doc._.times for i in range(time.span.start, time.span.end)}  # tokens of times
        self.drafts: list[Draft] = []
        self.antecedents: list[Antecedent] = []

    def add(self, draft: Draft) -> None:
        """Keep a quantity, and its noun for figures that take it up."""
        self.drafts.append(draft)
        if draft.counted is None or draft.rule == "antecedent":
            return
        head = draft.counted.head
        noun = "" if draft.counted.kind else plural(head)
        self.antecedents.append(
            Antecedent(draft.figure.start, self.sentences.number(head.i), draft.counted.kind, noun, draft.words)
        )
