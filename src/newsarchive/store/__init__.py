"""The database of an archive: schema, migrations, writes, search and safe SQL."""

from __future__ import annotations

from newsarchive.store.database import SCHEMA_VERSION, Store

__all__ = ["SCHEMA_VERSION", "Store"]
