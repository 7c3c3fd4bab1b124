"""Turns of a transcript: who speaks where, from the speaker labels of the layout and the article's declared first voice."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from kg.extraction.annotations import Cluster, article_of
from kg.extraction.syntax import Doc
from kg.model import Hop, RegionKind, Span

ASKER: Final = "reporter"
_QUESTION_LABEL: Final = re.compile(r"(?:Q|QUESTION|REPORTER|PRESS|INTERVIEWER)\b", re.IGNORECASE)
_ANSWER_LABEL: Final = re.compile(r"(?:A|ANSWER)\W*", re.IGNORECASE)
_TITLE: Final = re.compile(r"^(?:(?:mr|ms|mrs|miss|dr|sen|rep|gen|adm|col|lt|amb|hon)\.?|the)\s+", re.IGNORECASE)
_POST: Final = re.compile(r"^[A-Z]{4,}\s+(?=[\w.'’-]+$)")  # "SECRETARY GATES"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one voice says: code points `start` to `end`; `hop` is the voice, `asks` tells a reporter's question."""

    start: int
    end: int
    hop: Hop
    asks: bool


class Turns:
    """The turns of an article, found by position; an article that is no transcript has none."""

    def __init__(self, doc: Doc) -> None:
        """Read the turns of `doc`, whose clusters must be set for speakers to become entities."""
        article = article_of(doc)
        self._people = [cluster for cluster in doc._.clusters if cluster.type == "Person"]
        self._declared = article.speaker
        self.turns: list[Turn] = []
        labels = [region.span for region in article.regions if region.kind is RegionKind.LABEL]
        first = labels[0].start if labels else len(article.text)
        if article.speaker and article.text[:first].strip():
            self.turns.append(Turn(0, first, self._named(article.speaker, None), asks=False))
        ends = [*(label.start for label in labels), len(article.text)][1:]
        for label, end in zip(labels, ends, strict=True):
            hop, asks = self._labelled(label.of(article.text).strip(), label)
            self.turns.append(Turn(label.start, end, hop, asks))
        self._starts = [turn.start for turn in self.turns]

    def at(self, offset: int) -> Turn | None:
        """Return the turn that holds the code point `offset`, or None."""
        index = bisect_right(self._starts, offset) - 1
        return self.turns[index] if index >= 0 and offset < self.turns[index].end else None

    def addressee(self, turn: Turn) -> Hop | None:
        """Return who is spoken to: the nearest other voice, the one that answers first."""
        index = self.turns.index(turn)
        later = [other for other in self.turns[index + 1 :] if other.hop.name != turn.hop.name]
        earlier = [other for other in reversed(self.turns[:index]) if other.hop.name != turn.hop.name]
        return next((other.hop for other in [*later[:1], *earlier[:1]]), None)

    def _labelled(self, label: str, span: Span) -> tuple[Hop, bool]:
        if _QUESTION_LABEL.match(label):
            return Hop(ASKER, (), span), True
        if _ANSWER_LABEL.fullmatch(label):
            said = [turn for turn in self.turns if not turn.asks]
            if said:
                return Hop(said[-1].hop.name, said[-1].hop.entities, span), False
        return self._named(label, span), False

    def _named(self, label: str, span: Span | None) -> Hop:
        """Return the voice behind a label ("MR. EARNEST:"): the declared speaker or a person of the article, by surname."""
        name = speaker_name(label)
        surname = name.split()[-1].casefold() if name else ""
        if self._declared and surname and self._declared.casefold().split()[-1] == surname:
            name = self._declared
        person = self._person(surname)
        if person is None:
            return Hop(name or label, (), span)
        longer = person.label if len(person.label) > len(name) and not person.label.isupper() else name
        return Hop(longer, (person.id,), span)

    def _person(self, surname: str) -> Cluster | None:
        found = [person for person in self._people if person.label.casefold().split()[-1:] == [surname]]
        return max(found, key=lambda person: len(person.label), default=None)


def speaker_name(label: str) -> str:
    """Return the name in a speaker label, without title, colon and capitals.

    >>> speaker_name("MR. EARNEST:"), speaker_name("SECRETARY O'NEILL (Treasury):"), speaker_name("senior official")
    ('Earnest', "O'Neill", 'senior official')
    """
    bare = re.sub(r"\s*\([^)]*\)", "", label).strip().rstrip(":.").strip()
    name = _TITLE.sub("", bare)
    if any(word[1:].islower() for word in name.split()):
        return name
    name = _POST.sub("", name)
    return " ".join("-".join(_capitalize(part) for part in word.split("-")) for word in name.split())


def _capitalize(word: str) -> str:
    if word[:2] in {"Mc", "O'", "O’"} or word[:2] == "MC":
        return word[:2].capitalize() + word[2:].capitalize()
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
