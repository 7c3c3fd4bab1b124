"""What makes two figures comparable, as keys: figures that share no key are never compared with each other.

Whether two figures conflict is a question to all pairs of a store, hopeless past some thousand figures. So each figure
carries `kg:comparisonKey`s, literals made of the counted kind, stock or flow, now or ahead, a stretch of time and an anchor:
what the figure is tied to. The query `conflicting-counts` joins on equal keys and checks the rest (docs/conflicts.md).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from kg.model import Claim, Estimate, Modality, Polarity
from kg.rdf.page import Page
from kg.rdf.terms import day, kg, literal
from kg.vocabulary.counted import MONEY, PERCENT, kinds

LONGEST: Final = timedelta(days=62)  # figures for longer periods are compared only with those for the same period
MARGIN: Final = timedelta(days=4)  # on both sides, so that days up to a week apart share a week
_BARE: Final = {MONEY, PERCENT, "percentage points"}  # their words ("dollars") say nothing of what they measure


def write_comparison(page: Page, node: str, record: Claim, estimate: Estimate, *, voiced: bool) -> None:
    """Add the day of an estimate and, where it can be compared, its anchors and keys; `voiced` False: nobody asserts it."""
    first, last = _period(page, record, estimate)
    if first is not None:
        page.add(node, kg("day"), day(first))
    if not voiced or not _comparable(record, estimate):
        return
    anchors = set(_anchors(page, record, estimate))
    for _, entity in anchors:
        page.add(node, kg("anchor"), entity)
    ahead = "ahead" if record.modality is Modality.PROJECTION else "now"
    ties = [*(f"{kind}{entity}" for kind, entity in anchors), *_words(page, estimate)]
    for time in _times(page, first, last):
        for tie in ties:
            page.add(node, kg("comparisonKey"), literal(f"{estimate.unit} {estimate.measure} {ahead} {time} {tie}"))


def _comparable(record: Claim, estimate: Estimate) -> bool:
    """Tell whether a figure bounds a total and somebody stands by it."""
    return (
        (estimate.lower is not None or estimate.upper is not None)
        and not estimate.incremental
        and estimate.rate is None
        and record.polarity is Polarity.AFFIRMED
        and record.modality is not Modality.HYPOTHETICAL
    )


def _period(page: Page, record: Claim, estimate: Estimate) -> tuple[date | None, date | None]:
    """Return the days for which a figure is given, else the day on which it was said, else of the article."""
    for time in (estimate.as_of, record.said_on):
        if time is not None and (time.earliest or time.latest):
            return time.earliest or time.latest, time.latest or time.earliest
    return page.article.published, page.article.published


def _times(page: Page, first: date | None, last: date | None) -> Iterator[str]:
    """Yield the weeks that a period touches, counted from the start of the calendar; of a long one, the period itself.

    Figures for no known time are compared inside their article only.
    """
    if first is None or last is None:
        yield page.names.article
    elif last - first > LONGEST:
        yield f"{first}/{last}"
    else:
        for week in range((first - MARGIN).toordinal() // 7, (last + MARGIN).toordinal() // 7 + 1):
            yield f"week {week}"


def _anchors(page: Page, record: Claim, estimate: Estimate) -> Iterator[tuple[str, str]]:
    """Yield the entities that a figure is tied to: whose they are, who takes part in the event and where it is.

    An actor does many things at a time, so it ties two figures only where it does the same: the event's type goes with it.
    """
    if estimate.whose is not None and estimate.whose.entity is not None:
        yield "", page.entity(estimate.whose.entity)
    event = next((event for event in page.extraction.events if event.id == record.event), None)
    if event is None:
        return
    for participant in (event.target, event.place, event.origin, event.destination):
        if participant is not None and participant.entity is not None:
            yield "", page.entity(participant.entity)
    if event.actor is not None and event.actor.entity is not None:
        yield f"{event.type} of ", page.entity(event.actor.entity)


def _words(page: Page, estimate: Estimate) -> Iterator[str]:
    """Yield the counted words as an anchor: across articles when they hold a name ("Norwegian sailors"), else in this one."""
    known = kinds().by_notation.get(estimate.unit)
    kind = set() if known is None else set(kinds().ancestors(known))
    words = estimate.counted.split()
    if words and not kind & _BARE:
        text = " ".join(words).lower()
        yield text if any(word[:1].isupper() for word in words) else f"{page.names.article} {text}"
