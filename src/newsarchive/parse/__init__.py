"""Bytes of a page in, an `Article` out. Knows no network, clock or database."""

from __future__ import annotations

from newsarchive.parse.article import PARSER_VERSION, explain_article, parse_article
from newsarchive.parse.story import Considered, Explanation

__all__ = ["PARSER_VERSION", "Considered", "Explanation", "explain_article", "parse_article"]
