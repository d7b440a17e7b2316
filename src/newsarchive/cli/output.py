"""Where data goes: standard output or a file, as bytes, in the format asked for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from newsarchive.errors import InputError
from newsarchive.export import WriteOptions

output_option = click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file instead."
)
bom_option = click.option(
    "--bom", is_flag=True, help="CSV: begin with a byte order mark, by which spreadsheets know UTF-8."
)


@contextmanager
def opened(path: Path | None) -> Iterator[BinaryIO]:
    """The stream to write to. A file appears under its name only when it is complete."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced by a file
        try:
            with path.open("wb") as stream:
                yield stream
        except OSError as error:
            raise InputError(f"{path}: {error.strerror}") from None
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)


def write_options(path: Path | None, *, bom: bool = False, formulas: bool = False) -> WriteOptions:
    """How to write, knowing whether a person is looking."""
    return WriteOptions(
        width=shutil.get_terminal_size((100, 24)).columns,
        bom=bom,
        formulas=formulas,
        terminal=path is None and os.isatty(sys.stdout.fileno()) if _has_fileno() else False,
    )


def _has_fileno() -> bool:
    try:
        sys.stdout.fileno()
    except (OSError, ValueError):
        return False
    return True
