"""What is declared about an article outside of its text: front matter, sidecars, fields of records, HTML head."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final
from urllib.parse import quote, urlsplit

from kg.readers.dates import read_date

logger = logging.getLogger(__name__)

# Names under which feeds, scrapers and content systems give a field; the first that is present counts.
ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "text": ("text", "body", "content", "article", "maintext", "full_text"),
    "title": ("title", "headline", "name"),
    "published": (
        "published",
        "date",
        "published_at",
        "publish_date",
        "date_publish",
        "datePublished",
        "pubDate",
        "pubdate",
    ),
    "modified": ("modified", "updated", "date_modified", "dateModified", "updated_at", "modified_at", "lastmod"),
    "publisher": ("publisher", "outlet", "site", "sitename", "source", "source_domain", "domain"),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "canonical"),
    "identifier": ("identifier", "id", "uuid", "guid"),
    "speaker": ("speaker",),
    "language": ("language", "lang"),
}

_DATES: Final = ("published", "modified")
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LONGEST: Final = 1000  # characters of a title, a name, an address; what is longer is not one
_IRI_SAFE: Final = "!#$%&'()*+,/:;=?@[]~-._"


@dataclass(frozen=True, slots=True)
class Metadata:
    """The declared fields; None where nothing is declared."""

    title: str | None = None
    published: date | None = None
    modified: date | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    identifier: str | None = None
    speaker: str | None = None
    language: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """Return these fields, and those of `other` where this one has none."""
        gaps = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **gaps)


def read_metadata(record: Mapping[str, object], where: str, names: Mapping[str, str] | None = None) -> Metadata:
    """Return the metadata that a record declares; `names` maps our field names to the record's own.

    A date that cannot be read is left out and logged: an article without a date is poorer, not wrong.
    """
    published, modified = (_read_date(pick(record, name, names), where) for name in _DATES)
    texts = {name: clean(pick(record, name, names)) for name in ALIASES if name not in ("text", *_DATES)}
    texts["url"] = clean_url(texts["url"])
    return Metadata(published=published, modified=modified, **texts)


def _read_date(stated: object, where: str) -> date | None:
    found = read_date(stated)
    if stated not in (None, "") and found is None:
        logger.warning("%s: the date %.60r is not understood and left out; write it as YYYY-MM-DD", where, stated)
    return found


def pick(record: Mapping[str, object], name: str, names: Mapping[str, str] | None = None) -> object:
    """Return the value of our field `name` in a record, by the name that the user gave or by a usual one."""
    if names and name in names:
        return record.get(names[name])
    return next((record[alias] for alias in ALIASES[name] if record.get(alias) not in (None, "")), None)


def clean(value: object) -> str | None:
    """Return a value as one line of text: lists joined, white space and control characters folded; None when empty."""
    if isinstance(value, list):
        value = ", ".join(str(part) for part in value if part)
    if isinstance(value, Mapping):  # schema.org: {"@type": "Organization", "name": "…"}
        value = value.get("name")
    if value is None or isinstance(value, bool):
        return None
    line = _SPACES.sub(" ", str(value)).strip()[:_LONGEST]
    return line.encode(errors="replace").decode() or None


def clean_url(url: str | None) -> str | None:
    """Return an absolute http(s) address with every character that an IRI forbids escaped; None for anything else.

    >>> clean_url("https://example.org/a b<c>")
    'https://example.org/a%20b%3Cc%3E'
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(url, safe=_IRI_SAFE)
