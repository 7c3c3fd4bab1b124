"""Which tokens stand inside quotation marks, and who speaks there."""

from typing import Final

from kg.extraction.entities.columns import Columns

_OPENING: Final = frozenset({"“", "``", "«", "„", '"'})
_CLOSING: Final = frozenset({"”", "''", "»", '"'})


class Quotes:
    """The quotations of a text as numbered stretches of tokens."""

    def __init__(self, columns: Columns) -> None:
        """Find the quotations; one that is not closed ends with its paragraph."""
        self.columns = columns
        self.number = [0] * len(columns)  # 0: outside of quotation marks
        self.stretches: list[tuple[int, int]] = [(0, 0)]
        self._speakers: dict[int, set[int]] = {}  # by quotation
        start: int | None = None
        for i, text in enumerate(columns.text):
            if start is not None and (text in _CLOSING or "\n" in text):
                self._close(start, i)
                start = None
            elif text in _OPENING:
                if start is not None:
                    self._close(start, i)
                start = i + 1
        if start is not None:
            self._close(start, len(columns))

    def speakers(self, number: int) -> set[int]:
        """Return the subjects that stand outside of the marks in the sentences into which quotation `number` reaches."""
        found = self._speakers.get(number)
        if found is None:
            found = self._speakers[number] = self._find_speakers(*self.stretches[number])
        return found

    def _find_speakers(self, start: int, end: int) -> set[int]:
        columns = self.columns
        sentences = {
            columns.sentence[i]
            for i in (start - 1, start, end - 1, min(end + 1, len(columns) - 1))
            if 0 <= i < len(columns)
        }
        first = next((i for i in range(start, -1, -1) if columns.sentence[i] not in sentences), -1) + 1
        found = set()
        for i in range(first, len(columns)):
            if columns.sentence[i] not in sentences:
                break
            if not self.number[i] and columns.dep[i].startswith("nsubj"):
                found.add(i)
        return found

    def _close(self, start: int, end: int) -> None:
        if end > start:
            self.stretches.append((start, end))
            self.number[start:end] = [len(self.stretches) - 1] * (end - start)
