"""Hypothesis strategies for extractions: any text, any names, chains and denials of every shape."""

from datetime import date

from hypothesis import strategies as st

from kg.model import (
    Article,
    Claim,
    Comparator,
    Entity,
    Estimate,
    Extraction,
    Hop,
    Measure,
    Mention,
    MentionKind,
    Modality,
    Participant,
    Polarity,
    Span,
    Time,
)

# any code point, lone surrogates and controls among them, and what is special in Turtle and N-Quads rather often
WILD = st.text(
    st.one_of(st.characters(), st.characters(categories=["Cs", "Cc"]), st.sampled_from('"\\<>{}\n\r\t@^_:. #')),
    max_size=40,
)
GRANULARITIES = ("day", "week", "month", "season", "year", "decade", "hour", "interval")


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """Return a stretch of `text`, not empty."""
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def times(draw: st.DrawFn, text: str) -> Time:
    """Return a time with or without bounds."""
    bounds = sorted(draw(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=2, max_size=2)))
    first, last = draw(st.sampled_from([(bounds[0], bounds[1]), (None, bounds[1]), (bounds[0], None), (None, None)]))
    written = draw(st.sampled_from(["2024-10", "../2024-12", "2024-10~", "2024-10-01/2024-10-20"]))
    span = draw(st.none() | spans(text))
    return Time(written, draw(st.sampled_from(GRANULARITIES)), first, last, span, draw(WILD))


@st.composite
def estimates(draw: st.DrawFn, text: str, entities: tuple[Entity, ...]) -> Estimate:
    """Return an estimate with any bounds that are numbers."""
    numbers = st.none() | st.floats(min_value=0, max_value=1e15, allow_nan=False)
    owner = draw(st.none() | st.sampled_from(entities))
    whose = owner and Participant(owner.label, min(m.span for m in owner.mentions), owner.id)
    return Estimate(
        span=draw(spans(text)),
        surface=draw(WILD),
        lower=draw(numbers),
        upper=draw(numbers),
        comparator=draw(st.sampled_from(Comparator)),
        unit=draw(st.sampled_from(["troops", "ships", "paper boats"])),
        counted=draw(WILD),
        approximate=draw(st.booleans()),
        magnitude=draw(st.sampled_from([None, 10, 1000])),
        incremental=draw(st.booleans()),
        measure=draw(st.sampled_from(Measure)),
        as_of=draw(st.none() | times(text)),
        whose=whose,
        rate=draw(st.sampled_from([None, "day"])),
        hedge=draw(st.none() | spans(text)),
        scope=draw(st.none() | spans(text)),
    )


@st.composite
def hops(draw: st.DrawFn, text: str, entities: tuple[Entity, ...]) -> Hop:
    """Return a voice: entities that speak jointly, or words."""
    known = tuple(sorted(draw(st.sets(st.sampled_from([e.id for e in entities]), max_size=2))))
    return Hop(draw(WILD), known, draw(spans(text)))


@st.composite
def claims(draw: st.DrawFn, identifier: str, text: str, entities: tuple[Entity, ...]) -> Claim:
    """Return a claim of any depth in the form in which `kg.rdf.records` gives claims back."""
    modality = draw(st.sampled_from(Modality))
    chain = tuple(draw(st.lists(hops(text, entities), min_size=int(modality is Modality.DENIAL), max_size=3)))
    voice = chain[-2 if modality is Modality.DENIAL and len(chain) > 1 else -1] if chain else None
    return Claim(
        id=identifier,
        chain=chain,
        content=tuple(sorted(draw(st.sets(spans(text), max_size=2)))),
        evidence=draw(spans(text)),
        modality=modality,
        polarity=draw(st.sampled_from(Polarity)),
        speech_act=draw(st.sampled_from(["statement", "denial", "report"])),
        cue=draw(st.none() | spans(text)),
        source=(voice.span,) if voice is not None and voice.span is not None else (),
        said_on=draw(st.none() | times(text)),
        estimates=tuple(draw(st.lists(estimates(text, entities), max_size=2))),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Return an article with entities and claims; every string is any string."""
    text = draw(WILD.filter(bool))
    entities = tuple(
        Entity(
            identifier,
            draw(st.sampled_from(["Person", "Country", "IntelligenceAgency"])),
            draw(WILD),
            tuple(
                Mention(span, span.of(text), draw(st.sampled_from(MentionKind)))
                for span in draw(st.lists(spans(text), min_size=1, max_size=2, unique=True))
            ),
            qid=draw(st.none() | st.just(f"Q{number}")),
        )
        for number, identifier in enumerate(("e1", "e2", "e3"), 1)
    )
    found = tuple(draw(claims(f"c{number}", text, entities)) for number in range(draw(st.integers(0, 3))))
    words = st.none() | WILD
    article = Article(
        text, url=draw(words), identifier=draw(words), title=draw(words), publisher=draw(words), author=draw(words)
    )
    return Extraction(article, entities=entities, claims=found)
