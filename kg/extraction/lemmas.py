"""Lemmas of verbs that announce an attribution, where the lemmatizer missed them ("indicted": "indicte").

The trainable lemmatizer cuts and adds endings; on rare verbs it errs once in a hundred, and a cue that is looked up by its lemma is
lost. Forms of the cue lexicon are spelt out once, and a form of one cue alone tells the lemma.
"""

from collections.abc import Sequence
from functools import cache

from kg.vocabulary.cues import cues
from kg.vocabulary.inflection import forms


def mend_verbs(lowers: Sequence[str], parts: Sequence[str], lemmas: list[str]) -> None:
    """Set in place the lemmas of verbs that are forms of one cue of the lexicon and have the lemma of none.

    >>> lemmas = ["they", "indicte", "he"]
    >>> mend_verbs(["they", "indicted", "him"], ["PRON", "VERB", "PRON"], lemmas)
    >>> lemmas
    ['they', 'indict', 'he']
    """
    known = _verbs_by_form()
    for i, part in enumerate(parts):
        if part == "VERB" and lemmas[i] not in (found := known.get(lowers[i], ())) and len(found) == 1:
            lemmas[i] = found[0]


@cache
def _verbs_by_form() -> dict[str, tuple[str, ...]]:
    """Return the verbs of the cue lexicon by each of their forms."""
    found: dict[str, set[str]] = {}
    for lemma in sorted(lemma for lemma, pos in cues() if pos == "VERB" and " " not in lemma):
        for form in forms(lemma):
            found.setdefault(form, set()).add(lemma)
    return {form: tuple(sorted(verbs)) for form, verbs in found.items()}
