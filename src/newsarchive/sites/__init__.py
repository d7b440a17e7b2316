"""What is known about single sites, as declared data: one TOML file per site in `sites/data/`.

A site without a file is no worse off than before: the parser's generic rules read it. A file is
worth writing where a page does not say something that a reader of the site knows: its time zone,
whether 4/10/2017 is in April, or which of its boxes is the text. `docs/adding-a-site.md` walks
through one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from importlib import resources
from urllib.parse import urlsplit

from newsarchive.records import SiteLayout, SiteProfile
from newsarchive.sites.loading import load_profiles, read_profile

__all__ = ["PROFILES", "layout_for", "load_profiles", "profile_for", "read_profile"]

PROFILES: tuple[SiteProfile, ...] = load_profiles(resources.files("newsarchive.sites").joinpath("data"))
"""The profiles that ship with newsarchive, read once."""


def profile_for(url: str, profiles: Iterable[SiteProfile] | None = None) -> SiteProfile | None:
    """The profile of the site that a URL belongs to, or None.

    A profile's `hosts` entry is a host, which stands for its subdomains too, or a host with the
    beginning of a path. The longest entry that fits wins; of equal ones the first, so put an
    archive's own profiles in front: `profile_for(url, (*own, *PROFILES))`. Without `profiles` the
    shipped ones are asked. Never raises.
    """
    host, path = _host_and_path(url)
    best: SiteProfile | None = None
    best_length = 0
    for profile in PROFILES if profiles is None else profiles:
        for entry in profile.hosts:
            if len(entry) > best_length and _fits(entry, host, path):
                best, best_length = profile, len(entry)
    return best


def layout_for(
    url: str, captured_on: date | None = None, profiles: Iterable[SiteProfile] | None = None
) -> SiteLayout | None:
    """The layout that the site of a URL had on the day of the capture (UTC), or None.

    Without a day the newest layout is taken. Never raises.
    """
    profile = profile_for(url, profiles)
    if profile is None:
        return None
    if captured_on is None:
        return profile.layouts[0]
    return next((layout for layout in profile.layouts if holds_on(layout, captured_on)), None)


def holds_on(layout: SiteLayout, day: date) -> bool:
    """Whether a layout held on a day; both of its ends are inclusive and either may be open."""
    started = layout.valid_from is None or layout.valid_from <= day
    return started and (layout.valid_until is None or day <= layout.valid_until)


@lru_cache(maxsize=256)  # a page's address is asked about for its parse and for the parser's version
def _host_and_path(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").rstrip("."), parts.path or "/"
    except ValueError:  # such as an unclosed [ of an IPv6 address
        return "", "/"


def _fits(entry: str, host: str, path: str) -> bool:
    site, slash, beginning = entry.partition("/")
    if host != site and not host.endswith(f".{site}"):
        return False
    beginning = f"/{beginning}".rstrip("/")
    return not slash or path == beginning or path.startswith(f"{beginning}/")
