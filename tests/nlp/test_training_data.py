"""Reading, printing, renaming and making training sentences keeps words and annotation together."""

import gzip
import json
import random
from collections import Counter
from pathlib import Path

import pytest
import spacy

from kg.nlp.training.augment import curly, headline, print_variant, straight, without_stop
from kg.nlp.training.name_frames import make_sentence
from kg.nlp.training.name_labels import fine_label
from kg.nlp.training.name_lists import NameLists, read_name_lists
from kg.nlp.training.rename import Renamer
from kg.nlp.training.sentences import Sentence, read_names, read_treebank, to_doc
from kg.nlp.training.silver import label_news, mend_names
from kg.nlp.training.speech_frames import SpeechFrames

NLP = spacy.blank("en")
TREEBANK = """# newdoc id = one
# newpar
1	The	the	DET	DT	_	2	det	_	_
2	envoy	envoy	NOUN	NN	Number=Sing	3	nsubj	_	_
3	left	leave	VERB	VBD	Tense=Past	0	root	_	_
4	Oslo	Oslo	PROPN	NNP	Number=Sing	3	obj	_	SpaceAfter=No
5	.	.	PUNCT	.	_	3	punct	_	_

# newpar
1	He	he	PRON	PRP	_	2	nsubj	_	_
2	slept	sleep	VERB	VBD	Tense=Past	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

"""
NAMES = {
    "GPE": ["Tromsø"],
    "ORG": ["Harbour Board"],
    "PERSON": ["Ada Berg"],
    "LOC": ["Fjord"],
    "EVENT": ["Long War"],
    "AGREEMENT": ["Fish Pact"],
}


@pytest.fixture
def sentences(tmp_path: Path) -> list[Sentence]:
    """Return the two sentences of the treebank above."""
    path = tmp_path / "one.conllu.gz"
    path.write_bytes(gzip.compress(TREEBANK.encode()))
    (article,) = read_treebank(path)
    return article


@pytest.fixture
def renamer() -> Renamer:
    """Return a renamer with one name per label."""

    def tokenize(text: str) -> tuple[list[str], list[bool]]:
        words = text.split()
        return words, [True] * len(words)

    return Renamer(NAMES, tokenize, random.Random(1))  # noqa: S311 - repeatable variants, nothing secret


def test_treebank_to_doc(sentences: list[Sentence]) -> None:
    """Text, tree and the empty line between paragraphs come out as printed."""
    doc = to_doc(NLP.vocab, sentences, [True, False])
    assert doc.text == "The envoy left Oslo.\n\nHe slept. "
    assert [sentence.root.text for sentence in doc.sents] == ["left", "slept"]
    assert doc[5].text == "\n\n"
    assert doc[5].head.text == "."
    assert sentences[1].opens_paragraph


def test_names_to_doc(tmp_path: Path) -> None:
    """Spans become entities, spacing follows `nosp`; sentences of one `doc` stand together."""
    rows = [
        {"doc": "a", "tokens": ["In", "Oslo", "."], "nosp": [1], "ents": [[1, 2, "LOC"]]},
        {"doc": "a", "tokens": ["Yes"], "ents": []},
        {"tokens": ["No"], "ents": []},
    ]
    path = tmp_path / "names.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    articles = read_names(path)
    assert [len(article) for article in articles] == [2, 1]
    doc = to_doc(NLP.vocab, articles[0], [False, False])
    assert doc.text.startswith("In Oslo. Yes")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Oslo", "LOC")]


def test_printing_keeps_tokens() -> None:
    """Typographic and typewriter forms, headline case; annotation columns keep their length."""
    sentence = Sentence(["“", "No", "”", "—", "he", "did", "n’t"], [True] * 7)
    assert straight(sentence).words == ['"', "No", '"', "--", "he", "did", "n't"]
    assert curly(straight(sentence)).words == sentence.words
    assert headline(Sentence(["Envoy", "leaves", "for", "talks"], [True] * 4)).words == [
        "Envoy",
        "Leaves",
        "for",
        "Talks",
    ]


def test_stop_is_dropped_with_its_columns(sentences: list[Sentence]) -> None:
    """All columns lose the full stop together."""
    shorter = without_stop(sentences[0])
    assert shorter.words[-1] == "Oslo"
    assert {len(shorter.words), len(shorter.heads), len(shorter.tags), len(shorter.spaces)} == {4}


def test_variants_are_repeatable(sentences: list[Sentence]) -> None:
    """The same seed prints the same."""
    first, second = (print_variant(sentences, random.Random(9)) for _ in range(2))  # noqa: S311 - repeatable variants, nothing secret
    assert first == second


def test_renaming_moves_spans(renamer: Renamer) -> None:
    """Replaced names keep their labels and the spans after them move; a family name stays one word."""
    sentence = Sentence(
        ["Bo", "Lie", "met", "Lie", "in", "Rome", "."],
        [True] * 7,
        spans=[(0, 2, "PERSON"), (3, 4, "PERSON"), (5, 6, "GPE")],
    )
    seen = Counter[str]()
    for _ in range(40):
        (renamed,) = renamer.rename([sentence])
        for start, end, label in renamed.spans:
            seen[f"{label} {' '.join(renamed.words[start:end])}"] += 1
        assert len(renamed.words) == len(renamed.spaces)
        assert renamed.words[-1] == "."
    assert {"PERSON Ada Berg", "PERSON Berg", "GPE Tromsø"} <= set(seen)


def test_frames_with_names(renamer: Renamer) -> None:
    """Every slot of every frame gets a name and the span covers it."""
    for seed in range(200):
        sentence = make_sentence(renamer, random.Random(seed))  # noqa: S311 - repeatable variants, nothing secret
        assert not any("[" in word for word in sentence.words)
        assert sentence.spans
        assert all(0 <= start < end <= len(sentence.words) for start, end, _ in sentence.spans)


def test_speech_frames_are_trees(sentences: list[Sentence]) -> None:
    """Sentences made from frames have one root, and the clause keeps its inner arcs."""
    long = Sentence(
        ["The", "envoy", "left", "Oslo", "today", "."], [True] * 6, ["DT", "NN", "VBD", "NNP", "NN", "."], ["DET", "NOUN", "VERB", "PROPN", "NOUN", "PUNCT"], ["the", "envoy", "leave", "Oslo", "today", "."],
        [""] * 6, ["det", "nsubj", "ROOT", "obj", "obl", "punct"], [1, 2, 2, 2, 2, 2],
    )  # fmt: skip
    frames = SpeechFrames.from_articles([[long, *sentences]])
    assert frames.subjects
    assert frames.clauses
    for seed in range(100):
        sentence = frames.make_sentence(random.Random(seed))  # noqa: S311 - repeatable variants, nothing secret
        doc = to_doc(NLP.vocab, [sentence], [False])
        assert len(list(doc.sents)) == 1
        assert sentence.deps.count("ROOT") == 1
        assert sentence.words[0][0].isupper()


@pytest.mark.parametrize(
    ("name", "label", "fine"),
    [
        ("Harbour Bridge", "LOC", "FACILITY"),
        ("Silver Lake", "LOC", "LOC"),
        ("Newtown", "LOC", "GPE"),
        ("Blue Sound", "LOC", "LOC"),
        ("Treaty of Newtown", "MISC", "AGREEMENT"),
        ("Newtown Summit", "MISC", "EVENT"),
        ("The Old Song", "MISC", "MISC"),
        ("Newtown United", "ORG", "ORG"),
    ],
)
def test_finer_labels(name: str, label: str, fine: str) -> None:
    """Head words decide, then the gazetteer, then what is usual."""
    assert fine_label(name, label, {"bluesound": "Place"}) == fine


def test_name_lists(tmp_path: Path) -> None:
    """Names come by label and by prominence; aliases tell kinds; demonyms are names of their own kind."""
    header = "qid\tlabel\ttype\taliases\tdemonyms\tdescription\tcountry_qid\tlat\tlon\tpopulation_or_rank\tvalid_from\tvalid_to\tsource\tlicence\tprominence"
    rows = [
        "Q1\tSmallton\tCity\t\t\t\t\t\t\t\t\t\t\t\t5",
        "Q2\tBigland\tCountry\tBigland Republic\tBiglander\t\t\t\t\t\t\t\t\t\t90",
        "Q3\tSmallton\tRegion\t\t\t\t\t\t\t\t\t\t\t\t50",
    ]
    path = tmp_path / "entities.tsv.gz"
    path.write_bytes(gzip.compress("\n".join([header, *rows]).encode()))
    lists = read_name_lists(path)
    assert lists.by_label["GPE"][0] == "Bigland"
    assert lists.kind_of["smallton"] == "Region"
    assert lists.kind_of["biglander"] == "Demonym"
    assert ("Country", "Bigland Republic") in lists.entries


def test_mending_decides_per_name() -> None:
    """The gazetteer decides for names that it knows, the majority for others, and missed names are marked."""
    words = ["Harbour", "Board", "met", "Berg"]
    labelled = [[(0, 2, "GPE"), (3, 4, "PERSON")]] * 4 + [[(0, 2, "ORG"), (3, 4, "ORG")], [(3, 4, "PERSON")]]
    sentences = [Sentence(words, [True] * 4, spans=list(spans)) for spans in labelled]
    lists = NameLists(kind_of={"harbourboard": "Organization"}, prominence={"harbourboard": 9.0})
    assert mend_names(sentences, lists) == sentences
    assert all(sentence.spans == [(0, 2, "ORG"), (3, 4, "PERSON")] for sentence in sentences)


def test_sentences_with_doubtful_names_are_left_out() -> None:
    """A name that the model calls this and that, and the gazetteer does not know, spoils its sentences; a rare name does not."""
    doubtful = [Sentence(["Berg"], [True], spans=[(0, 1, label)]) for label in ("PERSON", "GPE", "ORG")]
    rare = Sentence(["Lie"], [True], spans=[(0, 1, "PERSON")])
    assert mend_names([*doubtful, rare], NameLists()) == [rare]


def test_news_are_read_by_lines(tmp_path: Path) -> None:
    """Headings, dates and empty lines are no news; spaces are single."""
    (tmp_path / "raw").mkdir()
    for name in ("gmb-news-sentences", "wikinews-2019-2020"):
        lines = [
            "# A heading that is long enough to be taken for a sentence",
            "Monday",
            "",
            "The harbour was  closed for a week , officials said .",
        ]
        (tmp_path / "raw" / f"{name}.txt.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    sentences = label_news(spacy.blank("en"), tmp_path)
    assert [" ".join(sentence.words) for sentence in sentences] == [
        "The harbour was closed for a week , officials said ."
    ] * 2


def test_names_from_parts(renamer: Renamer) -> None:
    """Organizations, landforms and buildings are made of places, persons and a word that tells the type; other labels come from the lists."""
    drawn = {label: {renamer.draw(label) for _ in range(300)} for label in NAMES | {"FACILITY": []}}
    assert len(drawn["ORG"]) > 100
    assert any(name.startswith("Tromsø ") for name in drawn["ORG"])
    assert any("of Tromsø" in name for name in drawn["ORG"])
    assert {"Berg Bridge", "Tromsø Airport"} <= drawn["FACILITY"]
    assert {"Lake Berg", "Fjord"} <= drawn["LOC"]
    assert drawn["PERSON"] == {"Ada Berg"}


def test_an_organization_of_one_word_often_stays_one(renamer: Renamer) -> None:
    """Acronyms and made-up names stand where a name of one word stood."""
    sentence = Sentence(["ABC", "agreed"], [True, True], spans=[(0, 1, "ORG")])
    lengths = {renamer.rename([sentence])[0].spans[0][1] for _ in range(100)}
    assert {1, 2} <= lengths
