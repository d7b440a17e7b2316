"""The command reference for the documentation, made of the commands' own help."""

from __future__ import annotations

from collections.abc import Iterator

import click

from newsarchive.cli.app import app

HEAD = """\
# Commands

Made from the commands' own help by `scripts/write_docs.py`. Data goes to standard output, words and
progress to standard error. Exit codes: 0 done; 1 something failed and the last line says what; 2 wrong
usage; 3 another run holds the lock; 130 stopped by Ctrl-C.
"""


def render_reference() -> str:
    """`docs/commands.md` as it should be, in Markdown."""
    parts = [HEAD, _section("newsarchive", app, None)]
    parts += [_section(f"newsarchive {' '.join(path)}", command, path) for path, command in every_command()]
    return "\n".join(parts)


def every_command(
    group: click.Group = app, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Each command with the words that call it, sub-commands behind their group."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None  # it was listed
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))


def _section(title: str, command: click.Command, path: tuple[str, ...] | None) -> str:
    context = click.Context(
        command,
        info_name=title,
        terminal_width=100,
        max_content_width=100,
        help_option_names=["-h", "--help"],
    )
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"
