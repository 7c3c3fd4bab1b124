"""Measure what an article costs past extraction: bytes in each form, CPU seconds into each store. Figures for docs/scale.md.

    OMP_NUM_THREADS=1 python scripts/bench_scale.py --articles 2000
    python scripts/bench_scale.py --articles 2000 --endpoint http://localhost:7878

The articles are the seeds with other days, figures and names (`make_store.py`), extracted once. CPU seconds are this process's; what a
server takes is its own, so for servers the clock on the wall is printed too. Sizes are of folders on disk after closing.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from make_store import vary

import kg
from kg.config import data_folder
from kg.model import Article
from kg.pipeline import Document, Sink, StoreSink
from kg.pipeline.shards import ShardSink, replay
from kg.readers import read
from kg.store import Entry, Store
from kg.store.shards import Shards, graph_of
from kg.vocabulary.graphs import ENTITIES, MANIFEST


def main(arguments: Sequence[str]) -> None:
    """Measure what the command line asks for, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--endpoint", help="also put them into this SPARQL server")
    given = parser.parse_args(arguments)
    texts = [found for found in read([data_folder("seeds")]) if isinstance(found, Article)]
    patterns = [kg.extract(text) for text in texts]
    documents = [document_of(vary(patterns[n % len(texts)], n, random.Random(n))) for n in range(given.articles)]  # noqa: S311
    words = sum(len(texts[n % len(texts)].text.split()) for n in range(given.articles))
    quads = sum(document.quads.count(b"\n") for document in documents)
    print(
        f"{given.articles} articles of {words / given.articles:.0f} words, {quads / words:.2f} quads a word\n\n| per quad | figure |\n|---|---|"
    )

    def show(name: str, figure: float) -> None:
        print(f"| {name} | {figure / quads:,.2f} |", flush=True)

    show("bytes of N-Quads", sum(len(document.quads) for document in documents))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Store.open(None) as beside, Shards(folder / "shards") as shards:
            show("µs of CPU into shards", _put(ShardSink(shards, beside), documents) * 1e6)
            show("bytes of shards", sum(int(part["bytes"]) for part in shards.parts()))
            with Store.open(folder / "store") as store:
                show("µs of CPU from shards into a store", _cpu(lambda: replay(shards, beside, StoreSink(store))) * 1e6)
        show("bytes of the store's triples", _size(folder / "store" / "triples"))
        with Store.open(folder / "store") as store:
            show("µs of CPU to optimize the store", _cpu(store.graph.optimize) * 1e6)
        show("bytes of the store's triples, optimized", _size(folder / "store" / "triples"))
        if given.endpoint:
            _measure_server(given.endpoint, documents, show)


def _measure_server(url: str, documents: Sequence[Document], show: Callable[[str, float], None]) -> None:
    from kg.pipeline.endpoint import EndpointSink  # noqa: PLC0415  # optional
    from kg.store.endpoint import Endpoint  # noqa: PLC0415

    with Endpoint(url) as endpoint, Store.open(None) as beside:
        sink = EndpointSink(endpoint, beside)
        clock = time.monotonic()
        show("µs of our CPU into the server", _put(sink, documents) * 1e6)
        show("µs on the clock into the server", (time.monotonic() - clock) * 1e6)
        clock = time.monotonic()
        entries = [(document.iri, document.entry.fingerprint) for document in documents]
        for start in range(0, len(entries), sink.lookahead):
            sink.unchanged(entries[start : start + sink.lookahead])
        show("µs on the clock to find all unchanged", (time.monotonic() - clock) * 1e6)


def document_of(quads: bytes) -> Document:
    """Return one variation as a document for a sink."""
    lines = quads.splitlines(keepends=True)
    shared = {f"<{ENTITIES}>".encode(), f"<{MANIFEST}>".encode()}
    iri = next(graph for line in lines if (graph := graph_of(line)) not in shared)[1:-1].decode()
    day = next((line.split(b'"')[1][:10].decode() for line in lines if b"datePublished" in line), "")
    entry = Entry(iri, "synthetic", "0" * 64, "synthetic without text", "synthetic", published=day)
    own = b"".join(line for line in lines if graph_of(line) != f"<{MANIFEST}>".encode())
    return Document(iri, entry.source, own, entry, None, 0, 0, 0)


def _put(sink: Sink, documents: Sequence[Document]) -> float:
    def put() -> None:
        for document in documents:
            sink.put(document)
        sink.flush()

    return _cpu(put)


def _cpu(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main(sys.argv[1:])
