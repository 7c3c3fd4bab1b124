"""Link claims to claims: who passes on whose, and who denies whose."""

from collections.abc import Iterable
from typing import Final

from kg.extraction.claims.drafts import Draft
from kg.extraction.claims.modality import denies
from kg.extraction.claims.scope import Scope

_SAYINGS: Final = frozenset({
    "report", "claim", "allegation", "accusation", "assertion", "charge", "statement", "figure", "number", "suggestion",
    "rumor", "rumour", "it", "this", "that", "they", "assessment", "account", "estimate", "story",
})  # fmt: skip


def link_reports(drafts: dict[int, list[Draft]], scope: Scope) -> None:
    """Set `reports` of each outer claim that carries nothing of its own to the first claim inside it.

    A claim passes on one claim; the chain of every further one tells all the same who passed it on.
    """
    for attribution in sorted(scope.attributions, key=lambda one: -len(scope.lineage(one))):
        outer = drafts.get(id(attribution.parent), [])
        for inner in drafts.get(id(attribution), []):
            free = next((draft for draft in outer if draft.empty and draft.chain != inner.chain), None)
            if free is not None:
                free.reports = inner


def link_denials(drafts: Iterable[Draft]) -> None:
    """Set `denies` of each denial to the claim that it is about, and `denied_by` of that claim.

    That is the claim inside the denial ("rejected Kyiv's claim that"), else the nearest earlier one by somebody else that has
    a figure of the same kind and size or that the denial points back to ("denied the report").
    """
    earlier: list[Draft] = []
    for draft in drafts:
        if draft.attribution is not None and denies(draft.attribution) and draft.chain:
            target = draft.reports or _pointed_at(draft, earlier)
            if target is not None:
                draft.denies = target
                target.denied_by.append(draft.chain[-1].name)
        earlier.append(draft)


def _pointed_at(denial: Draft, earlier: list[Draft]) -> Draft | None:
    others = [
        draft
        for draft in reversed(earlier)
        if draft.chain and draft.chain[-1] != denial.chain[-1] and not _concerns(draft, denial)
    ]
    for draft in others:
        if _figures(draft) & _figures(denial):
            return draft
    if denial.content and denial.content[0].root.lemma_.lower() in _SAYINGS:
        return next(iter(others), None)
    return None


def _concerns(draft: Draft, other: Draft) -> bool:
    """Tell whether `draft` denies or passes on `other`, at however many steps: then `other` cannot deny it in turn."""
    return any(
        target is other or _concerns(target, other) for target in (draft.denies, draft.reports) if target is not None
    )


def _figures(draft: Draft) -> set[tuple[str, float | None, float | None]]:
    return {(quantity.unit, quantity.lower, quantity.upper) for quantity, _ in draft.estimates}
