"""The spaCy component `kg_attribution`."""

import spacy.tokens
from spacy.language import Language

from kg.extraction import annotations  # noqa: F401  registers the extensions
from kg.extraction.attribution.adverbial import find_adverbial
from kg.extraction.attribution.citing import find_citing
from kg.extraction.attribution.colons import find_colons
from kg.extraction.attribution.continued import continue_quotes
from kg.extraction.attribution.direct import pair_quotes
from kg.extraction.attribution.headlines import find_headed
from kg.extraction.attribution.nesting import drop_doubles, lift_frames, set_parents
from kg.extraction.attribution.nominal import find_nominal
from kg.extraction.attribution.prepositional import find_prepositional
from kg.extraction.attribution.reading import Reading
from kg.extraction.attribution.revisions import find_revisions
from kg.extraction.attribution.siblings import extend_by_that, join_siblings
from kg.extraction.attribution.trailing import find_trailing
from kg.extraction.attribution.transcripts import find_transcript, find_turns
from kg.extraction.attribution.verbal import find_verbal
from kg.extraction.syntax import syntax_of


@Language.component(
    "kg_attribution", assigns=["doc._.attributions"], requires=["token.dep", "token.lemma", "token.pos"]
)
def attribution_component(doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
    """Set `doc._.attributions`."""
    reading = Reading(syntax_of(doc))
    pairings = pair_quotes(reading)
    turns = find_turns(reading)
    reading.break_at([turn.start for turn in turns])
    found = [
        *find_transcript(reading, turns),
        *find_verbal(reading, pairings),
        *find_prepositional(reading),
        *find_adverbial(reading),
        *find_nominal(reading),
        *find_revisions(reading),
        *find_headed(reading, turns),
        *find_colons(reading, pairings),
    ]
    found = drop_doubles(found)
    found += find_trailing(reading, found)
    found += find_citing(reading, found)
    join_siblings(reading, found)
    extend_by_that(reading, found)
    lift_frames(found)
    continue_quotes(reading, pairings, found)
    set_parents(found)
    doc._.attributions = found
    return doc
