"""Refused claims with the reports that say why: kept out of the graph, and not lost."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256

import orjson

from kg.store.keep import Keep


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was refused of one article: the findings, one per broken rule, and the triples as N-Quads text."""

    article: str
    source: str
    findings: tuple[dict[str, str], ...]
    quads: str


class Quarantine:
    """Refusals by article; a later, clean load of the article clears its place."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep

    def renew(self, article: str, refusal: Refusal | None) -> None:
        """Keep what is refused of an article now, None for nothing, in place of what was refused of it before."""
        if refusal is None:
            self.clear(article)
        else:
            self._keep.put(_name(article), orjson.dumps(asdict(refusal), option=orjson.OPT_INDENT_2))

    def clear(self, article: str) -> None:
        """Forget what was refused of an article."""
        self._keep.drop(_name(article))

    def __iter__(self) -> Iterator[Refusal]:
        """Yield all refusals, by article."""
        found = [orjson.loads(data) for name in self._keep.names() if (data := self._keep.get(name))]
        for record in sorted(found, key=lambda record: str(record["article"])):
            yield Refusal(**{**record, "findings": tuple(record["findings"])})


def _name(article: str) -> str:
    return sha256(article.encode()).hexdigest()[:32]
