"""Figures that somebody revises: "the ministry *raised* the death toll to 267", "the fund *edged up* its forecast by .1 points".

Such verbs are deeds; with a count or a forecast as object they say what it is now.
"""

from typing import Final

from kg.extraction.annotations import Attribution
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.sources import find_source, is_passive
from kg.extraction.attribution.tree import extent, verb_group, without
from kg.extraction.attribution.voices import is_voice
from kg.extraction.syntax import Token
from kg.vocabulary.cues import Cue, find_cue
from kg.vocabulary.inflection import spell_out

_REVISING: Final = spell_out(
    "raise increase lift hike up boost upgrade double triple lower cut reduce decrease trim slash halve downgrade edge"
    " revise adjust update correct change keep leave maintain".split()
)
_REVISED: Final = frozenset(
    "toll tally count estimate forecast projection prediction outlook figure assessment".split()
)
_OBJECTS: Final = frozenset({"obj", "obl:unmarked"})  # parsers hang "its growth | forecast" on the verb twice
_PARTS: Final = frozenset({"obj", "obl", "obl:unmarked", "nmod", "xcomp"})


def find_revisions(reading: Reading) -> list[Attribution]:
    """Return the attributions of revised figures to those who revise them."""
    found = (_attribution(reading, verb) for verb in reading.worded(*_REVISING) if verb.pos_ == "VERB")
    return [attribution for attribution in found if attribution is not None]


def _attribution(reading: Reading, verb: Token) -> Attribution | None:
    figure = next((noun for noun in verb.rights if noun.dep_ in _OBJECTS and noun.lemma_.lower() in _REVISED), None)
    if figure is None or is_passive(verb):
        return None
    group = verb_group(verb)
    source = find_source(verb, group, passive=False)
    if source.head is None or not (is_voice(source.head) or any(t.tag_ == "PRP$" for t in verb.doc[verb.i : figure.i])):
        return None  # "two more deaths raised the toll"; but who raises "its forecast" has one
    window = reading.window(verb)
    end = max(extent(part)[1] for part in verb.rights if part.dep_ in _PARTS)
    content = without(reading.doc, group[1], min(end, window[1]), [])
    if not any(token.tag_ == "CD" for span in content for token in span):
        return None
    noun = find_cue(figure.lemma_.lower(), "NOUN")
    entry = (
        Cue(verb.lemma_.lower(), "VERB", noun.speech_act, noun.modality) if noun else Cue(verb.lemma_, "VERB", "report")
    )
    return Attribution(
        cue=reading.doc[group[0] : group[1]],
        content=content,
        source=list(source.spans),
        head=source.head,
        entry=entry,
        rule=f"revision:{source.how}",
    )
