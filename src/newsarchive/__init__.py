"""newsarchive: fetches trade news, keeps the raw bytes as proof, and answers questions in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsarchive.article import article_as_dict, parse_article
from newsarchive.errors import NewsArchiveError
from newsarchive.parse import PARSER_VERSION
from newsarchive.records import Article, Block, FoundDate, ParseIssue

if TYPE_CHECKING:
    from newsarchive.pipeline import Archive

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


def __getattr__(name: str) -> Any:
    """`Archive` needs database and network libraries: loaded only by those who ask for it."""
    if name == "Archive":
        from newsarchive.pipeline import Archive

        return Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
