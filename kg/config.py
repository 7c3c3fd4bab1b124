"""Where the data files lie and the few settings that everything shares."""

import os
from pathlib import Path
from typing import Final

ONTOLOGY_IRI: Final = "https://w3id.org/geopolitical-kg/ontology"
NAMESPACE: Final = f"{ONTOLOGY_IRI}#"
DEFAULT_BASE: Final = "https://w3id.org/geopolitical-kg/id/"

_PACKAGE: Final = Path(__file__).parent


def data_folder(name: str) -> Path:
    """Return the folder `ontology`, `queries` or `seeds`: inside an installed wheel, else beside `kg/` in a checkout."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def instance_base() -> str:
    """Return the IRI under which instances are named: `$KG_BASE`, else the project's own, always ending in `/` or `#`."""
    base = os.environ.get("KG_BASE", DEFAULT_BASE)
    return base if base.endswith(("/", "#")) else f"{base}/"


def default_store() -> Path:
    """Return the folder of the store that commands use when none is named: `$KG_STORE`, else `./kg-store`."""
    return Path(os.environ.get("KG_STORE", "kg-store"))
