"""Site profiles: which one a URL gets, which layout a day gets, and what a wrong file says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsarchive.errors import SettingsError
from newsarchive.records import SiteProfile
from newsarchive.sites import PROFILES, layout_for, load_profiles, profile_for, read_profile

TWO_LAYOUTS = """
hosts = ["daily.example"]

[[layout]]
name = "old"
valid_until = 2018-12-31
timezone = "Asia/Dhaka"

[[layout]]
name = "new"
valid_from = 2019-03-01
timezone = "Asia/Dhaka"
body = "div.story > p"
remove = [".ad", "aside"]
"""


def profile(*hosts: str) -> SiteProfile:
    return read_profile(f'hosts = {list(hosts)}\n[[layout]]\nname = "{hosts[0]}"', name="test")


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://daily.example/a", "daily.example"),
        ("https://www.daily.example/a", "daily.example"),
        ("https://m.daily.example:8443/a?x=1#y", "daily.example"),
        ("https://DAILY.example./a", "daily.example"),
        ("https://notdaily.example/a", None),
        ("https://daily.example.evil.example/a", None),
        ("https://hall.example/courier/2017/x", "hall.example/courier"),
        ("https://hall.example/courier", "hall.example/courier"),
        ("https://hall.example/courier-two/x", "hall.example"),
        ("https://hall.example/", "hall.example"),
        ("https://en.hall.example/courier/x", "hall.example/courier"),
        ("http://[broken", None),
        ("not a url", None),
        ("", None),
    ],
)
def test_profile_for(url: str, found: str | None) -> None:
    known = (profile("daily.example"), profile("hall.example"), profile("hall.example/courier"))
    result = profile_for(url, known)
    assert (result.layouts[0].name if result else None) == found


def test_of_two_profiles_for_one_host_the_first_wins() -> None:
    own, shipped = profile("daily.example"), profile("www.daily.example")
    assert profile_for("https://daily.example/", (own, shipped)) is own


@pytest.mark.parametrize(
    ("day", "layout"),
    [
        (date(2001, 1, 1), "old"),
        (date(2018, 12, 31), "old"),
        (date(2019, 1, 1), None),
        (date(2019, 3, 1), "new"),
        (date(2030, 1, 1), "new"),
        (None, "new"),
    ],
)
def test_layout_for_the_day_of_the_capture(day: date | None, layout: str | None) -> None:
    known = (read_profile(TWO_LAYOUTS, name="daily"),)
    result = layout_for("https://daily.example/x", day, known)
    assert (result.name if result else None) == layout


def test_a_layout_carries_what_the_file_says() -> None:
    newest = read_profile(TWO_LAYOUTS, name="daily").layouts[0]
    assert newest.body == "div.story > p"
    assert newest.remove == (".ad", "aside")
    assert newest.timezone == "Asia/Dhaka"
    assert newest.day_first is None


def test_shipped_profiles() -> None:
    layout = layout_for("https://www.dhakatribune.com/business/2017/10/17/x", date(2018, 7, 16))
    assert layout is not None
    assert (layout.name, layout.timezone) == ("2017", "Asia/Dhaka")
    assert profile_for("http://127.0.0.1:8080/dhaka-courier/x") is not None
    assert profile_for("http://127.0.0.1:8080/tariff-wire/x") is None
    for shipped in PROFILES:
        for layout in shipped.layouts:
            assert layout.timezone is None or ZoneInfo(layout.timezone)


LAYOUT = '[[layout]]\nname = "a"\n'
HOSTS = 'hosts = ["x.example"]\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hosts = [", "not valid TOML"),
        (LAYOUT, "hosts must be a list"),
        ("hosts = []\n" + LAYOUT, "hosts must be a list"),
        ('hosts = "x.example"\n' + LAYOUT, "hosts must be a list"),
        ('hosts = ["https://x.example"]\n' + LAYOUT, "'https://x.example' must be in lower case"),
        ('hosts = ["X.example"]\n' + LAYOUT, "must be in lower case"),
        (HOSTS, r"at least one \[\[layout\]\]"),
        (HOSTS + "layout = 3", r"at least one \[\[layout\]\]"),
        (HOSTS + "layout = [3]", "layout 1: must be a table"),
        (HOSTS + "colour = 1\n" + LAYOUT, "unknown key 'colour'"),
        (HOSTS + LAYOUT + "zone = 'x'", "layout 1: unknown key 'zone'; known are name, valid_from"),
        (HOSTS + "[[layout]]\nday_first = true", "layout 1: name must be a text"),
        (HOSTS + LAYOUT + 'valid_until = "2018-12-31"', "valid_until must be a day"),
        (HOSTS + LAYOUT + "valid_until = 2018-12-31T10:00:00", "valid_until must be a day"),
        (HOSTS + LAYOUT + "valid_from = 2019-01-01\nvalid_until = 2018-12-31", "valid_from is after"),
        (HOSTS + LAYOUT + 'timezone = "Dhaka"', "timezone 'Dhaka' is no IANA zone"),
        (HOSTS + LAYOUT + 'timezone = ""', "is no IANA zone"),
        (HOSTS + LAYOUT + "timezone = 6", "is no IANA zone"),
        (HOSTS + LAYOUT + 'timezone = "../etc/passwd"', "is no IANA zone"),
        (HOSTS + LAYOUT + 'language = "English"', "BCP 47"),
        (HOSTS + LAYOUT + 'day_first = "yes"', "day_first must be true or false"),
        (HOSTS + LAYOUT + 'body = "div["', "layout 1: body is no CSS selector"),
        (HOSTS + LAYOUT + "body = 3", "body must be a CSS selector"),
        (HOSTS + LAYOUT + 'remove = ".ad"', "remove must be a list"),
        (HOSTS + LAYOUT + 'remove = [".ad", ":::"]', "remove is no CSS selector"),
        (HOSTS + LAYOUT + LAYOUT, "'a' and 'a' hold on the same day"),
        (
            HOSTS + LAYOUT + "valid_until = 2018-12-31\n" + LAYOUT + "valid_from = 2018-12-31",
            "hold on the same day",
        ),
    ],
)
def test_a_wrong_profile_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as raised:
        read_profile(text, name="x.example.toml")
    assert str(raised.value).startswith("x.example.toml")
    assert "\n" not in str(raised.value)


def test_load_profiles_of_an_archive(tmp_path: Path) -> None:
    assert load_profiles(tmp_path / "sites") == ()
    (tmp_path / "b.toml").write_text('hosts = ["b.example"]\n' + LAYOUT)
    (tmp_path / "a.toml").write_text('hosts = ["www.a.example"]\n' + LAYOUT)
    (tmp_path / "readme.txt").write_text("not a profile")
    assert [p.hosts for p in load_profiles(tmp_path)] == [("a.example",), ("b.example",)]


def test_load_profiles_refuses_a_host_that_two_files_claim(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(HOSTS + LAYOUT)
    with pytest.raises(SettingsError, match=r"b\.toml: host 'x\.example' already has a profile in a\.toml"):
        load_profiles(tmp_path)


def test_load_profiles_says_which_file_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'hosts = ["\xe9.example"]')
    with pytest.raises(SettingsError, match=r"latin\.toml: can't be read as UTF-8"):
        load_profiles(tmp_path)
