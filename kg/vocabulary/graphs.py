"""The named graphs that a store holds besides one per article (which is named by the article's IRI).

Their names do not follow `KG_BASE`: stored queries name them.
"""

from typing import Final

from kg.config import DEFAULT_BASE

GRAPHS: Final = f"{DEFAULT_BASE}graph/"

ENTITIES: Final = f"{GRAPHS}entities"  # what the snapshot knows of the linked entities in use
VOCABULARY: Final = f"{GRAPHS}vocabulary"  # ontology, schemes and relations of the version that wrote the store
MANIFEST: Final = f"{GRAPHS}manifest"  # per article: its fingerprint and what it was made with
INFERRED: Final = f"{GRAPHS}inferred"  # what a reasoner added
DECISIONS: Final = f"{GRAPHS}decisions"  # what analysts decided, append-only
IDENTITY: Final = f"{GRAPHS}identity"  # what the decisions come to: merged entities, verdicts
VERSIONS: Final = f"{GRAPHS}versions"  # per article: the texts that it had, and when each came
COPIES: Final = f"{GRAPHS}copies"  # which articles are copies of which: one voice

SYSTEM: Final = frozenset((ENTITIES, VOCABULARY, MANIFEST, INFERRED, DECISIONS, IDENTITY, VERSIONS, COPIES))
