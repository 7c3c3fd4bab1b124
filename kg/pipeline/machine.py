"""The machine that turns articles into documents for the store; one per process, made from picklable settings."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Final, Self, TypeVar

from kg.errors import InputError, KgError
from kg.model import Article, Extraction
from kg.pipeline.signature import signature
from kg.pipeline.versions import gazetteer_of, pipeline_version
from kg.rdf.iris import article_iri, text_hash
from kg.store import WITHOUT_TEXT, Entry, Refusal, content_version, fingerprint

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.gazetteer import Gazetteer
    from kg.validate.report import Report as Validation

# What a fault of a rule on some unforeseen text can raise. Anything else is a fault of the machine and ends it.
FAULTS: Final = (
    KgError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Document:
    """One article, ready for the store."""

    iri: str
    source: str
    quads: bytes  # what validation accepted, sorted N-Quads; empty when it refused the article whole
    entry: Entry
    text: str | None
    claims: int
    figures: int
    words: int
    refused: int = 0
    refusal: Refusal | None = None


_T = TypeVar("_T")


@dataclass(frozen=True)
class Settings:
    """Everything besides the article that its result depends on."""

    nlp: str | None = field(
        default_factory=lambda: os.environ.get("KG_NLP")
    )  # a spaCy package or folder; None: the shipped one
    entities: str | None = None  # a table of the user's own entities, which win over the snapshot
    min_score: float | None = None  # least score of a link; None: the linker's own threshold
    keep_text: bool = True  # False: no text beside the store, and hashes in place of quoted evidence

    @cached_property
    def pipeline(self) -> str:
        """Return name and version of language pipeline and rules, without loading them."""
        linking = "" if self.min_score is None else f" links from {self.min_score:g}"
        return pipeline_version(self.nlp) + linking + ("" if self.keep_text else WITHOUT_TEXT)

    @cached_property
    def snapshot(self) -> str:
        """Return the version of the entity snapshot."""
        return gazetteer_of(self.entities).version

    def version(self) -> tuple[str, str]:
        """Return the versions of pipeline and snapshot; a copy of these settings that is sent elsewhere knows them from then on."""
        return self.pipeline, self.snapshot

    def fingerprint(self, article: Article) -> str:
        """Return the fingerprint of an article under these settings."""
        return fingerprint(article, *self.version())

    def entry(self, article: Article, digest: str) -> Entry:
        """Return what the manifest says of an article whose text has this hash."""
        return Entry(
            fingerprint=self.fingerprint(article),
            source=article.source,
            text_hash=digest,
            pipeline=self.pipeline,
            snapshot=self.snapshot,
            version=content_version(article),
            published=article.published.isoformat() if article.published else "",
            modified=article.modified.isoformat() if article.modified else "",
            signature=signature(article),
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read or processed, and why."""

    source: str
    reason: str
    iri: str | None = None  # None: it could not be read
    fingerprint: str | None = None
    known: bool = False  # it failed in an earlier load, and was not tried again

    @classmethod
    def of_input(cls, error: InputError) -> Self:
        """Return the failure that a reader reports as "source: reason"."""
        source, _, reason = str(error).partition(": ")
        return cls(source, reason)

    @classmethod
    def of_article(cls, article: Article, settings: "Settings", reason: str) -> Self:
        """Return the failure of an article that was read."""
        return cls(article.source, reason, article_iri(article), settings.fingerprint(article))


Outcome = Document | Failure


class Machine:
    """A language pipeline with our components, and the snapshot to link with."""

    def __init__(self, settings: Settings) -> None:
        """Load the pipeline (about a second) and open the snapshot."""
        from kg.extraction.components import add_components  # noqa: PLC0415  # heavy
        from kg.nlp import load_pipeline  # noqa: PLC0415

        self.settings = settings
        self.gazetteer: Gazetteer = gazetteer_of(settings.entities)
        self.nlp: Language = add_components(load_pipeline(settings.nlp), self.gazetteer)

    def extract(self, article: Article) -> Extraction:
        """Return the linked extraction of one article; raises what a failing component raised."""
        return self._link(self.nlp(self._doc(article))._.extraction)

    def documents(self, articles: Sequence[Article]) -> Iterator[Outcome]:
        """Yield a document or a failure for every article."""
        for article, found in self.extractions(articles):
            yield found if isinstance(found, Failure) else self._isolated(article, partial(self._document, found))

    def extractions(self, articles: Sequence[Article]) -> Iterator[tuple[Article, Extraction | Failure]]:
        """Yield every article with its linked extraction, or why there is none.

        A batch in which one fails is done again one by one, so that only that one fails.
        """
        if not articles:
            return
        try:
            docs = list(self.nlp.pipe(map(self._doc, articles), batch_size=len(articles)))
        except FAULTS as error:
            if len(articles) == 1:
                yield articles[0], self._failure(articles[0], error)
                return
            for article in articles:
                yield from self.extractions([article])
            return
        for article, doc in zip(articles, docs, strict=True):
            yield article, self._isolated(article, partial(self._link, doc._.extraction))

    def _isolated(self, article: Article, make: Callable[[], _T]) -> _T | Failure:
        """Return what `make` makes of an article, or its failure: one article does not end the others."""
        try:
            return make()
        except FAULTS as error:
            return self._failure(article, error)

    def _failure(self, article: Article, error: BaseException) -> Failure:
        reason = f"processing failed ({type(error).__name__}: {error}); please report this article"
        return Failure.of_article(article, self.settings, reason)

    def _doc(self, article: Article) -> "Doc":
        doc = self.nlp.make_doc(article.text)
        doc._.article = article
        return doc

    def _link(self, extraction: Extraction) -> Extraction:
        from kg.link import Thresholds, link  # noqa: PLC0415  # heavy

        least = self.settings.min_score
        return link(extraction, self.gazetteer, Thresholds() if least is None else Thresholds(link=least))

    def _document(self, extraction: Extraction) -> Document:
        from kg.rdf.triples import extraction_to_quads  # noqa: PLC0415  # heavy
        from kg.validate.article import check_article  # noqa: PLC0415

        article = extraction.article
        settings = self.settings
        quads = extraction_to_quads(extraction, lookup=self.gazetteer.get, quotes=settings.keep_text)
        checked = check_article(quads, article.text)
        iri = article_iri(article)
        digest = text_hash(article.text)
        return Document(
            iri=iri,
            source=article.source,
            quads=checked.accepted,
            entry=settings.entry(article, digest),
            text=article.text if settings.keep_text else None,
            claims=checked.claims,
            figures=sum(len(claim.estimates) for claim in extraction.claims),
            words=len(article.text.split()),
            refused=checked.quarantined_claims,
            refusal=_refusal(iri, article.source, checked),
        )


@cache
def shared_machine(settings: Settings) -> Machine:
    """Return the machine of this process for `settings`, made once."""
    return Machine(settings)


def _refusal(iri: str, source: str, checked: "Validation") -> Refusal | None:
    if not checked.quarantined:
        return None
    findings = [{"focus": f.focus, "shape": f.shape, "message": f.message} for f in checked.violations]
    return Refusal(iri, source, tuple(findings), checked.quarantined.decode())
