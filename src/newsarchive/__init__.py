"""newsarchive: fetches trade news, keeps the raw bytes as proof, and answers questions in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.lazy import loaded_on_demand

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

__getattr__ = loaded_on_demand(__name__, _HOMES)
