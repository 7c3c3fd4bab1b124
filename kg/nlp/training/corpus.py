"""The training corpora as spaCy readers: every epoch sees the same articles in other runs of sentences, printed in other ways."""

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from kg.nlp.training.augment import print_variant
from kg.nlp.training.name_frames import make_sentence
from kg.nlp.training.name_labels import fine_label
from kg.nlp.training.name_lists import read_name_lists
from kg.nlp.training.rename import Renamer
from kg.nlp.training.sentences import Article, Sentence, groups, read_names, read_treebank, to_doc
from kg.nlp.training.speech_frames import SpeechFrames

Reader = Callable[[Language], Iterable[Example]]

TREEBANKS: Final = ("treebank-ewt", "treebank-gumfree")
NAME_CORPORA: Final = ("ner-ewt-train", "ner-gumfree-train", "ner-wikigold", "ner-redocred")
_LONGEST_RUN: Final = 10  # sentences; the parser learns where sentences end only inside a run
_BREAK_SHARE: Final = 0.5  # of paragraph ends that are printed as an empty line
_FRAME_SHARE: Final = 0.06  # of runs that are followed by a sentence made from a frame
_RENAME_SHARE: Final = 0.35
_DEV_STEP: Final = 4  # checkpoints are compared on every fourth article: scoring all takes longer than it tells
_SILVER_PER_EPOCH: Final = 8000  # sentences labelled by an earlier model


@registry.readers("kg.Treebank.v1")  # type: ignore[untyped-decorator]
def treebank_reader(corpora: str, part: str, augment: bool, seed: int, silver: str = "") -> Reader:
    """Read the part `train` or `dev` of the treebanks; with `augment` in runs that differ from epoch to epoch, else in fixed ones.

    `silver`: a further file of trees on which parsers agreed (see `kg.nlp.training.trees`), half of which is read each epoch.
    """
    articles = [article for name in TREEBANKS for article in read_treebank(Path(corpora) / f"{name}-{part}.conllu.gz")]
    rng = random.Random(seed)  # noqa: S311 - draws training variants, nothing secret
    frames = SpeechFrames.from_articles(articles)
    trees = read_treebank(Path(silver)) if silver else []

    def read(nlp: Language) -> Iterator[Example]:
        more = rng.sample(trees, len(trees) // 2)
        for run in _shuffled_runs(articles + more, rng) if augment else _fixed_runs(articles[::_DEV_STEP]):
            if augment:
                yield _example(nlp, print_variant(run, rng), _breaks(run, rng))
                if rng.random() < _FRAME_SHARE:
                    yield _example(nlp, print_variant([frames.make_sentence(rng)], rng), [False])
            else:
                yield _example(nlp, run, [False] * len(run))

    return read


@registry.readers("kg.Names.v1")  # type: ignore[untyped-decorator]
def names_reader(corpora: str, gazetteer: str, part: str, augment: bool, seed: int, silver: str = "") -> Reader:
    """Read the part `train` or `dev` of the corpora of names, with the finer labels; with `augment` names are replaced in some runs.

    `silver`: a further file in the same format, labelled by an earlier model (see `kg.nlp.training.silver`), read without replacing names.
    """
    lists = read_name_lists(Path(gazetteer))
    files = NAME_CORPORA if part == "train" else ("ner-ewt-dev", "ner-gumfree-dev")
    articles = [
        _refined(article, lists.kind_of) for name in files for article in read_names(Path(corpora) / f"{name}.jsonl.gz")
    ]
    silver_articles = read_names(Path(silver)) if silver else []
    rng = random.Random(seed)  # noqa: S311 - draws training variants, nothing secret

    def read(nlp: Language) -> Iterator[Example]:
        if not augment:
            for run in _fixed_runs(articles[::_DEV_STEP]):
                yield _example(nlp, run, [False] * len(run))
            return
        renamer = Renamer(lists.by_label, _tokenizer(nlp), rng)
        extra = rng.sample(silver_articles, min(len(silver_articles), _SILVER_PER_EPOCH))
        for run in _shuffled_runs(articles + extra, rng):
            renamed = renamer.rename(run) if rng.random() < _RENAME_SHARE else run
            yield _example(nlp, print_variant(renamed, rng), _breaks(run, rng))
            if rng.random() < _FRAME_SHARE:
                yield _example(nlp, print_variant([make_sentence(renamer, rng)], rng), [False])

    return read


def _refined(article: Article, kind_of: dict[str, str]) -> Article:
    for sentence in article:
        sentence.spans = [(a, z, fine_label(_text(sentence, a, z), label, kind_of)) for a, z, label in sentence.spans]
    return article


def _text(sentence: Sentence, start: int, end: int) -> str:
    pieces = (
        word + (" " if space else "")
        for word, space in zip(sentence.words[start:end], sentence.spaces[start:end], strict=True)
    )
    return "".join(pieces).rstrip()


def _tokenizer(nlp: Language) -> Callable[[str], tuple[list[str], list[bool]]]:
    def tokenize(text: str) -> tuple[list[str], list[bool]]:
        doc = nlp.tokenizer(text)
        return [token.text for token in doc], [bool(token.whitespace_) for token in doc]

    return tokenize


def _fixed_runs(articles: list[Article]) -> Iterator[list[Sentence]]:
    for article in articles:
        yield from groups(article, iter(lambda: _LONGEST_RUN, 0))


def _shuffled_runs(articles: list[Article], rng: random.Random) -> list[list[Sentence]]:
    """Cut the articles at other places each time; short runs show single headlines, long ones show sentence ends."""
    sizes = iter(lambda: rng.randint(1, _LONGEST_RUN), 0)
    runs = [run for article in articles for run in groups(article, sizes)]
    rng.shuffle(runs)
    return runs


def _breaks(run: list[Sentence], rng: random.Random) -> list[bool]:
    """Say after which sentences an empty line is printed: some of the paragraph ends, where the corpus knows them."""
    ends = [sentence.opens_paragraph for sentence in run[1:]] + [False]
    return [end and rng.random() < _BREAK_SHARE for end in ends]


def _example(nlp: Language, run: list[Sentence], breaks: list[bool]) -> Example:
    reference = to_doc(nlp.vocab, run, breaks)
    bare = Doc(
        nlp.vocab, words=[token.text for token in reference], spaces=[bool(token.whitespace_) for token in reference]
    )
    return Example(bare, reference)
