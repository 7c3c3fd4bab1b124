"""Given names whose second syllable is a verb elsewhere."""

from spacy.lang.en import English
from spacy.tokens import Doc

from kg.extraction.entities.hyphened import mend_hyphened_names

WORDS = ["Envoy", "Kim", "Sun", "-", "{}", ",", "spoke", "."]


def mended(part: str, *, ents: list[str]) -> Doc:
    """Return a sentence whose subject the parser hung on the verb-like part of a name, mended."""
    words = [word.format(part) for word in WORDS]
    doc = Doc(
        English().vocab,
        words=words,
        spaces=[True, True, False, False, False, True, False, False],
        pos=["NOUN", "PROPN", "PROPN", "PUNCT", "VERB", "PUNCT", "VERB", "PUNCT"],
        heads=[4, 2, 0, 4, 6, 4, 6, 6],
        deps=["nsubj", "compound", "appos", "punct", "ccomp", "punct", "ROOT", "punct"],
        ents=ents,
    )
    mend_hyphened_names(doc)
    return doc


def test_what_hung_on_the_name_hangs_on_the_verb() -> None:
    """The part becomes a proper noun of the name, also where the recognizer stopped before the hyphen."""
    for ents in (["O", *["B-PERSON"], *["I-PERSON"] * 3, "O", "O", "O"], ["O", "B-PERSON", "I-PERSON", *["O"] * 5]):
        doc = mended("won", ents=ents)
        assert (doc[4].pos_, doc[4].dep_, doc[4].head.text) == ("PROPN", "flat", "Sun")
        assert doc[0].head.text == "spoke"


def test_a_participle_behind_a_name_stays() -> None:
    """In "Kim-led" nothing is mended, nor where no person stands before the hyphen."""
    assert mended("led", ents=["O", "B-PERSON", "I-PERSON", *["O"] * 5])[4].pos_ == "VERB"
    assert mended("won", ents=["O"] * 8)[4].pos_ == "VERB"
