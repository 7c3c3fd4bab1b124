"""The component `kg_quantities`: every counted quantity of a text with bounds, hedge and what it counts.

Sentences without a number are never looked at: one regular expression finds the numbers of the whole text first.
A ratio ("four times as many") is no count of things and is left out; "from 12 to 30" with a verb of change is two quantities.

What a figure counts is told, in this order, by a currency mark or percent sign, by what the clause says of it ("28 people were
killed" counts deaths), by its noun, by the noun whose size it gives ("the number of soldiers could reach 10,000"), or by an
earlier counted noun that it takes up ("3,000 have arrived").
"""

from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extract.annotations import Cluster, Quantity, TimeExpression, cluster_of
from kg.extract.antecedents import Antecedent, from_earlier, from_measure_noun, from_mention
from kg.extract.bounds import set_bounds
from kg.extract.counted_nouns import NOUNS, Counted, find_counted, lemma_of, plural
from kg.extract.figures import Figure, find_figures
from kg.extract.hedging import INCREMENTS, Hedging, read_after_noun, read_hedges
from kg.extract.numbers import Form, Number
from kg.extract.predications import (
    is_subset,
    kind_from_harm_noun,
    kind_from_left,
    kind_from_modifier,
    kind_from_right,
    kind_from_tree,
    only_lists,
)
from kg.extract.rates import read_rate
from kg.extract.sentences import Sentences
from kg.extract.uncounting import is_small_talk, reason_not_counted
from kg.extract.zeros import Zero, find_zeros
from kg.model import Comparator, Measure
from kg.vocabulary.counted import AMOUNTS, CASUALTIES, MONEY, PEOPLE, Kind, kinds

_BARE_BEFORE: Final = frozenset(
    {"VERB", "AUX", "ADP", "PUNCT", "CCONJ", "SCONJ", "DET", "ADV", "SPACE", "PART", "PRON", "ADJ"}
)
_BARE_AFTER: Final = frozenset({"VERB", "AUX", "ADP", "PUNCT", "ADV", "CCONJ", "SCONJ", "SPACE", "PRON", "PART"})
_MORE: Final = frozenset({"more", "others", "other", "total", "overall", "altogether", "alone", "combined"})
_DEFINITE: Final = frozenset("the these those both its their his her our my your other same".split())
_SMALL: Final = 10
_OWNERS: Final = frozenset(
    {
        "Country",
        "Government",
        "ArmedForces",
        "ArmedGroup",
        "MilitaryUnit",
        "Organization",
        "IntergovernmentalOrganization",
    }
)


class _Draft:
    """A quantity while it is read: its tokens, its hedging, what it counts and how that was found."""

    __slots__ = ("counted", "derived", "figure", "hedging", "kind", "number", "rule", "unit", "words")

    def __init__(self, number: Number, figure: Span, hedging: Hedging, counted: Counted | None) -> None:
        self.number = number
        self.figure = figure
        self.hedging = hedging
        self.counted = counted
        self.kind = counted.kind if counted else None
        self.derived: Kind | None = None
        self.unit = ""
        self.words = counted.words if counted else ""
        self.rule = "noun" if counted else ""

    @property
    def first(self) -> int:
        return min(self.hedging.first, self.figure.start)

    @property
    def last(self) -> int:
        inside = self.counted.last if self.counted and self.counted.first > self.figure.start else 0
        return max(self.hedging.last, inside, self.figure.end - 1)


class QuantityFinder:
    """Finds the quantities of a `Doc` and leaves them on `doc._.quantities`, in order of the text."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the quantities of `doc`."""
        text = doc.text
        taken = {i for time in doc._.times for i in range(time.span.start, time.span.end)}
        drafts: list[_Draft] = []
        antecedents: list[Antecedent] = []
        sentences = Sentences(doc)
        for figure in find_figures(doc, text, sentences):
            draft = self._read(doc, text, figure, taken, drafts, antecedents, sentences)
            if draft is not None:
                drafts.append(draft)
                if (noun := _antecedent(draft, sentences)) is not None:
                    antecedents.append(noun)
        _share_in_lists(doc, drafts)
        quantities = [_finish(doc, draft, sentences) for draft in drafts]
        quantities += [_from_zero(doc, zero) for zero in find_zeros(doc, text, sentences)]
        doc._.quantities = sorted(quantities, key=lambda quantity: quantity.figure.start)
        return doc

    def _read(
        self,
        doc: Doc,
        text: str,
        figure: Figure,
        taken: set[int],
        drafts: list[_Draft],
        antecedents: list[Antecedent],
        sentences: Sentences,
    ) -> _Draft | None:
        """Return what `figure` counts, or None when it counts nothing."""
        span, number = figure.span, figure.number
        start, end = sentences.around(span.start)
        hedging = read_hedges(doc, span.start, span.end - 1, start, end)
        counted = find_counted(doc, hedging.last + 1, end)
        _name_people(doc, counted)
        hedged = hedging.comparator is not Comparator.EXACT or hedging.approximate
        if figure.kind is not None:
            return _measured(doc, figure, hedging, drafts, start, end)
        if reason_not_counted(doc, text, number, span.start, span.end - 1, counted, hedged):
            return None
        if any(i in taken for i in range(span.start, span.end)) and not hedged and not (counted and counted.kind):
            return None
        draft = _Draft(number, span, hedging, counted)
        if counted is not None:
            read_after_noun(doc, counted.last + 1, end, hedging)
            if counted.kind is not None and kinds().is_a(counted.kind, MONEY):
                return _in_words(draft, drafts)
        _read_increment(doc, draft, end)
        _derive(doc, draft, drafts, start, end)
        if not _resolve(doc, draft, antecedents, sentences, start):
            return None
        return draft if _counts(doc, draft) else None


def _name_people(doc: Doc, counted: Counted | None) -> None:
    """Let the plural of a demonym count people: "3.8 million Kenyans"."""
    if counted is None or counted.kind is not None or counted.head.tag_ not in ("NNPS", "NNS"):
        return
    cluster = cluster_of(doc, counted.head)
    if counted.head.ent_type_ == "NORP" or (cluster is not None and cluster.type == "Country"):
        counted.kind = kinds().by_notation[PEOPLE]


def _measured(doc: Doc, figure: Figure, hedging: Hedging, drafts: list[_Draft], start: int, end: int) -> _Draft | None:
    """Return a sum of money or a share; None for a conversion in brackets of the quantity before it."""
    draft = _Draft(figure.number, figure.span, hedging, None)
    draft.kind = figure.kind
    draft.rule = "mark"
    if _is_conversion(draft, drafts):
        return None
    _read_increment(doc, draft, end)
    counted = find_counted(doc, figure.span.end, end)
    if counted is not None and counted.partitive:
        draft.words = counted.words
    elif (measured := from_measure_noun(doc, draft.first, start)) is not None:
        draft.words = measured[0].text if measured[1] is None else measured[1].words
    else:
        draft.words = figure.span.text
    return draft


def _in_words(draft: _Draft, drafts: list[_Draft]) -> _Draft | None:
    """Return a sum whose currency is a word ("one million rubles"); None for a conversion in brackets."""
    draft.rule = "currency"
    return None if _is_conversion(draft, drafts) else draft


def _is_conversion(draft: _Draft, drafts: list[_Draft]) -> bool:
    """Tell whether a sum or amount in brackets restates the one before them: "1 million rubles (about $14,000)"."""
    doc, index, scheme = draft.figure.doc, draft.first - 1, kinds()
    while (
        index > 0
        and doc[index].lower_ in ("or", "us", "=", "approximately", ",")
        or (index > 0 and doc[index].is_currency)
    ):
        index -= 1
    if index < 0 or doc[index].text not in ("(", "[") or not drafts or draft.kind is None:
        inside = drafts and drafts[-1].rule == "conversion"
        return bool(inside)
    previous = drafts[-1]
    measured = previous.kind is not None and (scheme.is_a(previous.kind, MONEY) or scheme.is_a(previous.kind, AMOUNTS))
    return measured and index - previous.last <= 3 and previous.kind is not draft.kind


def _read_increment(doc: Doc, draft: _Draft, end: int) -> None:
    """Mark "twelve more", "500 additional soldiers" as increments."""
    after = draft.hedging.last + 1
    if after < end and doc[after].lower_ in INCREMENTS and not (after + 1 < end and doc[after + 1].lower_ == "than"):
        draft.hedging.incremental = True


def _derive(doc: Doc, draft: _Draft, drafts: list[_Draft], start: int, end: int) -> None:
    """Find what the clause says of the counted people."""
    counted = draft.counted
    noun = counted.head if counted else None
    if not _may_be_harmed(counted):
        return
    if counted is not None and not counted.partitive:
        draft.derived = kind_from_modifier(doc, counted.first, counted.head.i)
    after = draft.last + 1
    while after < end and doc[after].lower_ in _MORE:
        after += 1
    found = (
        draft.derived
        or kind_from_harm_noun(doc, draft.first, start)
        or kind_from_left(doc, draft.first, start, noun)
        or kind_from_right(doc, after, end)
        or kind_from_tree(noun or draft.figure.root)
    )
    if found is None and drafts:
        previous = drafts[-1]
        if previous.last >= start and (
            is_subset(doc, draft.first, max(start, previous.last + 1))
            or only_lists(doc, previous.last + 1, draft.first)
        ):
            found = previous.derived
    draft.derived = found


def _may_be_harmed(counted: Counted | None) -> bool:
    """Tell whether what is counted may be people: of what is no people nobody is killed."""
    if counted is None or counted.kind is None:
        return True
    if counted.head.lower_ in ("life", "lives"):
        return True
    scheme = kinds()
    return scheme.is_a(counted.kind, PEOPLE) and not scheme.is_a(counted.kind, CASUALTIES)


def _resolve(doc: Doc, draft: _Draft, antecedents: list[Antecedent], sentences: Sentences, start: int) -> bool:
    """Settle what the figure counts; False when nothing tells."""
    if draft.derived is not None and (draft.counted is None or draft.derived.notation != PEOPLE):
        draft.kind, draft.rule = draft.derived, "predication"
        if draft.counted is None:
            earlier = from_earlier(antecedents, draft.figure.start, sentences.number(draft.figure.start))
            draft.words = earlier.words if earlier else PEOPLE
        return True
    if draft.counted is not None and lemma_of(draft.counted.head) not in ("number", "figure", "total"):
        return True
    if not _may_stand_bare(doc, draft):
        return False
    measured = (
        None if draft.counted else from_measure_noun(doc, draft.first, start, hedged=draft.hedging.before is not None)
    )
    if measured is not None and measured[1] is not None:
        draft.kind, draft.words, draft.rule = measured[1].kind, measured[1].words, "measure noun"
        draft.unit = "" if draft.kind else plural(measured[1].head)
        return True
    named = draft.counted is not None or measured is not None
    earlier = from_earlier(antecedents, draft.figure.start, sentences.number(draft.figure.start), named=named)
    if earlier is not None and (named or _takes_up(doc, draft)):
        draft.kind, draft.words, draft.unit, draft.rule = earlier.kind, earlier.words, earlier.unit, "antecedent"
        return True
    if earlier is None and draft.number.form is not Form.WORDS and (draft.number.upper or 0) > _SMALL:
        mention = from_mention(doc, draft.first, sentences.starts[max(0, sentences.number(draft.figure.start) - 2)])
        if mention is not None and (named or draft.number.grouped or draft.hedging.before or draft.hedging.after):
            draft.kind, draft.words, draft.rule = mention.kind, mention.words, "mention"
            return True
    return False


def _takes_up(doc: Doc, draft: _Draft) -> bool:
    """Tell whether a figure may take up an earlier noun: large ones do, small ones only as subject or with "more", "of them"."""
    if (draft.number.upper or _SMALL + 1) > _SMALL or draft.number.parts:
        return True
    before = doc[draft.figure.start - 1].lower_ if draft.figure.start else ""
    after = doc[draft.last + 1] if draft.last + 1 < len(doc) else None
    if draft.number.value == 1.0 or before in _DEFINITE or after is None:
        return False
    return (
        after.pos_ in ("VERB", "AUX")
        or after.lower_ in _MORE
        or (after.lower_ == "of" and doc[draft.last + 2].lower_ in ("them", "whom", "which"))
    )


def _may_stand_bare(doc: Doc, draft: _Draft) -> bool:
    """Tell whether a figure without a noun stands where a noun phrase may stand, and is no name's number."""
    before = doc[draft.first - 1] if draft.first else None
    after = doc[draft.last + 1] if draft.last + 1 < len(doc) else None
    if before is not None and before.pos_ not in _BARE_BEFORE and not draft.hedging.before:
        return False
    return draft.counted is not None or after is None or after.pos_ in _BARE_AFTER or after.lower_ in _MORE


def _counts(doc: Doc, draft: _Draft) -> bool:
    """Tell whether a quantity counts things that could be estimated."""
    counted, number, hedging = draft.counted, draft.number, draft.hedging
    hedged = hedging.comparator is not Comparator.EXACT or hedging.approximate
    if number.value == 0.0:
        return draft.kind is not None
    if number.value == 1.0 and number.form is Form.WORDS:
        return _one_counts(doc, draft, hedged)
    if counted is not None and draft.derived is None and is_small_talk(number, counted, draft.figure.start, hedged):
        return False
    return True


def _one_counts(doc: Doc, draft: _Draft, hedged: bool) -> bool:
    """Tell whether "one" is a count ("one shell", "killing one") and no determiner or pronoun ("one site", "one of them")."""
    before = doc[draft.figure.start - 1].lower_ if draft.figure.start else ""
    before_is_preposition = draft.figure.start > 0 and doc[draft.figure.start - 1].pos_ == "ADP"
    if before in ("no", "any", "every", "each", "this", "that", "the", "which", "some", "than", "as"):
        return False
    if draft.counted is None:
        return draft.derived is not None
    if before_is_preposition and not hedged:
        return False
    if draft.counted.partitive:
        return hedged and draft.hedging.comparator is Comparator.AT_LEAST
    if draft.derived is not None:
        return True
    kind = draft.kind
    if kind is None:
        return hedged
    return hedged or not (
        kinds().is_a(kind, PEOPLE) or kind.notation in ("countries", "states", "cities", "companies", "organizations")
    )


def _share_in_lists(doc: Doc, drafts: list[_Draft]) -> None:
    """Let a participle at the end of a list work on all of it: "150 soldiers, 95 civilians and 40 rebels killed"."""
    told: Kind | None = None  # what the words after the list so far say of it
    for earlier, later in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if (
            told is None
            and later.derived is not None
            and kind_from_right(doc, later.last + 1, len(doc)) is later.derived
        ):
            told = later.derived
        joined = later.first > earlier.last + 1 and only_lists(doc, earlier.last + 1, later.first)
        if (
            told is None
            or not joined
            or earlier.derived is not None
            or not _may_be_harmed(earlier.counted)
            or earlier.counted is None
        ):
            told = None
            continue
        earlier.derived = earlier.kind = told
        earlier.rule = "predication"


def _antecedent(draft: _Draft, sentences: Sentences) -> Antecedent | None:
    if draft.counted is None or draft.rule == "antecedent":
        return None
    head = draft.counted.head
    return Antecedent(
        head.i,
        sentences.number(head.i),
        draft.counted.kind,
        _unit(draft.counted.kind, draft.counted),
        draft.words,
        head,
    )


def _unit(kind: Kind | None, counted: Counted | None) -> str:
    return kind.notation if kind is not None else plural(counted.head) if counted is not None else ""


def _finish(doc: Doc, draft: _Draft, sentences: Sentences) -> Quantity:
    """Turn a draft into the annotation."""
    hedging, number = draft.hedging, draft.number
    lower, upper, comparator = set_bounds(number, hedging)
    last = draft.last
    rate = read_rate(doc, last + 1, sentences.around(draft.figure.start)[1])
    measure = draft.kind.measure if draft.kind is not None else Measure.STOCK
    head = draft.counted.head if draft.counted is not None else draft.figure.root
    unit = _unit(draft.kind, None) or draft.unit or _unit(None, draft.counted)
    return Quantity(
        figure=draft.figure,
        head=head,
        scope=doc[draft.first : (rate[1] if rate else last) + 1],
        lower=lower,
        upper=upper,
        comparator=comparator,
        unit=unit,
        counted=draft.words,
        approximate=hedging.approximate,
        magnitude=number.magnitude,
        incremental=hedging.incremental,
        measure=Measure.FLOW if rate or hedging.incremental else measure,
        rate=rate[0] if rate else None,
        hedge=_hedge_span(doc, hedging),
        whose=_owner(doc, draft.counted),
        rule=draft.rule,
    )


def _hedge_span(doc: Doc, hedging: Hedging) -> Span | None:
    borders = hedging.before or hedging.after
    return doc[borders[0] : borders[1]] if borders else None


def _owner(doc: Doc, counted: Counted | None) -> Cluster | None:
    """Return the entity to which the counted things belong: "12,000 North Korean troops"."""
    if counted is None:
        return None
    for token in doc[counted.first : counted.head.i + 1]:
        cluster = cluster_of(doc, token)
        if cluster is not None and cluster.type in _OWNERS:
            return cluster
    return None


def _from_zero(doc: Doc, zero: Zero) -> Quantity:
    last = zero.counted.last if zero.counted else zero.last
    return Quantity(
        figure=doc[zero.first : zero.last + 1],
        head=zero.counted.head if zero.counted else doc[zero.last],
        scope=doc[zero.first : last + 1],
        lower=0.0,
        upper=0.0,
        comparator=Comparator.EXACT,
        unit=zero.kind.notation,
        counted=zero.counted.words if zero.counted else zero.kind.notation,
        measure=zero.kind.measure,
        rule="zero",
    )


@Language.factory("kg_quantities", assigns=["doc._.quantities"], requires=["token.dep", "token.tag", "token.lemma"])
def make_quantity_finder(nlp: Language, name: str) -> QuantityFinder:  # noqa: ARG001  (the signature of factories)
    """Create the component."""
    return QuantityFinder()
