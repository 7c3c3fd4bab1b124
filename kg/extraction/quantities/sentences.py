"""Sentence borders by token, looked up without walking the document: `token.sent` is linear in the length of the text."""

from bisect import bisect_right

from kg.extraction.syntax import Doc


class Sentences:
    """The sentences of one document; a document without sentence starts is one sentence."""

    def __init__(self, doc: Doc) -> None:
        """Note where the sentences of `doc` start."""
        self.starts = [sentence.start for sentence in doc.sents] or [0]
        self._length = len(doc)

    def number(self, token: int) -> int:
        """Return the number of the sentence of a token."""
        return bisect_right(self.starts, token) - 1

    def around(self, token: int) -> tuple[int, int]:
        """Return the first token of the sentence of a token, and its end."""
        index = self.number(token)
        return self.starts[index], self.starts[index + 1] if index + 1 < len(self.starts) else self._length
