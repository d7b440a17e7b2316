"""What every command needs: the archive it works on, words for the user, clean text."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from newsarchive.errors import UsageError
from newsarchive.folder import archive_folder, require_folder

if TYPE_CHECKING:
    from newsarchive.pipeline import Archive
    from newsarchive.settings import Settings
    from newsarchive.store import Store

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


zone_option = click.option(
    "--timezone",
    metavar="ZONE",
    callback=lambda _context, _option, value: _known_zone(value),
    help="IANA zone of printed times that name none, such as Asia/Dhaka.",
)


def _known_zone(value: str | None) -> str | None:
    if value is not None:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise UsageError(f"{value!r} is no IANA time zone, such as Asia/Dhaka or Europe/Berlin") from None
    return value


@dataclass(frozen=True, slots=True)
class Globals:
    """Options that stand before the command."""

    archive: Path | None = None


def folder_of(context: click.Context) -> Path:
    """The folder of the archive that this call works on."""
    return archive_folder(context.obj.archive, os.environ)


def settings_of(context: click.Context) -> Settings:
    """The settings of the archive that this call works on."""
    from newsarchive.settings import load_settings

    return load_settings(folder_of(context), os.environ)


@contextmanager
def open_archive(context: click.Context, *, create: bool = False) -> Iterator[Archive]:
    """The archive of this call, opened; a missing one is an error, or made with `create`."""
    from newsarchive.pipeline import Archive

    with Archive.open(settings_of(context), create=create) as archive:
        yield archive


@contextmanager
def open_store(context: click.Context, *, check: bool = True) -> Iterator[Store]:
    """Only the database of this call, at any schema version when `check` is false."""
    from newsarchive.store import Store

    settings = settings_of(context)
    require_folder(settings)
    with Store.open(settings.database_url, create=False, check=check) as store:
        yield store


def day_option(name: str, parameter: str, *, help: str) -> Callable[[Any], Any]:
    """An option that takes a day: YYYY-MM-DD."""
    return click.option(name, parameter, type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help=help)


def clean(text: str) -> str:
    """Text of pages, made safe for a terminal: no control or direction-changing characters."""
    return _CONTROL.sub("", text)


def say(text: str) -> None:
    """A word to the user, on standard error."""
    try:
        print(text, file=sys.stderr, flush=True)  # noqa: T201
    except (BrokenPipeError, ValueError):
        pass  # nobody is listening any more


def put(text: str) -> None:
    """Data, on standard output."""
    sys.stdout.write(text + "\n")
