"""Machines that need no model, for tests of everything around them. Worker processes import this module."""

import os
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

from kg.errors import ModelError
from kg.model import Article
from kg.pipeline.machine import Document, Failure, Outcome, Settings
from kg.rdf.iris import article_iri, text_hash
from kg.rdf.triples import article_nquads
from kg.store import Entry
from tests.sample_extractions import sample_extraction


class SampleMachine:
    """Says of every article what a sample article says (a part of it, to be quick)."""

    def __init__(self, settings: Settings) -> None:
        sample = sample_extraction()
        article = replace(sample.article, url=None, identifier="SAMPLE")
        self._settings = settings
        self._iri = article_iri(article)
        lines = article_nquads(replace(sample, article=article)).splitlines(keepends=True)
        own = [line for line in lines if line.endswith(f"<{self._iri}> .\n".encode())]
        self._quads = b"".join(sorted({*own[::5], *(line for line in lines if line not in own)}))

    def documents(self, articles: Sequence[Article]) -> Iterator[Outcome]:
        """Yield the sample under the name of every article."""
        for article in articles:
            iri = article_iri(article)
            quads = self._quads.replace(_key(self._iri), _key(iri)).replace(self._iri.encode(), iri.encode())
            yield Document(iri, article.source, quads, entry(article, self._settings), article.text, 1, 1, 1)


class SlowMachine(SampleMachine):
    """Takes its time, so that much can happen meanwhile."""

    def documents(self, articles: Sequence[Article]) -> Iterator[Outcome]:
        """Yield the sample under the name of every article, some hundred a second."""
        for outcome in super().documents(articles):
            time.sleep(0.01)
            yield outcome


class PoisonedMachine:
    """Dies at "die", hangs at "hang", eats memory at "eat", fails at "fail", and turns the rest into empty documents."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def documents(self, articles: Sequence[Article]) -> Iterator[Outcome]:
        """Yield an outcome for every article, as far as it gets."""
        for article in articles:
            match article.text:
                case "die":
                    os._exit(9)
                case "hang":
                    re.fullmatch("(a+)+", "a" * 100 + "b")  # for ever, and no other thread of the process gets on
                case "eat":
                    bytearray(2**50)
            if article.text == "fail":
                yield Failure.of_article(article, self._settings, "made to fail")
            else:
                iri = article_iri(article)
                yield Document(iri, article.source, b"", entry(article, self._settings), None, 0, 0, 1)


class SigningMachine:
    """Says of every article nothing but which process had it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def documents(self, articles: Sequence[Article]) -> Iterator[Outcome]:
        """Yield a failure for every article, with the number of the process as its reason."""
        for article in articles:
            yield Failure.of_article(article, self._settings, f"{os.getpid()}")


class BrokenMachine:
    """Cannot be made."""

    def __init__(self, settings: Settings) -> None:
        raise ModelError(f"no language pipeline is called {settings.nlp!r}")

    def documents(self, articles: Sequence[Article]) -> Iterator[Outcome]:
        """Never come here."""
        raise NotImplementedError(articles)


class SleepingMachine(BrokenMachine):
    """Takes its time to be made, as a model that is loaded."""

    def __init__(self, settings: Settings) -> None:  # noqa: ARG002  # as all machines
        time.sleep(600)


class DyingMachine(BrokenMachine):
    """Ends its process while it is made."""

    def __init__(self, settings: Settings) -> None:  # noqa: ARG002  # as all machines
        os._exit(3)


def entry(article: Article, settings: Settings) -> Entry:
    """Return the manifest's entry of an article."""
    return settings.entry(article, text_hash(article.text))


def _key(iri: str) -> bytes:
    return blake2b(iri.encode(), digest_size=12).hexdigest().encode()
