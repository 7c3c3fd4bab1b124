"""Roles of events on trees made by hand: passives, control, relative clauses, coordination, light verbs, negation."""

import pytest
from spacy.tokens import Doc

from kg.extraction.annotations import Cluster, EntityMention, index_clusters
from kg.extraction.events.component import find_events
from kg.extraction.times.component import find_time_expressions
from kg.model import MentionKind
from tests.hand_docs import make_doc


def with_names(doc: Doc, **types: str) -> Doc:
    """Give each named word of `doc` an entity of a type, then times and events."""
    clusters = [
        Cluster(
            f"e{token.i}", types[token.text], token.text, [EntityMention(doc[token.i : token.i + 1], MentionKind.NAME)]
        )
        for token in doc
        if token.text in types
    ]
    index_clusters(doc, clusters)
    return find_events(find_time_expressions(doc))


PASSIVE = """
Troops troop NOUN NNS nsubj:pass 3
were be AUX VBD aux:pass 3
deployed deploy VERB VBN root 0
to to ADP IN case 5
Niger Niger PROPN NNP obl 3
by by ADP IN case 7
Italy Italy PROPN NNP obl:agent 3
by by ADP IN case 9
December December PROPN NNP obl 3
"""
CONTROL = """
Norway Norway PROPN NNP nsubj 2
refused refuse VERB VBD root 0
to to PART TO mark 4
withdraw withdraw VERB VB xcomp 2
troops troop NOUN NNS obj 4
from from ADP IN case 7
Mali Mali PROPN NNP obl 4
"""
ORDERED = """
Norway Norway PROPN NNP nsubj 2
ordered order VERB VBD root 0
Chad Chad PROPN NNP obj 2
to to PART TO mark 5
attack attack VERB VB xcomp 2
Niger Niger PROPN NNP obj 5
"""
RELATIVE = """
Soldiers soldier NOUN NNS nsubj 6
who who PRON WP nsubj 3
crossed cross VERB VBD acl:relcl 1
into into ADP IN case 5
Mali Mali PROPN NNP obl 3
died die VERB VBD root 0
"""
LIGHT = """
Italy Italy PROPN NNP nsubj 3
never never ADV RB advmod 3
launched launch VERB VBD root 0
an a DET DT det 5
attack attack NOUN NN obj 3
on on ADP IN case 7
Mali Mali PROPN NNP nmod 5
"""
BETWEEN = """
Clashes clash NOUN NNS nsubj 6
between between ADP IN case 3
Italy Italy PROPN NNP nmod 1
and and CCONJ CC cc 5
Mali Mali PROPN NNP conj 3
erupted erupt VERB VBD root 0
in in ADP IN case 8
Niger Niger PROPN NNP obl 6
"""
OWNER = """
Some some DET DT advmod 2
700 700 NUM CD nummod 4
Malian Malian ADJ JJ amod 4
troops troop NOUN NNS nsubj 5
moved move VERB VBD root 0
to to ADP IN case 7
Niger Niger PROPN NNP obl 5
"""
SHARED = """
Italy Italy PROPN NNP nsubj 2
detained detain VERB VBD root 0
and and CCONJ CC cc 4
deported deport VERB VBD conj 2
migrants migrant NOUN NNS obj 4
"""


VISITED = """
Italy Italy PROPN NNP nsubj 2
visited visit VERB VBD root 0
Mali Mali PROPN NNP obj 2
"""


@pytest.mark.parametrize(("type_name", "visits"), [("Country", 1), ("Person", 0)])
def test_nobody_is_a_destination(type_name: str, visits: int) -> None:
    """One visits a country; who is visited is no place."""
    doc = with_names(make_doc(VISITED), Italy="Country", Mali=type_name)
    assert [event.type for event in doc._.events] == ["Visit"] * visits


@pytest.mark.parametrize(
    ("rows", "kind", "roles", "negated"),
    [
        (PASSIVE, "Deployment", {"actor": "Italy", "target": "Troops", "destination": "Niger"}, False),
        (CONTROL, "Withdrawal", {"actor": "Norway", "target": "troops", "origin": "Mali"}, True),
        (ORDERED, "Attack", {"actor": "Chad", "target": "Niger"}, False),
        (RELATIVE, "Movement", {"actor": "Soldiers", "destination": "Mali"}, False),
        (LIGHT, "Attack", {"actor": "Italy", "target": "Mali"}, True),
        (BETWEEN, "Clash", {"actor": "Italy", "target": "Mali", "place": "Niger"}, False),
        (OWNER, "Movement", {"actor": "Malian", "target": "700 Malian troops", "destination": "Niger"}, False),
        (SHARED, "Arrest", {"actor": "Italy", "target": "migrants"}, False),
        (SHARED, "Displacement", {"actor": "Italy", "target": "migrants"}, False),
    ],
)
def test_roles(rows: str, kind: str, roles: dict[str, str], negated: bool) -> None:
    """The deep subject acts, the deep object is acted on, places are where the prepositions say."""
    names = dict.fromkeys(["Italy", "Mali", "Niger", "Norway", "Chad", "Malian"], "Country")
    doc = with_names(make_doc(rows), **names)
    (event,) = [event for event in doc._.events if event.type == kind]
    found = {slot: getattr(event, slot) for slot in ("actor", "target", "origin", "destination", "place")}
    assert {slot: span.text for slot, span in found.items() if span is not None} == roles
    assert event.negated is negated


def test_a_time_is_no_agent() -> None:
    """The words "deployed by December" date the event even where the parse sees an agent."""
    rows = PASSIVE.replace("Italy Italy PROPN NNP obl:agent 3\nby by ADP IN case 9\n", "").replace(
        "NNP obl 3\n", "NNP obl 3\n", 1
    )
    doc = with_names(
        make_doc(rows.replace("December December PROPN NNP obl 3", "December December PROPN NNP obl:agent 3")),
        Niger="Country",
    )
    (event,) = doc._.events
    assert event.actor is None
    assert event.time is not None
    assert event.time.value.edtf == "../XXXX-12"


def test_words_that_are_no_triggers_give_nothing() -> None:
    """A sentence without triggers has no events."""
    assert not find_events(make_doc("Rain rain NOUN NN nsubj 2\nfell fall VERB VBD root 0"))._.events
