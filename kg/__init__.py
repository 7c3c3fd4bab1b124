"""A knowledge-graph loader for geopolitical entities: articles in, attributed claims as RDF out.

>>> import kg
>>> extraction = kg.extract("The ministry said that 300 soldiers had left.")    # doctest: +SKIP
>>> report = kg.load(["articles/"], "kg-store")                                 # doctest: +SKIP
>>> kg.ask("kg-store", "who-asserted-troop-count").to_pandas()                  # doctest: +SKIP
"""

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kg.model import Article, Extraction
    from kg.pipeline import Report, extract, load
    from kg.query import Rows, ask
    from kg.store import Store

__version__: Final = "0.1.0"
__all__ = ["Article", "Extraction", "Report", "Rows", "Store", "__version__", "ask", "extract", "load"]

# Loaded when first used: spaCy alone takes a second, and `kg --help` needs none of it.
_HOMES: Final = {
    "Article": "kg.model",
    "Extraction": "kg.model",
    "Report": "kg.pipeline",
    "Rows": "kg.query",
    "Store": "kg.store",
    "ask": "kg.query",
    "extract": "kg.pipeline",
    "load": "kg.pipeline",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
