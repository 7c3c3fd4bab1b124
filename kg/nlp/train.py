"""Train the shipped language pipeline from the corpora: `python -m kg.nlp.train --help`.

Vectors; first parsers, whose vote on raw text teaches the parser; a first recognizer, whose names in raw news teach the recognizer; the assembled pipeline.
Each step leaves its result under `--out` and can be repeated alone; a step that is left out uses what stands there.
"""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import spacy

from kg.nlp.lexicon import NameLexicon
from kg.nlp.training.assemble import assemble, data_hashes, write_card
from kg.nlp.training.fit import CONFIGS, fit
from kg.nlp.training.floret_vectors import write_vectors
from kg.nlp.training.name_lists import read_name_lists
from kg.nlp.training.silver import label_news, mend_names, write_silver
from kg.nlp.training.trees import write_trees

logger = logging.getLogger(__name__)

VERSION: Final = "0.2.1"
_BUILD: Final = "Trained by the recipe in one go."
_VOTERS: Final = 3
_TREE_WORDS: Final = 640_000  # about twice what the treebanks hold
_SECOND_LEG: Final = {"training.dropout": 0.2, "training.optimizer.learn_rate.initial_rate": 0.0007}
_FIGURES: Final = "Not yet measured: run the pipeline scorer on the test sets and write its table here."


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where the data lie, where results go, and how long to train (in updates of 1,200 words for syntax, 1,500 for names)."""

    corpora: Path
    gazetteer: Path
    out: Path
    seed: int
    syntax_updates: int
    names_updates: int
    epochs: int

    def vectors(self) -> None:
        """Train word vectors on the raw text."""
        write_vectors(self.corpora, self.out / "vectors", epochs=self.epochs)

    def first_syntax(self) -> None:
        """Train the parsers that vote on raw text, each from a seed of its own."""
        for number in range(_VOTERS):
            overrides = self._syntax_overrides() | {"system.seed": self.seed + number}
            fit(CONFIGS / "syntax.cfg", overrides, self._first_syntax(number), sys.stdout)

    def trees(self) -> None:
        """Parse raw text with the first parsers and keep what most of them say."""
        parsers = [self._first_syntax(number) / "model-best" for number in range(_VOTERS)]
        write_trees(parsers, self.corpora, self._trees, words=_TREE_WORDS)

    def syntax(self) -> None:
        """Train tagger, morphologizer, lemmatizer and parser further, on the treebanks and the trees of raw text."""
        overrides = self._syntax_overrides() | _SECOND_LEG | {"paths.silver": str(self._trees)}
        fit(
            CONFIGS / "syntax.cfg",
            overrides,
            self.out / "syntax",
            sys.stdout,
            start=self._first_syntax(0) / "model-best",
        )

    def first_names(self) -> None:
        """Train the recognizer that labels raw news, on a quarter of the updates."""
        self._fit_names("first-names", self.names_updates // 4, silver="")

    def silver(self) -> None:
        """Label raw news and mend the labels name by name."""
        sentences = label_news(spacy.load(self.out / "first-names" / "model-last"), self.corpora)
        write_silver(mend_names(sentences, read_name_lists(self.gazetteer)), self._silver)

    def names(self) -> None:
        """Train the recognizer on hand-made and silver data."""
        self._fit_names("names", self.names_updates, silver=str(self._silver))

    def assemble(self) -> None:
        """Join the parts and write the card."""
        model = self.out / "model"
        assemble(self.out / "syntax" / "model-best", self.out / "names" / "model-last", model, VERSION)
        facts = {
            "seed": self.seed,
            "syntax_updates": self.syntax_updates,
            "names_updates": self.names_updates,
            "epochs": self.epochs,
            "build": _BUILD,
            "figures": _FIGURES,
        }
        write_card(model, facts, data_hashes(self.corpora, self.gazetteer))

    def _first_syntax(self, number: int) -> Path:
        return self.out / f"first-syntax-{number}"

    def _syntax_overrides(self) -> dict[str, str | int | float]:
        return self._overrides(self.syntax_updates) | {"paths.vectors": str(self.out / "vectors")}

    @property
    def _trees(self) -> Path:
        return self.out / "trees.conllu.gz"

    @property
    def _silver(self) -> Path:
        return self.out / "silver.jsonl.gz"

    def _overrides(self, updates: int) -> dict[str, str | int | float]:
        return {
            "paths.corpora": str(self.corpora),
            "system.seed": self.seed,
            "training.max_steps": updates,
        }

    def _fit_names(self, folder: str, updates: int, silver: str) -> None:
        overrides = self._overrides(updates) | {
            "paths.vectors": str(self.out / "vectors"),
            "paths.gazetteer": str(self.gazetteer),
            "paths.silver": silver,
        }
        lexicon = NameLexicon.build(read_name_lists(self.gazetteer).entries)
        fit(CONFIGS / "names.cfg", overrides, self.out / folder, sys.stdout, lexicon=lexicon)


STEPS: Final[dict[str, Callable[[Recipe], None]]] = {
    "vectors": Recipe.vectors, "first-syntax": Recipe.first_syntax, "trees": Recipe.trees, "syntax": Recipe.syntax, "first-names": Recipe.first_names, "silver": Recipe.silver, "names": Recipe.names, "assemble": Recipe.assemble,
}  # fmt: skip


@click.command()
@click.option(
    "--corpora",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder with the treebanks, name corpora and raw/.",
)
@click.option(
    "--gazetteer",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The table of entities (entities.tsv.gz).",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for vectors, checkpoints and the finished `model`.",
)
@click.option(
    "--steps", default=",".join(STEPS), show_default=True, help="The steps to do, in this order, separated by commas."
)
@click.option("--seed", default=11, show_default=True, help="Seed of weights, batches and augmentation.")
@click.option("--syntax-updates", default=3000, show_default=True, help="Updates of tagger, lemmatizer and parser.")
@click.option("--names-updates", default=6000, show_default=True, help="Updates of the entity recognizer.")
@click.option("--epochs", default=5, show_default=True, help="Passes over the raw text for the vectors.")
def main(
    corpora: Path,
    gazetteer: Path,
    out: Path,
    steps: str,
    seed: int,
    syntax_updates: int,
    names_updates: int,
    epochs: int,
) -> None:
    """Train the language pipeline.

    Example: python -m kg.nlp.train --corpora corpora --gazetteer entities.tsv.gz --out training
    """
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(message)s")
    unknown = [step for step in steps.split(",") if step not in STEPS]
    if unknown:
        raise click.BadParameter(f"unknown step {', '.join(unknown)}; known: {', '.join(STEPS)}", param_hint="--steps")
    recipe = Recipe(corpora, gazetteer, out, seed, syntax_updates, names_updates, epochs)
    out.mkdir(parents=True, exist_ok=True)
    for step in steps.split(","):
        logger.info("Step %s", step)
        STEPS[step](recipe)


if __name__ == "__main__":
    main()
