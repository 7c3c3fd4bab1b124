"""How firmly a statement is made, read from trees made by hand."""

from datetime import date

import pytest
from spacy.tokens import Doc, Token

from kg.extraction.annotations import Attribution
from kg.extraction.claims.modality import Verdict, judge
from kg.model import Modality, Polarity, Time
from kg.vocabulary.cues import find_cue
from tests.hand_docs import make_doc

FINITE = "VerbForm=Fin"


def verdict(doc: Doc, word: str, chain: list[Attribution] | None = None, **options: object) -> Verdict:
    """Return the verdict on the token `word`; the whole document is the statement unless `chain` has a content."""
    anchor = next(token for token in doc if token.text == word)
    held = chain[-1].content if chain else [doc[:]]

    def inside(token: Token) -> bool:
        return any(part.start <= token.i < part.end for part in held)

    return judge(anchor, chain or [], inside, counts=True, **options)  # type: ignore[arg-type]


WILL = """
Sweden Sweden PROPN NNP nsubj 3
will will AUX MD aux 3
send send VERB VB root 0
50 50 NUM CD nummod 5
trucks truck NOUN NNS obj 3
"""
PAST = """
Sweden Sweden PROPN NNP nsubj 2
sent send VERB VBD root 0 VerbForm=Fin|Tense=Past
50 50 NUM CD nummod 4
trucks truck NOUN NNS obj 2
"""
PLANS = """
Sweden Sweden PROPN NNP nsubj 2
plans plan VERB VBZ root 0 VerbForm=Fin
to to PART TO mark 4
send send VERB VB xcomp 2 VerbForm=Inf
50 50 NUM CD nummod 6
trucks truck NOUN NNS obj 4
"""
GOAL = """
The the DET DT det 2
goal goal NOUN NN nsubj 5
is be AUX VBZ cop 5 VerbForm=Fin
50 50 NUM CD nummod 5
trucks truck NOUN NNS root 0
"""
MAY_HAVE = """
50 50 NUM CD nummod 2
people person NOUN NNS nsubj 5
may may AUX MD aux 5
have have AUX VB aux 5
drowned drown VERB VBN root 0 VerbForm=Part
"""
PRESUMABLY = """
Presumably presumably ADV RB advmod 4
50 50 NUM CD nummod 3
people person NOUN NNS nsubj 4
drowned drown VERB VBD root 0 VerbForm=Fin|Tense=Past
"""
PRETEXT = """
under under ADP IN case 3
the the DET DT det 3
pretext pretext NOUN NN root 0
that that SCONJ IN mark 6
rebels rebel NOUN NNS nsubj 6
fired fire VERB VBD acl 3 VerbForm=Fin|Tense=Past
50 50 NUM CD nummod 8
rockets rocket NOUN NNS obj 6
"""
CONDITION = """
It it PRON PRP nsubj 3
would would AUX MD aux 3
need need VERB VB root 0 VerbForm=Inf
50 50 NUM CD nummod 5
beds bed NOUN NNS obj 3
if if SCONJ IN mark 8
fighting fighting NOUN NN nsubj 8
resumed resume VERB VBD advcl 3 VerbForm=Fin|Tense=Past
"""
QUESTION = """
Did do AUX VBD aux 3 VerbForm=Fin|Tense=Past
50 50 NUM CD nummod 4
people person NOUN NNS nsubj 4
drown drown VERB VB root 0 VerbForm=Inf
? ? PUNCT . punct 4
"""
RELATIVE = """
The the DET DT det 2
unit unit NOUN NN nsubj:pass 9
, , PUNCT , punct 5
which which PRON WDT nsubj 5
lost lose VERB VBD acl:relcl 2 VerbForm=Fin|Tense=Past
50 50 NUM CD obj 5
will will AUX MD aux 9
be be AUX VB aux:pass 9
withdrawn withdraw VERB VBN root 0 VerbForm=Part
"""
SECOND_VERB = """
It it PRON PRP nsubj 3
will will AUX MD aux 3
recruit recruit VERB VB root 0 VerbForm=Inf
and and CCONJ CC cc 5
train train VERB VB conj 3 VerbForm=Inf
50 50 NUM CD nummod 7
medics medic NOUN NNS obj 5
"""
NOT_SENT = """
Sweden Sweden PROPN NNP nsubj 4
has have AUX VBZ aux 4 VerbForm=Fin
not not PART RB advmod 4
sent send VERB VBN root 0 VerbForm=Part
50 50 NUM CD nummod 6
trucks truck NOUN NNS obj 4
"""


@pytest.mark.parametrize(
    ("rows", "modality", "rule"),
    [
        (PAST, Modality.FACT, "narrator"),
        (WILL, Modality.PROJECTION, "will"),
        (PLANS, Modality.PROJECTION, "infinitive of plan"),
        (GOAL, Modality.PROJECTION, "predicative of goal"),
        (MAY_HAVE, Modality.ASSESSMENT, "could be"),
        (PRESUMABLY, Modality.ASSESSMENT, "modifier of presumably"),
        (PRETEXT, Modality.DENIAL, "clause of pretext"),
        (CONDITION, Modality.HYPOTHETICAL, "condition"),
        (QUESTION, Modality.HYPOTHETICAL, "question"),
        (RELATIVE, Modality.FACT, "narrator"),
        (SECOND_VERB, Modality.PROJECTION, "will"),
        (NOT_SENT, Modality.FACT, "narrator"),
    ],
)
def test_the_narrators_words(rows: str, modality: Modality, rule: str) -> None:
    """Auxiliaries, markers, conditions and questions move a statement; clauses of their own do not."""
    assert (verdict(make_doc(rows), "50").modality, verdict(make_doc(rows), "50").rule) == (modality, rule)


def test_negation_is_polarity() -> None:
    """A negated statement keeps its modality: what is said is that it is not so."""
    assert verdict(make_doc(NOT_SENT), "50").polarity is Polarity.DENIED


def test_a_later_time_is_a_projection() -> None:
    """A present tense with a date after the article's looks ahead; a past tense cannot."""
    later = Time("2024-12", "month", date(2024, 12, 1), date(2024, 12, 31))
    arrive = PAST.replace(
        "sent send VERB VBD root 0 VerbForm=Fin|Tense=Past", "sends send VERB VBZ root 0 VerbForm=Fin|Tense=Pres"
    )
    found = verdict(make_doc(arrive), "50", time=later, published=date(2024, 10, 24))
    assert found.modality is Modality.PROJECTION
    assert verdict(make_doc(PAST), "50", time=later, published=date(2024, 10, 24)).modality is Modality.FACT


def test_a_fragment_in_a_question_turn_is_a_question() -> None:
    """A reporter who only names a figure asks about it."""
    doc = make_doc("50 50 NUM CD nummod 2\ntrucks truck NOUN NNS root 0")
    assert verdict(doc, "50", asked=True, voiced=True).modality is Modality.HYPOTHETICAL


SAID = """
Sweden Sweden PROPN NNP nsubj 2
CUE
that that SCONJ IN mark 6
50 50 NUM CD nummod 5
people person NOUN NNS nsubj 6
drowned drown VERB VBD ccomp 2 VerbForm=Fin|Tense=Past
"""


@pytest.mark.parametrize(
    ("lemma", "negated", "modality", "polarity"),
    [
        ("say", False, Modality.REPORTED, Polarity.AFFIRMED),
        ("estimate", False, Modality.ASSESSMENT, Polarity.AFFIRMED),
        ("predict", False, Modality.PROJECTION, Polarity.AFFIRMED),
        ("deny", False, Modality.DENIAL, Polarity.AFFIRMED),
        ("deny", True, Modality.REPORTED, Polarity.AFFIRMED),
        ("say", True, Modality.HYPOTHETICAL, Polarity.AFFIRMED),
        ("believe", True, Modality.ASSESSMENT, Polarity.DENIED),
    ],
)
def test_the_cue_commits_its_source(lemma: str, negated: bool, modality: Modality, polarity: Polarity) -> None:
    """The cue decides where nothing inside the statement does; its negation withholds, disbelieves or withdraws a denial."""
    doc = make_doc(SAID.replace("CUE", f"{lemma} {lemma} VERB VBZ root 0 VerbForm=Fin"))
    attribution = Attribution(
        cue=doc[1:2], content=[doc[2:6]], source=[doc[:1]], entry=find_cue(lemma, "VERB"), negated=negated
    )
    found = verdict(doc, "50", [attribution])
    assert (found.modality, found.polarity) == (modality, polarity)


def test_an_assessment_that_speaks() -> None:
    """What an estimate or assessment says is an assessment, whatever the verb."""
    doc = make_doc(
        SAID.replace("CUE", "indicate indicate VERB VBZ root 0 VerbForm=Fin").replace(
            "Sweden Sweden PROPN NNP", "Estimates estimate NOUN NNS"
        )
    )
    attribution = Attribution(
        cue=doc[1:2], content=[doc[2:6]], source=[doc[:1]], head=doc[0], entry=find_cue("indicate", "VERB")
    )
    assert verdict(doc, "50", [attribution]).modality is Modality.ASSESSMENT
