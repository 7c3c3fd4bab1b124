"""The confidence of a claim."""

from itertools import combinations

from kg.extraction.claims.confidence import FEATURES, confidence


def test_weaknesses_lower_it() -> None:
    """The model is monotone: whatever weakness is added, a claim does not become surer."""
    for size in range(len(FEATURES)):
        for held in combinations(FEATURES, size):
            score = confidence({name: float(name in held) for name in FEATURES})
            for more in set(FEATURES) - set(held):
                assert confidence({name: float(name in held or name == more) for name in FEATURES}) <= score


def test_it_is_a_probability() -> None:
    """Between 0 and 1, and above one half for a claim without a weakness."""
    assert 0.5 < confidence(dict.fromkeys(FEATURES, 0.0)) < 1
    assert 0 < confidence(dict.fromkeys(FEATURES, 1.0)) < 1
