"""Puts the commands together, and turns every error into one line and an exit code.

Exit codes: 0 done; 1 something failed and the last line says what; 2 wrong usage;
3 another run holds the lock; 130 stopped by Ctrl-C (128 + SIGINT, as shells count).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from newsarchive import __version__
from newsarchive.cli.common import Globals, clean, say
from newsarchive.errors import NewsArchiveError


class _PipeClosed(Exception):
    """The reader of standard output went away. click would end the program without a word."""


COMMANDS = (
    "init",
    "import",
    "ingest",
    "backfill",
    "parse",
    "reparse",
    "report",
    "show",
    "cite",
    "search",
    "query",
    "export",
    "sources",
    "verify",
    "db",
    "demo",
)
"""Each lives in a module of its name (`import_` for the word that Python keeps)."""


class _Commands(click.Group):
    """Loads a command when it is called: a run that finds the archive locked is gone in a moment."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = "import_" if cmd_name == "import" else cmd_name
        command: click.Command = getattr(import_module(f"newsarchive.cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            close = get_close_matches(args[0].lower(), COMMANDS, n=1)
            if not close:
                raise
            raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            raise _PipeClosed from None
        return result


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command has examples: newsarchive COMMAND --help",
)
@click.option(
    "--archive",
    "-A",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The archive's folder. Default: $NEWSARCHIVE_HOME, else ./archive.",
)
@click.version_option(__version__, prog_name="newsarchive", message="%(prog)s %(version)s")
@click.pass_context
def app(context: click.Context, archive: Path | None) -> None:
    """Fetch trade news every night, keep the raw bytes as proof, answer questions in SQL."""
    context.obj = Globals(archive=archive)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Gives the exit code; prints one line for whatever went wrong."""
    try:
        result = app.main(
            args=list(sys.argv[1:] if arguments is None else arguments),
            prog_name="newsarchive",
            standalone_mode=False,
        )
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        return 2
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f" (see {context.command_path} --help)" if context is not None else ""
        say(f"newsarchive: {clean(error.format_message())}{hint}")
        return error.exit_code
    except NewsArchiveError as error:
        say(f"newsarchive: {clean(str(error))}")
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        say("newsarchive: stopped. What was finished is saved; the same command goes on from there.")
        return 130
    except _PipeClosed:
        # The reader went away (`| head`): keep Python from complaining once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        say("newsarchive: the reader of the output closed the pipe; the rest was not written.")
        return 1
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        say(f"newsarchive: {clean(name + (error.strerror or str(error)))}")
        return 1
    return result if isinstance(result, int) else 0


def run() -> None:
    """Entry point of the console script."""
    sys.exit(main())
