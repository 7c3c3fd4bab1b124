#!/usr/bin/env python3
"""Score a spaCy pipeline on the free test sets.

usage: score_pipeline.py MODEL CORPORA [--label OLD=NEW …]      (MODEL: a path or package; CORPORA: the folder with the .gz files)

Tagging, lemmas and dependencies: gold tokens, gold sentences not given (five sentences a document for PUD, whole documents else), punctuation left out of UAS and LAS,
relations with subtypes. Sentences: F on raw text, rebuilt from SpaceAfter, a sentence a boundary. Names: exact span and label on gold tokens, PERSON / LOC / ORG
(GPE, LOC, FACILITY, FAC count as LOC; give other mappings with --label), micro F, and F on spans alone. Speed: words a second of the whole pipeline on one process.
"""

import collections
import gzip
import json
import sys
import time

import spacy
from spacy.tokens import Doc

LABEL = {"GPE": "LOC", "FACILITY": "LOC", "FAC": "LOC", "PER": "PERSON"}


def sentences(path):
    doc = rows = None
    for line in gzip.open(path, "rt", encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            doc = line
        elif line and line[0] != "#":
            r = line.split("\t")
            if r[0].isdigit():
                rows = (rows or []) + [r]
        elif not line and rows:
            yield doc, rows
            rows = None
    if rows:
        yield doc, rows


def documents(path, group):
    found = collections.OrderedDict()
    for i, (doc, rows) in enumerate(sentences(path)):
        found.setdefault(doc if group == "doc" else i // group, []).append(rows)
    return list(found.values())


def f1(tp, p, g):
    return 200 * tp / (p + g) if p + g else 0.0


def score_treebank(nlp, path, group):
    c = collections.Counter()
    for sents in documents(path, group):
        rows, heads = [], []
        for s in sents:
            base = len(rows)
            heads += [base + int(r[6]) - 1 if r[6] != "0" else base + i for i, r in enumerate(s)]
            rows += s
        doc = nlp(Doc(nlp.vocab, words=[r[1] for r in rows], spaces=["SpaceAfter=No" not in r[9] for r in rows]))
        for i, (token, r) in enumerate(zip(doc, rows)):
            c["n"] += 1
            c["tag"] += token.tag_ == r[4]
            c["lemma"] += token.lemma_.lower() == r[2].lower()
            if r[3] != "PUNCT":
                c["arcs"] += 1
                c["uas"] += token.head.i == heads[i]
                c["las"] += token.head.i == heads[i] and token.dep_.lower() == r[7].lower()
        text, ends, end = "", set(), 0
        for s in sents:
            for r in s:
                text += r[1] + ("" if "SpaceAfter=No" in r[9] else " ")
            end = len(text.rstrip())
            ends.add(end)
            text = text.rstrip() + " "
        got = {
            s.end_char if not s.text.endswith((" ", "\n")) else s.start_char + len(s.text.rstrip())
            for s in nlp(text).sents
        }
        c["stp"] += len(got & ends)
        c["sp"] += len(got)
        c["sg"] += len(ends)
    return {
        "tag": 100 * c["tag"] / c["n"],
        "lemma": 100 * c["lemma"] / c["n"],
        "UAS": 100 * c["uas"] / c["arcs"],
        "LAS": 100 * c["las"] / c["arcs"],
        "sentence F (boundaries, raw)": f1(c["stp"], c["sp"], c["sg"]),
    }


def score_names(nlp, path):
    c = collections.Counter()
    for line in gzip.open(path, "rt", encoding="utf8"):
        s = json.loads(line)
        nosp = set(s.get("nosp", []))
        doc = nlp(Doc(nlp.vocab, words=s["tokens"], spaces=[i not in nosp for i in range(len(s["tokens"]))]))
        want = {(a, b, label) for a, b, label in s["ents"] if label in ("PERSON", "LOC", "ORG")}
        got = {(e.start, e.end, LABEL.get(e.label_, e.label_)) for e in doc.ents}
        got = {x for x in got if x[2] in ("PERSON", "LOC", "ORG")}
        c["tp"] += len(want & got)
        c["p"] += len(got)
        c["g"] += len(want)
        c["span"] += len({x[:2] for x in want} & {x[:2] for x in got})
        for label in ("PERSON", "LOC", "ORG"):
            for name, group in (("tp", want & got), ("p", got), ("g", want)):
                c[name, label] += sum(x[2] == label for x in group)
    out = {"PERSON/LOC/ORG F": f1(c["tp"], c["p"], c["g"]), "span F": f1(c["span"], c["p"], c["g"])}
    return out | {label: f1(c["tp", label], c["p", label], c["g", label]) for label in ("PERSON", "LOC", "ORG")}


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    LABEL.update(x.split("=") for x in sys.argv[4:] if "=" in x)
    nlp, corpora = spacy.load(sys.argv[1]), sys.argv[2].rstrip("/") + "/"
    for name, group in (("treebank-pud-test", 5), ("treebank-gumfree-test", "doc"), ("treebank-ewt-test", "doc")):
        show(name, score_treebank(nlp, corpora + name + ".conllu.gz", group))
    for name in ("ner-pud-test", "ner-ewt-test", "ner-gumfree-test"):
        show(name, score_names(nlp, corpora + name + ".jsonl.gz"))
    texts = gzip.open(corpora + "raw/wikinews-2019-2020.txt.gz", "rt", encoding="utf8").read().split("\n\n# ")[:60]
    list(nlp.pipe(texts[:5]))
    start = time.process_time()
    n = sum(len(d) for d in nlp.pipe(texts))
    print(f"{'speed':24} {n / (time.process_time() - start):.0f} tokens per second of processor time")


def show(name, figures):
    print(f"{name:24} " + "  ".join(f"{k} {v:.1f}" for k, v in figures.items()), flush=True)


if __name__ == "__main__":
    main()
