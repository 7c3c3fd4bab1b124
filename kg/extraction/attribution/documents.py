"""Documents and data as voices: "a survey found …", "estimates put the toll at …", "in the latest poll, …"."""

from typing import Final

from kg.extraction.syntax import Token

DATA: Final = frozenset(
    {
        "poll",
        "survey",
        "study",
        "census",
        "analysis",
        "report",
        "ranking",
        "index",
        "tally",
        "count",
        "estimate",
        "forecast",
    }
    | {
        "data",
        "datum",
        "figure",
        "statistic",
        "record",
        "audit",
        "assessment",
        "review",
        "projection",
        "model",
        "filing",
    }
    | {"document", "dataset", "polling", "research", "list", "finding", "result", "number"}
)
POLLS: Final = frozenset({"poll", "survey", "polling", "census"})
GIVING: Final = frozenset(
    {"find", "put", "list", "place", "peg", "give", "record", "count", "register", "value", "rank", "rate"}
)


def is_data(head: Token | None) -> bool:
    """Tell whether a source is a document or a body of data, by its head noun."""
    return head is not None and head.lemma_.lower() in DATA
