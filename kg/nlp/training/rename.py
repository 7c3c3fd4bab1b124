"""Other names in known sentences: the recognizer must know a name by its surroundings and its parts, not by having met it.

Training corpora repeat a few hundred Western names; news of the world does not. In some texts names are replaced by names of the same label drawn from the gazetteer.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from kg.nlp.training.name_parts import NameComposer
from kg.nlp.training.sentences import Sentence, Span

_SHARES: Final = {"PERSON": 0.8, "GPE": 0.5, "ORG": 0.6, "LOC": 0.4, "FACILITY": 0.4, "EVENT": 0.3, "AGREEMENT": 0.6}
_COMPOSED: Final = 0.5  # share of names made from parts, where that can be done
_KNOWN_FIRST: Final = 0.3  # share of draws from the best known names
_WELL_KNOWN: Final = 300
_FULL_NAME: Final = 2
_SHORT: Final = 2  # words

Tokenize = Callable[[str], tuple[list[str], list[bool]]]


@dataclass(slots=True)
class Renamer:
    """Draws names and puts them in. `by_label` lists names per label, the better known first; `tokenize` returns words and whether a space follows each."""

    by_label: dict[str, list[str]]
    tokenize: Tokenize
    rng: random.Random
    _memory: dict[str, str] = field(default_factory=dict)
    _composer: NameComposer = field(init=False)

    def __post_init__(self) -> None:
        self._composer = NameComposer(self._short_place, lambda: family_name(self._listed("PERSON")), self.rng)

    def rename(self, group: list[Sentence]) -> list[Sentence]:
        """Return the sentences with some of their names replaced, the same name always by the same one within the group."""
        self._memory.clear()
        chosen = {
            label for label, share in sorted(_SHARES.items()) if self.rng.random() < share and self._can_draw(label)
        }
        return [self._rename_sentence(sentence, chosen) for sentence in group]

    def draw(self, label: str) -> str:
        """Return a name of the label: made from parts, or from the lists, there every third time one of the best known."""
        if self._composer.can_make(label) and (label not in self.by_label or self.rng.random() < _COMPOSED):
            return self._composer.make(label)
        return self._listed(label)

    def _can_draw(self, label: str) -> bool:
        return label in self.by_label or self._composer.can_make(label)

    def _listed(self, label: str) -> str:
        names = self.by_label[label]
        return self.rng.choice(names[:_WELL_KNOWN] if self.rng.random() < _KNOWN_FIRST else names)

    def _short_place(self) -> str:
        """Return the name of a place as it stands in other names: "York", hardly "Republic of Korea"."""
        while len((name := self._listed("GPE")).split()) > _SHORT:
            pass
        return name

    def _rename_sentence(self, sentence: Sentence, chosen: set[str]) -> Sentence:
        words, spaces, spans, position = list[str](), list[bool](), list[Span](), 0
        for start, end, label in sorted(sentence.spans):
            words += sentence.words[position:start]
            spaces += sentence.spaces[position:start]
            position = end
            old = sentence.words[start:end]
            new_words, new_spaces = old, sentence.spaces[start : end - 1]
            if label in chosen and all(word[0].isupper() or len(word) < 4 for word in old):
                new_words, new_spaces = self.tokenize(self._stand_in(old, label))
                new_spaces = new_spaces[:-1]
            spans.append((len(words), len(words) + len(new_words), label))
            words += new_words
            spaces += [*new_spaces, sentence.spaces[end - 1]]
        return replace(
            sentence, words=words + sentence.words[position:], spaces=spaces + sentence.spaces[position:], spans=spans
        )

    def _stand_in(self, old: list[str], label: str) -> str:
        """Return the name for `old`: a person met before by the family name keeps the new one; a single word stays a single word (the family name)."""
        key = f"{label} {old[-1]}"
        if key not in self._memory:
            short_body = label == "ORG" and len(old) == 1
            self._memory[key] = (
                self._composer.single() if short_body and self.rng.random() < _COMPOSED else self.draw(label)
            )
        name = self._memory[key]
        return family_name(name) if label == "PERSON" and len(old) < _FULL_NAME else name


def family_name(name: str) -> str:
    """Return the family name of a full name: East Asian names print it first, and are told by the hyphen in the other part."""
    parts = name.split()
    return parts[0] if "-" in parts[-1] else parts[-1]
