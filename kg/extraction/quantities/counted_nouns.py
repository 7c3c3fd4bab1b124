"""The noun that a figure counts ("12,000 North Korean troops", "3,000 of the soldiers") and the kind it names.

Token patterns come first and the dependency tree only mends them: on news, a wrong attachment is commoner than a noun phrase
that the tags do not show.
"""

from collections.abc import Container
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.extraction.syntax import Doc, Token
from kg.vocabulary.calendar import CALENDAR_WORDS, MONTH_WORDS
from kg.vocabulary.counted import MONEY, PEOPLE, Kind, kinds
from kg.vocabulary.uncounted import Reason, uncounted

HYPHENS: Final = frozenset("-‐‑–")
NOUNS: Final = frozenset({"NOUN", "PROPN"})
_MODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "NUM", "X"})
_PARTICIPLES: Final = frozenset({"VBN", "VBG", "VBD"})
_DETERMINERS: Final = frozenset("the these those its their his her our my your this that all such".split())
_PARTITIVE_PRONOUNS: Final = frozenset("them us you whom which these those it".split())
_DEICTIC: Final = frozenset(
    "last next this that earlier late early every each past since yesterday today tomorrow tonight".split()
)
_DIRECTIONS: Final = frozenset("north south east west northeast northwest southeast southwest".split())
MONTHS: Final = MONTH_WORDS | frozenset(f"{word}." for word in MONTH_WORDS)  # spaCy keeps "jan." as one token
CALENDAR: Final = MONTHS | CALENDAR_WORDS
_OPENING: Final = frozenset("“\"‘'[(``")
_STOP_WORDS: Final = frozenset("others each alike apiece altogether together overall instead otherwise anyway".split())
_NOT_IN_WORDS: Final = frozenset(
    "more other additional further extra new the its their his her our my your these those separate strong member -".split()
)
_SHORTEST_PARTICIPLE: Final = 6  # letters: "landed", but "shed" and "bed" are nouns
_COMPOUNDS_OF_PEOPLE: Final = ("men", "women", "children", "people")
_MAX_WORDS: Final = 12  # longest noun phrase that is followed
_DASHES: Final = frozenset({"--", "—", "–", "―"})
_LONGEST_ASIDE: Final = 14  # tokens between a figure and its noun
_IRREGULAR: Final = {
    "men": "man",
    "women": "woman",
    "people": "person",
    "children": "child",
    "lives": "life",
    "feet": "foot",
}

_PAST: Final = {
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow", "went": "go", "gone": "go",
    "came": "come", "slew": "slay", "slain": "slay", "drove": "drive", "driven": "drive", "brought": "bring", "stood": "stand",
    "became": "become", "fled": "flee", "shrank": "shrink", "shrunk": "shrink", "swollen": "swell", "lost": "lose", "took": "take",
    "taken": "take", "gave": "give", "given": "give", "froze": "freeze", "slid": "slide", "died": "die", "dying": "die",
}  # fmt: skip


@dataclass(slots=True)
class Counted:
    """A counted noun: tokens `first` to `last` (after the figure, before any postmodifier), its kind when the scheme has it."""

    head: Token
    first: int
    last: int
    kind: Kind | None
    partitive: bool = False  # "3,000 of the soldiers"

    @property
    def words(self) -> str:
        """Return the words as written, on one line, without determiners and "more", "other"."""
        first = self.first
        while first < self.head.i and (
            self.head.doc[first].lower_ in _NOT_IN_WORDS or self.head.doc[first].pos_ == "NUM"
        ):
            first += 1
        return " ".join(self.head.doc[first : self.last + 1].text.split())


def lemma_of(token: Token) -> str:
    """Return the lemma in lower case; the word itself where the pipeline gives none."""
    return (token.lemma_ or token.text).lower()


def lemma_among(token: Token, lemmas: Container[str]) -> str:
    """Return the lemma of a verb that is one of `lemmas` if a spelling of it fits, for taggers err on participles.

    The given lemma wins, then the word itself, then what remains without an ending: "injured", "killing".
    """
    given = lemma_of(token)
    if given in lemmas:
        return given
    for lemma in _possible_lemmas(token.lower_):
        if lemma in lemmas:
            return lemma
    return given


@lru_cache(maxsize=8192)
def _possible_lemmas(word: str) -> tuple[str, ...]:
    """Return what the lemma of a verb written `word` may be by its spelling, the likeliest first."""
    found = [_PAST.get(word, word), word]
    for ending in ("ed", "ing", "s", "es"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            found += [stem, f"{stem}e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem]
    return tuple(found)


def is_participle(token: Token) -> bool:
    """Tell whether a "noun" in -ed is a participle that the tagger mistook: "as many as 30 hospitalised"."""
    word = token.lower_
    before_noun = token.i + 1 < len(token.doc) and token.nbor().pos_ in NOUNS
    return (
        token.tag_ == "NN"
        and token.is_lower
        and not before_noun
        and len(word) >= _SHORTEST_PARTICIPLE
        and word.endswith("ed")
        and not word.endswith("eed")
    )


def find_counted(doc: Doc, index: int, end: int) -> Counted | None:
    """Return the noun phrase that starts at token `index` (just after a figure), looking no further than `end`."""
    index = _behind_aside(doc, index, end)
    start, partitive = index, False
    if index + 1 < end and doc[index].lower_ in (",", "out") and doc[index + 1].lower_ == "of":
        index += 1
    if index < end and doc[index].lower_ == "of":
        start, partitive = index + 1, True
        if start + 1 < end and doc[start].pos_ == "NUM" and doc[start + 1].lower_ == "of":
            start += 2  # "17 out of 18 of the districts"
        if (
            start < end
            and doc[start].lower_ in _PARTITIVE_PRONOUNS
            and not (start + 1 < end and doc[start + 1].pos_ in NOUNS)
        ):
            return None
    head, first = _scan(doc, start, min(end, start + _MAX_WORDS), partitive)
    if head is None:
        return _find_untagged(doc, start, end, partitive=partitive)
    head = _extend_by_tree(doc, index, head, end)
    last = head.i
    kind = kind_of(head)
    if kind is None and (wider := _with_complement(head, end)) is not None:
        kind, last = wider
    return Counted(head, first, last, kind, partitive)


def _behind_aside(doc: Doc, index: int, end: int) -> int:
    """Return the place behind an aside between dashes: "dozens -- at the peak, more than 500 -- soldiers"."""
    if index >= end or doc[index].text not in _DASHES:
        return index
    close = next(
        (token.i for token in doc[index + 1 : min(end, index + _LONGEST_ASIDE)] if token.text in _DASHES), None
    )
    return close + 1 if close is not None and close > index + 1 else index


def _find_untagged(doc: Doc, index: int, end: int, *, partitive: bool) -> Counted | None:
    """Return a noun that the tagger missed: a plural of a known kind, a currency, a nationality ("killed 1,200 Lebanese")."""
    if index >= end:
        return None
    scheme, token = kinds(), doc[index]
    if token.is_title and token.ent_type_ == "NORP":
        return Counted(token, index, index, scheme.by_notation[PEOPLE], partitive)
    kind = kind_of(token)
    if (
        kind is None
        or token.lower_ in scheme.by_predicate
        or not (scheme.is_a(kind, MONEY) or token.lower_.endswith("s"))
    ):
        return None
    return Counted(token, index, index, kind, partitive)


def _scan(doc: Doc, start: int, end: int, partitive: bool) -> tuple[Token | None, int]:
    """Return the last noun of the noun phrase at `start` and the index of the phrase's first word."""
    head: Token | None = None
    first = -1
    tied = False  # the word at `index` is tied to the one before it: the second half of "Bengali-speaking"
    index = start
    while index < end:
        token = doc[index]
        word = token.lower_
        if token.is_space and "\n" not in token.text:  # a second blank between two words
            index += 1
            continue
        if (
            token.is_space
            or word in CALENDAR
            or word in _STOP_WORDS
            or (head is None and (_points_away(token, partitive=partitive) or is_participle(token) or _is_state(token)))
        ):
            break
        if token.pos_ in NOUNS or (head is not None and f"{head.lower_} {singular(token)}" in kinds().by_noun):
            if head is not None and not tied and _closes(head, token):
                break
            head, first = token, index if first < 0 else first
        elif head is not None and not tied:
            possessive = word in ("'s", "’s") and partitive
            nationality = head.pos_ == "PROPN" and head.i == index - 1 and token.pos_ == "ADJ" and token.is_title
            if not (_glues(doc, index, end) or possessive or nationality or _joins_nouns(doc, head, index, end)):
                break
        elif not (tied or _modifies(doc, index, start, end, partitive=partitive)):
            break
        elif first < 0 and word not in _OPENING and word not in HYPHENS:
            first = index
        tied = _glues(doc, index, end) and head is not None
        index += 1
    return head, first


def _is_state(token: Token) -> bool:
    """Tell whether an adjective after a figure tells the state of people, and no noun follows: "left 5,000 homeless"."""
    alone = token.i + 1 >= len(token.doc) or token.nbor().pos_ not in NOUNS
    return token.tag_ == "JJ" and alone and token.lower_ in kinds().by_predicate


def _points_away(token: Token, *, partitive: bool) -> bool:
    """Tell whether a word after a figure opens an adverbial: "killed 12 last week", "wounded ten south of the city"."""
    return not partitive and (token.lower_ in _DEICTIC or token.text in _DIRECTIONS)


def _modifies(doc: Doc, index: int, start: int, end: int, *, partitive: bool) -> bool:
    """Tell whether the word at `index` may stand between a figure and its noun."""
    token = doc[index]
    word = token.lower_
    return (
        token.pos_ in _MODIFIERS
        or (token.pos_ == "VERB" and token.tag_ in _PARTICIPLES and _noun_follows(doc, index + 1, end))
        or word in _OPENING
        or (word in _DETERMINERS and partitive)
        or (word in HYPHENS and (index > start or not doc[index - 1].whitespace_))
        or _joins_adjectives(doc, index, end)
    )


def _joins_nouns(doc: Doc, head: Token, index: int, end: int) -> bool:
    """Tell whether "and" at `index` joins two modifiers: "25,000 security and police forces"."""
    if doc[index].lower_ not in ("and", "or") or head.tag_ != "NN" or index + 2 >= end or kind_of(head) is not None:
        return False
    following = doc[index + 1 : min(end, index + 4)]
    return following[0].pos_ in NOUNS and any(t.tag_ == "NNS" for t in following) and not following[0].ent_type_


def _closes(head: Token, token: Token) -> bool:
    """Tell whether the noun before `token` already ends the phrase: "12 soldiers Friday", "300 people Gaza officials said"."""
    if head.tag_ not in ("NNS", "NNPS") or token.tag_ == "NNPS":
        return False
    known = kind_of(token) is not None
    return not known and (token.tag_ != "NNS" or kind_of(head) is not None)


def _glues(doc: Doc, index: int, end: int) -> bool:
    """Tell whether the hyphen at `index` ties two words: "brigade-sized units"."""
    token = doc[index]
    return token.text in HYPHENS and not token.whitespace_ and not doc[index - 1].whitespace_ and index + 1 < end


def _noun_follows(doc: Doc, index: int, end: int) -> bool:
    """Tell whether a participle before `index` modifies a noun ("12 masked gunmen") instead of being a verb ("12 died")."""
    while index < end and (doc[index].pos_ in ("ADJ", "NOUN", "PROPN") or doc[index].text in HYPHENS):
        if doc[index].pos_ in NOUNS and doc[index].lower_ not in CALENDAR:
            return True
        index += 1
    return False


def _joins_adjectives(doc: Doc, index: int, end: int) -> bool:
    """Tell whether the word at `index` joins modifiers: "20 Iraqi and American soldiers"."""
    token = doc[index]
    if token.pos_ != "CCONJ" and token.text not in (",", "/"):
        return False
    following = ("ADJ",) if token.text == "," else ("ADJ", "PROPN", "NOUN")
    return doc[index - 1].pos_ in ("ADJ", "PROPN") and index + 1 < end and doc[index + 1].pos_ in following


def _extend_by_tree(doc: Doc, index: int, head: Token, end: int) -> Token:
    """Move to the noun that the tree lets the figure modify, where it lies just after the noun found by tags."""
    governor = doc[index - 1].head
    between = doc[head.i + 1 : governor.i]
    near = head.i < governor.i < min(end, head.i + 4)
    if (
        near
        and governor.pos_ in NOUNS
        and doc[index - 1].dep_ == "nummod"
        and all(t.pos_ in (*NOUNS, "ADJ") or t.text in HYPHENS for t in between)
    ):
        return governor if not _closes(head, governor) else head
    return head


def _with_complement(head: Token, end: int) -> tuple[Kind, int] | None:
    """Return the kind of a noun with its "of" complement ("rounds of artillery") and where that ends."""
    doc = head.doc
    if head.i + 2 < end and doc[head.i + 1].lower_ == "of":
        words = f"{singular(head)} of {doc[head.i + 2].lower_}"
        if kind := kinds().by_noun.get(words):
            return kind, head.i + 2
    return None


def singular(token: Token) -> str:
    """Return the singular of a noun in lower case; the lemma, or by spelling where the lemma is the plural itself."""
    word, lemma = token.lower_.rstrip("-"), lemma_of(token).rstrip("-")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("men", "children")):
        return _singular_by_spelling(word)
    if lemma in kinds().by_noun or lemma != word or token.tag_ not in ("NNS", "NNPS"):
        return lemma
    return _singular_by_spelling(word)


def _singular_by_spelling(word: str) -> str:
    if word.endswith("children"):
        return word.removesuffix("ren")
    if word.endswith("men") and len(word) > 4:
        return f"{word[:-2]}an"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def plural(token: Token) -> str:
    """Return a noun in lower case and in the plural, for kinds that the scheme lacks: "one apartment" counts apartments."""
    word = token.lower_.rstrip("-")
    if word.endswith("man"):
        return f"{word[:-2]}en"
    if token.tag_ in ("NNS", "NNPS", "NNP") or word.endswith("s"):
        return word
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def kind_of(noun: Token) -> Kind | None:
    """Return the kind that a noun names with the words before it: "armored vehicles" before "vehicles"."""
    scheme = kinds()
    spellings = (singular(noun), noun.lower_, _singular_by_spelling(noun.lower_))
    forms = [form for form in spellings if form in _last_words()]
    if forms:
        for prefix in reversed(_prefixes(noun, scheme.longest_noun)):
            for form in forms:
                if kind := scheme.by_noun.get(prefix + form):
                    return kind
    people = noun.tag_ == "NNS" and noun.lower_.endswith(_COMPOUNDS_OF_PEOPLE)
    return scheme.by_notation[PEOPLE] if people else None  # "schoolchildren", "tribesmen"


def _prefixes(noun: Token, longest: int) -> list[str]:
    """Return the words before `noun`, none to `longest` - 1 of them, as they stand before it in the scheme."""
    doc, index = noun.doc, noun.i - 1
    found = [""]
    while index >= 0 and len(found) < longest:
        if doc.texts[index] not in HYPHENS:
            found.append(f"{doc.lowers[index]} {found[-1]}")
        index -= 1
    return found


@cache
def _last_words() -> frozenset[str]:
    """Return the words with which the nouns of the scheme end: most words of a text are none of them."""
    return frozenset(noun.rpartition(" ")[2] for noun in kinds().by_noun)


def is_unit_of_time(token: Token) -> bool:
    """Tell whether a noun is a unit of time."""
    return singular(token) in uncounted(Reason.DURATION) or token.lower_ in uncounted(Reason.DURATION)
