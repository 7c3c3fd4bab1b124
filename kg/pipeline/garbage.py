"""Python's cyclic garbage collector, at the pace of articles.

A language model is a hundred thousand objects that stay, and an article some ten thousand most of which go without the collector's
help. At Python's own pace it looks through them all every few articles, which takes a twentieth of a load; at this one a fiftieth.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# New objects before the young are looked through, and times of that before the older are: as little memory as at Python's pace.
_PACE: Final = (20_000, 5, 2)


@contextmanager
def rare_collection() -> Iterator[None]:
    """Collect garbage rarely meanwhile, and then as before."""
    before = gc.get_threshold()
    gc.set_threshold(*_PACE)
    try:
        yield
    finally:
        gc.set_threshold(*before)
