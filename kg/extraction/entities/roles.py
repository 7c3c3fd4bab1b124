"""Roles: which post or membership the text gives a person, at which organization, for which country.

Forms: before the name ("Danish Foreign Minister Ada Obi", "Border Service director Ada Obi"), beside it ("Ada Obi, the
director of the Border Service", "the director, Ada Obi"), as predicate ("Ada Obi is the director"), with the body behind the
name ("Representative Obi of the Farmers' Party"), and the author of the article's byline.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.extraction.annotations import Cluster, RoleMention, clusters_by_token
from kg.extraction.coreference.discourse import is_organization
from kg.extraction.entities.columns import Columns
from kg.extraction.entities.names import HYPHENS
from kg.model import MentionKind, RegionKind
from kg.vocabulary.titles import LONGEST_TITLE, Title, TitleKind, title_at_end, titles

_NOMINAL: Final = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_COMPLEMENTS: Final = frozenset({"of", "for", "at", "to", "in", "with", "on"})
_BODY_BEHIND: Final = frozenset({"of", "from", "with", "for"})
_DENYING: Final = frozenset({"not", "n't", "n’t", "never", "no", "neither"})
_APPOSITION_REACH: Final = 14  # tokens behind a name within which its apposition has its head
_COUNTRIES: Final = frozenset({"Country", "Region", "City", "Place"})


@dataclass(slots=True)
class _Post:
    """The words of a role and who they belong to, while they are read."""

    start: int
    end: int
    words: list[str]
    organization: Cluster | None = None
    country: Cluster | None = None

    def take(self, cluster: Cluster) -> None:
        """Note an entity inside the role's words; of two, the first that is read, the nearer one to the title, is kept."""
        if is_organization(cluster) or cluster.type == "Facility":
            self.organization = self.organization or cluster
        elif cluster.type in _COUNTRIES and self.country is None:
            self.country = cluster


def find_roles(columns: Columns, clusters: list[Cluster]) -> list[RoleMention]:
    """Return the roles of all persons in the order of the text, each person's equal ones once."""
    found: list[RoleMention] = []
    seen: set[tuple[int, str, int, int]] = set()
    for person in clusters:
        if person.type != "Person":
            continue
        for mention in person.mentions:
            if mention.kind is not MentionKind.NAME:
                continue
            for post in _posts(columns, mention.span.start, mention.span.end):
                role = RoleMention(
                    person,
                    " ".join(post.words).strip("- "),
                    columns.doc[post.start : post.end],
                    post.organization,
                    post.country,
                )
                if role.country is None and role.organization is not None:
                    role.country = role.organization.country
                key = (id(person), role.title.lower(), id(role.organization), id(role.country))
                if role.title and key not in seen:
                    seen.add(key)
                    found.append(role)
    fuller = {
        (id(role.person), role.title.lower())
        for role in found
        if role.organization is not None or role.country is not None
    }
    kept = [
        r
        for r in found
        if r.organization is not None or r.country is not None or (id(r.person), r.title.lower()) not in fuller
    ]
    return sorted(kept, key=lambda role: (role.span.start, role.span.end))


def _posts(columns: Columns, start: int, end: int) -> Iterator[_Post]:
    """Yield the roles that the text gives at the name `start` to `end`."""
    if columns.region[start] is RegionKind.BYLINE:
        yield _Post(start, end, ["author"])
        return
    name = _skip_inner_title(columns, start, end)
    before = _before(columns, name)
    if before is not None:
        _add_body_behind(columns, before, end)
        yield before
    root = columns.root(name, end)
    for head in _heads_beside(columns, root, end):
        post = _around(columns, head)
        if post is not None:
            yield post


def _skip_inner_title(columns: Columns, start: int, end: int) -> int:
    """Return where the name begins in a mention that a common noun heads ("student Ada Obi")."""
    while start < end - 1 and columns.text[start] in titles():
        start += 1
    return start


def _title_ending_at(columns: Columns, end: int) -> tuple[Title, int] | None:
    """Return the title whose last word is the token before `end` and where it begins."""
    begin = max(0, end - LONGEST_TITLE)
    words = [*columns.lower[begin : end - 1], columns.lemma[end - 1]]
    title, size = title_at_end(words)
    if title is None:
        title, size = title_at_end(columns.lower[begin:end])
    return None if title is None or title.kind is TitleKind.COURTESY else (title, end - size)


def _before(columns: Columns, name: int) -> _Post | None:
    """Return the role that stands before the name: "Danish Foreign Minister | Ada Obi", "Minister of Trade | Ada Obi"."""
    covered = clusters_by_token(columns.doc)
    end = name
    while end and columns.lower[end - 1] in titles() and titles()[columns.lower[end - 1]].kind is TitleKind.COURTESY:
        end -= 1  # "Foreign Minister Dr. Ada Obi"
    if not end:
        return None
    hit = _title_ending_at(columns, end)
    if hit is not None and columns.lemma[end - 1] == columns.lower[end - 1]:
        return _read_left(columns, hit[1], end)
    for i in range(end - 2, max(-1, end - 6), -1):  # "Minister of Trade Ada Obi"
        if columns.lower[i] in {"of", "for"} and all(
            columns.capital[j] or columns.lower[j] == "and" for j in range(i + 1, end)
        ):
            hit = _title_ending_at(columns, i) if i else None
            if hit is not None:
                post = _read_left(columns, hit[1], i)
                owners = [covered[j] for j in range(i + 1, end) if j in covered]
                for cluster in owners:
                    post.take(cluster)
                post.words += columns.text[i:end] if not owners else []
                post.end = end
                return post
    return None


def _read_left(columns: Columns, start: int, end: int) -> _Post:
    """Return the role with the title `start` to `end` and what modifies it to the left."""
    covered = clusters_by_token(columns.doc)
    post = _Post(start, end, columns.text[start:end])
    i = start - 1
    while i >= 0 and not columns.text[i].isspace():
        cluster = covered.get(i)
        if cluster is not None and cluster.type != "Person":
            post.take(cluster)
        elif columns.apostrophe(i) or columns.text[i] in HYPHENS:
            if columns.text[i] in HYPHENS and not columns.joined(i):
                break
        elif columns.pos[i] in _NOMINAL and cluster is None:
            post.words.insert(0, columns.text[i])
        else:
            break
        post.start = i
        i -= 1
    return post


def _heads_beside(columns: Columns, root: int, end: int) -> Iterator[int]:
    """Yield the nouns that say what the person is: in apposition on either side, and as predicate."""
    for i in columns.beside(root, end, end + _APPOSITION_REACH):
        yield i
        yield from _further(columns, i)
    head = columns.head[root]
    if columns.dep[root] == "appos" and head < root:
        yield head
    if columns.dep[root] == "nsubj" and _is_predicate(columns, root, head):
        yield head


def _is_predicate(columns: Columns, subject: int, head: int) -> bool:
    """Tell whether the noun `head` is said to be the subject's post: "is the chair", not "is no chair", "is a witness"."""
    title = titles().get(columns.lemma[head])
    if title is not None and title.kind is TitleKind.TRADE:
        return False
    own = [i for i in range(subject, head) if columns.head[i] == head]
    return any(columns.dep[i] == "cop" for i in own) and not any(
        columns.lower[i] in _DENYING or columns.dep[i] == "aux" for i in own
    )


def _further(columns: Columns, head: int) -> Iterator[int]:
    """Yield the nouns that go on an apposition ("the chair and founder of …") without naming another person."""
    for i in range(head + 1, min(len(columns), head + _APPOSITION_REACH)):
        if columns.dep[i] == "conj" and columns.head[i] == head and i + 1 not in clusters_by_token(columns.doc):
            yield i


def _around(columns: Columns, head: int) -> _Post | None:
    """Return the role whose noun is `head`, with what stands before and behind it."""
    hit = _title_ending_at(columns, head + 1)
    if hit is None:
        return None
    post = _read_left(columns, hit[1], head + 1)
    i = head + 1
    while i + 1 < len(columns) and columns.lower[i] in _COMPLEMENTS and columns.sentence[i] == columns.sentence[head]:
        stop = _phrase_end(columns, i + 1)
        if stop == i + 1:
            break
        inside = [clusters_by_token(columns.doc)[j] for j in range(i + 1, stop) if j in clusters_by_token(columns.doc)]
        bodies = [cluster for cluster in inside if cluster.type != "Person"]
        covered = clusters_by_token(columns.doc).get(stop - 1)
        if covered is None or (columns.lower[i] == "to" and covered.type == "Country"):
            post.words += columns.text[i:stop]
        for cluster in bodies:
            if columns.lower[i] != "to" or cluster.type != "Country":
                post.take(cluster)
        post.end = i = stop
    return post


def _phrase_end(columns: Columns, start: int) -> int:
    """Return the end of the noun phrase that begins at `start`, coordination of nouns included."""
    i = start
    while i < len(columns):
        joins = (
            columns.pos[i] == "CCONJ"
            and i + 1 < len(columns)
            and columns.pos[i + 1] in {"NOUN", "PROPN", "ADJ"}
            and i > start
        )
        nominal = columns.pos[i] in _NOMINAL or columns.lower[i] in {"the", "its", "his", "her", "their"}
        if not (
            joins
            or nominal
            or columns.apostrophe(i)
            or columns.text[i] in HYPHENS
            or i in clusters_by_token(columns.doc)
        ):
            break
        i += 1
    return i


def _add_body_behind(columns: Columns, post: _Post, end: int) -> None:
    """Give a titled person the body that follows the name: "Representative Obi from the Farmers' Party"."""
    if post.organization is not None or end + 1 >= len(columns) or columns.lower[end] not in _BODY_BEHIND:
        return
    stop = _phrase_end(columns, end + 1)
    for i in range(end + 1, stop):
        cluster = clusters_by_token(columns.doc).get(i)
        if cluster is not None and cluster.type != "Person":
            post.take(cluster)
