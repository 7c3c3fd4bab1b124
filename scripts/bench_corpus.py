"""A corpus for measurements: deterministic news-like articles from templates, with varied lengths.

Two in five sentences attribute something to somebody, a third of these a figure or an agreement; the rest is narration without any claim cue.
Claims, figures, names and triples a word are about those of real news (docs/performance.md). The wording says nothing about quality: only
speed is measured on it.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import orjson

_COUNTRIES: Final = tuple("Norway Kenya Peru Jordan Vietnam Poland Ghana Chile Oman Latvia Ukraine Japan".split())
_DEMONYMS: Final = tuple("Norwegian Kenyan Peruvian Jordanian Vietnamese Polish Ghanaian Chilean Omani".split())
_CITIES: Final = tuple("Oslo Nairobi Lima Amman Hanoi Warsaw Accra Santiago Muscat Riga Odesa Osaka".split())
_FIRST: Final = tuple("Anna Karim Lucia Peter Mai Tomasz Kofi Elena Salim Ilze Oksana Kenji".split())
_LAST: Final = tuple("Berg Otieno Quispe Haddad Tran Nowak Mensah Rojas Said Ozols Bondar Mori".split())
_BODIES: Final = (
    "the defence ministry",
    "the interior ministry",
    "the central bank",
    "the army",
    "the coast guard",
    "the United Nations",
    "the Red Cross",
    "the border guard",
)
_OFFICES: Final = ("foreign minister", "army spokesman", "prime minister", "mayor", "president", "envoy")
_COUNTED: Final = (
    "soldiers",
    "people",
    "civilians",
    "refugees",
    "troops",
    "police officers",
    "vehicles",
    "tonnes of grain",
)
_HEDGES: Final = ("about ", "at least ", "up to ", "more than ", "nearly ", "", "", "some ")

_CLAIMS: Final = (
    "{Body} said on {weekday} that {hedge}{count} {counted} had arrived in {city}.",
    "{country}’s {office}, {name}, told reporters that {hedge}{count} {counted} would leave {city} by {month}.",
    "“We have counted {hedge}{count} {counted} since {month},” {name}, the {office} of {country}, said.",
    "According to {body}, {hedge}{count} {counted} were moved from {city} to {city2} in {month}.",
    "{name} denied that {hedge}{count} {counted} had crossed the border near {city}.",
    "{Body} reported that {name} had indicated that the number of {counted} in {city} would reach {count} by {month}.",
    "{Demonym} officials estimate that between {count} and {count2} {counted} remain in {city}.",
    "{country} and {country2} signed a trade agreement in {city} on {month} {day}.",
    "{country} will give {country2} ${small} million in aid, {name} announced after talks in {city}.",
)
_PLAIN_CLAIMS: Final = (
    "“The road to {city} is open again, and nobody has asked us to close it,” said {name}, the {office}.",
    "{name} said the road had never been closed, and that whoever wanted to go home was free to do so whenever they liked.",
    "{Body} denied that anybody had been asked to leave, and added that the papers of those who stayed were in order.",
    "“We do not comment on talks that have not ended,” a spokeswoman for {body} told reporters outside the building in the evening.",
    "Officials in {city} believe that the bridge can be mended before the rains, though the engineers who looked at it are less sure.",
    "The {office} of {country} said the talks with {country2} had been open and friendly, but gave no details of what was agreed.",
    "According to people who know the plan, {body} wants to move its offices to the outskirts, where rents are lower.",
    "{name}, who has led the inquiry from the start, said that the letters were genuine and would be published in full.",
    "Critics argue that the law gives {body} too much power and leaves those who object to it without any way to appeal.",
    "{Demonym} diplomats say privately that neither side wants the dispute over fishing rights to go on through the winter.",
)
_NARRATION: Final = (
    "The road between {city} and {city2} runs along the river and is closed to lorries at night.",
    "It was the third meeting of its kind since the spring, and it ended later than planned.",
    "Shops in {city} opened as usual, and the market by the harbour was full before noon.",
    "The talks were held behind closed doors in an old hotel near the railway station, far from the press.",
    "{country} and {country2} have shared a long border, several rivers and two railway lines for decades.",
    "The night train was late because of snow, and many passengers waited in the main hall for hours.",
    "Relations between the two governments had been calm for years before the dispute over fishing rights.",
    "She walked to the square, where a small crowd had gathered around the monument in the rain.",
    "Traders said nothing of it, and the ferry went on as if there had been no storm at all that week.",
    "Prices of bread and fuel rose again in the capital while the harvest in the south was being brought in.",
    "The parliament in {city} goes back to work next week after a summer break of two months.",
)
_CLAIM_SHARE: Final = 0.4  # of the sentences
_FIGURE_SHARE: Final = 0.35  # of the claims: told with a figure or an agreement
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = ("January", "March", "April", "June", "September", "November", "December")


def write_corpus(folder: Path, articles: int, seed: int = 0) -> Path:
    """Write `articles` articles as one file of JSON Lines into `folder` and return its path."""
    path = folder / "corpus.jsonl"
    with path.open("wb") as file:
        for record in generate(articles, seed):
            file.write(orjson.dumps(record) + b"\n")
    return path


def generate(articles: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """Yield articles of 90 to 1,300 words (most near 350, as in an agency's feed) as records of JSON Lines."""
    for number in range(articles):
        chance = random.Random(f"{seed}-{number}")  # noqa: S311  # no secret
        sentences = [_sentence(chance) for _ in range(min(80, max(6, round(chance.lognormvariate(3.1, 0.5)))))]
        paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
        yield {
            "id": f"bench-{seed}-{number}",
            "title": _sentence(chance).strip("“”.").replace("“", "").replace("”", ""),
            "date": (date(2024, 1, 1) + timedelta(days=chance.randrange(700))).isoformat(),
            "publisher": f"Bench Wire {number % 7}",
            "text": "\n\n".join(paragraphs) + "\n",
        }


def _sentence(chance: random.Random) -> str:
    body = chance.choice(_BODIES)
    low = chance.randrange(3, 90) * 100
    city, city2 = chance.sample(_CITIES, 2)
    country, country2 = chance.sample(_COUNTRIES, 2)
    kind = (
        _NARRATION if chance.random() >= _CLAIM_SHARE else _CLAIMS if chance.random() < _FIGURE_SHARE else _PLAIN_CLAIMS
    )
    return chance.choice(kind).format(
        Body=body[0].upper() + body[1:],
        body=body,
        Demonym=chance.choice(_DEMONYMS),
        city=city,
        city2=city2,
        country=country,
        country2=country2,
        office=chance.choice(_OFFICES),
        name=f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
        hedge=chance.choice(_HEDGES),
        count=f"{low:,}",
        count2=f"{low + chance.randrange(1, 30) * 100:,}",
        small=chance.randrange(2, 900),
        counted=chance.choice(_COUNTED),
        weekday=chance.choice(_WEEKDAYS),
        month=chance.choice(_MONTHS),
        day=chance.randrange(1, 29),
    )
