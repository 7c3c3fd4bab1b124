"""The plain tokens, spans and trees that rules read behave as spaCy's, which they stand for."""

import random

import pytest
import spacy
import spacy.tokens
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction import annotations  # noqa: F401  registers the extensions
from kg.extraction.syntax import Doc, Span, syntax_of
from tests.hand_docs import make_doc

_VOCAB = spacy.blank("en").vocab
_WORDS = ["Ships", "left", "12", "port", ",", "“", "\n", "Oslo", "not", "$", "."]
_TOKEN = [
    *("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "whitespace_", "text_with_ws", "ent_type_"),
    *("is_space", "is_punct", "is_alpha", "is_title", "is_lower", "is_quote", "is_currency", "like_num"),
]
_NEIGHBOURS = ["children", "lefts", "rights", "subtree", "conjuncts"]

_SENTENCE = """
The the DET DT det 2
mayors mayor NOUN NNS nsubj 5 Number=Plur
and and CCONJ CC cc 4
envoys envoy NOUN NNS conj 2 Number=Plur
left leave VERB VBD ROOT 0 Mood=Ind|Tense=Past|VerbForm=Fin
Oslo Oslo PROPN NNP obj 5 Number=Sing
. . PUNCT . punct 5

They they PRON PRP nsubj 2 Case=Nom|Number=Plur
slept sleep VERB VBD ROOT 0 Tense=Past
"""


def _random_doc(seed: int) -> spacy.tokens.Doc:
    """Return a text of two sentences with a random tree each."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    words, heads, deps, starts = [], [], [], []
    for size in (chance.randrange(1, 12), chance.randrange(1, 12)):
        base = len(words)
        order = chance.sample(range(size), size)  # the first is the root; each further one hangs on an earlier one
        above = {order[0]: order[0]} | {word: chance.choice(order[:n]) for n, word in enumerate(order) if n}
        words += chance.choices(_WORDS, k=size)
        heads += [base + above[i] for i in range(size)]
        deps += ["ROOT" if above[i] == i else chance.choice(["nsubj", "conj", "obj"]) for i in range(size)]
        starts += [i == 0 for i in range(size)]
    return spacy.tokens.Doc(_VOCAB, words=words, heads=heads, deps=deps, sent_starts=starts, lemmas=words)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_tokens_and_spans_behave_as_spacys(seed: int) -> None:
    """On random trees every attribute that rules read is the same in both."""
    source = _random_doc(seed)
    doc = Doc(source)
    assert doc.text == source.text
    assert [(s.start, s.end) for s in doc.sents] == [(s.start, s.end) for s in source.sents]
    for ours, theirs in zip(doc, source, strict=True):
        assert [getattr(ours, name) for name in _TOKEN] == [getattr(theirs, name) for name in _TOKEN]
        assert ours.head.i == theirs.head.i
        assert (ours.left_edge.i, ours.right_edge.i) == (theirs.left_edge.i, theirs.right_edge.i)
        assert ours.sent.start == theirs.sent.start
        for name in _NEIGHBOURS:
            assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)], name
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            ours, theirs = doc[start:end], source[start:end]
            assert ours.root.i == theirs.root.i
            assert (ours.text, ours.start_char, ours.end_char) == (theirs.text, theirs.start_char, theirs.end_char)


def test_slices_are_cut_to_the_text_as_spacys() -> None:
    """Negative, open and too far borders mean the same in both; an end before its start gives an empty span."""
    source = make_doc(_SENTENCE)
    doc = syntax_of(source)
    for start, end in [(None, 3), (-2, None), (2, 99), (4, 2), (0, -1)]:
        assert (doc[start:end].start, doc[start:end].end) == (source[start:end].start, source[start:end].end)
    assert doc[1:6][1:-1] == doc[2:5]
    assert doc[1:6][-1] is doc[5]


def test_morphology_is_written_as_in_universal_dependencies() -> None:
    """Features stand in one string."""
    assert syntax_of(make_doc(_SENTENCE))[1].morph == "Number=Plur"


def test_a_document_is_read_once() -> None:
    """Components share one tree, so that tokens can be told apart by identity."""
    source = make_doc(_SENTENCE)
    assert syntax_of(source) is syntax_of(source)
    assert syntax_of(source)[1].head is syntax_of(source)[4]


def test_neighbours_end_with_the_text() -> None:
    """No token stands before the first or behind the last."""
    doc = syntax_of(make_doc(_SENTENCE))
    assert doc[1].nbor().i == 2
    for token, step in ((doc[0], -1), (doc[8], 1)):
        with pytest.raises(IndexError):
            token.nbor(step)


def test_governing_reaches_over_several_arcs() -> None:
    """A verb is above the article of its subject; nothing is above itself."""
    doc = syntax_of(make_doc(_SENTENCE))
    assert doc[4].is_ancestor(doc[0])
    assert not doc[0].is_ancestor(doc[4])
    assert not doc[4].is_ancestor(doc[4])


def test_offsets_find_tokens() -> None:
    """The modes of alignment are spaCy's."""
    doc = syntax_of(make_doc(_SENTENCE))
    assert doc.char_span(4, 10) == Span(doc, 1, 2)
    assert doc.char_span(5, 10) is None
    assert doc.char_span(5, 10, alignment_mode="expand") == Span(doc, 1, 2)
