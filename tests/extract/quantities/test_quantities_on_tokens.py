"""Quantities from tags alone: every hedge, every counted noun, every verb of the vocabulary, without a tree."""

from typing import TYPE_CHECKING

import pytest

from kg.extraction.annotations import Quantity
from kg.extraction.quantities.component import QuantityFinder
from kg.model import Comparator
from kg.vocabulary.counted import AMOUNTS, CASUALTIES, MONEY, PEOPLE, Kind, kinds
from kg.vocabulary.hedges import Hedge, Position, hedges
from tests.extract.tagged_docs import tagged_doc

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FIND = QuantityFinder()
_LOWER = {Comparator.AT_LEAST, Comparator.MORE_THAN}
_UPPER = {Comparator.UP_TO, Comparator.LESS_THAN}
_NUMBERS = [
    ("300", 300),
    ("12,500", 12_500),
    ("three/CD hundred", 300),
    ("3.5/CD million", 3_500_000),
    ("half a million", 500_000),
]


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of a tagged sentence."""
    doc: Doc = _FIND(tagged_doc(text))
    found: list[Quantity] = doc._.quantities
    return found


def all_hedges(position: Position) -> list[Hedge]:
    """Return every hedge of a position once."""
    return sorted({h for found in hedges(position).values() for h in found}, key=lambda h: h.words)


def tag_number(number: str) -> str:
    """Give the words of a number their tag."""
    return " ".join(word if "/" in word else f"{word}/CD" for word in number.split())


def expected_bounds(comparator: Comparator, value: float) -> tuple[float | None, float | None]:
    """Return what a comparator makes of a figure."""
    return (None if comparator in _UPPER else value), (None if comparator in _LOWER else value)


@pytest.mark.parametrize(("number", "value"), _NUMBERS)
@pytest.mark.parametrize("hedge", all_hedges(Position.BEFORE), ids=lambda h: " ".join(h.words))
def test_every_hedge_before_a_figure(hedge: Hedge, number: str, value: float) -> None:
    """A hedge that touches the figure sets its bounds."""
    (quantity,) = quantities(f"They/PRP sent/VBD {' '.join(hedge.words)} {tag_number(number)} soldiers/NNS ./.")
    comparator = Comparator.EXACT if hedge.comparator is Comparator.BETWEEN else hedge.comparator
    assert quantity.comparator is comparator
    assert (quantity.lower, quantity.upper) == expected_bounds(comparator, value)
    assert quantity.approximate is hedge.approximate
    assert quantity.unit == "troops"


@pytest.mark.parametrize("noun", ["", " soldiers/NNS"])
@pytest.mark.parametrize(
    "hedge", [h for h in all_hedges(Position.AFTER) if h.words != ("plus",)], ids=lambda h: " ".join(h.words)
)
def test_every_hedge_after_a_figure(hedge: Hedge, noun: str) -> None:
    """A hedge may follow the figure or its noun."""
    words = " ".join(hedge.words)
    text = (
        f"They/PRP sent/VBD 300/CD soldiers/NNS {words} ./."
        if noun
        else f"They/PRP sent/VBD 300/CD {words} of/IN the/DT soldiers/NNS ./."
    )
    (quantity,) = quantities(text)
    assert quantity.comparator is hedge.comparator
    assert (quantity.lower, quantity.upper) == expected_bounds(hedge.comparator, 300)


@pytest.mark.parametrize(
    ("lemma", "hedge"),
    [(lemma, h) for h in all_hedges(Position.BEFORE) if h.words == ("up", "to") for lemma in sorted(h.not_after)],
    ids=str,
)
def test_words_that_belong_elsewhere(lemma: str, hedge: Hedge) -> None:
    """The words "adds up to 300" are no upper bound."""
    (quantity,) = quantities(f"That/DT {lemma}/VBZ {' '.join(hedge.words)} 300/CD soldiers/NNS ./.")
    assert quantity.comparator is Comparator.EXACT


@pytest.mark.parametrize(
    ("words", "comparator", "approximate"),
    [
        ("up to about", Comparator.UP_TO, True),
        ("up to some", Comparator.UP_TO, True),
        ("at least some", Comparator.AT_LEAST, True),
        ("at least another", Comparator.AT_LEAST, False),
        ("more than an/DT additional/JJ", Comparator.MORE_THAN, False),
        ("well over", Comparator.MORE_THAN, False),
        ("just under", Comparator.LESS_THAN, False),
        ("somewhere around", Comparator.ABOUT, True),
        ("as/IN many/JJ as", Comparator.UP_TO, False),
        ("no more than about", Comparator.UP_TO, True),
        ("a/DT total/NN of some", Comparator.ABOUT, True),
        ("only about", Comparator.ABOUT, True),
        ("a/DT record/NN", Comparator.EXACT, False),
        ("the/DT full/JJ", Comparator.EXACT, False),
    ],
)
def test_stacked_hedges(words: str, comparator: Comparator, approximate: bool) -> None:
    """A bound wins over an approximation, which is kept beside it."""
    (quantity,) = quantities(f"They/PRP sent/VBD {words} 300/CD soldiers/NNS ./.")
    assert (quantity.comparator, quantity.approximate) == (comparator, approximate)


@pytest.mark.parametrize("words", ["another", "an/DT additional/JJ", "an/DT extra/JJ", "a/DT further/JJ"])
def test_increments_before(words: str) -> None:
    """A figure like "another 500" adds to what was there."""
    (quantity,) = quantities(f"They/PRP sent/VBD {words} 500/CD soldiers/NNS ./.")
    assert quantity.incremental
    assert (quantity.lower, quantity.upper) == (500, 500)


@pytest.mark.parametrize("words", ["500/CD more/JJR soldiers/NNS", "500/CD additional/JJ soldiers/NNS"])
def test_increments_after(words: str) -> None:
    """So does "500 more"."""
    (quantity,) = quantities(f"They/PRP sent/VBD {words} ./.")
    assert quantity.incremental


def counted_nouns() -> list[tuple[str, str]]:
    """Return each noun of the scheme, in the plural, with the notation of its kind."""
    pairs = []
    for lemma, kind in sorted(kinds().by_noun.items()):
        if (
            kinds().is_a(kind, MONEY)
            or lemma in kinds().by_predicate
            or kind.notation.startswith("percent")
            or " of " in lemma
        ):
            continue
        pairs.append((plural_of(lemma), kind.notation))
    return pairs


def plural_of(lemma: str) -> str:
    """Return an English plural by spelling."""
    irregular = {
        "person": "people",
        "child": "children",
        "schoolchild": "schoolchildren",
        "people": "people",
        "police": "police",
    }
    same = (
        "personnel",
        "aircraft",
        "police",
        "poultry",
        "livestock",
        "fish",
        "sheep",
        "cattle",
        "infantry",
        "staff",
        "men",
        "km",
        "kg",
        "mw",
        "lb",
    )
    *before, word = lemma.split()
    if word in irregular:
        word = irregular[word]
    elif word.endswith("man") and word != "human":
        word = f"{word[:-2]}en"
    elif word.endswith("y") and word[-2] not in "aeio" and word not in same:
        word = f"{word[:-1]}ies"
    elif word.endswith(("ch", "sh", "ss", "x")) and word not in same:
        word = f"{word}es"
    elif not word.endswith("s") and word not in same:
        word = f"{word}s"
    return " ".join([*before, word])


@pytest.mark.parametrize(("noun", "unit"), counted_nouns())
def test_every_counted_noun(noun: str, unit: str) -> None:
    """Each noun of the scheme gives its kind, in the plural, with a modifier before it."""
    *before, last = noun.split()
    tagged = " ".join([*(f"{word}/NN" for word in before), f"{last}/NNS"])
    found = quantities(f"They/PRP saw/VBD 300/CD {tagged} there/RB ./.")
    assert [q.unit for q in found] == [unit]


def patients() -> list[tuple[str, str]]:
    """Return the verbs that make their object of a kind, single words only."""
    return [(verb, kind.notation) for verb, kind in sorted(kinds().by_patient.items()) if " " not in verb]


def participle(verb: str) -> str:
    """Return the participle of a verb by spelling."""
    irregular = {"slay": "slain", "hurt": "hurt", "trap": "trapped", "kidnap": "kidnapped"}
    return irregular.get(verb) or (f"{verb}d" if verb.endswith("e") else f"{verb}ed")


@pytest.mark.parametrize(("verb", "unit"), patients())
@pytest.mark.parametrize("frame", ["passive", "reduced", "active", "bare"])
def test_every_verb_of_harm(verb: str, unit: str, frame: str) -> None:
    """What befalls people is what is counted: "12 people were killed", "12 people killed", "killed 12 people", "killed 12"."""
    done = participle(verb)
    text = {
        "passive": f"Some/DT 12/CD people/NNS were/AUX later/RB {done}/VBN there/RB ./.",
        "reduced": f"With/IN 12/CD people/NNS {done}/VBN ,/, it/PRP stopped/VBD ./.",
        "active": f"They/PRP {done}/VBD at least 12/CD people/NNS there/RB ./.",
        "bare": f"They/PRP {done}/VBD at least 12/CD ./.",
    }[frame]
    assert [q.unit for q in quantities(text)] == [unit]


@pytest.mark.parametrize(
    ("verb", "unit"), [(v, k.notation) for v, k in sorted(kinds().by_subject.items()) if " " not in v]
)
def test_every_verb_of_its_subject(verb: str, unit: str) -> None:
    """So does a verb of which they are the subject: "12 people died" counts deaths."""
    past = f"{verb}d" if verb.endswith("e") else f"{verb}ed"
    assert [q.unit for q in quantities(f"Some/DT 12/CD people/NNS {past}/VBD there/RB ./.")] == [unit]


@pytest.mark.parametrize(("word", "unit"), [(w, k.notation) for w, k in sorted(kinds().by_predicate.items())])
@pytest.mark.parametrize(
    "text",
    [
        "12/CD people/NNS are/AUX {}/JJ ./.",
        "It/PRP left/VBD 12/CD people/NNS {}/JJ ./.",
        "It/PRP left/VBD 12/CD {}/JJ ./.",
    ],
)
def test_every_predicate(text: str, word: str, unit: str) -> None:
    """So does a predicate: "12 are missing", "left 12 dead"."""
    assert [q.unit for q in quantities(text.format(word))] == [unit]


def currencies() -> list[tuple[str, Kind]]:
    """Return the marks and codes of all currencies."""
    return sorted(kinds().by_symbol.items())


@pytest.mark.parametrize(("mark", "kind"), currencies())
def test_every_currency_mark(mark: str, kind: Kind) -> None:
    """A mark or code before the figure tells the currency; the figure's span takes it in."""
    (quantity,) = quantities(f"They/PRP paid/VBD {mark}/$ 300/CD million/CD there/RB ./.")
    assert (quantity.unit, quantity.lower) == (kind.notation, 300e6)
    assert quantity.figure.text.startswith(mark)


@pytest.mark.parametrize(
    ("word", "kind"), [(w, k) for w, k in sorted(kinds().by_noun.items()) if kinds().is_a(k, MONEY)]
)
def test_every_currency_word(word: str, kind: Kind) -> None:
    """So does its name after the figure."""
    *before, last = word.split()
    tagged = " ".join([*(f"{w.title()}/JJ" for w in before), f"{last}/NNS"])
    assert [q.unit for q in quantities(f"They/PRP paid/VBD 300/CD million/CD {tagged} ./.")] == [kind.notation]


def test_the_scheme_is_a_forest_with_known_roots() -> None:
    """Kinds that rules name exist, and harm is apart from people."""
    scheme = kinds()
    assert all(name in scheme.by_notation for name in (PEOPLE, MONEY, AMOUNTS, CASUALTIES))
    common = scheme.common(scheme.by_notation["deaths"], scheme.by_notation["injured"])
    assert common is not None
    assert common.notation == CASUALTIES
