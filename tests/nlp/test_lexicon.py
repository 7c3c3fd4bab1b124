"""The lexicon of names: what it knows about tokens, and that it survives saving."""

import pytest

from kg.nlp.lexicon import COLUMNS, NameLexicon, normalize_name

ENTRIES = [
    ("Country", "North Korea"),
    ("City", "Reading"),
    ("Organization", "Ministry of Fishing"),
    ("Organization", "Ministry of Bridges"),
    ("Organization", "Ministry of Snow"),
    ("Organization", "Ministry of Songs"),
    ("Person", "Ada Ro-mi"),
    ("Demonym", "Andorran"),
]


@pytest.fixture(scope="module")
def lexicon() -> NameLexicon:
    """Return a lexicon of a few names."""
    return NameLexicon.build(ENTRIES)


def test_names_are_found_whatever_the_tokenization(lexicon: NameLexicon) -> None:
    """Hyphens and case do not matter, so a split name carries the features of the whole."""
    whole = lexicon.features(["Ada", "Romi"])
    split = lexicon.features(["Ada", "Ro", "-", "mi"])
    assert whole[0, 2]
    assert split[0, 2] == whole[0, 2]
    assert split[-1, 2] == whole[-1, 2]


def test_longest_name_with_positions(lexicon: NameLexicon) -> None:
    """Begin, inside and last differ, words outside are 0."""
    column = lexicon.features(["the", "Ministry", "of", "Fishing", "said"])[:, 1]
    assert column[0] == column[4] == 0
    assert len({*column[1:4]}) == 3


def test_small_initials_are_not_names(lexicon: NameLexicon) -> None:
    """The town of Reading is not looked up in "reading"."""
    assert lexicon.features(["Reading"])[0, 0]
    assert not lexicon.features(["reading"])[0, :3].any()


def test_words_have_profiles(lexicon: NameLexicon) -> None:
    """A word that opens many organizations' names has a profile; one met once has none."""
    features = lexicon.features(["Ministry", "Fishing"])
    assert features[0, 3]
    assert not features[1, 3]


def test_saving_keeps_everything(lexicon: NameLexicon) -> None:
    """Bytes and back give equal tables; the same lexicon gives the same bytes."""
    copy = NameLexicon.from_bytes(lexicon.to_bytes())
    assert copy.names == lexicon.names
    assert copy.words == lexicon.words
    assert copy.to_bytes() == lexicon.to_bytes()


def test_nothing_known() -> None:
    """An empty lexicon and an empty text give zeros of the right shape."""
    assert NameLexicon.from_bytes(b"").features(["Anywhere"]).shape == (1, COLUMNS)
    assert NameLexicon.build(ENTRIES).features([]).shape == (0, COLUMNS)


def test_unknown_kinds_are_errors() -> None:
    """A kind that no column stands for is a mistake of the caller."""
    with pytest.raises(ValueError, match="Dragon"):
        NameLexicon.build([("Dragon", "Fafnir")])


def test_normalized_names() -> None:
    """Full stops, spaces and apostrophes go."""
    assert normalize_name("U. S.") == normalize_name("us") == "us"
