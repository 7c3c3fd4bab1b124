"""Python's cyclic garbage collector, at the pace of articles.

A language model is a hundred thousand objects that stay, and an article some ten thousand that go without the collector's help. At
Python's own pace it looks through them every few articles, which takes a twentieth of a load.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_PACE: Final = (
    20_000,
    20,
    20,
)  # new objects before a collection of the young, and collections before one of the next age


@contextmanager
def rare_collection() -> Iterator[None]:
    """Collect garbage rarely meanwhile, and then as before."""
    before = gc.get_threshold()
    gc.set_threshold(*_PACE)
    try:
        yield
    finally:
        gc.set_threshold(*before)
