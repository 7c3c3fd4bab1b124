"""Time every stored query on a store: `python scripts/time_queries.py STORE [QUERY…]`.

Prints the CPU time of the first 100 rows with default parameters, median of three in a process of its own, as a table in
Markdown. The first line is a yardstick: how long this machine takes, now, to read 100,000 quads in a row.
"""

import argparse
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from kg.query import ask, select, stored_queries
from kg.store import Store

ROWS: Final = 100
ROUNDS: Final = 3
PATIENCE: Final = 60  # CPU seconds for a query

_SCAN: Final = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?claim kg:asserterName ?name } }"


def main(arguments: Sequence[str]) -> None:
    """Print the table for the store that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("queries", nargs="*", help="only these")
    given = parser.parse_args(arguments)
    Store.open(given.store, read_only=True).close()  # a wrong path is told at once, not query by query
    print("| query | CPU ms | rows |\n|---|---|---|")
    print(f"| *100,000 quads in a row* | {_own_process(partial(_scanning, given.store))} | |")
    for name in given.queries or stored_queries():
        print(f"| {name} | {_own_process(partial(_answering, given.store, name))} |", flush=True)


def _scanning(folder: Path) -> str:
    with Store.open(folder, read_only=True) as store:
        ((count,),) = select(store, _SCAN).terms
        seconds = _median(lambda: select(store, _SCAN))
    return f"{1000 * seconds / int(str(count.value if count else 0)) * 100_000:.0f}"  # type: ignore[union-attr]


def _answering(folder: Path, name: str) -> str:
    with Store.open(folder, read_only=True) as store:
        seconds = _median(lambda: ask(store, name, limit=ROWS))
        return f"{1000 * seconds:.0f} | {len(ask(store, name, limit=ROWS))}"


def _median(action: Callable[[], object]) -> float:
    """Return the CPU seconds of an action, median of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times)


def _own_process(measure: Callable[[], str]) -> str:
    """Return what `measure` says in a child process, which has no more than `PATIENCE` seconds for each round."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE * (ROUNDS + 1),) * 2)
        os.write(writing, measure().encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said or f"> {PATIENCE} s |"


if __name__ == "__main__":
    main(sys.argv[1:])
