"""What a text is compared by to find its copies: a MinHash signature of its word sequences (Broder 1997).

Five words in a row are a text's own: two reports of one event share few of them, two printings of one report nearly all. The
signature is a pure function of title and body, without byline, dateline, captions and boilerplate, which differ from outlet to outlet.
"""

import re
from base64 import b64encode
from struct import pack
from typing import Final

from rensa import RMinHash

from kg.model import Article, RegionKind
from kg.store import SLOTS

_WORDS: Final = re.compile(r"\w+")
_IN_A_ROW: Final = 5
_LEAST: Final = 30  # sequences; a text that has fewer is an alert, and alerts resemble each other without being copies
_SEED: Final = 1  # of the hash functions; another one makes signatures that cannot be compared with those in a store
_COMPARED: Final = (RegionKind.TITLE, RegionKind.BODY)


def signature(article: Article) -> str:
    """Return the signature of an article: how many word sequences it has and the least hashes of them, in base64; short texts have none."""
    text = article.text
    parts = [region.span.of(text) for region in article.regions if region.kind in _COMPARED] or [text]
    body = "\n".join(parts).encode(errors="replace").decode()  # a lone surrogate could not be hashed
    words = _WORDS.findall(body.lower())
    rows = {" ".join(words[i : i + _IN_A_ROW]) for i in range(len(words) - _IN_A_ROW + 1)}
    if len(rows) < _LEAST:
        return ""
    hashes = RMinHash(num_perm=SLOTS, seed=_SEED)
    hashes.update(list(rows))
    return b64encode(pack(f"<{SLOTS + 1}I", len(rows), *hashes.digest())).decode()
