"""Rows to files and terminals: table, CSV, JSON, JSON Lines, Markdown, Parquet, SVG.

`write_rows` writes any result; `export_articles` writes the archive's articles. Both stream, and
a result is either written whole or an error is raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.lazy import loaded_on_demand

if TYPE_CHECKING:
    from newsarchive.export.articles import (
        ArticleFilter,
        captures_of_articles,
        count_articles,
        export_articles,
    )
    from newsarchive.export.chart import draw_chart
    from newsarchive.export.options import FORMATS, Format, WriteOptions
    from newsarchive.export.write import write_rows

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

_HOMES = {
    "FORMATS": "options",
    "ArticleFilter": "articles",
    "Format": "options",
    "WriteOptions": "options",
    "captures_of_articles": "articles",
    "count_articles": "articles",
    "draw_chart": "chart",
    "export_articles": "articles",
    "write_rows": "write",
}

__getattr__ = loaded_on_demand(__name__, _HOMES)
