"""Inflected forms of English words, so that a word list is matched by the words of a text.

A statistical lemmatizer errs on rare verbs, and a trigger must not be lost to that: word lists are spelt out once instead.
Forms that nobody uses ("sended") do no harm, since no text has them.
"""

from collections.abc import Iterable
from typing import Final

_VOWELS: Final = "aeiou"
_IRREGULAR: Final[dict[str, str]] = {
    "abide": "abode", "arise": "arose arisen", "be": "am is are was were been", "bear": "bore borne", "begin": "began begun",
    "break": "broke broken", "bring": "brought", "build": "built", "buy": "bought", "catch": "caught", "choose": "chose chosen",
    "come": "came", "cut": "cut", "do": "did done", "draw": "drew drawn", "drive": "drove driven", "fall": "fell fallen",
    "feel": "felt", "fight": "fought", "flee": "fled", "fly": "flew flown", "forbid": "forbade forbidden", "forget": "forgot forgotten",
    "get": "got gotten", "give": "gave given", "go": "went gone", "have": "has had", "hear": "heard", "hit": "hit", "hold": "held",
    "keep": "kept", "lead": "led", "leave": "left", "lend": "lent", "let": "let", "lose": "lost", "make": "made", "meet": "met",
    "overthrow": "overthrew overthrown", "pay": "paid", "put": "put", "quit": "quit", "retake": "retook retaken", "rise": "rose risen",
    "say": "said", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent", "set": "set", "shoot": "shot", "show": "shown",
    "shut": "shut", "speak": "spoke spoken", "spread": "spread", "stand": "stood", "steal": "stole stolen", "strike": "struck stricken",
    "swear": "swore sworn", "take": "took taken", "teach": "taught", "tell": "told", "think": "thought", "throw": "threw thrown",
    "undergo": "underwent undergone", "undertake": "undertook undertaken", "win": "won", "withdraw": "withdrew withdrawn",
    "withhold": "withheld", "child": "children", "person": "people", "foot": "feet", "wife": "wives", "life": "lives",
}  # fmt: skip


def forms(word: str) -> frozenset[str]:
    """Return a word (noun or verb, in lower case) with its inflected forms; of several words the last is inflected.

    >>> sorted(forms("ship"))
    ['ship', 'shiped', 'shiping', 'shipped', 'shipping', 'ships']
    """
    head, space, last = word.rpartition(" ")
    found = {last, *_plural(last), *_IRREGULAR.get(last, "").split()}
    stems = {last[:-1]} if last.endswith("e") and not last.endswith("ee") else {last}
    if len(last) > 2 and last[-1] not in _VOWELS + "wxy" and last[-2] in _VOWELS and last[-3] not in _VOWELS:
        stems.add(last + last[-1])
    found |= {f"{stem}ing" for stem in stems}
    if last.endswith("y") and last[-2:-1] not in _VOWELS:
        found.add(f"{last[:-1]}ied")
    elif last.endswith("ee"):
        found.add(f"{last}d")
    else:
        found |= {f"{stem}ed" for stem in stems}
    return frozenset(f"{head}{space}{form}" for form in found)


def spell_out(words: Iterable[str]) -> frozenset[str]:
    """Return all forms of `words`."""
    return frozenset(form for word in words for form in forms(word))


def _plural(word: str) -> set[str]:
    """Return the plural of a noun, which is also the third person of a verb."""
    if word.endswith("man"):
        return {f"{word[:-2]}en"}
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return {f"{word[:-1]}ies"}
    return {f"{word}es"} if word.endswith(("s", "x", "z", "ch", "sh", "o")) else {f"{word}s"}
