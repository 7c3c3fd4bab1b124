"""Claims in the making: what each voice says, split into the statements that are firm, dated and about an event in one way.

One attribution is one claim, unless its figures differ in modality, polarity, time or event: then each kind is a claim of its
own. The narrator's sentences become claims when they carry a figure, an event or an agreement.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kg.extraction.annotations import Attribution, EventMention, Quantity, article_of
from kg.extraction.claims.binding import Times, as_of, event_of, said_on
from kg.extraction.claims.modality import Verdict, judge
from kg.extraction.claims.scope import Scope, first_of
from kg.extraction.syntax import Doc, Token
from kg.extraction.syntax import Span as Tokens
from kg.model import Hop, Time


@dataclass(slots=True, eq=False)
class Draft:
    """A claim with its tokens; `attribution` is None for the narrator and for the plain words of a turn's speaker."""

    chain: tuple[Hop, ...]
    verdict: Verdict
    content: list[Tokens]
    evidence: list[Tokens]
    attribution: Attribution | None = None
    asked: bool = False
    said: Time | None = None
    estimates: list[tuple[Quantity, Time | None]] = field(default_factory=list)
    event: EventMention | None = None
    reports: "Draft | None" = None
    denies: "Draft | None" = None
    denied_by: list[str] = field(default_factory=list)
    carries: bool = False  # a figure, an event or an agreement stands in the words

    @property
    def empty(self) -> bool:
        """Tell whether the claim carries nothing of its own yet."""
        return not self.estimates and self.event is None and self.reports is None


@dataclass(slots=True, eq=False)
class _Matter:
    """A figure or an event inside somebody's words."""

    anchor: Token
    quantity: Quantity | None = None
    event: EventMention | None = None


class Drafter:
    """Drafts the claims of one `Doc`."""

    def __init__(self, doc: Doc, scope: Scope) -> None:
        """Sort figures, events and agreements by who speaks of them."""
        self._doc = doc
        self._times = Times(doc)
        self._scope = scope
        self._published = article_of(doc).published
        self._held: defaultdict[int, list[_Matter]] = defaultdict(list)  # by id of the attribution
        self._told: defaultdict[int, list[_Matter]] = defaultdict(list)  # by start of the narrator's sentence
        for quantity in doc._.quantities:
            if not scope.counts_voices(quantity):
                self._sort(_Matter(quantity.figure.root, quantity=quantity))
        for event in doc._.events:
            self._sort(_Matter(event.trigger.root, event=event))
        for agreement in doc._.agreements:
            self._sort(_Matter(agreement.span.root))

    def _sort(self, matter: _Matter) -> None:
        if not self._scope.speaks(matter.anchor.idx):
            return
        holder = self._scope.holder(matter.anchor)
        if holder is not None:
            self._held[id(holder)].append(matter)
        else:
            self._told[matter.anchor.sent.start].append(matter)

    def attributed(self) -> dict[int, list[Draft]]:
        """Return the drafts of each attribution, by its id: at least one each."""
        return {id(one): self._of_attribution(one) for one in self._scope.attributions}

    def told(self) -> list[Draft]:
        """Return the drafts of the narrator and of the speakers of turns."""
        return [
            draft
            for start in sorted(self._told)
            for draft in self._of_sentence(self._doc[start].sent, self._told[start])
        ]

    def _of_attribution(self, attribution: Attribution) -> list[Draft]:
        covered: set[int] = set()
        for part in attribution.content:
            covered.update(range(part.start, part.end))

        def inside(token: Token) -> bool:
            return token.i in covered

        lineage = self._scope.lineage(attribution)
        first = first_of(attribution)
        said = next((time for one in reversed(lineage) if (time := said_on(one, self._times, inside))), None)
        voices = self._scope.voices(attribution, first.start_char)
        matters = self._held.get(id(attribution), [])
        drafts = self._group(matters, attribution, inside)
        if not drafts:
            told = attribution.content[0] if attribution.content else first
            drafts = [self._draft(_Matter(told.root), attribution, inside, None)]
        for draft in drafts:
            draft.chain, draft.said, draft.content = voices, said, attribution.content
            draft.evidence = _evidence(attribution, draft)
            draft.carries = bool(matters)
        return drafts

    def _of_sentence(self, sentence: Tokens, matters: list[_Matter]) -> list[Draft]:
        def inside(token: Token) -> bool:
            return sentence.start <= token.i < sentence.end and self._scope.holder(token) is None

        drafts = self._group(matters, None, inside) or [self._draft(matters[0], None, inside, None)]
        voices, content = self._scope.voices(None, sentence.start_char), list(_pieces(sentence, inside))
        for draft in drafts:
            draft.chain, draft.content, draft.evidence = voices, content, [sentence]
        return drafts

    def _group(
        self, matters: list[_Matter], attribution: Attribution | None, inside: Callable[[Token], bool]
    ) -> list[Draft]:
        """Return one draft for each kind of figure, and one for each event that no figure belongs to."""
        if not matters:
            return []
        events = [matter.event for matter in matters if matter.event is not None]
        groups: dict[tuple[object, ...], Draft] = {}
        for matter in sorted(matters, key=lambda matter: matter.anchor.i):
            if matter.quantity is None:
                continue
            when = as_of(matter.anchor, self._times, inside, attribution)
            event = event_of(matter.quantity.head, matter.quantity.scope, events)
            draft = self._draft(matter, attribution, inside, when)
            key = (draft.verdict.modality, draft.verdict.polarity, when.edtf if when else None, id(event))
            kept = groups.setdefault(key, draft)
            kept.event = event
            kept.estimates.append((matter.quantity, when))
        bound = {id(draft.event) for draft in groups.values()}
        alone = [
            self._draft(matter, attribution, inside, None)
            for matter in matters
            if matter.event and id(matter.event) not in bound
        ]
        return [*groups.values(), *alone]

    def _draft(
        self,
        matter: _Matter,
        attribution: Attribution | None,
        inside: Callable[[Token], bool],
        when: Time | None,
    ) -> Draft:
        turn = self._scope.turn(matter.anchor.idx)
        asked = turn is not None and turn.asks
        verdict = judge(
            matter.anchor,
            [one for one in self._scope.lineage(attribution) if one.cue is not None],
            inside,
            counts=matter.quantity is not None,
            time=when,
            published=self._published,
            asked=asked,
            voiced=turn is not None,
        )
        return Draft((), verdict, [], [], attribution, asked=asked, event=matter.event)


def _pieces(sentence: Tokens, inside: Callable[[Token], bool]) -> Iterable[Tokens]:
    """Yield the stretches of a sentence that are the narrator's own, white space and edge punctuation left out."""
    start = None
    for token in [*sentence, None]:
        if token is not None and inside(token):
            start = token.i if start is None else start
            continue
        end = token.i if token is not None else sentence.end
        if start is not None and any(one.is_alpha or one.like_num for one in sentence.doc[start:end]):
            yield sentence.doc[start:end]
        start = None


def _evidence(attribution: Attribution, draft: Draft) -> list[Tokens]:
    """Return what shows a claim: source and cue with the sentences of its figures, or with all of the content."""
    anchors = [quantity.figure for quantity, _ in draft.estimates] or (
        [draft.event.trigger] if draft.event is not None else []
    )
    sentences = [anchor.sent for anchor in anchors]
    voice = [] if attribution.cue is None else [*attribution.source, attribution.cue]  # a turn's label may be far away
    parts = [
        part.doc[max(part.start, sentence.start) : min(part.end, sentence.end)]
        for part in attribution.content
        for sentence in sentences
        if part.start < sentence.end and sentence.start < part.end
    ]
    return [*voice, *(parts or attribution.content)]
