"""Silver trees: raw text parsed by several parsers, which vote on every word.

Parsers trained apart err apart, so that their vote is right more often than any of them; a parser trained on its results learns what the
vote knows and costs no more than one parser. Sentence ends come from the text where it has one sentence a line, else from the first parser.
"""

import gzip
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.training.sentences import Sentence, read_names

T = TypeVar("T")
Source = Sequence[str | Sentence]  # a paragraph, or the sentences of an article one by one
Row = tuple[str, str, str, str, str, int]  # tag, part of speech, lemma, morphology, relation, head

_ENCYCLOPEDIA: Final = ("ner-wikigold", "ner-redocred")
_SENTENCES: Final = "gmb-news-sentences"
_PARAGRAPHS: Final = ("wikinews-2019-2020", "white-house-briefings")
_RUN: Final = 8  # sentences of a run of `_SENTENCES`, which has no articles
_BATCH: Final = 400  # texts held in memory at a time
_LONGEST: Final = 400  # words; longer paragraphs are lists and tables
_SEED: Final = 11


def write_trees(parsers: Sequence[Path], corpora: Path, out: Path, *, words: int) -> None:
    """Parse about `words` words of the raw text under `corpora` with each of `parsers`, the best first, and write what most of them say as gzipped CoNLL-U."""
    pipelines = [spacy.load(path, exclude=["ner"]) for path in parsers]
    texts = _texts(pipelines[0], corpora, words)
    with gzip.open(out, "wt", encoding="utf8") as file:
        while batch := list(islice(texts, _BATCH)):
            file.writelines(line for doc, rows in vote(pipelines, batch) for line in _conllu(doc, rows))


def vote(pipelines: Sequence[Language], docs: Sequence[Doc]) -> Iterator[tuple[Doc, list[Row]]]:
    """Yield each document as the first pipeline cut it into sentences, with the row that most pipelines give to each word.

    Where the heads that win form no tree, the sentence is taken as the pipeline reads it that agrees most with the others.
    """
    first = list(pipelines[0].pipe(docs, batch_size=16))
    others = [list(nlp.pipe((_bare(doc, nlp) for doc in first), batch_size=16)) for nlp in pipelines[1:]]
    for parsed in zip(first, *others, strict=True):
        rows = [_rows(doc) for doc in parsed]
        chosen: list[Row] = []
        for sentence in parsed[0].sents:
            chosen += _agreed([part[sentence.start : sentence.end] for part in rows], sentence.start)
        yield parsed[0], chosen


def _agreed(readings: Sequence[Sequence[Row]], start: int) -> list[Row]:
    """Return the row of each word on which most readings of the sentence agree; `start` is the position of its first word."""
    winners = [_winner(rows) for rows in zip(*readings, strict=True)]
    if _is_tree([row[5] - start for row in winners]):
        return winners
    heads = [winner[5] for winner in winners]
    return list(
        max(readings, key=lambda reading: sum(row[5] == head for row, head in zip(reading, heads, strict=True)))
    )


def _winner(rows: Sequence[Row]) -> Row:
    """Return the commonest value of each column; the relation is that of the commonest head. The first reading decides ties."""
    head = _commonest(row[5] for row in rows)
    tag, pos, lemma, morph = (_commonest(row[column] for row in rows) for column in range(4))
    return str(tag), str(pos), str(lemma), str(morph), _commonest(row[4] for row in rows if row[5] == head), head


def _commonest(values: Iterable[T]) -> T:
    return Counter(values).most_common(1)[0][0]  # a Counter keeps the order in which it met equal counts


def _is_tree(heads: Sequence[int]) -> bool:
    """Tell whether the heads (positions in the sentence; a root is its own head) form one tree."""
    if sum(head == i for i, head in enumerate(heads)) != 1:
        return False
    for word in range(len(heads)):
        at = word
        for _ in heads:
            at = heads[at]
        if heads[at] != at:
            return False
    return True


def _rows(doc: Doc) -> list[Row]:
    return [(token.tag_, token.pos_, token.lemma_, str(token.morph), token.dep_, token.head.i) for token in doc]


def _bare(doc: Doc, nlp: Language) -> Doc:
    """Return the words of `doc` with its sentences and nothing else."""
    bare = Doc(nlp.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
    for token in bare:
        token.is_sent_start = bool(doc[token.i].is_sent_start)
    return bare


def _texts(nlp: Language, corpora: Path, words: int) -> Iterator[Doc]:
    """Yield documents of all sources, at random and from each about as many words, until `words` words are reached."""
    rng = random.Random(_SEED)  # noqa: S311 - draws training texts, nothing secret
    sources: list[list[Source]] = [
        [article for name in _ENCYCLOPEDIA for article in read_names(corpora / f"{name}.jsonl.gz")],
        list(_runs(_lines(corpora, _SENTENCES))),
        *(_paragraphs(corpora, name) for name in _PARAGRAPHS),
    ]
    for source in sources:
        rng.shuffle(source)
        left = words // len(sources)
        for doc in (_document(nlp, part) for part in source):
            if left <= 0:
                break
            if 1 < len(doc) <= _LONGEST:
                left -= len(doc)
                yield doc


def _lines(corpora: Path, name: str) -> Iterator[str]:
    with gzip.open(corpora / "raw" / f"{name}.txt.gz", "rt", encoding="utf8") as file:
        yield from (line.strip() for line in file if line.strip() and not line.startswith("#"))


def _paragraphs(corpora: Path, name: str) -> list[Source]:
    return [[line] for line in _lines(corpora, name)]


def _runs(lines: Iterator[str]) -> Iterator[list[str]]:
    while run := list(islice(lines, _RUN)):
        yield run


def _document(nlp: Language, part: Source) -> Doc:
    """Return a paragraph as a document, or sentences as one whose sentence ends are set."""
    if len(part) == 1 and isinstance(part[0], str):
        return nlp.make_doc(part[0])
    return _joined(nlp, [_tokens(nlp, item) if isinstance(item, str) else (item.words, item.spaces) for item in part])


def _tokens(nlp: Language, text: str) -> tuple[list[str], list[bool]]:
    doc = nlp.make_doc(text)
    return [token.text for token in doc], [bool(token.whitespace_) for token in doc]


def _joined(nlp: Language, sentences: Sequence[tuple[list[str], list[bool]]]) -> Doc:
    """Return one document of sentences whose ends are known."""
    words = [word for texts, _ in sentences for word in texts]
    spaces = [space for _, after in sentences for space in [*after[:-1], True]]
    starts: list[bool | int | None] = [not i for texts, _ in sentences for i in range(len(texts))]
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)


def _conllu(doc: Doc, rows: Sequence[Row]) -> Iterator[str]:
    yield "# newdoc\n"
    for sentence in doc.sents:
        for i, token in enumerate(sentence, 1):
            tag, pos, lemma, morph, relation, head = rows[token.i]
            above = 0 if head == token.i else head - sentence.start + 1
            spacing = "_" if token.whitespace_ else "SpaceAfter=No"
            name = "root" if relation == "ROOT" else relation
            yield f"{i}\t{token.text}\t{lemma}\t{pos}\t{tag}\t{morph or '_'}\t{above}\t{name}\t_\t{spacing}\n"
        yield "\n"
