"""What a name is on its way from the text to an entity: token borders, evidence, and in the end its type."""

from dataclasses import dataclass, field
from typing import Final

from kg.gazetteer import Row
from kg.model import MentionKind
from kg.vocabulary.calendar import CALENDAR_WORDS

# Particles of personal names and of names in other languages that stay small inside a name.
PARTICLES: Final = frozenset(
    {
        "al",
        "el",
        "as",
        "ash",
        "ad",
        "an",
        "ar",
        "at",
        "az",
        "ul",
        "ibn",
        "bin",
        "bint",
        "ben",
        "abu",
        "abd",
        "umm",
        "de",
    }
    | {
        "da",
        "di",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "der",
        "den",
        "des",
        "du",
        "la",
        "le",
        "van",
        "von",
        "ter",
        "ten",
    }
    | {"zu", "zur", "e", "y", "af", "av"}
)
ARTICLES: Final = frozenset({"the", "a", "an", "this", "that"})
PLACES: Final = frozenset({"Country", "City", "Region", "Place"})  # the gazetteer's types of places
HYPHENS: Final = frozenset("-‐‑–")
CALENDAR: Final = CALENDAR_WORDS | frozenset("christmas easter ramadan am pm gmt utc est".split())

COUNTS: Final = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "billions", "tens"})


@dataclass(slots=True, eq=False)
class Name:
    """A name at the tokens `start` to `end` (exclusive), without title, article and possessive ending.

    `core` is where the name goes on after a nationality ("South Korean | National Assembly"), else `start`.
    """

    start: int
    end: int
    label: str = ""  # what the language model takes it for; empty: it saw no name here
    kind: MentionKind = MentionKind.NAME
    type: str | None = None  # class of the ontology, once decided
    core: int = -1
    nation: Row | None = None  # the country whose adjective or name stands before the core
    rows: tuple[Row, ...] = ()
    title: tuple[int, int] | None = None  # tokens of the title before it
    body: bool = False  # a national body: "Danish navy"
    outer: "Name | None" = None  # the longer name that it lies in
    described: str | None = None  # the class that the noun right before it tells: "the newspaper Diario Norte"
    words: tuple[str, ...] = field(default=())  # lower case

    def __post_init__(self) -> None:
        if self.core < 0:
            self.core = self.start

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def nested(self) -> bool:
        """Tell whether it lies in a longer name."""
        return self.outer is not None

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether this name shares tokens with `start` to `end`."""
        return self.start < end and start < self.end
