"""The folder of an archive: which it is, made where it is missing, or missed with a word that helps.

Loads no settings: a run that finds the folder locked is gone before they are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsarchive.errors import NotAnArchive, StoreError

if TYPE_CHECKING:
    from newsarchive.settings import Settings

SETTINGS_FILE = "newsarchive.toml"
HOME_VARIABLE = "NEWSARCHIVE_HOME"
DEFAULT_FOLDER = "archive"


def archive_folder(option: Path | None, environment: Mapping[str, str]) -> Path:
    """The archive's folder: `--archive`, else NEWSARCHIVE_HOME, else ./archive."""
    return option or Path(environment.get(HOME_VARIABLE) or DEFAULT_FOLDER)


def make_folder(folder: Path) -> bool:
    """Make an archive's folder and settings file; what is there stays. Says whether anything was made."""
    path = folder / SETTINGS_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists():
            return False
        from newsarchive.settings import TEMPLATE

        path.write_text(TEMPLATE, encoding="utf-8")
    except FileExistsError:
        raise NotAnArchive(f"{folder} is a file, not a folder") from None
    except OSError as error:
        raise StoreError(f"{error.filename}: {error.strerror}") from None
    return True


def require_folder(settings: Settings) -> None:
    """Raise `NotAnArchive`, saying what to do, where there is no archive."""
    database = settings.database_file
    if not settings.folder.is_dir() or (database is not None and not database.exists()):
        raise NotAnArchive(
            f"there is no archive in {settings.folder}: make one with `newsarchive init {settings.folder}`, "
            "or name another with --archive"
        )
