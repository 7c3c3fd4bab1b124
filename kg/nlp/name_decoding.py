"""From probabilities of tags to names: the best sequence of names and other words, where all words of a name vote on its label.

Tags say where a word stands in a name: beginning (B), inside (I), last (L), the only one (U), or outside (O). The best sequence of tags that fit together is found by dynamic
programming. Most words of a text are surely outside, so only the stretches between them are looked at, many at once.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

POSITIONS: Final = "BILU"
OUTSIDE: Final = 0  # column of the tag O
_SURELY_OUTSIDE: Final = 0.999
_SMALLEST: Final = 1e-9
_IMPOSSIBLE: Final = -1e9

Probabilities = npt.NDArray[np.float32]
Found = tuple[int, int, int]  # start, end, number of the label


def tag_number(position: str, label: int) -> int:
    """Return the column of a tag: 0 is O, then B, I, L and U of the first label, and so on."""
    return 1 + label * len(POSITIONS) + POSITIONS.index(position)


def best_names(probabilities: Probabilities) -> list[Found]:
    """Return the names of the likeliest sequence; rows of `probabilities` are words, columns tags (see `tag_number`)."""
    logs = np.log(np.maximum(probabilities, _SMALLEST))
    by_size: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end in _uncertain(probabilities[:, OUTSIDE] < _SURELY_OUTSIDE):
        by_size[(end - start).bit_length()].append((start, end))
    return sorted(name for stretches in by_size.values() for name in _names_in(stretches, logs))


def _names_in(stretches: list[tuple[int, int]], logs: Probabilities) -> Iterator[Found]:
    """Yield the names in stretches of about equal length, so that padding them to one length wastes little."""
    longest = max(end - start for start, end in stretches)
    scores = np.full((len(stretches), longest, logs.shape[1]), _IMPOSSIBLE, dtype=np.float32)
    scores[:, :, OUTSIDE] = 0.0
    for row, (start, end) in enumerate(stretches):
        scores[row, : end - start] = logs[start:end]
    ends, starts = _search(scores)
    for row, (first, last) in enumerate(stretches):
        for start, end, label in _trace(ends[row], starts[row], last - first):
            yield first + start, first + end, label


def _uncertain(wanted: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], wanted, [False]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _search(scores: Probabilities) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return for each stretch and word the best way to end there (0: outside, else 1 + the label of a name) and where that name began."""
    count, length, _ = scores.shape
    begin, inside, last, unit = (scores[:, :, 1 + i :: len(POSITIONS)] for i in range(len(POSITIONS)))
    labels = begin.shape[2]
    closed = np.zeros(count, dtype=np.float32)  # score of the best sequence up to here with no name open
    open_score = np.full((count, labels), _IMPOSSIBLE, dtype=np.float32)
    open_start = np.zeros((count, labels), dtype=np.intp)
    ends, starts = np.zeros((2, count, length), dtype=np.intp)
    rows = np.arange(count)
    for i in range(length):
        names = np.maximum(unit[:, i] + closed[:, None], open_score + last[:, i])
        best = names.argmax(axis=1)
        outside = closed + scores[:, i, OUTSIDE]
        named = names[rows, best] > outside
        of_one = unit[rows, i, best] + closed >= open_score[rows, best] + last[rows, i, best]
        ends[:, i] = np.where(named, best + 1, 0)
        starts[:, i] = np.where(of_one, i, open_start[rows, best])
        opened, kept = closed[:, None] + begin[:, i], open_score + inside[:, i]
        open_start = np.where(opened > kept, i, open_start)
        open_score = np.maximum(opened, kept)
        closed = np.where(named, names[rows, best], outside)
    return ends, starts


def _trace(ends: npt.NDArray[np.intp], starts: npt.NDArray[np.intp], length: int) -> Iterator[Found]:
    """Follow the best ways back from the end of a stretch to its start."""
    at = length
    while at:
        kind, start = int(ends[at - 1]), int(starts[at - 1])
        if kind:
            yield start, at, kind - 1
        at = start if kind else at - 1
