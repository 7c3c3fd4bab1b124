"""Extractions built by hand in our own words, for tests of everything that comes after extraction."""

from datetime import date

from kg.model import (
    Agreement,
    Article,
    Claim,
    Comparator,
    Entity,
    Estimate,
    Event,
    Extraction,
    Hop,
    LinkCandidate,
    Measure,
    Mention,
    MentionKind,
    Modality,
    Participant,
    Role,
    Span,
    Time,
)

TEXT = """Senators Ito and Sand said on March 4 that Admiral Reyes had told them up to 4,000 sailors would move to Port Vell by May.

Norway’s government denied the report. Oslo rejected the claim that 40 ships had been lost.

Harbour Radio, citing two officials, said the base was empty. Vera Lind, the president of Norway, met Reyes in Port Vell.

The Fjord Pact, signed by Norway and Denmark in 2021, obliges both to share harbours.
"""


def span_of(words: str, text: str = TEXT, nth: int = 0) -> Span:
    """Return where `words` stand in `text` for the `nth` time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def _entity(
    identifier: str,
    kind: str,
    *words: str,
    qid: str | None = None,
    stands_for: str | None = None,
    candidates: tuple[LinkCandidate, ...] = (),
) -> Entity:
    mentions = tuple(Mention(span_of(word), word, MentionKind.NAME) for word in words)
    return Entity(
        identifier,
        kind,
        words[0],
        mentions,
        qid=qid,
        score=0.97 if qid else 0.0,
        stands_for=stands_for,
        candidates=candidates,
    )


def sample_extraction() -> Extraction:
    """Return an article with a two-hop chain, both ways of denying, unnamed officials, a post, an agreement and links."""
    march = Time("2024-03-04", "day", date(2024, 3, 4), date(2024, 3, 4), span_of("March 4"), "on March 4")
    may = Time("../2024-05", "month", None, date(2024, 5, 31), span_of("by May"), "by May")
    year = Time("2021", "year", date(2021, 1, 1), date(2021, 12, 31), span_of("2021"), "2021")
    entities = (
        _entity("e1", "Person", "Ito"),
        _entity("e2", "Person", "Sand", candidates=(LinkCandidate("Q91000001", "Ola Sand", 0.41),)),
        _entity("e3", "Person", "Admiral Reyes", "Reyes"),
        _entity("e4", "Country", "Norway", qid="Q20"),
        _entity("e5", "City", "Oslo", qid="Q585", stands_for="Q20"),
        _entity("e6", "City", "Port Vell"),
        _entity("e7", "Person", "Vera Lind"),
        _entity("e8", "Agreement", "The Fjord Pact"),
        _entity("e9", "Country", "Denmark", qid="Q35"),
        _entity("e10", "NewsOrganization", "Harbour Radio"),
    )
    sailors = Estimate(
        span=span_of("4,000"),
        surface="up to 4,000 sailors",
        lower=None,
        upper=4000.0,
        comparator=Comparator.UP_TO,
        unit="troops",
        counted="sailors",
        measure=Measure.STOCK,
        as_of=may,
        hedge=span_of("up to"),
        scope=span_of("up to 4,000 sailors"),
    )
    ships = Estimate(
        span=span_of("40"),
        surface="40 ships",
        lower=40.0,
        upper=40.0,
        comparator=Comparator.EXACT,
        unit="ships",
        counted="ships",
        measure=Measure.FLOW,
        whose=Participant("Norway", span_of("Norway"), "e4"),
    )
    senators = Hop("Ito and Sand", ("e1", "e2"), span_of("Senators Ito and Sand"))
    reyes = Hop("Reyes", ("e3",), span_of("Admiral Reyes"))
    first = span_of(
        "Senators Ito and Sand said on March 4 that Admiral Reyes had told them up to 4,000 sailors would move"
    )
    claims = (
        Claim(
            "c1",
            (senators,),
            (span_of("Admiral Reyes had told them up to 4,000 sailors would move to Port Vell by May"),),
            first,
            Modality.REPORTED,
            cue=span_of("said"),
            source=(span_of("Senators Ito and Sand"),),
            reports="c2",
            said_on=march,
            confidence=0.9,
        ),
        Claim(
            "c2",
            (senators, reyes),
            (span_of("up to 4,000 sailors would move to Port Vell by May"),),
            first,
            Modality.PROJECTION,
            cue=span_of("told"),
            source=(span_of("Admiral Reyes"),),
            estimates=(sailors,),
            event="v1",
            confidence=0.8,
        ),
        Claim(
            "c3",
            (Hop("Norway’s government", ("e4",), span_of("Norway’s government")),),
            (span_of("the report"),),
            span_of("Norway’s government denied the report"),
            Modality.DENIAL,
            speech_act="denial",
            cue=span_of("denied"),
            source=(span_of("Norway’s government"),),
            denies="c1",
            confidence=0.7,
        ),
        Claim(
            "c4",
            (Hop("Oslo", ("e5",), span_of("Oslo")),),
            (span_of("40 ships had been lost"),),
            span_of("Oslo rejected the claim that 40 ships had been lost"),
            Modality.DENIAL,
            speech_act="rejection",
            cue=span_of("rejected"),
            source=(span_of("Oslo"),),
            estimates=(ships,),
            confidence=0.7,
        ),
        Claim(
            "c5",
            (
                Hop("Harbour Radio", ("e10",), span_of("Harbour Radio")),
                Hop("two officials", (), span_of("two officials")),
            ),
            (span_of("the base was empty"),),
            span_of("Harbour Radio, citing two officials, said the base was empty"),
            Modality.REPORTED,
            cue=span_of("citing"),
            source=(span_of("two officials"),),
            confidence=0.6,
        ),
        Claim(
            "c6",
            (),
            (span_of("Vera Lind, the president of Norway, met Reyes in Port Vell"),),
            span_of("Vera Lind, the president of Norway, met Reyes in Port Vell"),
            Modality.FACT,
            event="v2",
            confidence=0.9,
        ),
    )
    events = (
        Event(
            "v1",
            "Movement",
            span_of("move"),
            actor=Participant("sailors", span_of("sailors")),
            destination=Participant("Port Vell", span_of("Port Vell"), "e6"),
            time=may,
        ),
        Event(
            "v2",
            "Meeting",
            span_of("met"),
            actor=Participant("Vera Lind", span_of("Vera Lind"), "e7"),
            target=Participant("Reyes", span_of("Reyes", nth=1), "e3"),
            place=Participant("Port Vell", span_of("Port Vell", nth=1), "e6"),
        ),
    )
    pact = Agreement(
        "a1",
        "e8",
        "Fjord Pact",
        parties=(
            Participant("Norway", span_of("Norway", nth=2), "e4"),
            Participant("Denmark", span_of("Denmark"), "e9"),
        ),
        signed=year,
        clauses=(span_of("obliges both to share harbours"),),
    )
    return Extraction(
        Article(
            text=TEXT,
            title="Sailors may move",
            published=date(2024, 3, 5),
            publisher="Harbour Post",
            author="A. Writer",
            url="https://harbour.example/2024/sailors",
        ),
        entities=entities,
        claims=claims,
        events=events,
        agreements=(pact,),
        roles=(Role("e7", "president", span_of("the president of Norway"), country="e4", claim="c6"),),
        pipeline="sample 1",
        snapshot="sample 1",
    )
