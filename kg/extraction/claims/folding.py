"""Leave what is nested inside somebody's words to the claim that holds it, unless it tells more than that claim does.

"Lee said she hoped to win" is one claim, Lee's: the hope is part of what she says. A claim of its own is what carries a figure, an
event or an agreement ("Lee said officials had counted 300 dead"), what another voice states, so that the chain goes one hop
further ("Lee said the mayor had told her that the bridge was closed"), and what is denied.
"""

from typing import Final

from kg.extraction.annotations import Attribution
from kg.extraction.claims.drafts import Draft
from kg.extraction.claims.modality import denies
from kg.extraction.claims.scope import Scope

_WORDS_OR_CLAUSE: Final = (
    "quote",
    "verb:clause",
    "verb:that",
    "verb:bare",
    "verb:trailing",
    "verb:as",
    "citing",
    "adp",
)


def fold_nested(drafts: dict[int, list[Draft]], scope: Scope) -> None:
    """Drop from `drafts` (by id of the attribution) those of nested attributions that tell nothing of their own.

    An attribution around one that stays, stays too: the chain runs over it.
    """
    kept: set[int] = set()
    for attribution in sorted(scope.attributions, key=lambda one: -len(scope.lineage(one))):
        outer = scope.lineage(attribution)[:-1]
        nested = any(one.cue is not None for one in outer)
        if not nested or id(attribution) in kept or _tells(attribution, drafts[id(attribution)], scope):
            kept.update(id(one) for one in outer)
        else:
            del drafts[id(attribution)]


def _tells(attribution: Attribution, drafts: list[Draft], scope: Scope) -> bool:
    if any(draft.carries for draft in drafts) or denies(attribution):
        return True
    *outer, _ = scope.lineage(attribution)
    around = scope.voices(outer[-1], attribution.content[0].start_char)
    inner_state = attribution.entry is not None and attribution.entry.experiencer
    return (
        not inner_state
        and attribution.rule.startswith(_WORDS_OR_CLAUSE)
        and all(draft.chain != around for draft in drafts)
    )
