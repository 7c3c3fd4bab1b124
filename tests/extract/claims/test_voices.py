"""Whose figure it is, and how firm: one construction of talk or news each, through the whole pipeline."""

import pytest
from spacy.language import Language

from kg.extraction.components import extract_doc
from kg.readers import read_text


@pytest.mark.parametrize(
    ("text", "figure", "chain", "modality"),
    [
        ("The health ministry reported 312 cases on Monday. It said 41 patients had died.", "41", ["health ministry"], "reported"),
        ("A spokeswoman said the fire was out. She added that 19 homes had burned down.", "19", ["spokeswoman"], "reported"),
        ("Minister Ann Dunn said that thirty people had been confirmed dead.", "thirty", ["Ann Dunn"], "reported"),
        ("Officials familiar with the matter said 40 soldiers had left.", "40", ["officials"], "reported"),
        ("The navy says 80 sailors died; the rebels put the number at 25.", "25", ["rebels"], "assessment"),
        ("More than 40,000 parents replied that they would sign the petition.", "40,000", [], "fact"),
        ("Minister Ann Dunn announced that Canada will accept at least 10,000 refugees.", "10,000", ["Ann Dunn"], "projection"),
        ("Officials said six suspected smugglers had been killed in a clash.", "six", ["officials"], "reported"),
        ("The clinic was looking into 25 suspected cases.", "25", [], "assessment"),
        ("Q So is it 500?\nMR. LUND: There are not 500 soldiers there.\nQ Thank you.", "500 soldiers", ["Lund"], "denial"),
        ("MR. LUND: We asked for $2 billion.\nQ Thank you.", "$2 billion", ["Lund"], "projection"),
        ("MR. LUND: It seems that 60 people left.\nQ Thank you.", "60", ["Lund"], "assessment"),
        ("Q How many?\nMR. McALLISTER: The force has 9,000 men.\nQ Thank you.", "9,000", ["McAllister"], "reported"),
    ],
)  # fmt: skip
def test_voice_and_modality(nlp: Language, text: str, figure: str, chain: list[str], modality: str) -> None:
    """The claim with the figure has the voices, outermost first, and the modality."""
    found = [
        ([hop.name for hop in claim.chain], claim.modality.value)
        for claim in extract_doc(nlp, read_text(text)).claims
        if any(one.span.start <= text.index(figure) < one.span.end for one in claim.estimates)
    ]
    assert found == [(chain, modality)]
