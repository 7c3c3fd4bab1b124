"""ClearNLP labels are mapped to Universal Dependencies: names, prepositions, copulas, coordination. Docs are built by hand."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.nlp.labels import clearnlp_to_ud

_VOCAB = spacy.blank("en").vocab


def clearnlp_doc(rows: str) -> Doc:
    """Return a `Doc` from rows of word, lemma, UD tag, relation, head (counted from 1, 0 the root)."""
    table = [row.split() for row in rows.strip().splitlines()]
    heads = [int(head) - 1 if head != "0" else i for i, (*_, head) in enumerate(table)]
    return Doc(
        _VOCAB,
        words=[row[0] for row in table],
        lemmas=[row[1] for row in table],
        pos=[row[2] for row in table],
        deps=[row[3] for row in table],
        heads=heads,
    )


def arcs(doc: Doc) -> dict[str, tuple[str, str]]:
    """Return word → (relation, head word)."""
    return {token.text: (token.dep_, token.head.text) for token in doc}


def test_objects_and_passives_are_renamed() -> None:
    """`dobj`, `nsubjpass`, `auxpass` and `agent` get their UD names, the agent's noun hangs on the verb."""
    found = arcs(
        clearnlp_to_ud(
            clearnlp_doc(
                """
                Rebels rebel NOUN nsubjpass 3
                were be AUX auxpass 3
                paid pay VERB ROOT 0
                by by ADP agent 3
                envoys envoy NOUN pobj 4
                """
            )
        )
    )
    assert found["Rebels"] == ("nsubj:pass", "paid")
    assert found["were"] == ("aux:pass", "paid")
    assert found["envoys"] == ("obl:agent", "paid")
    assert found["by"] == ("case", "envoys")


def test_prepositions_hang_on_their_nouns() -> None:
    """A chain of prepositional phrases: `obl` under the verb, `nmod` under the noun."""
    found = arcs(
        clearnlp_to_ud(
            clearnlp_doc(
                """
                She she PRON nsubj 2
                spoke speak VERB ROOT 0
                in in ADP prep 2
                front front NOUN pobj 3
                of of ADP prep 4
                ministers minister NOUN pobj 5
                """
            )
        )
    )
    assert found["front"] == ("obl", "spoke")
    assert found["in"] == ("case", "front")
    assert found["ministers"] == ("nmod", "front")
    assert found["of"] == ("case", "ministers")


def test_the_predicate_of_a_copula_becomes_the_head() -> None:
    """`attr` and `acomp` under "be" become the root, and the verb's dependents follow."""
    found = arcs(
        clearnlp_to_ud(
            clearnlp_doc(
                """
                Talks talk NOUN nsubj 2
                are be AUX ROOT 0
                difficult difficult ADJ acomp 2
                . . PUNCT punct 2
                """
            )
        )
    )
    assert found["difficult"] == ("ROOT", "difficult")
    assert found["Talks"] == ("nsubj", "difficult")
    assert found["are"] == ("cop", "difficult")
    assert found["."] == ("punct", "difficult")


def test_conjuncts_hang_on_the_first_and_the_coordinator_on_the_next() -> None:
    """ClearNLP chains conjuncts and hangs "and" on the one before."""
    found = arcs(
        clearnlp_to_ud(
            clearnlp_doc(
                """
                ships ship NOUN ROOT 0
                , , PUNCT punct 1
                tanks tank NOUN conj 1
                and and CCONJ cc 3
                planes plane NOUN conj 3
                """
            )
        )
    )
    assert found["tanks"] == ("conj", "ships")
    assert found["planes"] == ("conj", "ships")
    assert found["and"] == ("cc", "planes")


def test_the_tree_stays_one_sentence() -> None:
    """Rewriting heads adds no sentence boundary and loses no token."""
    doc = clearnlp_to_ud(
        clearnlp_doc(
            """
            He he PRON nsubj 2
            is be AUX ROOT 0
            the the DET det 4
            envoy envoy NOUN attr 2
            to to ADP prep 4
            Oslo Oslo PROPN pobj 5
            """
        )
    )
    assert [sentence.root.text for sentence in doc.sents] == ["envoy"]
    assert arcs(doc)["Oslo"] == ("nmod", "envoy")


@pytest.mark.parametrize(("old", "new"), [("FAC", "FACILITY"), ("PRODUCT", "MISC"), ("GPE", "GPE")])
def test_entity_labels_are_renamed(old: str, new: str) -> None:
    """Entity labels with another name here are renamed, others stay."""
    doc = Doc(_VOCAB, words=["Harbour", "Bridge"], heads=[1, 1], deps=["compound", "ROOT"])
    doc.ents = [Span(doc, 0, 2, label=old)]
    assert [ent.label_ for ent in clearnlp_to_ud(doc).ents] == [new]


def test_an_empty_doc_passes() -> None:
    """A text without words has no tree to rewrite."""
    assert len(clearnlp_to_ud(Doc(_VOCAB, words=[]))) == 0
