"""Attribution by the shipped pipeline, one construction a row: source, cue and content in our own sentences."""

import pytest
from spacy.language import Language

from kg.extraction.annotations import Attribution

ROWS = [
    # leading, trailing, inverted, interrupted
    (
        "The ministry said that 40 trucks had crossed the border.",
        "The ministry",
        "said",
        "that 40 trucks had crossed the border",
    ),
    ("The dam is safe, the engineers said.", "the engineers", "said", "The dam is safe"),
    ("“The dam is safe,” said the mayor.", "the mayor", "said", "“The dam is safe,”"),
    ("“The dam,” the mayor said, “is safe.”", "the mayor", "said", "“The dam,”|“is safe.”"),
    (
        "“We are ready,” Ann Lee said. “We have trained for this.”",
        "Ann Lee",
        "said",
        "“We are ready,”|“We have trained for this.”",
    ),
    ("The talks, the envoy said, have failed.", "the envoy", "said", "The talks|have failed"),
    # apposition and relative clause between name and verb
    (
        "Ann Lee, the ministry's spokeswoman, said the road was closed.",
        "Ann Lee, the ministry's spokeswoman",
        "said",
        "the road was closed",
    ),
    ("“It is over,” said Tom Rao, who leads the union.", "Tom Rao, who leads the union", "said", "“It is over,”"),
    (
        "Island leaders have agreed to give Norway 50 billion euros over four years, Ann Lee, the president of the Nordic Council, announced after a summit.",
        "Ann Lee, the president of the Nordic Council",
        "announced",
        "Island leaders have agreed to give Norway 50 billion euros over four years",
    ),
    # recipients
    ("The general told reporters that the siege would end.", "The general", "told", "that the siege would end"),
    # prepositional
    ("According to the agency, 300 people fled.", "the agency", "According to", "300 people fled"),
    ("About 300 people fled, according to the agency.", "the agency", "according to", "About 300 people fled"),
    # documents and data
    ("The report says that prices doubled.", "The report", "says", "that prices doubled"),
    ("Figures show that exports fell.", "Figures", "show", "that exports fell"),
    (
        "Exit polling shows he won 62% of voters under 40 in Norland.",
        "Exit polling",
        "shows",
        "he won 62% of voters under 40 in Norland",
    ),
    # time of the saying, figures, long as-clauses, parts
    ("The envoy reported on Monday, output had risen.", "The envoy", "reported", "output had risen"),
    (
        "The clinic reported 36 infections at Fort Anna in the valley.",
        "The clinic",
        "reported",
        "36 infections at Fort Anna in the valley",
    ),
    (
        "The rains cut off 12 villages, its director, Ana Lobo, said on Monday.",
        "its director, Ana Lobo",
        "said",
        "The rains cut off 12 villages",
    ),
    (
        "The bridge is safe, Mayor Ann Lee said Friday, three days after a paper warned of cracks.",
        "Mayor Ann Lee",
        "said",
        "The bridge is safe",
    ),
    (
        "As the envoy pointed out in his statement on the truce, 300 soldiers have left the town.",
        "the envoy",
        "pointed out",
        "300 soldiers have left the town",
    ),
    (
        "The raid killed 30 people, including, according to the police, 12 children.",
        "the police",
        "according to",
        "12 children",
    ),
    # nouns
    (
        "There was an announcement by the rebels that the attack had killed nearly 800 civilians.",
        "the rebels",
        "an announcement",
        "that the attack had killed nearly 800 civilians",
    ),
    (
        "The town council issued the following warning: “The dam is not safe.”",
        "The town council",
        "issued the following warning",
        "“The dam is not safe.”",
    ),
    (
        "The minister expressed concern that the bridge could fall.",
        "The minister",
        "expressed concern",
        "that the bridge could fall",
    ),
    # a day between a participle and the verb; documents put out; counts revised; asides of count
    (
        "A Harbour poll released Saturday found that 28 percent of sailors backed Ann Lee, while 23 percent favored Tom Rao.",
        "A Harbour poll released Saturday",
        "found",
        "that 28 percent of sailors backed Ann Lee, while 23 percent favored Tom Rao",
    ),
    (
        "Data published Tuesday showed exports fell by 4 percent.",
        "Data published Tuesday",
        "showed",
        "exports fell by 4 percent",
    ),
    (
        "Ann Lee, the port's director, released a statement confirming it will double the 216 pilots.",
        "Ann Lee, the port's director",
        "released a statement confirming",
        "it will double the 216 pilots",
    ),
    ("The ministry raised the death toll to 267.", "The ministry", "raised", "the death toll to 267"),
    (
        "On Tuesday it increased its growth forecast to 1.8 percent.",
        "it",
        "increased",
        "its growth forecast to 1.8 percent",
    ),
    ("The mines cover 300 hectares, by one estimate.", "one estimate", "by", "The mines cover 300 hectares"),
    ("By the ministry's own count, 400 boats sank.", "the ministry", "By", "400 boats sank"),
    (
        "The auditors reported that Norship holds 214 boats; Seabird holds 10 boats; and Tidal holds 28 boats.",
        "The auditors",
        "reported",
        "that Norship holds 214 boats; Seabird holds 10 boats; and Tidal holds 28 boats",
    ),
    (
        "The poll reaffirmed that few know her: 42% of sailors say they have never met her.",
        "The poll",
        "reaffirmed",
        "that few know her: 42% of sailors say they have never met her",
    ),
    ("The office rated 32% of the boats as unsafe.", "The office", "rated", "32% of the boats as unsafe"),
    (
        "Ann Lee has repeatedly promised to forcibly deport 11 smugglers.",
        "Ann Lee",
        "has repeatedly promised",
        "to forcibly deport 11 smugglers",
    ),
    (
        "Minutes after the vote began, the chair announced four votes for Ann Lee.",
        "the chair",
        "announced",
        "four votes for Ann Lee",
    ),
    # a saying that only dates its sentence
    ("Hours after the mayor said 40 were missing, the boats came home.", "the mayor", "said", "40 were missing"),
    (
        "Three days after a newspaper reported 48 deaths, the captain resigned.",
        "a newspaper",
        "reported",
        "48 deaths",
    ),
    # coordination and participles
    (
        "The envoy said the talks had failed, adding that nobody was to blame.",
        "The envoy",
        "adding",
        "that nobody was to blame",
    ),
]


def _find(nlp: Language, text: str, cue: str) -> Attribution:
    doc = nlp(text)
    for attribution in doc._.attributions:
        if attribution.cue is not None and attribution.cue.text == cue:
            found: Attribution = attribution
            return found
    pytest.fail(f"no attribution by {cue!r} among {[a.cue for a in doc._.attributions]}")


@pytest.mark.parametrize(("text", "source", "cue", "content"), ROWS)
def test_construction(nlp: Language, text: str, source: str, cue: str, content: str) -> None:
    """Source, cue and content are the spans that a reader would mark."""
    found = _find(nlp, text, cue)
    assert [s.text for s in found.source] == [source]
    assert "|".join(s.text for s in found.content) == content


def test_negated_and_refused(nlp: Language) -> None:
    """What somebody did not say, or refused to say, is marked."""
    assert _find(nlp, "The minister did not say how many soldiers had died.", "did not say").negated
    assert _find(nlp, "The army declined to confirm that the base was hit.", "declined to confirm").negated


def test_unclosed_paragraph(nlp: Language) -> None:
    """A quotation over two paragraphs is one content."""
    text = "“We came in March,” Rao said. “It was cold.\n\n“We left in May.”"
    found = _find(nlp, text, "said")
    assert [s.text for s in found.content] == ["“We came in March,”", "“It was cold.", "“We left in May.”"]


def test_transcript(nlp: Language) -> None:
    """Labels govern turns, questions included."""
    doc = nlp(
        "MS. HALE: Good morning. We have 200 trucks there.\n\nQ Will more go?\n\nMS. HALE: Yes. We plan to send 50."
    )
    turns = [a for a in doc._.attributions if a.rule == "turn"]
    assert [t.speaker.text for t in turns] == ["MS. HALE", "Q", "MS. HALE"]
    assert [[s.text for s in t.source] for t in turns] == [["MS. HALE"], ["Q"], ["MS. HALE"]]
    assert turns[1].content[0].text == "Will more go?"


def test_colon(nlp: Language) -> None:
    """A colon gives a quotation to the document or person before it."""
    found = _find(nlp, "The dam is old. From the report: “It will not hold for another winter.”", ":")
    assert [s.text for s in found.source] == ["the report"]
    assert [s.text for s in found.content] == ["“It will not hold for another winter.”"]


def test_quotation_without_comma(nlp: Language) -> None:
    """Speech of whole sentences needs no comma behind its verb."""
    found = _find(nlp, "The captain said “All of them went home. Nobody stayed at the camp.”", "said")
    assert [s.text for s in found.content] == ["“All of them went home. Nobody stayed at the camp.”"]


def test_main_clause_goes_on(nlp: Language) -> None:
    """A quotation in a sentence of its own goes on with who spoke, not with what else that person noted."""
    text = "“Sales are up,” said Rao, who noted that prices had “cratered” before. “Nobody expected that this year.”"
    assert [s.text for s in _find(nlp, text, "said").content][-1] == "“Nobody expected that this year.”"


def test_rest_of_the_sentence(nlp: Language) -> None:
    """What a verb of saying seems to have as its object opens the clause that is said."""
    found = _find(nlp, "The ministry said hundreds of rebel (a loose alliance of clans) fighters escaped.", "said")
    assert found.content[0].text == "hundreds of rebel (a loose alliance of clans) fighters escaped"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "In March, Rao had 38 percent support in a Herald poll.",
            "a Herald poll",
            "in",
            "In March, Rao had 38 percent support",
        ),
        (
            "A random survey found Bravo the winner with 35 percent of the vote, followed by Rao at 25 percent.",
            "A random survey",
            "found",
            "Bravo the winner with 35 percent of the vote, followed by Rao at 25 percent",
        ),
        (
            "One survey pegs the tycoon as the tenth man in the world.",
            "One survey",
            "pegs",
            "the tycoon as the tenth man in the world",
        ),
        (
            "The agency's own tracking poll puts approval of the mayor at 49.5 percent.",
            "The agency's own tracking poll",
            "puts",
            "approval of the mayor at 49.5 percent",
        ),
        (
            "Bravo told the Harbour Times she’s already received hundreds of letters.",
            "Bravo",
            "told",
            "she’s already received hundreds of letters",
        ),
        ("As reported by the Herald, 150 seats are at stake.", "the Herald", "reported", "150 seats are at stake"),
        (
            "Ann Lee, an editor for the Herald, revealed Wednesday that 20 writers had left.",
            "Ann Lee, an editor for the Herald",
            "revealed",
            "that 20 writers had left",
        ),
        (
            "Port officials are expecting a record crowd of 4,000 visitors.",
            "Port officials",
            "are expecting",
            "a record crowd of 4,000 visitors",
        ),
    ],
)
def test_figures(nlp: Language, text: str, source: str, cue: str, content: str) -> None:
    """What polls, rankings and reports show, and by whom it is reported."""
    found = _find(nlp, text, cue)
    assert [s.text for s in found.source] == [source]
    assert "|".join(s.text for s in found.content) == content


@pytest.mark.parametrize(
    ("lead", "source", "cue"),
    [
        ("The mayor came on Sunday. She said:", "She", "said"),
        ("The Harbour Times reports:", "The Harbour Times", "reports"),
        ("Ann Lee made the following comment:", "Ann Lee", "made the following comment"),
    ],
)
def test_lead_in_a_paragraph_of_its_own(nlp: Language, lead: str, source: str, cue: str) -> None:
    """A colon at the end of a paragraph announces the quotation in the next."""
    quoted = '"We have lost 300 boats. The storm took hundreds of nets."'
    found = _find(nlp, f"{lead}\n\n{quoted}\n\nThe council meets today.", cue)
    assert ([s.text for s in found.source], [s.text for s in found.content]) == ([source], [quoted])


def test_accused(nlp: Language) -> None:
    """What somebody is accused of is alleged, though nobody is named who does."""
    found = _find(nlp, "The captain was accused of hiding 50 million dollars.", "was accused")
    assert (found.source, [s.text for s in found.content]) == ([], ["The captain", "of hiding 50 million dollars"])


def test_signature(nlp: Language) -> None:
    """A dash and a name behind a quotation sign it."""
    found = _find(
        nlp, "The vote divides the town.\n\n“We will not leave this valley without a fight.”\n\n— Ana Bravo", "—"
    )
    assert [s.text for s in found.source] == ["Ana Bravo"]


def test_polls_name_nobody(nlp: Language) -> None:
    """Who leads "in the polls" is told by whoever says so."""
    assert nlp("Rao had 38 percent in the polls.")._.attributions == []
