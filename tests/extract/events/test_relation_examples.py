"""Every relation file's examples are found with their roles, and its counter-examples are not."""

import pytest
from spacy.language import Language

from kg.vocabulary.relations import Example, relations

EXAMPLES = [example for relation in relations().values() for example in relation.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.iri.rpartition("/")[2])
def test_example(nlp: Language, example: Example) -> None:
    """An example gives its event with the roles expected; a counter-example gives none of its class."""
    events = [event for event in nlp(example.text)._.events if event.type == example.describes]
    if example.counter:
        assert not events
        return
    assert events
    for slot, words in example.expected:
        filler = getattr(events[0], slot)
        assert filler is not None, slot
        assert words in filler.text, slot
        assert filler.root.text in words, slot
