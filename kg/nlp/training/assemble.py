"""Join the trained parts to the one pipeline that is shipped, free of traces of the machine that trained it, and write its card."""

import hashlib
import platform
import re
import shutil
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import Any, Final

import spacy
import srsly
from spacy.language import Language

from kg.nlp import glue
from kg.nlp.training.fit import CONFIGS

_CARD: Final = CONFIGS / "card.md"
_LICENCE: Final = CONFIGS / "model-licence.txt"
_SOURCES: Final = (
    "UD_English-EWT (CC BY-SA 4.0)", "GUM, free genres (annotation CC BY 4.0, texts by genre)", "Universal NER EWT (CC BY-SA 4.0)", "WikiGold (CC BY 4.0)",
    "Re-DocRED (MIT, texts CC BY-SA 3.0)", "Wikinews (CC BY 2.5)", "White House briefings (public domain)", "Voice of America wire copy (public domain)",
    "gazetteer of geopolitical entities (CC0, MIT, BSD-3-Clause, public domain)",
)  # fmt: skip
_PACKAGES: Final = ("spacy", "thinc", "numpy", "floret")
_TRAINED_FILES: Final = (
    "treebank-*-train.conllu.gz",
    "ner-*-train.jsonl.gz",
    "ner-wikigold.jsonl.gz",
    "ner-redocred.jsonl.gz",
    "raw/*.txt.gz",
)
_LABEL_PARTS: Final = re.compile(r"[|=]")
_LEMMATIZER: Final = "trainable_lemmatizer"


def assemble(syntax: Path, names: Path, out: Path, model_version: str) -> Language:
    """Save the pipeline of both parts at `out` and return it as loaded again from there."""
    nlp = spacy.load(syntax)
    recognizer = spacy.load(names)
    nlp.add_pipe(glue.COMPONENT, before="parser")
    nlp.add_pipe("ner", source=recognizer)
    for block in ("paths", "corpora", "training", "initialize"):
        nlp.config[block] = {}
    nlp.config["nlp"]["vectors"] = {"@vectors": "kg.CompactVectors.v1"}
    nlp.meta.update(
        name="kg_news", version=model_version, description="English news pipeline of geopolitical-kg", author="The geopolitical-kg authors",
        license="CC BY-SA 4.0", sources=[{"name": name} for name in _SOURCES], performance={},
    )  # fmt: skip
    nlp.to_disk(out)
    _forget_words(nlp, out)
    return spacy.load(out)


def _forget_words(nlp: Language, folder: Path) -> None:
    """Leave out the words met in training: a pipeline hashes the words that it meets, and needs to be told only its labels and what its edit trees insert."""
    wanted: set[str] = set()
    for name, labels in nlp.pipe_labels.items():
        for label in labels if name != _LEMMATIZER else ():
            wanted |= {str(label), *_LABEL_PARTS.split(str(label))}
    wanted |= {nlp.vocab.strings[tree[side]] for tree in _edit_trees(nlp) for side in ("orig", "subst") if side in tree}
    srsly.write_json(folder / "vocab" / "strings.json", sorted(wanted))


def _edit_trees(nlp: Language) -> list[dict[str, int]]:
    """Return the lemmatizer's trees as dictionaries; leaves hold the hashes of `orig` and `subst`."""
    lemmatizer: Any = nlp.get_pipe(_LEMMATIZER)
    return [lemmatizer.trees[i] for i in range(len(lemmatizer.trees))]


def data_hashes(corpora: Path, gazetteer: Path) -> dict[str, str]:
    """Return the first twelve hexadecimal digits of the SHA-256 of each file that was trained on."""
    files = sorted(path for pattern in _TRAINED_FILES for path in corpora.glob(pattern))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in [*files, gazetteer]}


def write_card(folder: Path, facts: dict[str, Any], hashes: dict[str, str]) -> None:
    """Write the card and the licence into the folder of the model; `facts` fill the remaining places of the card."""
    versions = ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in _PACKAGES)])
    table = "\n".join(f"| {name} | `{digest}` |" for name, digest in hashes.items())
    text = Template(_CARD.read_text(encoding="utf8")).substitute(facts, versions=versions, hashes=table)
    (folder / "README.md").write_text(text, encoding="utf8")
    shutil.copyfile(_LICENCE, folder / "LICENSE")
