"""What a figure counts: told by the clause, by its noun, by the noun whose size it gives, or by an earlier noun."""

from typing import Final

from kg.extraction.quantities.antecedents import from_earlier, from_measure_noun, from_mention
from kg.extraction.quantities.counted_nouns import Counted, is_participle, is_unit_of_time, lemma_of, plural
from kg.extraction.quantities.drafts import Antecedent, Draft, Reading
from kg.extraction.quantities.numbers import Form
from kg.extraction.quantities.predications import (
    INCLUDING,
    is_subset,
    kind_from_harm_noun,
    kind_from_left,
    kind_from_modifier,
    kind_from_right,
    kind_from_tree,
    only_lists,
)
from kg.extraction.syntax import Doc, Token
from kg.vocabulary.counted import CASUALTIES, PEOPLE, Kind, kinds

_BARE_BEFORE: Final = frozenset(
    {"VERB", "AUX", "ADP", "PUNCT", "CCONJ", "SCONJ", "DET", "ADV", "SPACE", "PART", "PRON", "ADJ"}
)
_BARE_AFTER: Final = frozenset({"VERB", "AUX", "ADP", "PUNCT", "ADV", "CCONJ", "SCONJ", "SPACE", "PRON", "PART"})
_MORE: Final = frozenset(
    "more others other total overall altogether alone combined strong each apiece worldwide nationwide statewide citywide".split()
)
_DEFINITE: Final = frozenset("the these those both its their his her our my your other same".split())
_PEOPLE_AFTER: Final = frozenset({"were", "are", "have", "who", "whom"})
_SMALL: Final = 10
_LARGE: Final = 100
_SENTENCES_BACK: Final = 2  # where a large bare figure looks for a plural noun
_FIGURE_NOUNS: Final = frozenset({"number", "figure", "total"})  # "that 80 to 90 number"


def derive_kind(reading: Reading, draft: Draft) -> None:
    """Find what the clause says of the counted people."""
    doc, counted, drafts = reading.doc, draft.counted, reading.drafts
    start, end = reading.sentences.around(draft.figure.start)
    noun = counted.head if counted else None
    if not _may_be_harmed(counted):
        return
    if counted is not None and not counted.partitive:
        draft.derived = kind_from_modifier(doc, counted.first, counted.head.i)
    after = draft.last + 1
    while after < end and doc[after].lower_ in _MORE:
        after += 1
    after = _behind_subset(doc, after, end)
    found = (
        draft.derived
        or kind_from_harm_noun(doc, draft.first, start)
        or kind_from_left(doc, draft.first, start, noun)
        or kind_from_right(doc, after, end)
        or kind_from_tree(noun or draft.figure.root)
    )
    if found is None and drafts:
        previous = drafts[-1]
        if previous.last >= start and (
            is_subset(doc, draft.first, max(start, previous.last + 1))
            or only_lists(doc, previous.last + 1, draft.first)
        ):
            found = previous.derived
    draft.derived = found


def _behind_subset(doc: Doc, index: int, end: int) -> int:
    """Return the place behind a part told between commas: "At least nine*, including two children,* died"."""
    if index + 1 >= end or doc[index].text != "," or doc[index + 1].lower_ not in INCLUDING:
        return index
    return next((token.i + 1 for token in doc[index + 2 : end] if token.text == ","), index)


def _may_be_harmed(counted: Counted | None) -> bool:
    """Tell whether what is counted may be people: of what is no people nobody is killed."""
    if counted is None or counted.kind is None:
        return True
    if counted.head.lower_ in ("life", "lives"):
        return True
    scheme = kinds()
    return scheme.is_a(counted.kind, PEOPLE) and not scheme.is_a(counted.kind, CASUALTIES)


def resolve_kind(reading: Reading, draft: Draft) -> bool:
    """Settle what the figure counts; False when nothing tells."""
    if draft.derived is not None and (draft.counted is None or draft.derived.notation != PEOPLE):
        draft.kind, draft.rule = draft.derived, "predication"
        if draft.counted is None:
            earlier = _earlier(reading, draft, named=False)
            draft.words = earlier.words if earlier else PEOPLE
        return True
    if draft.counted is not None and lemma_of(draft.counted.head) not in _FIGURE_NOUNS:
        return True
    return _may_stand_bare(reading.doc, draft) and _resolve_bare(reading, draft)


def _resolve_bare(reading: Reading, draft: Draft) -> bool:
    """Settle what a figure without a noun of its own counts, from what stands before it."""
    start = reading.sentences.around(draft.figure.start)[0]
    measured = None
    if draft.counted is None:
        measured = from_measure_noun(reading.doc, draft.first, start, hedged=draft.hedging.before is not None)
    if measured is not None and measured[1] is not None:
        draft.derived = _said_of(reading.doc, measured[1], draft.first)
        draft.kind, draft.words, draft.rule = draft.derived or measured[1].kind, measured[1].words, "measure noun"
        draft.noun = plural(measured[1].head)
        return True
    if _follows_strong(reading.doc, draft):
        draft.kind, draft.words, draft.rule = kinds().by_notation[PEOPLE], PEOPLE, "strong"
        return True
    if (same := _same_figure(reading, draft)) is not None:
        draft.kind, draft.words, draft.noun, draft.rule = same.kind, same.words, same.unit, "same figure"
        return True
    named = draft.counted is not None or measured is not None
    earlier = _earlier(reading, draft, named=named)
    if earlier is not None:
        draft.kind, draft.words, draft.noun, draft.rule = earlier.kind, earlier.words, earlier.noun, "antecedent"
        return named or _takes_up(reading.doc, draft) or _goes_on_with_places(reading, draft)
    return _resolve_by_mention(reading, draft, named=named) or _resolve_as_people(reading.doc, draft)


def _follows_strong(doc: Doc, draft: Draft) -> bool:
    """Tell whether a figure gives the strength of a crowd: "they marched 20,000 strong"."""
    return draft.last + 1 < len(doc) and doc[draft.last + 1].lower_ == "strong"


def _same_figure(reading: Reading, draft: Draft) -> Draft | None:
    """Return the earlier quantity of the same large value that a definite figure takes up: "the remaining 68,000"."""
    definite = any(token.lower_ in _DEFINITE for token in reading.doc[max(0, draft.first - 2) : draft.first])
    if not definite or (draft.number.value or 0) < _LARGE:
        return None
    return next((one for one in reversed(reading.drafts) if one.number.value == draft.number.value), None)


def _goes_on_with_places(reading: Reading, draft: Draft) -> bool:
    """Tell whether a small figure goes on with a list of figures by place: "36 in the north, 29 in the south and *seven* in the city"."""
    doc, previous = reading.doc, reading.drafts[-1] if reading.drafts else None
    if previous is None or draft.number.value == 1.0 or draft.last + 1 >= len(doc) or not draft.first:
        return False
    same_sentence = previous.last >= reading.sentences.around(draft.figure.start)[0]
    link = doc[draft.last + 1]
    return (
        same_sentence
        and link.pos_ == "ADP"
        and doc[previous.last + 1].lower_ == link.lower_
        and doc[draft.first - 1].lower_ in (",", "and")
    )


def _resolve_as_people(doc: Doc, draft: Draft) -> bool:
    """Let a bare figure count people as subject of a plural verb with no noun near, or before "who": "Another 40 were treated"."""
    after = doc[draft.last + 1] if draft.last + 1 < len(doc) else None
    more = draft.hedging.incremental
    crowd = draft.number.magnitude is not None and draft.counted is None and after is not None and after.pos_ == "VERB"
    striking = (draft.number.upper or _SMALL + 1) > _SMALL or more or bool(draft.number.parts)
    if after is None or not striking or not (after.lower_ in _PEOPLE_AFTER or (more and after.tag_ == "VBD") or crowd):
        return False
    draft.kind, draft.words, draft.rule = kinds().by_notation[PEOPLE], PEOPLE, "subject"
    return True


def _said_of(doc: Doc, counted: Counted, end: int) -> Kind | None:
    """Return what a phrase says of the people whose number it gives: "the number of people killed rose to 45"."""
    if not _may_be_harmed(counted):
        return None
    return kind_from_modifier(doc, counted.first, counted.head.i) or kind_from_right(doc, counted.last + 1, end)


def _resolve_by_mention(reading: Reading, draft: Draft, *, named: bool) -> bool:
    """Let a large or hedged figure count what a plural noun shortly before it names: "The soldiers … There may be 12,000"."""
    number, hedging = draft.number, draft.hedging
    striking = named or number.grouped or hedging.before is not None or hedging.after is not None
    if not striking or number.form is Form.WORDS or (number.upper or 0) <= _SMALL:
        return False
    sentence = reading.sentences.number(draft.figure.start)
    mention = from_mention(reading.doc, draft.first, reading.sentences.starts[max(0, sentence - _SENTENCES_BACK)])
    if mention is not None:
        draft.kind, draft.words, draft.rule = mention.kind, mention.words, "mention"
    return mention is not None


def _earlier(reading: Reading, draft: Draft, *, named: bool) -> Antecedent | None:
    token = draft.figure.start
    return from_earlier(reading.antecedents, token, reading.sentences.number(token), named=named, hedged=draft.hedged)


def _takes_up(doc: Doc, draft: Draft) -> bool:
    """Tell whether a figure may take up an earlier noun: large ones do, small ones only as subject or with "more", "of them"."""
    if (draft.number.upper or _SMALL + 1) > _SMALL or draft.number.parts:
        return True
    before = doc[draft.figure.start - 1].lower_ if draft.figure.start else ""
    after = doc[draft.last + 1] if draft.last + 1 < len(doc) else None
    if draft.number.value == 1.0 or before in _DEFINITE or after is None:
        return False
    return (
        after.pos_ in ("VERB", "AUX")
        or after.lower_ in _MORE
        or (after.lower_ == "of" and doc[draft.last + 2].lower_ in ("them", "whom", "which"))
    )


def _may_stand_bare(doc: Doc, draft: Draft) -> bool:
    """Tell whether a figure without a noun stands where a noun phrase may stand, and is no name's number."""
    before = doc[draft.first - 1] if draft.first else None
    after = doc[draft.last + 1] if draft.last + 1 < len(doc) else None
    if before is not None and before.pos_ not in _BARE_BEFORE and not draft.hedging.before:
        return False
    if draft.counted is not None or after is None or after.pos_ in _BARE_AFTER or after.lower_ in _MORE:
        return True
    return after.dep_ in ("case", "mark") or is_participle(after) or _is_time_ago(after)


def _is_time_ago(article: Token) -> bool:
    """Tell whether an article opens the time of an older figure: "up from 300 *a* week earlier"."""
    following = article.doc[article.i + 1 : article.i + 3]
    return (
        article.lower_ in ("a", "an")
        and len(following) > 1
        and is_unit_of_time(following[0])
        and following[1].lower_ in ("ago", "earlier", "before")
    )


def share_in_lists(reading: Reading) -> None:
    """Let a participle at the end of a list work on all of it: "150 soldiers, 95 civilians and 40 rebels killed"."""
    doc, drafts = reading.doc, reading.drafts
    told: Kind | None = None  # what the words after the list so far say of it
    for earlier, later in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if told is None and later.derived is not None:
            after = kind_from_right(doc, later.last + 1, reading.sentences.around(later.figure.start)[1])
            told = later.derived if after is later.derived else None
        joined = later.first > earlier.last + 1 and only_lists(doc, earlier.last + 1, later.first)
        open_to_it = earlier.derived is None and earlier.counted is not None and _may_be_harmed(earlier.counted)
        if told is None or not joined or not open_to_it:
            told = None
            continue
        earlier.derived = earlier.kind = told
        earlier.rule = "predication"
