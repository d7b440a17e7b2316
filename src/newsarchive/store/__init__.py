"""The database of an archive: schema, migrations, writes, search and safe SQL."""

from __future__ import annotations

from newsarchive.store.articles import (
    Parsed,
    Saved,
    SaveOutcome,
    captures_to_reparse_first,
    save_parse,
    save_parses,
)
from newsarchive.store.capturing import (
    Place,
    StoredCapture,
    all_captures,
    captures_of_page,
    captures_to_parse,
    close_warc_file,
    save_capture,
    stored_capture,
    unparsed_captures,
)
from newsarchive.store.comparing import FieldChange, field_changes, page_classes, revision_blocks
from newsarchive.store.database import SCHEMA_VERSION, Store
from newsarchive.store.lookups import (
    answering_urls,
    article_of_url,
    closed_warc_files,
    count_captures_to_parse,
    known_record_ids,
    original_with_payload,
    page_of_url,
    ref_of_record,
    source_names,
)
from newsarchive.store.pages import (
    PageToCheck,
    SeenCandidates,
    due_pages,
    mark_failed,
    mark_gone,
    mark_not_modified,
    next_check_after,
    pages_by_id,
    see_candidates,
)
from newsarchive.store.runs import finish_run, record_fetch, start_run, upsert_source

__all__ = [
    "SCHEMA_VERSION",
    "FieldChange",
    "PageToCheck",
    "Parsed",
    "Place",
    "SaveOutcome",
    "Saved",
    "SeenCandidates",
    "Store",
    "StoredCapture",
    "all_captures",
    "answering_urls",
    "article_of_url",
    "captures_of_page",
    "captures_to_parse",
    "captures_to_reparse_first",
    "close_warc_file",
    "closed_warc_files",
    "count_captures_to_parse",
    "due_pages",
    "field_changes",
    "finish_run",
    "known_record_ids",
    "mark_failed",
    "mark_gone",
    "mark_not_modified",
    "next_check_after",
    "original_with_payload",
    "page_classes",
    "page_of_url",
    "pages_by_id",
    "record_fetch",
    "ref_of_record",
    "revision_blocks",
    "save_capture",
    "save_parse",
    "save_parses",
    "see_candidates",
    "source_names",
    "start_run",
    "stored_capture",
    "unparsed_captures",
    "upsert_source",
]
