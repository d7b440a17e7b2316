"""newsarchive.toml: what it says, and the line a user gets when it is wrong."""

from pathlib import Path

import pytest

from newsarchive.errors import SettingsError, UsageError
from newsarchive.folder import archive_folder
from newsarchive.settings import TEMPLATE, load_settings

SOURCE = '[[sources]]\nname = "a"\nhome = "https://a.example/"\n'


def _load(tmp_path: Path, text: str, **environment: str):
    (tmp_path / "newsarchive.toml").write_text(text, encoding="utf-8")
    return load_settings(tmp_path, environment)


def test_defaults_without_a_file(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {})
    assert settings.database_url == f"sqlite:///{tmp_path / 'newsarchive.db'}"
    assert settings.warc == str(tmp_path / "warc")
    assert settings.sources == ()


def test_the_template_is_valid(tmp_path: Path) -> None:
    assert _load(tmp_path, TEMPLATE).sources == ()


def test_the_template_with_its_example_source_is_valid(tmp_path: Path) -> None:
    lines = TEMPLATE.splitlines()
    start = lines.index("# [[sources]]")
    text = "\n".join(line.removeprefix("# ") if n >= start else line for n, line in enumerate(lines))
    (source,) = _load(tmp_path, text).sources
    assert source.timezone == "Asia/Dhaka"


def test_a_source(tmp_path: Path) -> None:
    text = SOURCE + 'timezone = "Asia/Dhaka"\ndelay_seconds = 3\ninclude = ["/trade/"]\n'
    (source,) = _load(tmp_path, text).sources
    assert (source.name, source.delay, source.include) == ("a", 3, ("/trade/",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[sources", "not valid TOML"),
        ("[[sources]]\nname = 'a'\n", "home"),
        (SOURCE + "feed = []\n", "unknown key sources.1.feed"),
        (SOURCE + "timezone = 'Asia/Nowhere'\n", "'Asia/Nowhere' is no IANA time zone"),
        (SOURCE + "feeds = ['ftp://a.example/rss']\n", "http"),
        (SOURCE + "include = ['(']\n", "no regular expression"),
        (SOURCE + SOURCE, "two sources are named 'a'"),
        ("[fetch]\ndelay_seconds = -1\n", "fetch.delay_seconds"),
        ("[fetch]\nuser_agent = 'a\\nb'\n".replace("'", '"'), "fetch.user_agent"),
        ("[archive]\ndatabase = 'mysql://x'\n", "postgresql:// or sqlite:///"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        _load(tmp_path, text)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "newsarchive.toml").write_bytes(b"\xff\xfe[")
    with pytest.raises(SettingsError, match="not UTF-8"):
        load_settings(tmp_path, {})


@pytest.mark.parametrize("url", ["postgres://u@h/n", "postgresql://u@h/n", "postgresql+psycopg://u@h/n"])
def test_postgresql_urls_of_every_spelling(tmp_path: Path, url: str) -> None:
    assert _load(tmp_path, "", NEWSARCHIVE_DATABASE=url).database_url == "postgresql+psycopg://u@h/n"


def test_an_unknown_source_names_the_known(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'b'.*there: a"):
        _load(tmp_path, SOURCE).source("b")


def test_which_folder() -> None:
    assert archive_folder(Path("x"), {"NEWSARCHIVE_HOME": "y"}) == Path("x")
    assert archive_folder(None, {"NEWSARCHIVE_HOME": "y"}) == Path("y")
    assert archive_folder(None, {}) == Path("archive")
