"""What an exporter is, and which there are."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from kg.errors import StoreError
from kg.export import formats
from kg.export.selection import Selection


@dataclass(frozen=True, slots=True)
class Exporter:
    """One output format. `write` streams: it holds one article at a time, and the same store gives the same bytes."""

    name: str
    ending: str
    description: str
    write: Callable[[Selection, BinaryIO], None]


@cache
def exporters() -> dict[str, Exporter]:
    """Return every exporter by name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
    found = [importlib.import_module(f"{formats.__name__}.{name}").EXPORTER for name in names]
    return {exporter.name: exporter for exporter in found}


def exporter_by_name(name: str) -> Exporter:
    """Return the exporter of this name; raises `StoreError` naming those that there are."""
    if name not in exporters():
        raise StoreError(f"no export format is called {name!r}; there are {', '.join(exporters())}")
    return exporters()[name]
