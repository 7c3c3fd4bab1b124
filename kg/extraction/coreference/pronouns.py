"""Third person pronouns: he, she, it, they and their forms, by number, gender, recency and grammatical role.

People and things without a name compete for a pronoun too: when one of them is the better antecedent, the pronoun stays out.
I, we and you are left to the assembly of claims, which knows who speaks.
"""

from math import log2
from typing import Final

from kg.extraction.annotations import Cluster
from kg.extraction.coreference.discourse import Discourse, Seen, is_organization
from kg.model import MentionKind

_MALE: Final = frozenset({"he", "him", "his", "himself"})
_FEMALE: Final = frozenset({"she", "her", "hers", "herself"})
_THING: Final = frozenset({"it", "its", "itself"})
_PLURAL: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_PERSONAL: Final = _MALE | _FEMALE
PRONOUNS: Final = _PERSONAL | _THING | _PLURAL
_NEW: Final = frozenset({"a", "an", "one", "another"})
_REFLEXIVE: Final = frozenset({"himself", "herself", "itself", "themselves"})

_WEATHER_AND_SEEMING: Final = frozenset(
    {"seem", "appear", "rain", "snow", "likely", "unlikely", "possible", "unclear", "clear", "time"}
)

# Points: chosen on our own example texts and on GUM's free documents outside of the test list.
_PER_SENTENCE: Final = {"person": -1.0, "thing": -2.0, "plural": -2.0}
_SUBJECT: Final = 2.5
_SAME_ROLE: Final = 0.5
_INTRODUCED: Final = 2.0  # somebody new is who the next sentence goes on about: "A nurse disagreed. She …"
_GENDER_KNOWN: Final = 1.0
_GOVERNS: Final = 2.0
_FAMILIAR: Final = 1.2  # per doubling of how often the entity was spoken of
_FAMILIAR_MOST: Final = 3.0
_INSIDE_QUOTE: Final = -2.5  # for a pronoun outside: what is quoted is less at hand
_PER_PHRASE: Final = -0.1  # between antecedent and pronoun
_LEAST: Final = {"person": -6.0, "thing": -2.0, "plural": -2.0}
_REACH: Final = {"person": 8, "thing": 1, "plural": 1}  # sentences back
_PEOPLE: Final = frozenset(
    {"Organization", "Government", "ArmedForces", "ArmedGroup", "PoliticalParty", "Company", "Legislature"}
)


def resolve_pronoun(discourse: Discourse, token: int) -> Cluster | None:
    """Return the entity that the pronoun `token` speaks of and add it to its mentions; None when no antecedent is clear."""
    columns = discourse.columns
    word = columns.lower[token]
    if columns.dep[token] == "expl" or (word == "it" and _is_empty(discourse, token)):
        return None
    sort = _sort(word)
    best: tuple[float, Seen] | None = None
    excluded = _speakers(discourse, token)
    for distance, seen in enumerate(discourse.recent(token, _REACH[sort])):
        if (
            not _fits(seen, word)
            or _same_clause(discourse, seen, token)
            or (seen.cluster is not None and id(seen.cluster) in excluded)
        ):
            continue
        points = _points(discourse, seen, token, sort) + _PER_PHRASE * distance
        if best is None or points > best[0]:
            best = (points, seen)
    if best is None:
        antecedent = _ahead(discourse, token, excluded) if sort == "person" else None
    else:
        antecedent = best[1].cluster if best[0] >= _LEAST[sort] else None
    if antecedent is None:
        return None
    if antecedent.type == "Person" and antecedent.gender is None and sort == "person":
        antecedent.gender = "m" if word in _MALE else "f"
    discourse.refer(antecedent, token, token + 1, MentionKind.PRONOUN)
    return antecedent


def _is_empty(discourse: Discourse, token: int) -> bool:
    """Tell whether "it" stands for a clause or for nothing: "it is likely that …", "it seems", "it took years to …"."""
    columns = discourse.columns
    head = columns.head[token]
    if columns.dep[token] not in {"nsubj", "nsubj:pass"}:
        return False
    if columns.lemma[head] in _WEATHER_AND_SEEMING:
        return True
    clause = any(
        columns.head[i] == head and columns.dep[i] in {"csubj", "ccomp", "csubj:pass"}
        for i in range(head, min(len(columns), head + 12))
    )
    return clause and (columns.pos[head] == "ADJ" or columns.dep[token] == "nsubj:pass" or columns.lemma[head] == "be")


def _sort(word: str) -> str:
    return "thing" if word in _THING else "plural" if word in _PLURAL else "person"


def _fits(seen: Seen, word: str) -> bool:
    if word in _PERSONAL:
        return seen.person and not seen.plural and seen.gender != ("f" if word in _MALE else "m")
    if word in _THING:
        return (
            not seen.person
            and not seen.plural
            and (seen.cluster is None or seen.cluster.type not in {"City", "Facility"} or seen.subject)
        )
    if seen.cluster is None:
        return seen.plural
    return seen.plural or (is_organization(seen.cluster) and seen.cluster.type in _PEOPLE)


def _points(discourse: Discourse, seen: Seen, token: int, sort: str) -> float:
    columns = discourse.columns
    points = _PER_SENTENCE[sort] * (columns.sentence[token] - seen.sentence)
    points += _SUBJECT if seen.subject else 0
    points += _SAME_ROLE if seen.subject == columns.dep[token].startswith("nsubj") else 0
    points += _INTRODUCED if _is_introduced(discourse, seen) else 0
    points += _GENDER_KNOWN if seen.gender is not None else 0
    points += _GOVERNS if seen.subject and _governs(discourse, columns.head[seen.token], token) else 0
    if seen.cluster is not None:
        points += _FAMILIAR * min(_FAMILIAR_MOST, log2(discourse.counts[id(seen.cluster)]))
    quotes = discourse.quotes.number
    if quotes[seen.token] and quotes[seen.token] != quotes[token]:
        points += _INSIDE_QUOTE
    if sort == "thing" and seen.cluster is not None and not seen.subject and seen.cluster.type == "Country":
        points -= _SUBJECT / 2  # a country in passing ("troops in Chad") is seldom taken up by "it"
    return points


def _is_introduced(discourse: Discourse, seen: Seen) -> bool:
    """Tell whether a subject without a name is new to the reader: "a nurse", "another resident"."""
    if seen.cluster is not None or not (seen.subject and seen.person):
        return False
    columns = discourse.columns
    return any(
        columns.head[i] == seen.token and columns.lower[i] in _NEW for i in range(max(0, seen.token - 4), seen.token)
    )


def _governs(discourse: Discourse, verb: int, token: int) -> bool:
    """Tell whether `verb` lies above the clause of `token`: its subject is at hand in "Obi said that she …"."""
    columns = discourse.columns
    node = token
    while columns.head[node] != node:
        node = columns.head[node]
        if node == verb:
            return True
    return False


def _same_clause(discourse: Discourse, seen: Seen, token: int) -> bool:
    """Tell whether binding forbids the antecedent: subject and object of one verb are two, unless the pronoun is reflexive."""
    columns = discourse.columns
    if columns.lower[token] in _REFLEXIVE or columns.dep[token] == "nmod:poss":
        return False
    return columns.head[seen.token] == columns.head[token] and seen.token != token


def _speakers(discourse: Discourse, token: int) -> set[int]:
    """Return the ids of the clusters that speak where `token` is quoted: nobody is "he" in his own words."""
    number = discourse.quotes.number[token]
    if not number:
        return set()
    speakers = discourse.quotes.speakers(number)
    found = {id(seen.cluster) for seen in discourse.history if seen.token in speakers}
    return found | {
        id(discourse.heads[i]) for i in speakers if i in discourse.heads and discourse.heads[i].type == "Person"
    }


def _ahead(discourse: Discourse, token: int, excluded: set[int]) -> Cluster | None:
    """Return the person who is the subject further on in the sentence: "In her speech, Adams said …"."""
    columns = discourse.columns
    if columns.dep[token] != "nmod:poss" and not columns.dep[token].startswith("nsubj"):
        return None
    gender = "m" if columns.lower[token] in _MALE else "f"
    for i in range(token + 1, len(columns)):
        if columns.sentence[i] != columns.sentence[token]:
            break
        cluster = discourse.heads.get(i)
        main_subject = columns.dep[i] == "nsubj" and columns.dep[columns.head[i]] == "ROOT"
        if cluster is None or id(cluster) in excluded:
            continue
        if main_subject and cluster.type == "Person" and cluster.gender in {None, gender}:
            return cluster
    return None
