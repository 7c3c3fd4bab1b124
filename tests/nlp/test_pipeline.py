"""Naming a pipeline: what loads, what is refused and how, what the shipped one says about itself."""

import re
from pathlib import Path

import pytest
import spacy

from kg.errors import ModelError
from kg.nlp import load_pipeline, model_info, model_path
from kg.nlp.labels import COMPONENT

SHIPPED = (model_path() / "meta.json").is_file()


def save_pipeline(folder: Path, label: str) -> Path:
    """Save an untrained pipeline with a parser that knows one relation, and a recognizer."""
    nlp = spacy.blank("en")
    nlp.add_pipe("parser").add_label(label)  # type: ignore[attr-defined]
    nlp.add_pipe("ner").add_label("GPE")  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(folder)
    return folder


def test_nothing_under_the_name(tmp_path: Path) -> None:
    """The error names what was asked for and says what can be named."""
    with pytest.raises(ModelError, match=r"nowhere.*name an installed spaCy pipeline"):
        load_pipeline(tmp_path / "nowhere")


def test_half_a_pipeline_is_refused(tmp_path: Path) -> None:
    """Without a parser and a recognizer no claim can be found: better to say so at once."""
    spacy.blank("en").to_disk(tmp_path / "half")
    with pytest.raises(ModelError, match="no ner and no parser"):
        load_pipeline(tmp_path / "half")


@pytest.mark.parametrize(("label", "mapped"), [("obj", False), ("dobj", True)])
def test_clearnlp_labels_are_mapped(tmp_path: Path, label: str, mapped: bool) -> None:
    """The mapping is added exactly where it is needed."""
    assert (COMPONENT in load_pipeline(save_pipeline(tmp_path / "any", label)).pipe_names) is mapped


def test_info_of_another_folder(tmp_path: Path) -> None:
    """`meta.json` is told, a missing card is empty, a folder without pipeline is an error."""
    info = model_info(save_pipeline(tmp_path / "any", "obj"))
    assert info["lang"] == "en"
    assert info["card"] == ""
    with pytest.raises(ModelError, match="holds no pipeline"):
        model_info(tmp_path)


@pytest.mark.skipif(not SHIPPED, reason="no model has been trained in this checkout")
def test_the_shipped_pipeline() -> None:
    """It parses, tags, lemmatizes, finds names, and its card states licence and figures."""
    doc = load_pipeline()("Minister Ada Berg said on Monday that Norway had sent two ships to Oslo.")
    verb = next(token for token in doc if token.text == "said")
    assert (verb.lemma_, verb.pos_, verb.dep_) == ("say", "VERB", "ROOT")
    assert {child.dep_ for child in verb.children} >= {"nsubj", "ccomp", "obl"}
    assert ("Norway", "GPE") in {(ent.text, ent.label_) for ent in doc.ents}
    info = model_info()
    assert info["license"] == "CC BY-SA 4.0"
    assert "CC BY-SA 4.0" in info["card"]
    assert info["performance"]


@pytest.mark.skipif(not SHIPPED, reason="no model has been trained in this checkout")
def test_the_shipped_files_are_small_and_tell_no_path() -> None:
    """At most 25 MB, and no trace of the machine that trained it."""
    files = [path for path in model_path().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 25_000_000
    for name in ("config.cfg", "meta.json"):
        assert not re.search(r'"/\w', (model_path() / name).read_text(encoding="utf8")), (
            f"{name} holds an absolute path"
        )
