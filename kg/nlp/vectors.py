"""Word vectors that are small on disk and quick to look up: floret rows stored as 8-bit integers.

A floret table (https://github.com/explosion/floret) builds the vector of any word from hashed character n-grams, so a small table covers every
word of English and names never seen. Its 50,000 rows of 96 numbers take 19 MB as 32-bit floats; one scale per row and 8-bit integers take 4.9 MB
and change no score measurably (see the model card). The hashing itself is spaCy's own.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import srsly
from spacy.util import registry
from spacy.vectors import Vectors  # type: ignore[import-not-found]
from spacy.vocab import Vocab

_ROWS_FILE: Final = "vectors.int8.npy"
_SETTINGS_FILE: Final = "vectors.cfg"
_SCALES_FILE: Final = "vectors.scale.npy"
_INT8_MAX: Final = 127
_CACHE_LIMIT: Final = 50_000  # words; about 19 MB of 96-dimensional vectors

FloatTable = npt.NDArray[np.float32]


def quantize(data: FloatTable) -> tuple[npt.NDArray[np.int8], FloatTable]:
    """Return rows as 8-bit integers and one scale per row (shape `(n, 1)`); a row of zeros keeps the scale 1."""
    scale = np.abs(data).max(axis=1, keepdims=True) / _INT8_MAX
    scale[scale == 0] = 1
    return np.rint(data / scale).astype(np.int8), scale.astype(np.float32)


def dequantize(rows: npt.NDArray[np.int8], scale: FloatTable) -> FloatTable:
    """Return the 32-bit rows that `quantize` stored, each value off by half a scale step at most."""
    return np.ascontiguousarray(rows.astype(np.float32) * scale)


class CompactVectors(Vectors):  # type: ignore[misc]  # spaCy ships no types for its Cython classes
    """Floret vectors, quantized on disk, with a cache from words to finished vectors.

    Building a floret vector hashes a dozen n-grams in Python; news repeats its words, so the cache makes it one dictionary look-up.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._forget()

    def _forget(self) -> None:
        self._row_of: dict[int, int] = {}
        self._cached: FloatTable = np.zeros((1024, self.data.shape[1]), dtype=np.float32)

    def get_batch(self, keys: Iterable[int | str]) -> FloatTable:
        """Return one row per key (a string or its hash), in the order of the keys."""
        hashes = [key if isinstance(key, int) else self.strings.add(key) for key in _as_python(keys)]
        unknown = [key for key in dict.fromkeys(hashes) if key not in self._row_of]
        if unknown:
            self._remember(unknown, hashes)
        return self._cached[[self._row_of[key] for key in hashes]]

    def _remember(self, unknown: list[int], wanted: list[int]) -> None:
        """Compute and keep the vectors of `unknown`; past the limit start over with the words `wanted` now."""
        if len(self._row_of) + len(unknown) > _CACHE_LIMIT:
            self._forget()
            unknown = list(dict.fromkeys(wanted))
        first, last = len(self._row_of), len(self._row_of) + len(unknown)
        if last > len(self._cached):
            grown = np.zeros((max(last, 2 * len(self._cached)), self.data.shape[1]), dtype=np.float32)
            grown[:first] = self._cached[:first]
            self._cached = grown
        self._cached[first:last] = super().get_batch(unknown)
        self._row_of.update(zip(unknown, range(first, last), strict=True))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - the vocabulary passes what it writes itself
        """Write the quantized table and the settings of the hashing into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        srsly.write_json(folder / _SETTINGS_FILE, self._get_cfg())
        rows, scale = quantize(np.asarray(self.data))
        np.save(folder / _ROWS_FILE, rows, allow_pickle=False)
        np.save(folder / _SCALES_FILE, scale, allow_pickle=False)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "CompactVectors":  # noqa: ARG002 - as above
        """Read what `to_disk` wrote; a folder without a table leaves the vectors empty, as spaCy's own class does."""
        folder = Path(path)
        if (folder / _ROWS_FILE).is_file():
            self._set_cfg(srsly.read_json(folder / _SETTINGS_FILE))
            self.data = dequantize(np.load(folder / _ROWS_FILE), np.load(folder / _SCALES_FILE))
        self._forget()
        return self


def _as_python(keys: Iterable[int | str]) -> list[int | str]:
    """Return the keys as Python values: NumPy's integers would not be found in a dictionary of the string store's hashes as quickly."""
    return keys.tolist() if isinstance(keys, np.ndarray) else list(keys)


@registry.vectors("kg.CompactVectors.v1")  # type: ignore[untyped-decorator]
def create_compact_vectors() -> Callable[[Vocab], CompactVectors]:
    """Return the factory that a pipeline's `[nlp.vectors]` block names."""
    return lambda vocab: CompactVectors(strings=vocab.strings)
