"""Attribution on trees made by hand: what the rules do when the tree is right."""

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.component import attribution_component
from tests.hand_docs import make_doc


def _read(rows: str) -> list[Attribution]:
    doc = attribution_component(make_doc(rows))
    found: list[Attribution] = doc._.attributions
    return found


def _words(attribution: Attribution) -> tuple[list[str], str, list[str]]:
    cue = attribution.cue.text if attribution.cue is not None else ""
    return [s.text for s in attribution.source], cue, [s.text for s in attribution.content]


CLAUSE = """
Officials official NOUN NNS nsubj 3
have have AUX VBP aux 3
said say VERB VBN root 0
that that SCONJ IN mark 6
troops troops NOUN NNS nsubj 6
arrived arrive VERB VBD ccomp 3
. . PUNCT . punct 3
"""

TRAILING = """
Troops troops NOUN NNS nsubj 2
arrived arrive VERB VBD root 0
, , PUNCT , punct 5
officials official NOUN NNS nsubj 5
said say VERB VBD parataxis 2
. . PUNCT . punct 2
"""

CHAIN = """
Lawmakers lawmaker NOUN NNS nsubj 2
reported report VERB VBD root 0
that that SCONJ IN mark 7
Director director NOUN NN compound 5
Okoro Okoro PROPN NNP nsubj 7
had have AUX VBD aux 7
indicated indicate VERB VBN ccomp 2
the the DET DT det 9
number number NOUN NN nsubj 11
would would AUX MD aux 11
grow grow VERB VB ccomp 7
. . PUNCT . punct 2
"""

NOUN_CLAIM = """
Lima Lima PROPN NNP nsubj 2
rejected reject VERB VBD root 0
Quito Quito PROPN NNP nmod:poss 5
's 's PART POS case 3
claim claim NOUN NN obj 2
that that SCONJ IN mark 8
soldiers soldier NOUN NNS nsubj 8
crossed cross VERB VBD acl 5
. . PUNCT . punct 2
"""

PASSIVE = """
Twenty twenty NUM CD nummod 2
soldiers soldier NOUN NNS nsubj:pass 4
are be AUX VBP aux:pass 4
believed believe VERB VBN root 0
to to PART TO mark 7
be be AUX VB cop 7
missing missing ADJ JJ xcomp 4
. . PUNCT . punct 4
"""


def test_clause() -> None:
    """The cue takes its auxiliary, the content its complementizer."""
    (found,) = _read(CLAUSE)
    assert _words(found) == (["Officials"], "have said", ["that troops arrived"])


def test_trailing() -> None:
    """A cue at the end has the sentence before it as content."""
    (found,) = _read(TRAILING)
    assert _words(found) == (["officials"], "said", ["Troops arrived"])


def test_chain() -> None:
    """What stands in a content has the attribution of that content as parent."""
    outer, inner = _read(CHAIN)
    assert inner.parent is outer
    assert outer.parent is None
    assert _words(inner) == (["Director Okoro"], "had indicated", ["the number would grow"])


def test_denial_of_a_claim() -> None:
    """A denial holds the claim that it denies, each with its own voice."""
    denial, claim = sorted(_read(NOUN_CLAIM), key=lambda a: a.cue.start if a.cue is not None else 0)
    assert denial.entry is not None
    assert denial.entry.denies
    assert _words(claim) == (["Quito"], "claim", ["that soldiers crossed"])
    assert claim.parent is denial


def test_passive_without_agent() -> None:
    """Nobody is named: the content is subject and complement."""
    (found,) = _read(PASSIVE)
    assert _words(found) == ([], "are believed", ["Twenty soldiers", "to be missing"])
