"""Print the pass rates of the grid: `python tests/grid/report.py [--faults] [CONSTRUCTION…]`."""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from grid import faults, generated, handwritten
from spacy.language import Language

from kg.extraction.components import add_components, extract_doc
from kg.nlp.pipeline import load_pipeline
from kg.readers import read_text


def load() -> Language:
    """Return the shipped pipeline with our components."""
    return add_components(load_pipeline())


def main() -> None:
    """Print one line for each construction, and the faults of each case that fails when asked."""
    wanted = [argument for argument in sys.argv[1:] if argument != "--faults"]
    nlp = load()
    made, right = Counter[str](), Counter[str]()
    for kind, cases in (("generated", generated()), ("by hand", handwritten())):
        for case in cases:
            if wanted and case.construction not in wanted:
                continue
            wrong = faults(case, extract_doc(nlp, read_text(case.text)))
            for name in (f"all {kind}", *([case.construction] if kind == "generated" else [])):
                made[name] += 1
                right[name] += not wrong
            if wrong and "--faults" in sys.argv:
                sys.stdout.write(f"{case.construction}: {case.text!r}\n    {'; '.join(wrong)}\n")
    for name in made:
        sys.stdout.write(f"{right[name]:4} of {made[name]:4}  {right[name] / made[name]:.2f}  {name}\n")


if __name__ == "__main__":
    main()
