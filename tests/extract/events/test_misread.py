"""Verbs and sides that the parser hung elsewhere, on trees made by hand as it makes them."""

from kg.extraction.events.misread import is_buried, other_side, part_of_speech
from kg.extraction.events.roles import deep_object, deep_subject
from tests.hand_docs import make_doc


def test_a_past_tense_before_its_object() -> None:
    """A clause of three words, read as one noun phrase: the words before and behind are subject and object."""
    doc = make_doc("""
        Warships warship NOUN NNS compound 3
        shelled shell VERB VBD amod 3
        harbours harbour NOUN NNS ROOT 0
    """)
    assert is_buried(doc[1])
    assert (deep_subject(doc[1]), deep_object(doc[1])) == (doc[0], doc[2])


def test_a_participle_beside_a_finite_verb_stays_a_modifier() -> None:
    """In "Rebel held towns fell" who falls is the towns, and nobody holds them in a clause of its own."""
    doc = make_doc("""
        Rebel rebel NOUN NN compound 3
        held hold VERB VBN amod 3
        towns town NOUN NNS nsubj 4
        fell fall VERB VBD ROOT 0
    """)
    assert not is_buried(doc[1])
    assert deep_subject(doc[1]) is None


def test_the_other_side_off_the_words() -> None:
    """In "between Chile and Peru was" Peru is the other side though the parse makes it a subject."""
    doc = make_doc("""
        Talks talk VERB VBZ nsubj 6
        between between ADP IN case 3
        Chile Chile PROPN NNP nmod 1
        and and CCONJ CC cc 6
        Peru Peru PROPN NNP nsubj 6
        ended end VERB VBD ROOT 0
    """)
    assert part_of_speech(doc[0]) == "NOUN"
    assert other_side(doc[2]) == doc[4]
    assert other_side(doc[4]) is None
