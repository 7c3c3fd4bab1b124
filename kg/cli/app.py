"""The group of all verbs: found by their being there, with clear errors and suggestions for typos."""

import difflib
import importlib
import logging
import os
import pkgutil
import sys
from typing import Any, Final

import click

from kg.cli import verbs
from kg.cli.signals import Stopped, stoppable
from kg.errors import InputError, KgError

FINDINGS: Final = 1  # some articles failed, or there are findings
WRONG_USE: Final = 2


class VerbGroup(click.Group):
    """A group whose commands are the modules of a package, each with a `verb`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the verbs in alphabetical order."""
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(verbs.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb of this name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        verb: click.Command = importlib.import_module(f"{verbs.__name__}.{cmd_name.replace('-', '_')}").verb
        return verb

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; a typo is told with the nearest one."""
        verbs_known = self.list_commands(ctx)
        if args and args[0] not in verbs_known and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], verbs_known, n=2)
            hint = f" Did you mean {' or '.join(near)}?" if near else f" There are {', '.join(verbs_known)}."
            raise click.UsageError(f"no verb is called {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; what a user can mend is one line on standard error, not a traceback."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(f"kg: {error}", err=True)
            ctx.exit(FINDINGS if isinstance(error, InputError) else WRONG_USE)


@click.group(
    cls=VerbGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Start with:  kg load seeds/  &&  kg ask who-asserted-troop-count",
)
@click.version_option(package_name="geopolitical-kg", prog_name="kg")
@click.option("-v", "--verbose", count=True, help="Say more on standard error; twice for debugging.")
def cli(verbose: int) -> None:
    """News articles in, attributed claims out: who said which figure, through whom, on what evidence."""
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    logging.basicConfig(level=level, format="kg: %(message)s", stream=sys.stderr, force=True)


def main() -> None:
    """Run `kg`; a reader that goes away (`kg … | head`) ends it quietly, a signal in order."""
    try:
        with stoppable():
            cli.main(prog_name="kg", standalone_mode=True)
    except Stopped as stopped:
        click.echo("kg: interrupted; a load goes on from here with the same command", err=True)
        sys.exit(stopped.status)
    except BrokenPipeError:
        _silence()
        sys.exit(FINDINGS)


def _silence() -> None:
    """Point standard output nowhere, so that flushing it at exit does not fail again (Python docs, SIGPIPE)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
