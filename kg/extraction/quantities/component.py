"""The component `kg_quantities`: every counted quantity of a text with bounds, hedge and what it counts.

Sentences without a number are never looked at: one regular expression finds the numbers of the whole text first.
A ratio ("four times as many") is no count of things and is left out; "from 12 to 30" with a verb of change is two quantities.

What a figure counts is told, in this order, by a currency mark or percent sign, by what the clause says of it ("28 people were
killed" counts deaths), by its noun, by the noun whose size it gives ("the number of soldiers could reach 10,000"), or by an
earlier counted noun that it takes up ("3,000 have arrived").
"""

from typing import Final

import spacy.tokens
from spacy.language import Language

from kg.extraction.annotations import Cluster, Quantity, cluster_of
from kg.extraction.quantities.bounds import set_bounds
from kg.extraction.quantities.counted_nouns import Counted, find_counted
from kg.extraction.quantities.drafts import Draft, Reading
from kg.extraction.quantities.figures import Figure, find_figures
from kg.extraction.quantities.hedging import INCREMENTS, Hedging, read_after_noun, read_hedges
from kg.extraction.quantities.numbers import Form
from kg.extraction.quantities.predications import only_lists
from kg.extraction.quantities.rates import read_rate
from kg.extraction.quantities.resolution import derive_kind, resolve_kind, share_in_lists
from kg.extraction.quantities.sentences import Sentences
from kg.extraction.quantities.sums import read_marked, read_worded
from kg.extraction.quantities.uncounting import counts_nothing, is_small_talk
from kg.extraction.quantities.zeros import Zero, find_zeros
from kg.extraction.syntax import Doc, Span, syntax_of
from kg.model import Comparator, Measure
from kg.vocabulary.counted import MONEY, PEOPLE, kinds

_BEFORE_PRONOUN: Final = frozenset("no any every each this that the which some than as".split())
_NAMED_BY_ONE: Final = frozenset({PEOPLE, "countries", "states", "cities", "villages", "companies", "organizations"})
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


class QuantityFinder:
    """Finds the quantities of a `Doc` and leaves them on `doc._.quantities`, in order of the text."""

    def __call__(self, doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
        """Find the quantities of `doc`."""
        syntax = syntax_of(doc)
        reading = Reading(syntax)
        for figure in find_figures(syntax, reading.text, reading.sentences):
            draft = _read(reading, figure)
            if draft is not None:
                reading.add(draft)
        share_in_lists(reading)
        quantities = [_finish(syntax, draft, reading.sentences) for draft in reading.drafts]
        quantities += [_from_zero(syntax, zero) for zero in find_zeros(syntax, reading.sentences)]
        doc._.quantities = sorted(quantities, key=lambda quantity: quantity.figure.start)
        return doc


def _read(reading: Reading, figure: Figure) -> Draft | None:
    """Return what `figure` counts, or None when it counts nothing."""
    doc, span = reading.doc, figure.span
    start, end = reading.sentences.around(span.start)
    hedging = read_hedges(doc, span.start, span.end - 1, start, end)
    counted = find_counted(doc, hedging.last + 1, end)
    _name_people(doc, counted)
    draft = Draft(figure.number, span, hedging, counted)
    _read_increment(doc, draft, end)
    if figure.kind is not None:
        return read_marked(reading, draft, figure.kind)
    if counts_nothing(reading, draft) or _is_in_time(reading, draft):
        return None
    if counted is not None:
        read_after_noun(doc, counted.last + 1, end, hedging)
        if counted.kind is not None and kinds().is_a(counted.kind, MONEY):
            return read_worded(reading, draft)
    derive_kind(reading, draft)
    return draft if resolve_kind(reading, draft) and _counts(reading, draft) else None


def _is_in_time(reading: Reading, draft: Draft) -> bool:
    """Tell whether a figure belongs to a time expression and nothing speaks for a count."""
    known = draft.counted is not None and draft.counted.kind is not None
    inside = any(index in reading.taken for index in range(draft.figure.start, draft.figure.end))
    return inside and not known and not draft.hedged


def _name_people(doc: Doc, counted: Counted | None) -> None:
    """Let the plural of a demonym count people: "3.8 million Kenyans"."""
    if counted is None or counted.kind is not None or counted.head.tag_ not in ("NNPS", "NNS"):
        return
    cluster = cluster_of(doc, counted.head)
    if counted.head.ent_type_ == "NORP" or (cluster is not None and cluster.type == "Country"):
        counted.kind = kinds().by_notation[PEOPLE]


def _read_increment(doc: Doc, draft: Draft, end: int) -> None:
    """Mark "twelve more", "500 additional soldiers" as increments."""
    after = draft.hedging.last + 1
    if after < end and doc[after].lower_ in INCREMENTS and not (after + 1 < end and doc[after + 1].lower_ == "than"):
        draft.hedging.incremental = True


def _counts(reading: Reading, draft: Draft) -> bool:
    """Tell whether a quantity counts things that could be estimated."""
    counted, number = draft.counted, draft.number
    if number.value == 0.0:
        return draft.kind is not None
    if number.value == 1.0 and number.form is Form.WORDS:
        return _one_counts(reading.doc, draft) or _ends_list(reading, draft)
    small_talk = counted is not None and is_small_talk(number, counted, draft.figure.start, draft.hedged)
    return draft.derived is not None or not small_talk


def _ends_list(reading: Reading, draft: Draft) -> bool:
    """Tell whether "one" with its noun goes on with a list of counts: "five soldiers and one member of the crew"."""
    counted, before = draft.counted, reading.drafts[-1] if reading.drafts else None
    return (
        before is not None
        and counted is not None
        and not counted.partitive
        and before.last + 1 < draft.first
        and only_lists(reading.doc, before.last + 1, draft.first)
    )


def _one_counts(doc: Doc, draft: Draft) -> bool:
    """Tell whether "one" is a count ("one shell", "killing one") and no determiner or pronoun ("one site", "one of them")."""
    before = doc[draft.figure.start - 1] if draft.figure.start else None
    if before is not None and before.lower_ in _BEFORE_PRONOUN and before.pos_ != "SCONJ":
        return False
    if draft.counted is None or draft.derived is not None:
        return draft.derived is not None and not (draft.counted and draft.counted.partitive)
    if draft.hedged or draft.kind is None:
        return draft.hedged
    placed = before is not None and before.pos_ == "ADP"  # "in one hospital" names a place, it counts none
    named = draft.counted.partitive or any(kinds().is_a(draft.kind, notation) for notation in _NAMED_BY_ONE)
    return not (placed or named)


def _finish(doc: Doc, draft: Draft, sentences: Sentences) -> Quantity:
    """Turn a draft into the annotation."""
    hedging, number = draft.hedging, draft.number
    lower, upper, comparator = set_bounds(number, hedging)
    first, last = min(draft.first, hedging.before[0] if hedging.before else draft.first), draft.last
    rate = read_rate(doc, last + 1, sentences.around(draft.figure.start)[1])
    measure = draft.kind.measure if draft.kind is not None else Measure.STOCK
    head = draft.counted.head if draft.counted is not None else draft.figure.root
    return Quantity(
        figure=draft.figure,
        head=head,
        scope=doc[first : (rate[1] if rate else last) + 1],
        lower=lower,
        upper=upper,
        comparator=comparator,
        unit=draft.unit,
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
