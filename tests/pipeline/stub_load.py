"""`kg load` in a process of its own with a machine that needs no model: one sample extraction for every article.

Run as `python -m tests.pipeline.stub_load load PATH --store STORE --nlp FOLDER`; FOLDER needs a `meta.json` only.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.cli import main
from kg.model import Article
from kg.pipeline import Document, Outcome, Settings, workers
from kg.rdf.iris import article_iri, text_hash
from kg.rdf.triples import article_nquads
from kg.store import Entry, writer
from tests.sample_extractions import sample_extraction


class StubMachine:
    """Stands in for `Machine`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sample = sample_extraction()

    def documents(self, articles: Sequence[Article]) -> Iterator[Outcome]:
        """Yield the sample under the name of every article."""
        for article in articles:
            time.sleep(0.002)
            told = replace(self._sample, article=replace(self._sample.article, url=None, identifier=article.identifier))
            quads, settings = article_nquads(told), self._settings
            text = told.article.text
            entry = Entry(
                settings.fingerprint(article), article.source, text_hash(text), settings.pipeline, settings.snapshot
            )
            yield Document(article_iri(told.article), article.source, quads, entry, text, 1, 1, 1)


if __name__ == "__main__":
    workers.shared_machine = StubMachine  # type: ignore[assignment]
    writer._LIMIT = 2**18  # some articles at a time, so that many moments are worth a kill
    main()
