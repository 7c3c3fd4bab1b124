"""Zero counts: "no injuries", "not a single soldier", "without a single casualty", "nobody was hurt".

Only harm is counted when it is denied by a bare "no" ("no casualties"): "no plans", "no troops" deny a thing, they count nothing.
"not a single" and "not one" count whatever the scheme knows. "no one", "nobody" and "none" count when the clause tells of harm.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.extraction.quantities.counted_nouns import Counted, find_counted, kind_of
from kg.extraction.quantities.predications import kind_from_right
from kg.extraction.quantities.sentences import Sentences
from kg.extraction.syntax import Doc
from kg.vocabulary.counted import CASUALTIES, PEOPLE, Kind, kinds

_OPENERS: Final = frozenset({"no", "no-one", "nobody", "none", "not", "without"})
_ZERO: Final = re.compile(
    r"\b(?:no one|no-one|nobody|none|not (?:even )?(?:a single|one)|without (?:a single|one|any)|no)\b",
    re.IGNORECASE,
)
_PRONOUNS: Final = frozenset({"no one", "no-one", "nobody", "none"})
_BARE: Final = frozenset({"no", "without any"})
_PREMODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN"})
_HARM: Final = frozenset({CASUALTIES, "missing"})
_SKIPPED: Final = frozenset(
    {
        "further",
        "reported",
        "immediate",
        "other",
        "more",
        "new",
        "serious",
        "major",
        "known",
        "civilian",
        "human",
        "additional",
    }
)


@dataclass(frozen=True, slots=True)
class Zero:
    """A zero count: tokens `first` to `last` are its words ("no"), `counted` the noun when there is one."""

    first: int
    last: int
    kind: Kind
    counted: Counted | None


def find_zeros(doc: Doc, sentences: Sentences) -> Iterator[Zero]:
    """Yield the zero counts of `doc`."""
    for index, opener in enumerate(doc.lowers):
        if opener not in _OPENERS:
            continue
        match = _ZERO.match(doc.text, doc.offsets[index])
        span = doc.char_span(*match.span()) if match else None
        if match is None or span is None:
            continue
        sent_end = sentences.around(span.start)[1]
        word = match[0].lower()
        if word in _PRONOUNS:
            kind = kind_from_right(doc, span.end, sent_end)
            if kind is not None and _is_harm(kind):
                yield Zero(span.start, span.end - 1, kind, None)
            continue
        counted = find_counted(doc, span.end, sent_end)
        if counted is None:
            continue
        harm = kind_from_right(doc, counted.last + 1, sent_end)
        if harm is not None and _is_harm(harm) and (counted.kind is None or kinds().is_a(counted.kind, PEOPLE)):
            yield Zero(span.start, span.end - 1, harm, counted)  # "no passengers were hurt"
            continue
        if counted.kind is None:
            continue
        near = all(
            t.lower_ in _SKIPPED or t.pos_ in _PREMODIFIERS or kind_of(t) is not None
            for t in doc[span.end : counted.head.i]
        )
        if (word not in _BARE and near) or (near and _is_harm(counted.kind)):
            yield Zero(span.start, span.end - 1, _joined(doc, counted, sent_end), counted)


def _is_harm(kind: Kind) -> bool:
    return any(kinds().is_a(kind, notation) for notation in _HARM)


def _joined(doc: Doc, counted: Counted, end: int) -> Kind:
    """Return the kind of both nouns in "injuries or deaths"; that of the one noun where no other follows."""
    kind = counted.kind
    if kind is None:
        raise ValueError("a zero count without a kind")
    index = counted.head.i + 1
    if index + 1 < end and doc[index].lower_ in ("or", "and", "nor"):
        other = kind_of(doc[index + 1])
        if other is not None and (common := kinds().common(kind, other)) is not None:
            counted.last = index + 1
            return common
    return kind
