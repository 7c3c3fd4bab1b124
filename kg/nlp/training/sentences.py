"""Annotated sentences as plain lists, read from CoNLL-U treebanks and from JSON lines with names, and turned into spaCy `Doc` objects."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from spacy.tokens import Doc
from spacy.vocab import Vocab

Span = tuple[int, int, str]
PARAGRAPH_BREAK: Final = "\n\n"


@dataclass(slots=True)
class Sentence:
    """One sentence; `spaces[i]` says whether a space follows word `i`.

    A treebank sentence fills `tags` to `heads` (`heads` are positions in the sentence, the root is its own head); a sentence with names fills `spans`.
    """

    words: list[str]
    spaces: list[bool]
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    opens_paragraph: bool = False


Article = list[Sentence]


def read_treebank(path: Path) -> list[Article]:
    """Read a gzipped CoNLL-U file as articles; a file without `# newdoc` comments is one article."""
    articles: list[Article] = [[]]
    rows: list[list[str]] = []
    opens = False
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and articles[-1]:
                articles.append([])
            elif line.startswith("# newpar"):
                opens = True
            elif line[0].isdigit():
                row = line.rstrip("\n").split("\t")
                if row[0].isdigit():  # neither a multiword token nor an empty node
                    rows.append(row)
            elif line == "\n" and rows:
                articles[-1].append(_parsed(rows, opens))
                rows, opens = [], False
    if rows:
        articles[-1].append(_parsed(rows, opens))
    return articles


def _parsed(rows: list[list[str]], opens_paragraph: bool) -> Sentence:
    columns = list(zip(*rows, strict=True))
    return Sentence(
        words=list(columns[1]),
        spaces=["SpaceAfter=No" not in misc for misc in columns[9]],
        tags=list(columns[4]),
        pos=list(columns[3]),
        lemmas=list(columns[2]),
        morphs=["" if morph == "_" else morph for morph in columns[5]],
        deps=["ROOT" if dep == "root" else dep for dep in columns[7]],
        heads=[i if head == "0" else int(head) - 1 for i, head in enumerate(columns[6])],
        opens_paragraph=opens_paragraph,
    )


def read_names(path: Path) -> list[Article]:
    """Read a gzipped JSON-lines file of sentences with names; sentences without a `doc` are articles of their own."""
    articles: list[Article] = []
    last: str | None = None
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            glued = set(record.get("nosp", ()))
            words = record["tokens"]
            sentence = Sentence(
                words,
                [i not in glued for i in range(len(words))],
                spans=[(start, end, label) for start, end, label in record["ents"]],
            )
            doc = record.get("doc")
            if doc is None or doc != last:
                articles.append([])
            last = doc
            articles[-1].append(sentence)
    return articles


def to_doc(vocab: Vocab, sentences: Sequence[Sentence], breaks: Sequence[bool]) -> Doc:
    """Join sentences to one annotated `Doc`; `breaks[i]` puts an empty line after sentence `i`, as between the paragraphs of an article.

    White space is a token in spaCy. It is attached to the word before it, as spaCy's own training does.
    """
    columns: dict[str, list[str]] = {name: [] for name in ("words", "tags", "pos", "lemmas", "morphs", "deps", "ents")}
    spaces: list[bool] = []
    heads: list[int] = []
    for sentence, ends_paragraph in zip(sentences, breaks, strict=True):
        base = len(spaces)
        spaces += sentence.spaces
        heads += [base + head for head in sentence.heads]
        for name in ("words", "tags", "pos", "lemmas", "morphs", "deps"):
            columns[name] += getattr(sentence, name)
        columns["ents"] += _iob(sentence)
        if ends_paragraph:
            spaces[-1] = False
            spaces.append(False)
            heads.append(len(spaces) - 2)
            for name, value in (
                ("words", PARAGRAPH_BREAK),
                ("tags", "_SP"),
                ("pos", "SPACE"),
                ("lemmas", PARAGRAPH_BREAK),
                ("morphs", ""),
                ("deps", "dep"),
                ("ents", "O"),
            ):
                columns[name].append(value)
        else:
            spaces[-1] = True
    if sentences[0].tags:
        del columns["ents"]
        annotations: dict[str, Any] = dict(columns)
        return Doc(vocab, spaces=spaces, heads=heads, **annotations)
    return Doc(vocab, words=columns["words"], spaces=spaces, ents=columns["ents"])


def _iob(sentence: Sentence) -> list[str]:
    tags = ["O"] * len(sentence.words)
    for start, end, label in sentence.spans:
        tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tags


def groups(article: Article, sizes: Iterator[int]) -> Iterator[list[Sentence]]:
    """Cut an article into runs of sentences, each as long as the next of `sizes`."""
    start = 0
    while start < len(article):
        size = next(sizes)
        yield article[start : start + size]
        start += size
