"""`newsarchive.toml` and the environment, read once at the top and handed down as frozen values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from newsarchive.errors import SettingsError, UsageError
from newsarchive.folder import SETTINGS_FILE
from newsarchive.records import SourceSpec

DATABASE_VARIABLE = "NEWSARCHIVE_DATABASE"


def _web_url(value: str) -> str:
    if not re.match(r"https?://[^/\s]+", value, re.IGNORECASE):
        raise ValueError("must start with http:// or https:// and name a host")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{value!r} is no IANA time zone, such as Asia/Dhaka") from None
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from None
    return value


WebUrl = Annotated[str, AfterValidator(_web_url)]
ZoneName = Annotated[str, AfterValidator(_zone)]
Pattern = Annotated[str, AfterValidator(_pattern)]


class _Table(BaseModel):
    """A table of the settings file: unknown keys are spelling mistakes, so they are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class SourceTable(_Table):
    """One `[[sources]]` table."""

    name: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f/]+$")
    home: WebUrl
    feeds: tuple[WebUrl, ...] = ()
    sitemaps: tuple[WebUrl, ...] = ()
    sections: tuple[WebUrl, ...] = ()
    """Section fronts, read for links where neither feeds nor sitemaps are to be had."""
    timezone: ZoneName | None = None
    language: str | None = None
    include: tuple[Pattern, ...] = ()
    """Regular expressions; where given, only URLs that match one are followed."""
    exclude: tuple[Pattern, ...] = ()
    delay_seconds: float | None = Field(default=None, ge=0, le=3600)
    allow_private: tuple[str, ...] = ()
    """Inner hosts, addresses or networks (an intranet) that may be asked for this source."""
    allow_ports: tuple[int, ...] = ()
    max_candidates: int = Field(default=1000, ge=1)

    def spec(self) -> SourceSpec:
        """The record that the other parts use."""
        return SourceSpec(delay=self.delay_seconds, **self.model_dump(exclude={"delay_seconds"}))


class FetchTable(_Table):
    """The `[fetch]` table: how hosts are asked. Seconds and bytes."""

    user_agent: str = Field(default="newsarchive/0.1 (trade news archive)", pattern=r"^[\x20-\x7e]+$")
    delay_seconds: float = Field(default=2.0, ge=0, le=3600)
    hosts_at_once: int = Field(default=64, ge=1, le=512)
    connect_seconds: float = Field(default=10.0, gt=0)
    read_seconds: float = Field(default=30.0, gt=0)
    total_seconds: float = Field(default=120.0, gt=0)
    max_wire_bytes: int = Field(default=16 * 2**20, ge=1024)
    max_decoded_bytes: int = Field(default=64 * 2**20, ge=1024)


class ArchiveTable(_Table):
    """The `[archive]` table: where things lie."""

    database: str | None = None
    """SQLAlchemy URL of a PostgreSQL database; without it, `newsarchive.db` in the folder."""
    warc: str | None = None
    """Folder or fsspec URL of the WARC files; without it, `warc/` in the folder."""
    warc_roll_bytes: int = Field(default=1 << 30, ge=1 << 16)


class _File(_Table):
    archive: ArchiveTable = ArchiveTable()
    fetch: FetchTable = FetchTable()
    sources: tuple[SourceTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that one archive is told: its places, its manners, its sources."""

    folder: Path
    database_url: str
    warc: str
    archive: ArchiveTable
    fetch: FetchTable
    sources: tuple[SourceSpec, ...]

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is the SQLite file inside the folder."""
        return self.database_url.startswith("sqlite")

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, or None for PostgreSQL."""
        return Path(self.database_url.removeprefix("sqlite:///")) if self.is_sqlite else None

    @property
    def sites_folder(self) -> Path:
        """Where the archive's own site profiles lie."""
        return self.folder / "sites"

    def source(self, name: str) -> SourceSpec:
        """The source of that name. Raises `UsageError` naming the ones there are."""
        for source in self.sources:
            if source.name == name:
                return source
        known = ", ".join(source.name for source in self.sources) or "none yet"
        raise UsageError(
            f"no source named {name!r} in {self.folder / SETTINGS_FILE} (there: {known}); "
            "add a [[sources]] table, or give a URL that starts with http"
        )


def load_settings(folder: Path, environment: Mapping[str, str]) -> Settings:
    """Read `newsarchive.toml` in `folder`; a missing file means the defaults.

    Raises `SettingsError` with the file, the key and what is wrong with it.
    """
    path = folder / SETTINGS_FILE
    try:
        table = _File.model_validate(_read_toml(path))
    except ValidationError as error:
        raise SettingsError(f"{path}: {_first_problem(error)}") from None
    names = [source.name for source in table.sources]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise SettingsError(f"{path}: two sources are named {twice!r}; names must differ")
    database = environment.get(DATABASE_VARIABLE) or table.archive.database
    return Settings(
        folder=folder,
        database_url=database_url(database) if database else f"sqlite:///{folder / 'newsarchive.db'}",
        warc=table.archive.warc or str(folder / "warc"),
        archive=table.archive,
        fetch=table.fetch,
        sources=tuple(source.spec() for source in table.sources),
    )


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text") from None
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}") from None


def database_url(value: str) -> str:
    """A database URL as SQLAlchemy wants it. Raises `SettingsError` for other databases."""
    for prefix in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if value.startswith(prefix):
            return "postgresql+psycopg://" + value.removeprefix(prefix)
    if value.startswith("sqlite:///"):
        return value
    raise SettingsError(
        "the database must be a postgresql:// or sqlite:/// URL "
        f"({DATABASE_VARIABLE}, or database in {SETTINGS_FILE})"
    )


def _first_problem(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"unknown key {where}"
    what = first["msg"].removeprefix("Value error, ")
    return f"{where}: {what}"


TEMPLATE = """\
# newsarchive.toml: what this archive follows. See `newsarchive sources --help`.

[archive]
# database = "postgresql://user@host/newsarchive"   # default: newsarchive.db in this folder

[fetch]
# Say who you are, so that a publisher can write to you before blocking you.
# user_agent = "newsarchive (research desk; desk@example.org)"
delay_seconds = 2.0          # between two requests to one host

# One table for each source:
# [[sources]]
# name = "example"
# home = "https://news.example.org/"     # feeds and sitemaps are found from here when none is named
# feeds = ["https://news.example.org/trade/rss.xml"]
# sitemaps = ["https://news.example.org/news-sitemap.xml"]
# timezone = "Asia/Dhaka"      # zone of printed times that name none
# language = "en"
# include = ["/trade/", "/business/"]   # regular expressions on the URL
# exclude = ["/video/"]
"""
