"""What a pipeline folder says about itself, told without loading spaCy: who only skips unchanged articles needs no more."""

from pathlib import Path
from typing import Any, Final

import orjson

from kg.errors import ModelError

_MODEL: Final = Path(__file__).parent / "model"
_CARD: Final = "README.md"


def model_path() -> Path:
    """Return the folder of the pipeline shipped with the package."""
    return _MODEL


def model_info(name: str | Path | None = None) -> dict[str, Any]:
    """Return what a pipeline folder says about itself: `meta.json` and, under `card`, the text of the model card beside it.

    Raises `ModelError` when the folder holds no pipeline.
    """
    folder = _MODEL if name is None else Path(name)
    meta = folder / "meta.json"
    if not meta.is_file():
        raise ModelError(
            f"{folder} holds no pipeline (no meta.json); give the folder of one, or no name for the shipped one"
        )
    info: dict[str, Any] = orjson.loads(meta.read_bytes())
    card = folder / _CARD
    info["card"] = card.read_text(encoding="utf8") if card.is_file() else ""
    info["path"] = str(folder)
    return info
