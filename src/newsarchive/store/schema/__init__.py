"""The tables of an archive. Views are in `newsarchive.store.views`."""

from __future__ import annotations

from newsarchive.store.schema.base import NAMING_CONVENTION, Base
from newsarchive.store.schema.capturing import (
    PAGE_CLASSES,
    CaptureRow,
    ParseEvidence,
    ParseFinding,
    ParseIssueRow,
    ParseResult,
    WarcFile,
)
from newsarchive.store.schema.dictionary import DataDictionary
from newsarchive.store.schema.following import FETCH_KINDS, RUN_KINDS, Fetch, Page, Run, RunCount, Source
from newsarchive.store.schema.writing import (
    BLOCK_KINDS,
    CAUSES,
    ArticleAuthor,
    ArticleRow,
    ArticleTag,
    Author,
    BlockRow,
    Revision,
    Tag,
)

metadata = Base.metadata

__all__ = [
    "BLOCK_KINDS",
    "CAUSES",
    "FETCH_KINDS",
    "NAMING_CONVENTION",
    "PAGE_CLASSES",
    "RUN_KINDS",
    "ArticleAuthor",
    "ArticleRow",
    "ArticleTag",
    "Author",
    "Base",
    "BlockRow",
    "CaptureRow",
    "DataDictionary",
    "Fetch",
    "Page",
    "ParseEvidence",
    "ParseFinding",
    "ParseIssueRow",
    "ParseResult",
    "Revision",
    "Run",
    "RunCount",
    "Source",
    "Tag",
    "WarcFile",
    "metadata",
]
