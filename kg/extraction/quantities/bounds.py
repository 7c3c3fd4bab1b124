"""From a number and its hedges to lower bound, upper bound and comparator."""

from kg.extraction.quantities.hedging import Hedging
from kg.extraction.quantities.numbers import Number
from kg.model import Comparator

Bounds = tuple[float | None, float | None, Comparator]


def set_bounds(number: Number, hedging: Hedging) -> Bounds:
    """Return the bounds that the words set; one that they leave open is None.

    A vague magnitude sets none, whatever hedges it. A range keeps both ends, unless a bound hedges it ("at least 10 to 12").
    """
    comparator = hedging.comparator
    if number.magnitude is not None:
        return None, None, Comparator.VAGUE
    match comparator:
        case Comparator.AT_LEAST | Comparator.MORE_THAN:
            return number.lower, None, comparator
        case Comparator.UP_TO | Comparator.LESS_THAN:
            return None, number.upper, comparator
    if number.parts:
        return number.lower, number.upper, Comparator.BETWEEN
    return number.lower, number.upper, comparator
