"""Bytes of a page in, an `Article` out. Knows no network, clock or database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.lazy import loaded_on_demand

if TYPE_CHECKING:
    from newsarchive.parse.article import explain_article, parse_article
    from newsarchive.parse.story import Considered, Explanation
    from newsarchive.parse.version import PARSER_VERSION

__all__ = ["PARSER_VERSION", "Considered", "Explanation", "explain_article", "parse_article"]

# Its patterns take half a second to compile: commands that only ask for the version, or check a selector of a
# site's profile, start without them.
_HOMES = {
    "PARSER_VERSION": "version",
    "Considered": "story",
    "Explanation": "story",
    "explain_article": "article",
    "parse_article": "article",
}

__getattr__ = loaded_on_demand(__name__, _HOMES)
