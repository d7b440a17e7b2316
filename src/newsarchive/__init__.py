"""newsarchive: fetches trade news, keeps the raw bytes as proof, and answers questions in SQL."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsarchive.article import article_as_dict, parse_article
    from newsarchive.errors import NewsArchiveError
    from newsarchive.parse import PARSER_VERSION
    from newsarchive.pipeline import Archive
    from newsarchive.records import Article, Block, FoundDate, ParseIssue

__version__ = "0.1.0"

__all__ = [
    "PARSER_VERSION",
    "Archive",
    "Article",
    "Block",
    "FoundDate",
    "NewsArchiveError",
    "ParseIssue",
    "__version__",
    "article_as_dict",
    "parse_article",
]

_HOMES = {
    "PARSER_VERSION": "parse",
    "Archive": "pipeline",
    "Article": "records",
    "Block": "records",
    "FoundDate": "records",
    "NewsArchiveError": "errors",
    "ParseIssue": "records",
    "article_as_dict": "article",
    "parse_article": "article",
}


def __getattr__(name: str) -> Any:
    """The public names are loaded when they are asked for: a command starts with what it needs."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
