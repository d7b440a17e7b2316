"""Reading site profiles from TOML, with errors that name the file, the layout and the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsarchive.errors import SettingsError
from newsarchive.parse.tree import BadSelectorError, check_selector
from newsarchive.records import SiteLayout, SiteProfile

SELECTOR_KEYS = (
    "headline",
    "summary",
    "authors",
    "published",
    "updated",
    "section",
    "tags",
    "body",
    "subheads",
)
"""The keys of a layout that hold one CSS selector."""

_LAYOUT_KEYS = tuple(f.name for f in fields(SiteLayout))
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(/[^\s?#]*)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def load_profiles(folder: Path | Traversable) -> tuple[SiteProfile, ...]:
    """All profiles in a folder, one per `*.toml` file, in order of file name.

    A folder that is not there holds no profiles. Raises `SettingsError` for the first file that
    is no valid profile, and for a host that two files claim.
    """
    if not folder.is_dir():
        return ()
    profiles: list[SiteProfile] = []
    claimed: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        profile = read_profile(_text_of(file), name=file.name)
        for host in profile.hosts:
            if host in claimed:
                raise SettingsError(f"{file.name}: host {host!r} already has a profile in {claimed[host]}")
            claimed[host] = file.name
        profiles.append(profile)
    return tuple(profiles)


def read_profile(text: str, *, name: str) -> SiteProfile:
    """The profile that a TOML text declares; `name` stands at the beginning of every error.

    Raises `SettingsError`.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: not valid TOML: {error}") from error
    _no_other_keys(data, ("hosts", "layout"), name)
    layouts = data.get("layout")
    if not isinstance(layouts, list) or not layouts:
        raise SettingsError(f"{name}: at least one [[layout]] is needed")
    read = [_layout(layout, f"{name}: layout {number}") for number, layout in enumerate(layouts, start=1)]
    return SiteProfile(hosts=_hosts(data.get("hosts"), name), layouts=_newest_first(read, name))


def _text_of(file: Path | Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file.name}: can't be read as UTF-8 text: {error}") from error


def _hosts(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(host, str) for host in value):
        raise SettingsError(f'{name}: hosts must be a list such as ["news.example", "press.example/daily"]')
    for host in value:
        if not _HOST.fullmatch(host):
            raise SettingsError(
                f"{name}: host {host!r} must be in lower case, without scheme, port, query and spaces"
            )
    return tuple(host.removeprefix("www.") for host in value)


def _layout(value: object, where: str) -> SiteLayout:
    if not isinstance(value, dict):
        raise SettingsError(f"{where}: must be a table")
    _no_other_keys(value, _LAYOUT_KEYS, where)
    given: dict[str, Any] = {"name": _required_text(value, "name", where)}
    for key in ("valid_from", "valid_until"):
        given[key] = _day(value, key, where)
    given["timezone"] = _timezone(value, where)
    given["language"] = _language(value, where)
    given["day_first"] = _flag(value, "day_first", where)
    for key in SELECTOR_KEYS:
        given[key] = _selector(value.get(key), key, where)
    given["remove"] = _selectors(value.get("remove", []), "remove", where)
    if given["valid_from"] and given["valid_until"] and given["valid_from"] > given["valid_until"]:
        raise SettingsError(f"{where}: valid_from is after valid_until")
    return SiteLayout(**given)


def _newest_first(layouts: list[SiteLayout], name: str) -> tuple[SiteLayout, ...]:
    """In order of time, newest first. Raises where two layouts hold on the same day."""
    ordered = sorted(layouts, key=lambda layout: layout.valid_until or date.max, reverse=True)
    for newer, older in pairwise(ordered):
        if older.valid_until is None or (newer.valid_from or date.min) <= older.valid_until:
            raise SettingsError(
                f"{name}: layouts {older.name!r} and {newer.name!r} hold on the same day; "
                "give the older one a valid_until and the newer one a later valid_from"
            )
    return tuple(ordered)


def _no_other_keys(table: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            raise SettingsError(f"{where}: unknown key {key!r}; known are {', '.join(known)}")


def _required_text(table: Mapping[str, object], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{where}: {key} must be a text")
    return value


def _day(table: Mapping[str, object], key: str, where: str) -> date | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise SettingsError(f"{where}: {key} must be a day such as 2018-12-31, without quotes")
    return value


def _timezone(table: Mapping[str, object], where: str) -> str | None:
    value = table.get("timezone")
    if value is None:
        return None
    try:
        ZoneInfo(value if isinstance(value, str) else "")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(f"{where}: timezone {value!r} is no IANA zone such as Asia/Dhaka") from error
    return str(value)


def _language(table: Mapping[str, object], where: str) -> str | None:
    value = table.get("language")
    if value is None:
        return None
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise SettingsError(f"{where}: language must be a BCP 47 tag in lower case, such as en or pt-br")
    return value


def _flag(table: Mapping[str, object], key: str, where: str) -> bool | None:
    value = table.get(key)
    if value is not None and not isinstance(value, bool):
        raise SettingsError(f"{where}: {key} must be true or false")
    return value


def _selectors(value: object, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise SettingsError(f"{where}: {key} must be a list of CSS selectors")
    return tuple(text for item in value if (text := _selector(item, key, where)))


def _selector(value: object, key: str, where: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(f"{where}: {key} must be a CSS selector")
    try:
        check_selector(value)
    except BadSelectorError as error:
        raise SettingsError(f"{where}: {key} is no CSS selector: {error}") from error
    return value
