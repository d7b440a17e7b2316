"""Invented pages for the parser's tests."""

from __future__ import annotations

import json

PARAGRAPHS = [
    "The two governments agreed on Monday to lower duties on steel pipes, ending a dispute that had lasted for nine years.",
    "Officials from both sides said that the new rates would apply from the first of March, once parliaments have voted.",
    "Exporters welcomed the step, although several associations warned that quotas on wire rod were still in place.",
    "A second round of talks is planned for May in Oslo, where the ministers want to speak about aluminium as well.",
]

HEADLINE = "Duties on steel pipes fall after nine years"
MORE = [
    "Buyers of pipes in the north have waited for the vote since spring, and some of them have stopped their orders.",
    "Their association counts sixty firms, most of them small, which together employ more than nine thousand people.",
    "It had asked both ministers for an answer in March, and again in June, when the second round was put off.",
]
"""Paragraphs to go with those, where a page must have more of them."""


def body(paragraphs: list[str] = PARAGRAPHS) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def page(inner: str, *, head: str = "", ld: dict[str, object] | None = None, title: str = "") -> bytes:
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld is not None else ""
    title = f"<title>{title}</title>" if title else ""
    return (
        f"<!doctype html><html lang=en><head>{title}{head}{script}</head><body>{inner}</body></html>".encode()
    )
