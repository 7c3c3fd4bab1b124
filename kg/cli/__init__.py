"""The command line: `kg VERB`, one module per verb under `kg/cli/verbs/`, no logic of its own.

Data goes to standard output, messages to standard error. Exit status: 0 done, 1 some articles failed or there are
findings, 2 wrong use, 130 interrupted. Everything heavy is imported where a verb runs, so that `kg --help` is instant.
"""

from kg.cli.app import cli, main

__all__ = ["cli", "main"]
