"""Rows to files and terminals: table, CSV, JSON, JSON Lines, Markdown, Parquet, SVG.

`write_rows` writes any result; `export_articles` writes the archive's articles. Both stream, and
a result is either written whole or an error is raised.
"""

from __future__ import annotations

from newsarchive.export.articles import ArticleFilter, captures_of_articles, count_articles, export_articles
from newsarchive.export.chart import draw_chart
from newsarchive.export.write import FORMATS, Format, WriteOptions, write_rows

__all__ = [
    "FORMATS",
    "ArticleFilter",
    "Format",
    "WriteOptions",
    "captures_of_articles",
    "count_articles",
    "draw_chart",
    "export_articles",
    "write_rows",
]
