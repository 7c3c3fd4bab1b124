"""The exceptions of this package: one root, so that `except KgError` catches what a user can mend.

KgError
├── InputError        an article or a file of articles cannot be read
├── ModelError        no usable language pipeline under the name or path given
├── VocabularyError   a file under ontology/ is malformed
├── GazetteerError    an entity snapshot is missing, damaged or of another version
├── QueryError        a stored query, a parameter or a SPARQL text is wrong
├── StoreError        a store cannot be opened, read or written
└── ReasonerError     the ontology or the data cannot be reasoned over
"""


class KgError(Exception):
    """What went wrong, where, and what to do about it, in one sentence for the user."""


class InputError(KgError):
    """An article or a file of articles cannot be read."""


class ModelError(KgError):
    """No usable language pipeline stands under the name or path given."""


class VocabularyError(KgError):
    """A file of the ontology is malformed."""


class GazetteerError(KgError):
    """An entity snapshot is missing, damaged or of another version."""


class QueryError(KgError):
    """A stored query, one of its parameters or a SPARQL text is wrong."""


class StoreError(KgError):
    """A store cannot be opened, read or written."""


class ReasonerError(KgError):
    """The ontology or the data cannot be reasoned over."""
