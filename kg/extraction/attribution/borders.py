"""Where a content ends beyond its clause: before another voice, behind the colon that explains it, over a list of clauses."""

from collections.abc import Callable
from typing import Final

from kg.extraction.attribution.beside import is_finite
from kg.extraction.attribution.documents import GIVING
from kg.extraction.attribution.tree import child, children, rejoined
from kg.extraction.syntax import Doc, Token
from kg.vocabulary.cues import Frame, find_cue

Range = tuple[int, int]
IsCue = Callable[[Token], bool]

SHARES: Final = frozenset({"percent", "half", "third", "quarter", "majority", "points"})
_CONTRASTS: Final = frozenset({"while", "whereas"})


def before_rejoined(clause: Token, end: int) -> int:
    """Cut a content before a speech verb that goes on behind it: "reported that 300 had fled | and projected that …"."""
    for other in children(clause, "conj"):
        if rejoined(other) is not None:
            end = min(end, other.left_edge.i)
    return end


def before_other_voice(doc: Doc, start: int, end: int, is_cue: IsCue) -> int:
    """Cut a content before the clause in which another voice is set against this one: "80 died; | the rebels put it at 25"."""
    texts, lowers = doc.texts, doc.lowers
    for at in range(start, end - 1):
        if texts[at] != ";" and not (texts[at] == "," and lowers[at + 1] in _CONTRASTS):
            continue
        verb = next((token for token in doc[at + 1 : end] if is_finite(token)), None)
        subject = None if verb is None else child(verb, "nsubj")
        if verb is not None and subject is not None and speaks(verb, is_cue) and not _is_share(subject):
            return at
    return end


def speaks(verb: Token, is_cue: IsCue) -> bool:
    """Tell whether a cue verb says something, and is no deed: "Nike *holds* $10 billion"."""
    said = child(verb, "ccomp", "xcomp", "parataxis", "ccomp:speech") is not None
    return is_cue(verb) and (
        said or verb.lemma_.lower() in GIVING or find_cue(verb.lemma_.lower(), "VERB", Frame.CLAUSE) is not None
    )


def _is_share(noun: Token) -> bool:
    """Tell whether a noun is a part of those asked ("23 percent", "a third of voters"): a poll tells what they say."""
    return noun.lemma_.lower() in SHARES or noun.text == "%"


def over_colon(doc: Doc, end: int, window: Range) -> int:
    """Widen a content over the share behind its colon: "found that few knew her: | 42 percent had never heard the name"."""
    at = end + 1
    if at + 1 >= window[1] or doc[end].text != ":" or doc[at].tag_ != "CD" or not _is_share(doc[at + 1]):
        return end
    return window[1]


def is_listed(clause: Token, window: Range) -> bool:
    """Tell whether a clause is one of three or more that semicolons part: "reported that A; B; and C"."""
    doc = clause.doc
    marks = [token.i for token in doc[window[0] : window[1]] if token.text == ";"]
    first = clause.left_edge.i
    return len(marks) > 1 and ";" in {doc[first].text, doc[first - 1].text}
