"""New treebank sentences for the structure that matters here: who said what, with words in between.

Treebanks of the web and of encyclopedias have few sentences like "The minister told the Committee during a briefing that … and projected that …". Their parts are all there:
subjects, and clauses that can stand as a complement. A frame is a small tree of our own whose slots are filled with subjects and clauses cut from training sentences.

Frame notation, one token each: `form/lemma/UPOS/XPOS/head/deprel`, head counted from 1 among the frame's tokens, 0 the root; `SUBJECT/head/deprel` and `CLAUSE/head/deprel` are slots.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from kg.nlp.training.sentences import Article, Sentence

_SAYING: Final = (  # past, third person, base
    ("said", "says", "say"), ("announced", "announces", "announce"), ("reported", "reports", "report"), ("estimated", "estimates", "estimate"),
    ("confirmed", "confirms", "confirm"), ("emphasized", "emphasizes", "emphasize"), ("warned", "warns", "warn"), ("claimed", "claims", "claim"),
    ("stated", "states", "state"), ("added", "adds", "add"), ("acknowledged", "acknowledges", "acknowledge"), ("denied", "denies", "deny"),
    ("argued", "argues", "argue"), ("noted", "notes", "note"), ("predicted", "predicts", "predict"), ("projected", "projects", "project"),
    ("insisted", "insists", "insist"), ("indicated", "indicates", "indicate"), ("assessed", "assesses", "assess"), ("believed", "believes", "believe"),
)  # fmt: skip
_PAST_FRAMES: Final = (
    "SUBJECT/2/nsubj SAID/0/root that/that/SCONJ/IN/4/mark CLAUSE/2/ccomp ././PUNCT/./2/punct",
    "SUBJECT/2/nsubj SAID/0/root during/during/ADP/IN/5/case a/a/DET/DT/5/det briefing/briefing/NOUN/NN/2/obl that/that/SCONJ/IN/7/mark CLAUSE/2/ccomp ././PUNCT/./2/punct",
    (
        "SUBJECT/2/nsubj SAID/0/root to/to/ADP/IN/5/case the/the/DET/DT/5/det Committee/Committee/PROPN/NNP/2/obl that/that/SCONJ/IN/7/mark CLAUSE/2/ccomp "
        "and/and/CCONJ/CC/9/cc SAID/2/conj that/that/SCONJ/IN/11/mark CLAUSE/9/ccomp ././PUNCT/./2/punct"
    ),
    "SUBJECT/2/nsubj SAID/0/root on/on/ADP/IN/4/case Monday/Monday/PROPN/NNP/2/obl that/that/SCONJ/IN/6/mark CLAUSE/2/ccomp ././PUNCT/./2/punct",
    "SUBJECT/2/nsubj SAID/0/root in/in/ADP/IN/5/case a/a/DET/DT/5/det statement/statement/NOUN/NN/2/obl that/that/SCONJ/IN/7/mark CLAUSE/2/ccomp ././PUNCT/./2/punct",
    "SUBJECT/2/nsubj SAID/0/root CLAUSE/2/ccomp ,/,/PUNCT/,/2/punct citing/cite/VERB/VBG/2/advcl officials/official/NOUN/NNS/5/obj ././PUNCT/./2/punct",
    (
        "SUBJECT/2/nsubj SAID/0/root after/after/ADP/IN/5/case the/the/DET/DT/5/det meeting/meeting/NOUN/NN/2/obl ,/,/PUNCT/,/7/punct held/hold/VERB/VBN/5/acl "
        "in/in/ADP/IN/10/case the/the/DET/DT/10/det capital/capital/NOUN/NN/7/obl ,/,/PUNCT/,/7/punct that/that/SCONJ/IN/13/mark CLAUSE/2/ccomp ././PUNCT/./2/punct"
    ),
    "According/accord/VERB/VBG/3/case to/to/ADP/IN/1/fixed SUBJECT/5/obl ,/,/PUNCT/,/3/punct CLAUSE/0/root ././PUNCT/./5/punct",
    "CLAUSE/4/ccomp ,/,/PUNCT/,/4/punct SUBJECT/4/nsubj SAID/0/root ././PUNCT/./4/punct",
    "CLAUSE/3/ccomp ,/,/PUNCT/,/3/punct SAID/0/root SUBJECT/3/nsubj ././PUNCT/./3/punct",
    (
        "CLAUSE/4/ccomp ,/,/PUNCT/,/4/punct SUBJECT/4/nsubj SAID/0/root in/in/ADP/IN/7/case a/a/DET/DT/7/det statement/statement/NOUN/NN/4/obl on/on/ADP/IN/9/case "
        "Friday/Friday/PROPN/NNP/4/obl ././PUNCT/./4/punct"
    ),
    (
        "SUBJECT/2/nsubj told/tell/VERB/VBD/0/root reporters/reporter/NOUN/NNS/2/iobj in/in/ADP/IN/6/case the/the/DET/DT/6/det capital/capital/NOUN/NN/2/obl "
        "that/that/SCONJ/IN/8/mark CLAUSE/2/ccomp ././PUNCT/./2/punct"
    ),
)
_HEADLINE_FRAMES: Final = (
    "SUBJECT/2/nsubj SAYS/0/root SUBJECT/2/obj",
    "SUBJECT/2/nsubj SAYS/0/root CLAUSE/2/ccomp",
    "SUBJECT/2/nsubj SAYS/0/root that/that/SCONJ/IN/4/mark CLAUSE/2/ccomp",
)
_SUBJECT_WORDS: Final = range(1, 13)
_CLAUSE_WORDS: Final = range(4, 26)
_VERB_MORPHS: Final = {
    "VBD": "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
}
_MORPHS: Final = {
    "VBG": "VerbForm=Ger", "VBN": "Tense=Past|VerbForm=Part|Voice=Pass", "NN": "Number=Sing", "NNS": "Number=Plur", "NNP": "Number=Sing",
}  # fmt: skip


@dataclass(slots=True)
class SpeechFrames:
    """Fills frames with the subjects and clauses of the articles given."""

    subjects: list[Sentence] = field(default_factory=list)
    clauses: list[Sentence] = field(default_factory=list)

    @classmethod
    def from_articles(cls, articles: Iterable[Article]) -> "SpeechFrames":
        """Collect what can fill the slots: noun phrases that are subjects, and whole declarative sentences of moderate length."""
        frames = cls()
        for article in articles:
            for sentence in article:
                frames._collect(sentence)
        return frames

    def _collect(self, sentence: Sentence) -> None:
        for i, dep in enumerate(sentence.deps):
            if dep == "nsubj" and sentence.pos[i] in ("NOUN", "PROPN"):
                part = _subtree(sentence, i)
                if part and len(part.words) in _SUBJECT_WORDS:
                    self.subjects.append(part)
        if _can_be_complement(sentence):
            self.clauses.append(_cut(sentence, 0, len(sentence.words) - 1))

    def make_sentence(self, rng: random.Random) -> Sentence:
        """Return one new sentence."""
        headline = rng.random() < 0.2
        pieces = rng.choice(_HEADLINE_FRAMES if headline else _PAST_FRAMES).split()
        parts: list[Sentence] = []
        links: list[tuple[int, str]] = []
        for piece in pieces:
            form, *rest = piece.split("/")
            links.append((int(rest[-2]), "ROOT" if rest[-1] == "root" else rest[-1]))
            parts.append(self._part(form, rest, rng))
        return _join(parts, links)

    def _part(self, form: str, rest: list[str], rng: random.Random) -> Sentence:
        if form == "SUBJECT":
            return rng.choice(self.subjects)
        if form == "CLAUSE":
            return rng.choice(self.clauses)
        if form in ("SAID", "SAYS"):
            past, third, base = rng.choice(_SAYING)
            tag = "VBD" if form == "SAID" else "VBZ"
            return _word(past if form == "SAID" else third, base, "VERB", tag, _VERB_MORPHS[tag])
        lemma, pos, tag = rest[:3]
        return _word(form, lemma, pos, tag, _MORPHS.get(tag, ""))


def _can_be_complement(sentence: Sentence) -> bool:
    """Say whether a sentence without its full stop can follow "that": finite verb with a subject of its own, a plain beginning, no quotation or question."""
    last = len(sentence.words) - 1
    root = next(i for i, head in enumerate(sentence.heads) if i == head)
    has_subject = any(
        dep.startswith("nsubj") and head == root for dep, head in zip(sentence.deps, sentence.heads, strict=True)
    )
    return (
        last in _CLAUSE_WORDS
        and sentence.words[last] == "."
        and last not in sentence.heads
        and has_subject
        and sentence.tags[root] in {"VBD", "VBZ", "VBP", "VB", "VBG", "VBN"}
        and sentence.tags[0] in {"DT", "NNP", "NNPS", "PRP", "PRP$", "CD", "NNS", "EX"}
        and not {'"', "“", "”", "?", "!", ":", ";"} & set(sentence.words)
    )


def _word(form: str, lemma: str, pos: str, tag: str, morph: str) -> Sentence:
    return Sentence([form], [True], [tag], [pos], [lemma], [morph], ["ROOT"], [0])


def _cut(sentence: Sentence, start: int, end: int) -> Sentence:
    """Return the tokens `start` to `end` as a sentence of their own; the token whose head is outside becomes the root."""
    names = ("words", "spaces", "tags", "pos", "lemmas", "morphs", "deps")
    heads = [head - start if start <= head < end else i for i, head in enumerate(sentence.heads[start:end])]
    columns: dict[str, Any] = {name: list(getattr(sentence, name)[start:end]) for name in names}
    return Sentence(**columns, heads=heads)


def _subtree(sentence: Sentence, top: int) -> Sentence | None:
    """Return the phrase under the token `top` when it is one run of words without commas at its edges, else None."""
    inside = {top}
    grown = True
    while grown:
        more = {i for i, head in enumerate(sentence.heads) if head in inside} - inside
        inside |= more
        grown = bool(more)
    start, end = min(inside), max(inside) + 1
    if len(inside) != end - start or sentence.pos[start] == "PUNCT" or sentence.pos[end - 1] == "PUNCT":
        return None
    return _cut(sentence, start, end)


def _join(parts: list[Sentence], links: list[tuple[int, str]]) -> Sentence:
    """Put the parts in a row; each part's root hangs on the root of the part that its link names (counted from 1; 0: root of all)."""
    joined = Sentence([], [])
    starts: list[int] = []
    for part in parts:
        starts.append(len(joined.words))
        for name in ("words", "spaces", "tags", "pos", "lemmas", "morphs", "deps"):
            getattr(joined, name).extend(getattr(part, name))
        joined.heads += [starts[-1] + head for head in part.heads]
    roots = [
        start + next(i for i, head in enumerate(part.heads) if i == head)
        for start, part in zip(starts, parts, strict=True)
    ]
    for root, (head, dep) in zip(roots, links, strict=True):
        joined.heads[root] = roots[head - 1] if head else root
        joined.deps[root] = dep
    for i, (word, part_start) in enumerate(zip(joined.words, _is_start(starts, len(joined.words)), strict=True)):
        if i and part_start:
            joined.spaces[i - 1] = word not in {".", ","}
    _capitalize(joined)
    return joined


def _is_start(starts: list[int], length: int) -> list[bool]:
    marks = [False] * length
    for start in starts:
        marks[start] = True
    return marks


def _capitalize(sentence: Sentence) -> None:
    """Begin with a capital and write small the articles and pronouns that began a sentence before."""
    for i, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
        if (
            i
            and tag in {"DT", "PRP$", "IN", "PRP", "EX", "RB"}
            and word != "I"
            and word[1:].islower() | (len(word) == 1)
        ):
            sentence.words[i] = word.lower()
    sentence.words[0] = sentence.words[0][0].upper() + sentence.words[0][1:]
