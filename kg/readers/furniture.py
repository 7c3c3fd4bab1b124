"""How the lines around an article's prose look: datelines, bylines, captions, credits, advertisements, footers.

Each pattern speaks of a habit of newspapers and agencies; none of them may match a sentence of the story.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.model import RegionKind
from kg.readers.dates import is_clock_line, read_date_line

_NAME_WORD: Final = r"(?:[A-Z][\w.’'-]*|(?:de|la|le|van|von|der|den|di|da|al|bin|ibn|el)(?=\s)|al-[A-Z]\w+)"
_NAME: Final = rf"[A-Z][\w.’'-]*(?:\s+{_NAME_WORD}){{1,4}}"
_NAMES: Final = rf"{_NAME}(?:\s*(?:,\s*(?:and\s+)?|\s(?:and|AND|&)\s)\s*{_NAME})*"
_EMAIL: Final = r"[\w.+-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+)"
_IN_PLACE: Final = r"(?:\s+(?:in|IN)\s+[A-Z][\w., ’'-]+)?"

_BYLINE: Final = re.compile(
    rf"\W*(?:(?:[Ww]ritten|[Ss]tory|[Rr]eported|[Rr]eporting)\s+)?(?:by|By|BY)[: ]\s*(?P<names>{_NAMES}){_IN_PLACE}"
    rf"(?:\s*[\[(<]?\s*{_EMAIL}\s*[\])>]?)?(?:\s*(?:,|\||–|—|-|for|of)\s*(?P<house>(?:The\s+)?[A-Z][\w’'& ]*?))?"
    rf"(?:[;.]?\s*(?:[Ee]diting|[Aa]dditional reporting|[Cc]ompiled)\b.*)?\W*"
)
_EMAIL_LINE: Final = re.compile(rf"\W*(?:(?P<names>{_NAMES})\W+)?(?:[Ee]-?mail:?\s*)?{_EMAIL}\W*")
_COPYRIGHT: Final = re.compile(
    r"(?:\W*(?:copyright|©|\(c\))[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?:by\s+)?(?P<house>[^.|]*?)(?:[.|,]?\s*all rights reserved)?"
    r"|\W*all rights reserved)\W*",
    re.IGNORECASE,
)
_SOURCE_LINE: Final = re.compile(
    r"(?:source|publisher|published by|publication)\s*:\s*(?P<house>[A-Z][^.:]{1,60})", re.IGNORECASE
)
_HOUSE_WORDS: Final = frozenset(
    [
        "times",
        "post",
        "herald",
        "daily",
        "news",
        "gazette",
        "tribune",
        "press",
        "agency",
        "journal",
        "courier",
        "chronicle",
        "guardian",
        "observer",
        "mail",
        "telegraph",
        "standard",
        "broadcasting",
        "wire",
        "newswire",
        "weekly",
        "review",
        "dispatch",
        "examiner",
        "mirror",
        "express",
        "record",
        "register",
        "sentinel",
    ]
)
_FREE_MAIL: Final = frozenset(
    ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "protonmail.com", "proton.me", "aol.com")
)

_WEATHER: Final = re.compile(r"-?\d{1,3}(?:\.\d+)?\s*°?\s*[FCfc]\.?(?:\W+[A-Za-z ]{1,40})?")
_NOISE: Final = re.compile(
    r"\W*(?:(?:story continues below|continue reading below|article continues after)?\s*advertisements?(?:\s+continues?.*)?"
    r"|sponsored(?: content)?|promoted|ad|loading(?:\.\.\.|…)?|read (?:more|also|next|full story|the full story)\b.*"
    r"|(?:related|recommended|more)(?: (?:articles|stories|coverage|news|from .*))?\s*:?"
    r"|(?:please )?(?:sign up|subscribe|log in|register)\b.*|(?:follow|like) (?:us|me|him|her|.{1,40}) on .*|share(?: this| on .*| article| story)?"
    r"|click here\b.*|download (?:our|the) app\b.*|skip to .*|comments?(?: \(\d+\))?|tags?\s*:.*|filed under\b.*|topics?\s*:.*|print|e-?mail"
    r"|for immediate release|end(?:s|it)?|-?30-?|\d+ min(?:ute)?s? read|listen to this article\b.*|our standards\s*:.*|terms of (?:use|service)\b.*)\W*",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"[^\w\s]*(?:\s*[^\w\s]+)*")  # "---", "* * *", "###"

_CREDIT: Final = r"[A-Z0-9@][^\[\]()“”\".]{1,70}"
_CAPTION: Final = re.compile(
    rf".*(?:[.!?…”’\"\w]\s*\[(?:photo(?:graph)?|image|file|courtesy|handout)?\W*{_CREDIT}\]"
    rf"|\((?:(?i:photo|image|picture|credit|courtesy|file photo|handout)\b[^()]*|[^()]*(?:Photo|Images|Handout|/AFP|/AP|AP Photo|Pool)[^()]*)\)"
    r"|(?i:\b(?:photo(?:graph)?|image|picture)\s*(?:by|credit|courtesy(?: of)?)?\s*[:/]\s*)[A-Z][^.]{1,60}"
    r"|(?i:\bphotograph\s*:\s*)[^.]{1,60})\s*"
)
_CAPTION_START: Final = re.compile(
    r"(?:photo(?:graph)?s?|image|picture|caption|file photo|video|graphic|infographic)\s*[:|]\s+\S.*", re.IGNORECASE
)
_LONGEST_CAPTION: Final = 500

_MONTH: Final = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY: Final = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_DATELINE: Final = re.compile(
    rf"(?:(?P<place>[A-Z][A-Z.’'/ -]{{2,40}}(?:,\s+[A-Z][\w. ]{{1,30}})?)?(?:,?\s+{_DAY})?"
    rf"|(?P<town>[A-Z][\w.’' -]{{2,40}}),\s+{_DAY})"  # "Quito, 3 May": a place in small letters needs its day
    r"\s*(?:\((?P<agency>[A-Z][\w ’'&-]{1,30})\))?\s*(?:[-–—]{1,2})\s+(?=[“\"'‘A-Z0-9])"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line outside the prose is, and what it tells about the article."""

    kind: RegionKind
    published: date | None = None
    author: str | None = None
    publisher: str | None = None


def read_furniture(line: str) -> Reading | None:
    """Return what `line` (without its white space) is when it is no prose, whatever stands around it; None for prose."""
    published = read_date_line(line)
    if published or is_clock_line(line):
        return Reading(RegionKind.DATELINE, published=published)
    if _WEATHER.fullmatch(line) or _NOISE.fullmatch(line) or _RULE.fullmatch(line):
        return Reading(RegionKind.BOILERPLATE)
    if match := _BYLINE.fullmatch(line) or _EMAIL_LINE.fullmatch(line):
        parts = match.groupdict()
        return Reading(
            RegionKind.BYLINE, author=person(parts["names"]), publisher=parts.get("house") or _house(parts["domain"])
        )
    if match := _SOURCE_LINE.fullmatch(line) or _COPYRIGHT.fullmatch(line):
        return Reading(RegionKind.BOILERPLATE, publisher=(match["house"] or "").strip(" ,") or None)
    if len(line) <= _LONGEST_CAPTION and (_CAPTION.fullmatch(line) or _CAPTION_START.fullmatch(line)):
        return Reading(RegionKind.CAPTION)
    return None


def read_publisher(line: str) -> str | None:
    """Return a short header line that is a newspaper's name ("The Harbour Courier"), else None."""
    words = line.split()
    titled = all(word[:1].isupper() or word in ("of", "the", "and", "&") for word in words)
    return line if 2 <= len(words) <= 5 and titled and _HOUSE_WORDS & {w.lower() for w in words} else None


def read_dateline(paragraph: str) -> tuple[int, str | None]:
    """Return the length of an agency's dateline at the start of a paragraph ("KYIV (Reuters) - ") and its agency.

    >>> read_dateline("GENEVA (Harbour Wire) - Talks began.")
    (24, 'Harbour Wire')
    """
    match = _DATELINE.match(paragraph)
    if not match or not (match["place"] or match["town"] or match["agency"]):
        return 0, None
    return match.end(), match["agency"]


def person(names: str | None) -> str | None:
    """Return a byline's names as people write them: capitals only become title case."""
    if names is None:
        return None
    return names.title() if names.isupper() else names


def _house(domain: str | None) -> str | None:
    return domain.lower() if domain and domain.lower() not in _FREE_MAIL else None
