"""Direct quotation: pair quotations with the cue verb before, after or between them, paragraph by paragraph.

The text outside quotations falls into gaps. A gap that starts right behind a quotation may hold its trailing cue ("…," Lee said),
one that ends right before a quotation its leading cue (Lee said, "…"). Between two quotations, a trailing cue takes the second
one as well when the sentence goes on or nothing else stands between ("…," Lee said. "…"), unless that has a cue of its own.
"""

from dataclasses import dataclass, field
from typing import Final

from kg.extraction.attribution.beside import phrase_before
from kg.extraction.attribution.nominal import is_light
from kg.extraction.attribution.reading import QuoteSpan, Reading
from kg.extraction.attribution.tree import SUBJECTS, child, children, verb_group
from kg.extraction.syntax import Doc, Token
from kg.vocabulary.cues import Frame, cues

Range = tuple[int, int]

_STOPS: Final = frozenset(".?!")
_LONGEST_LEAD: Final = 25  # tokens between a leading cue verb and its quotation
_LONGEST_TRAIL: Final = 40  # tokens between a quotation and its trailing cue verb: the source may be long
_SCARE: Final = 3  # quotations of so few words without a comma inside are words under scrutiny, not speech


@dataclass(slots=True)
class Pairing:
    """The quotations that belong to one cue verb, as token ranges, in order of the text."""

    verb: Token
    order: str  # leading, trailing
    ranges: list[Range] = field(default_factory=list)
    part: Range = (0, 0)  # the stretch outside the quotations that holds the cue


def pair_quotes(reading: Reading) -> dict[int, Pairing]:
    """Return the pairings by the index of the cue verb; quotations without a cue that go on from earlier ones are added."""
    pairings: dict[int, Pairing] = {}
    owner: dict[int, Pairing] = {}
    for index in range(len(reading.quotes)):
        found = (
            _trailing(reading, index, pairings)
            or _leading(reading, index, pairings)
            or _continued(reading, index, owner)
        )
        if found is not None:
            owner[index] = found
    return pairings


def starts_sentence(reading: Reading, quote: QuoteSpan) -> bool:
    """Tell whether a quotation stands at the beginning of a sentence or paragraph."""
    doc, before = reading.doc, quote.start - 1
    while before >= 0 and doc[before].is_space:
        before -= 1
    if before < 0 or reading.paragraph_of[before] != reading.paragraph_of[quote.start]:
        return True
    if doc[before].text[-1:] in _STOPS and not doc[before].is_alpha:
        return True
    earlier = reading.quote_of[before]
    return earlier >= 0 and reading.last_word_mark(reading.quotes[earlier]) in _STOPS


def _gap_after(reading: Reading, index: int) -> Range:
    """Return the tokens behind a quotation up to the end of the sentence, the next quotation or the paragraph."""
    quote, doc = reading.quotes[index], reading.doc
    if reading.paragraph_of[quote.end - 1] < 0:
        return quote.end, quote.end
    stop = reading.paragraphs[reading.paragraph_of[quote.end - 1]][1]
    if index + 1 < len(reading.quotes):
        stop = min(stop, reading.quotes[index + 1].start)
    end = quote.end
    while end < stop and not (doc[end].text in _STOPS and end > quote.end):
        end += 1
    return quote.end, end


def _gap_before(reading: Reading, index: int) -> Range:
    """Return the tokens before a quotation from the beginning of its sentence, or from the quotation before it.

    Where a colon ends the paragraph before a quotation, they are there.
    """
    quote, doc = reading.quotes[index], reading.doc
    if reading.paragraph_of[quote.start] < 0:
        return quote.start, quote.start
    number = reading.paragraph_of[quote.start]
    first, end = reading.paragraphs[number][0], quote.start
    if first == quote.start and number and doc[reading.paragraphs[number - 1][1] - 1].text == ":":
        first, end = reading.paragraphs[number - 1]  # "She said:" stands in a paragraph of its own
    if index > 0:
        first = max(first, reading.quotes[index - 1].end)
    start = end
    while start > first and doc[start - 1].text not in _STOPS:
        start -= 1
    return start, end


def _trailing(reading: Reading, index: int, pairings: dict[int, Pairing]) -> Pairing | None:  # noqa: PLR0911  a decision table
    quote, doc = reading.quotes[index], reading.doc
    if not quote.closed:
        return None
    last = reading.last_word_mark(quote)
    start, end = _gap_after(reading, index)
    if last not in {",", "?", "!", "…", "-", "–", "—"} and (
        start >= end or doc[start].text not in {",", "—", "–", "-"}
    ):
        return None
    if last in {"?", "!"} and start < end and doc[start].text[:1].isupper() and child(doc[start], "ccomp") is not None:
        return None
    if _opens_clause(doc, start, end):
        return None
    verb = _first_cue(doc, start, min(end, start + _LONGEST_TRAIL))
    if verb is None or verb.i in pairings:
        return pairings.get(verb.i) if verb is not None else None
    if (verb.tag_ == "VBG" and child(verb, "aux") is None) or not _borders(doc, verb, start):
        return None
    says = any(clause.left_edge.i > verb.i for clause in children(verb, "ccomp"))
    if says and not starts_sentence(reading, quote):
        return None  # "On the show “Dawn,” the minister said the dam was safe": a name in marks, the words follow
    begin = quote.start
    if not starts_sentence(reading, quote) and _leading_verb(reading, index) is None:
        begin = _sentence_start(reading, index)
    pairing = Pairing(verb, "trailing", [(begin, quote.end)], (start, end))
    pairings[verb.i] = pairing
    return pairing


def _opens_clause(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a clause of its own follows a quotation: ", while the mayor said …"."""
    words = [token for token in doc[start:end] if not token.is_punct and not token.is_space]
    return bool(words) and words[0].lower_ in {"while", "whereas", "although", "though", "but"}


def _borders(doc: Doc, verb: Token, start: int) -> bool:
    """Tell whether a cue stands right behind a quotation: itself ("…," said Lee) or with its source before it ("…," Lee said)."""
    while start < verb.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    group = verb_group(verb)[0]
    if group - start <= 1:
        return True
    phrase = phrase_before(doc, group, start)
    if phrase is not None and phrase.start - start <= 1:
        return True
    subject = child(verb, *SUBJECTS)
    return subject is not None and start <= subject.i < group and subject.left_edge.i - start <= 1


def _sentence_start(reading: Reading, index: int) -> int:
    """Return where the sentence begins that runs into a quotation, over earlier quotations in the same sentence."""
    start = _gap_before(reading, index)[0]
    while (
        index > 0
        and start == reading.quotes[index - 1].end
        and reading.last_word_mark(reading.quotes[index - 1]) not in _STOPS
    ):
        index -= 1
        start = _gap_before(reading, index)[0]
    return start


def _leading(reading: Reading, index: int, pairings: dict[int, Pairing]) -> Pairing | None:
    verb = _leading_verb(reading, index)
    if verb is None:
        return None
    quote = reading.quotes[index]
    part = _gap_before(reading, index)
    pairing = pairings.setdefault(verb.i, Pairing(verb, "leading", [], part))
    pairing.ranges.append((_clause_start(reading.doc, verb, quote.start), quote.end))
    return pairing


def _clause_start(doc: Doc, verb: Token, start: int) -> int:
    """Return where a clause begins that runs into the quotation: "noting *that* the dam, built in 1950, “may fail”"."""
    end = verb_group(verb)[1]
    return end if end < start and doc[end].lower_ == "that" else start


def _leading_verb(reading: Reading, index: int) -> Token | None:
    """Return the verb that announces a quotation after a comma or colon, or right before it."""
    doc = reading.doc
    start, end = _gap_before(reading, index)
    if end <= start or doc[end - 1].text not in {",", ":"}:
        sudden = end > start and _quotes(doc[end - 1]) and _is_sentence(reading, index)
        return doc[end - 1] if sudden else None  # said “All went home. Nobody stayed.”
    for at in range(end - 2, max(start, end - _LONGEST_LEAD) - 1, -1):
        token = doc[at]
        if _announces(token, end):
            return token.head
        if _quotes(token):
            if token.dep_.startswith("acl") and at < end - 3:
                continue  # "which media report is old, “…”": the relative clause is over
            return token
        if token.pos_ == "VERB" and token.dep_ in {"ROOT", "conj", "ccomp"} and child(token, *SUBJECTS) is not None:
            return None
    return None


def _is_sentence(reading: Reading, index: int) -> bool:
    """Tell whether a quotation begins with a capital and ends with a stop: it is speech without a comma before it."""
    quote, doc = reading.quotes[index], reading.doc
    first = next((token for token in doc[quote.start : quote.end] if token.is_alpha), None)
    spoken = quote.closed and quote.is_longer(doc, _SCARE) and reading.last_word_mark(quote) in _STOPS
    return spoken and first is not None and first.text[0].isupper()


def _announces(noun: Token, end: int) -> bool:
    """Tell whether a noun of speech with a light verb stands right before a colon: "issued the following warning: “…”"."""
    colon = noun.i + 1 == end - 1 and noun.doc[end - 1].text == ":"
    return colon and noun.pos_ == "NOUN" and noun.dep_ == "obj" and is_light(noun.head)


def _first_cue(doc: Doc, start: int, end: int) -> Token | None:
    """Return the first cue verb of a stretch that is no part of a relative clause or apposition."""
    fallback = None
    for token in doc[start:end]:
        if not _quotes(token):
            continue
        if token.dep_ in {"acl", "acl:relcl", "advcl"} and token.i > start + 1 and token.head.i >= start:
            fallback = fallback or token
            continue
        return token
    return fallback


def _quotes(token: Token) -> bool:
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    entries = cues().get((token.lemma_.lower(), "VERB"), ())
    return any(cue.takes(Frame.QUOTE) or (cue.takes(Frame.CLAUSE) and cue.speech_act != "desire") for cue in entries)


def _continued(reading: Reading, index: int, owner: dict[int, Pairing]) -> Pairing | None:  # noqa: PLR0911  a decision table
    """Give a quotation without a cue to the one before it, when nothing but that one's cue stands between."""
    if index == 0 or index - 1 not in owner:
        return None
    quote, before = reading.quotes[index], reading.quotes[index - 1]
    pairing = owner[index - 1]
    same = reading.paragraph_of[before.start] == reading.paragraph_of[quote.start]
    if not same:
        if (
            before.closed
            or reading.paragraph_of[quote.start] != reading.paragraph_of[before.start] + 1
            or not starts_sentence(reading, quote)
        ):
            return None
        pairing.ranges.append((quote.start, quote.end))
        return pairing
    between = reading.doc[before.end : quote.start]
    stops = [t.i for t in between if t.text in _STOPS]
    if pairing.order == "trailing" and pairing.part[0] == before.end:
        word = between[-1] if len(between) else None
        goes_on = word is None or word.is_punct or word.lower_ in {"and", "but", "or"} or word.i < pairing.verb.i
        if goes_on if not stops else stops == [quote.start - 1]:
            pairing.ranges.append((quote.start, quote.end))
            return pairing
        return None
    if len(between) == 0 or all(t.is_punct or t.is_space for t in between):
        pairing.ranges.append((quote.start, quote.end))
        return pairing
    return None


def unpaired(reading: Reading, pairings: dict[int, Pairing], *, anywhere: bool = False) -> list[QuoteSpan]:
    """Return the quotations that no cue verb has taken: those of whole sentences, or `anywhere` in a sentence."""
    taken = {start for pairing in pairings.values() for start, _ in pairing.ranges} | {
        quote.start for quote in reading.quotes for p in pairings.values() for a, b in p.ranges if a <= quote.start < b
    }
    return [
        q
        for q in reading.quotes
        if q.start not in taken and q.is_longer(reading.doc, _SCARE) and (anywhere or starts_sentence(reading, q))
    ]
