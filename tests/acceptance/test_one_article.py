"""One article is one article, however often and under whatever address it is linked."""

from __future__ import annotations

from pathlib import Path

from tests.support.archives import feed, make_archive, night, rows, source_table
from tests.support.fault_server import FaultServer, answer, redirect

TEXT = "".join(
    f"<p>The council of the harbour voted on Tuesday for step number {n} of the new duty on seed oil, which millers "
    "had fought for months, and said that it would look at the matter again in the spring.</p>"
    for n in range(1, 5)
)


def story(canonical: str, head: str = "") -> bytes:
    page = (
        f"<!doctype html><html lang=en><head><title>Duty on seed oil rises</title>{head}"
        f"<link rel=canonical href='{canonical}'></head>"
        f"<body><article><h1>Duty on seed oil rises</h1>{TEXT}</article></body></html>"
    )
    return answer(page.encode(), content_type="text/html; charset=utf-8")


def test_spellings_twins_and_redirects_are_one_article(tmp_path: Path) -> None:
    with FaultServer() as server:
        own = server.url("/trade/seed-oil")
        server.on(
            "/trade/seed-oil", story(own, f"<link rel=amphtml href='{server.url('/amp/trade/seed-oil')}'>")
        )
        server.on("/amp/trade/seed-oil", story(own))
        server.on("/mobile/trade/seed-oil", story(own))
        server.on("/s/4711", redirect(own))
        linked = (
            own,
            f"{own}?utm_source=feed&utm_medium=rss",
            f"{own}?fbclid=abc#comments",
            server.url("/amp/trade/seed-oil"),
            server.url("/mobile/trade/seed-oil"),
            server.url("/s/4711"),
        )
        server.on("/feed", answer(feed(*linked), content_type="application/rss+xml"))
        table = source_table("post", server, f'feeds = ["{server.url("/feed")}"]')
        with make_archive(tmp_path / "archive", table) as archive:
            for _ in range(2):
                night(archive, recheck=True)
            articles = rows(archive, "SELECT headline, url, revision_count FROM articles")
            shown = rows(archive, "SELECT count(DISTINCT article_id), count(article_id) FROM pages")
        asked = server.paths
    assert articles == [("Duty on seed oil rises", own, 1)]
    assert shown[0][0] == 1
    assert not [path for path in asked if "utm_" in path or "fbclid" in path or "#" in path]
