"""The relation files: complete, distinct, and spelt with terms that exist."""

import pytest

from kg.vocabulary.fillers import classes_of_nouns, closure
from kg.vocabulary.inflection import forms
from kg.vocabulary.namespaces import KG, local_name
from kg.vocabulary.relations import Relation, Slot, relations, verb_classes
from kg.vocabulary.turtle import read_graph, turtle_files

_FIRST_STEPS = {"nsubj", "obj", "iobj", "obl", "nmod", "compound", "amod", "acl", "light", "xcomp"}
_LATER_STEPS = {"owner", "nmod", "obl", "obj"}


@pytest.mark.parametrize("relation", relations().values(), ids=relations().keys())
def test_relation_is_complete(relation: Relation) -> None:
    """A relation has a label, a definition, triggers, an example and a counter-example."""
    assert relation.definition.endswith(".")
    assert any(not example.counter for example in relation.examples)
    assert any(example.counter for example in relation.examples)


@pytest.mark.parametrize("relation", relations().values(), ids=relations().keys())
def test_types_and_paths_exist(relation: Relation) -> None:
    """Types are classes of the ontology or counted kinds; paths are made of known steps."""
    graph = read_graph("core.ttl", "schemes/counted-kinds.ttl")
    known = {local_name(iri) for iri in graph.subjects()}
    for trigger in relation.triggers:
        assert trigger.requires <= trigger.roles.keys(), trigger.iri
        for filler in trigger.roles.values():
            assert filler.types <= known, trigger.iri
            for path in filler.paths:
                first, *later = path.split(">")
                assert first.partition(":")[0] in _FIRST_STEPS, path
                assert all(step.partition(":")[0] in _LATER_STEPS for step in later), path


def test_one_file_per_relation() -> None:
    """Each file describes one class; no sentence is used twice."""
    assert len(turtle_files("relations/*.ttl")) == len(relations()) >= 30
    texts = [example.text for relation in relations().values() for example in relation.examples]
    assert len(texts) == len(set(texts))


def test_defaults_are_inherited_and_emptied() -> None:
    """A trigger takes what its part of speech gives, replaces it, or empties it with "none"."""
    visit = next(t for t in relations()["Visit"].triggers if t.pos == "VERB")
    assert Slot.TARGET not in visit.roles
    assert visit.roles[Slot.ACTOR].paths[0] == "nsubj"
    deployment = relations()["Deployment"].triggers
    assert all(t.roles[Slot.ORIGIN].types == {"Place"} for t in deployment)


def test_owner_comes_just_before_what_it_owns() -> None:
    """The agent of a passive acts before the country of its object."""
    deploy = next(t for t in relations()["Deployment"].triggers if "deployed" in t.words)
    assert deploy.roles[Slot.ACTOR].paths == ("nsubj", "obl:agent", "obj>owner")


@pytest.mark.parametrize(
    ("word", "form"),
    [("kidnap", "kidnapped"), ("flee", "fled"), ("occupy", "occupied"), ("gunman", "gunmen"), ("clash", "clashes"), ("withdraw", "withdrew"),
     ("agree", "agreed"), ("undergo", "undergoing"), ("asylum seeker", "asylum seekers"), ("deploy", "deployed"), ("expel", "expelled")],
)  # fmt: skip
def test_forms(word: str, form: str) -> None:
    """Irregular, doubling and multiword forms are spelt out."""
    assert form in forms(word)


def test_shared_verbs_and_nouns() -> None:
    """Shared word lists are read; a noun has its classes with those above them."""
    assert "launched" in verb_classes().light
    assert "underwent" in verb_classes().patient
    assert {"Troops", "People", "Actor"} <= classes_of_nouns()["soldiers"]
    assert "Place" in closure("City")
    assert KG.endswith("#")
