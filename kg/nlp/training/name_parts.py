"""Names made from parts: companies, papers, universities, teams, societies and buildings, which the gazetteer of states and offices does not list.

Their type shows in the last word or the first ("Bank", "University of"), while the other parts are names of places and persons. Made in thousands of combinations they teach
the recognizer to type the whole name by that word, not by the place or person inside.
"""

import random
from collections.abc import Callable
from typing import Final

_LETTERS: Final = "ABCDEFGHIKLMNOPRSTUV"
_ONSETS: Final = ("b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "qu", "r", "s", "sk", "st", "t", "tr", "v", "w", "x", "z")  # fmt: skip
_VOWELS: Final = ("a", "e", "i", "o", "u", "ea", "ia", "io", "oo")
_ENDINGS: Final = ("", "x", "n", "r", "s", "co", "tech", "tel", "com", "gen", "soft", "ware", "net", "ix", "on", "um")
_FIRMS: Final = (
    "Corp.", "Corporation", "Inc.", "Co.", "Company", "Ltd.", "Group", "Holdings", "Bank", "Airlines", "Airways", "Motors", "Energy", "Oil", "Technologies", "Systems",
    "Media", "Entertainment", "Pharmaceuticals", "Insurance", "Partners", "Capital", "Industries", "Electric", "Records", "Studios", "Pictures", "Press", "Books", "Foods",
    "Steel", "Mining", "Telecom", "Networks", "Software", "Labs", "Securities", "Investments", "& Co.", "& Sons", "Brothers", "Petroleum", "Chemical", "Aerospace", "Shipping",
    "Brewery", "Stores", "Television", "Radio", "Broadcasting",
)  # fmt: skip
_PAPERS: Final = ("Times", "Post", "Herald", "Tribune", "News", "Daily News", "Gazette", "Journal", "Observer", "Chronicle", "Star", "Mail", "Globe", "Mirror", "Examiner", "Monitor", "Review", "Telegraph", "Standard", "Courier")  # fmt: skip
_SCHOOLS: Final = ("University", "State University", "College", "Institute", "Institute of Technology", "High School", "Academy", "Law School", "Medical School", "School of Economics", "Polytechnic")  # fmt: skip
_TEAMS: Final = ("United", "City", "FC", "Rovers", "Wanderers", "Athletic", "Rangers", "Eagles", "Lions", "Tigers", "Bears", "Giants", "Kings", "Bulls", "Wolves", "Hawks", "Sharks", "Warriors", "Pirates", "Stars", "Knights", "Dynamo", "Raiders", "Blues")  # fmt: skip
_SOCIETIES: Final = ("Association", "Federation", "Society", "Foundation", "Institute", "Council", "League", "Union", "Alliance", "Network", "Trust", "Coalition", "Committee", "Academy", "Center", "Organization", "Front", "Movement", "Fund", "Commission", "Agency", "Authority", "Party", "Congress", "Church", "Orchestra", "Band", "Conference")  # fmt: skip
_SUBJECTS: Final = (
    "Trade", "Labor", "Human Rights", "Medical", "Science", "Engineering", "Football", "Athletic", "Teachers", "Farmers", "Workers", "Women", "Youth", "Children", "Democratic",
    "Liberal", "Socialist", "People's", "National", "International", "Environmental", "Heritage", "Policy Research", "Press", "Film", "Music", "Historical", "Geographical",
    "Geological Survey", "Space", "Aviation", "Nuclear", "Energy", "Health", "Food", "Drug", "Red Cross", "Refugee", "Olympic", "Baptist", "Orthodox", "Islamic", "Development",
    "Monetary", "Investment", "Consumer", "Wildlife", "Veterans", "Student", "Bar", "Nurses",
)  # fmt: skip
_SCOPES: Final = ("National", "International", "World", "American", "European", "British", "African", "Asian", "Royal", "Central", "United", "Free", "New", "Global", "Federal")  # fmt: skip
_BUILDINGS: Final = (
    "Bridge", "Airport", "International Airport", "Stadium", "Museum", "Station", "Hotel", "Tower", "Castle", "Palace", "Cathedral", "Theatre", "Prison", "Dam", "Hall", "Square",
)  # fmt: skip
_LANDFORMS: Final = ("River", "Lake", "Mountains", "Valley", "Island", "Islands", "Bay", "Hills", "Street", "Avenue", "Road", "Park", "Forest", "Canal", "Beach", "Desert", "County", "District")  # fmt: skip


class NameComposer:
    """Makes names of a label from parts; `place` and `family` return the name of a place and the family name of a person."""

    def __init__(self, place: Callable[[], str], family: Callable[[], str], rng: random.Random) -> None:
        self._place = place
        self._family = family
        self._rng = rng
        self._kinds: dict[str, tuple[Callable[[], str], ...]] = {
            "ORG": (self._firm, self._firm, self._paper, self._school, self._team, self._society, self._society),
            "LOC": (self._landform,),
            "FACILITY": (self._building,),
        }

    def can_make(self, label: str) -> bool:
        """Say whether names of this label are made here."""
        return label in self._kinds

    def make(self, label: str) -> str:
        """Return a name of several words."""
        return self._rng.choice(self._kinds[label])()

    def single(self) -> str:
        """Return an organization of one word: letters, or a made-up word."""
        if self._rng.random() < 0.5:
            return "".join(self._rng.choice(_LETTERS) for _ in range(self._rng.randint(2, 5)))
        return self._invented()

    def _invented(self) -> str:
        choose = self._rng.choice
        syllables = "".join(choose(_ONSETS) + choose(_VOWELS) for _ in range(self._rng.randint(1, 2)))
        return (syllables + choose(_ENDINGS)).capitalize()

    def _owner(self) -> str:
        return self._rng.choice((self._family, self._place, self._invented))()

    def _firm(self) -> str:
        return f"{self._owner()} {self._rng.choice(_FIRMS)}"

    def _paper(self) -> str:
        return f"{self._place()} {self._rng.choice(_PAPERS)}"

    def _school(self) -> str:
        kind = self._rng.choice(_SCHOOLS)
        if kind in ("University", "Institute", "Academy") and self._rng.random() < 0.5:
            return f"{kind} of {self._place()}"
        return f"{self._rng.choice((self._place, self._family))()} {kind}"

    def _team(self) -> str:
        return f"{self._place()} {self._rng.choice(_TEAMS)}"

    def _society(self) -> str:
        choose = self._rng.choice
        kind, subject = choose(_SOCIETIES), choose(_SUBJECTS)
        return choose(
            (
                f"{choose(_SCOPES)} {subject} {kind}",
                f"{subject} {kind}",
                f"{self._place()} {subject} {kind}",
                f"{choose(_SCOPES)} {kind} of {subject}",
                f"{subject} {kind} of {self._place()}",
                f"{self._family()} {kind}",
            )
        )

    def _building(self) -> str:
        return f"{self._rng.choice((self._place, self._family))()} {self._rng.choice(_BUILDINGS)}"

    def _landform(self) -> str:
        owner = self._rng.choice((self._place, self._family))()
        return self._rng.choice((f"{owner} {self._rng.choice(_LANDFORMS)}", f"Lake {owner}", f"Mount {owner}"))
