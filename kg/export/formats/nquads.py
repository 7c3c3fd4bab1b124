"""N-Quads: one line per quad, sorted inside each graph; what diffs, golden files and other stores read."""

from typing import BinaryIO, Final

from kg.export.exporter import Exporter
from kg.export.selection import Selection


def _write(selection: Selection, out: BinaryIO) -> None:
    out.writelines(
        "".join(f"{triple} <{graph}> .\n" for triple in triples).encode() for graph, triples in selection.graphs()
    )


EXPORTER: Final = Exporter("nquads", ".nq", "N-Quads, sorted, with the graphs", _write)
