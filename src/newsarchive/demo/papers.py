"""The demo archive: the papers of the sample site, each of them a source."""

from __future__ import annotations

from pathlib import Path

from newsarchive.demo.server import SampleSite
from newsarchive.folder import SETTINGS_FILE, make_folder
from newsarchive.pipeline import Archive, Ingest, IngestOptions
from newsarchive.settings import load_settings

PAPERS = (
    "banijya-barta",
    "boueki-shimpo",
    "consent-gate",
    "customs-today",
    "dhaka-courier",
    "financial-quay",
    "harbour-gazette",
    "members",
    "meridian-agency",
    "old-ledger",
    "policyblog",
    "schedule-watch",
    "southern-echo",
    "tariff-wire",
    "trade-live",
    "zollbote",
)
"""First part of the path of each paper in the press hall."""


def demo_settings(url: str) -> str:
    """The settings file of the demo archive, for a sample site at `url` (`http://127.0.0.1:PORT`)."""
    port = url.rsplit(":", 1)[1]
    head = "[fetch]\ndelay_seconds = 0.0   # the sample site is ours; ask others more slowly\n"
    return head + "".join(
        f"""
[[sources]]
name = "{paper}"
home = "{url}/"
feeds = ["{url}/feed.xml"]
sitemaps = ["{url}/sitemap.xml"]
include = ["/{paper}/"]
allow_private = ["127.0.0.1"]   # it is served on this machine
allow_ports = [{port}]
"""
        for paper in PAPERS
    )


def make_demo_archive(folder: Path) -> None:
    """Fill a new archive as the tour does, without its words: all papers, then one edit by a publisher."""
    make_folder(folder)
    with SampleSite() as site:
        (folder / SETTINGS_FILE).write_text(demo_settings(site.url), encoding="utf-8")
        with Archive.open(load_settings(folder, {}), create=True) as archive:
            for night in range(2):
                if night:
                    site.publish_edit()
                Ingest(archive, archive.settings.sources, IngestOptions(recheck=True)).run()
