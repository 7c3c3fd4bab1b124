"""`kg load` in a process of its own with a machine that needs no model, which tells on standard output when it writes.

Run as `python -m tests.pipeline.stub_load load PATH --store STORE --nlp FOLDER`; FOLDER needs a `meta.json` only.
"""

import os
import resource
import signal
from collections.abc import Iterable
from functools import partial

import kg.pipeline
from kg.cli import main
from kg.pipeline import versions
from kg.store import writer
from kg.store.pending import Pending
from tests.pipeline.stub_machine import SampleMachine, SleepingMachine


class TellingPending(Pending):
    """Says "< NUMBER" when a batch of some articles begins to be written, and ">" when it is."""

    def begin(self, articles: Iterable[str], quads: bytes = b"") -> None:
        """Tell, and begin."""
        names = list(articles)
        os.write(1, f"< {len(names)}\n".encode())
        super().begin(names, quads)

    def end(self) -> None:
        """End, and tell."""
        super().end()
        os.write(1, b">\n")


if __name__ == "__main__":
    machine = SleepingMachine if "KG_TEST_SLEEP" in os.environ else SampleMachine
    kg.pipeline.process = partial(kg.pipeline.process, make=machine)  # type: ignore[attr-defined]
    kg.store.store.Pending = TellingPending  # type: ignore[attr-defined]
    versions.rules_digest = lambda: "stub"  # type: ignore[assignment]  # whoever edits rules meanwhile changes nothing
    if size := os.environ.get("KG_TEST_BATCH"):  # bytes: some articles at a time, so that many moments are worth a kill
        writer.Writer.__init__.__defaults__ = (int(size),)
    if limit := os.environ.get("KG_TEST_FILE"):  # bytes: no file grows beyond, as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    # a shell's background jobs inherit that Ctrl-C is ignored
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
