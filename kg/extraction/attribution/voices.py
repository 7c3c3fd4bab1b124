"""Who can be a voice at all, by the noun: where the words around do not tell, as they do beside a verb of saying."""

from typing import Final

from kg.extraction.annotations import cluster_of
from kg.extraction.syntax import Token
from kg.vocabulary.cues import find_cue
from kg.vocabulary.head_words import head_words
from kg.vocabulary.titles import titles

_NAMELESS: Final = frozenset({
    "source", "media", "medium", "people", "person", "staff", "personnel", "crew", "family", "relative", "local", "insider",
    "document", "memo", "letter", "cable", "email", "transcript", "footage", "video", "photo", "image", "log",
})  # fmt: skip


def is_voice(voice: Token) -> bool:
    """Tell whether a noun can be a voice: a name, a person by post or trade, a body, a document ("citing fears" names none)."""
    if cluster_of(voice.doc, voice) is not None:
        return True
    lemma = voice.lemma_.lower()
    document = find_cue(lemma, "NOUN")
    if lemma in _NAMELESS or lemma in titles():
        return True
    return bool(head_words().classes_of_description([lemma])[0]) or (document is not None and not document.experiencer)
