"""Copies are found by sketches of another hash, and a transaction writes one piece of SQLite's full-text index.

All sketches go; the next ingest, re-parse or import compares every article anew. The groups that are
known stay until then. What the full-text index gets is kept in memory until it is eight million bytes,
not one: a thousand articles are about four.

Version 0006, after 0005.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    _forget_sketches()
    _keep_in_memory(8 * 1024 * 1024)


def downgrade() -> None:
    """Take this version back."""
    _forget_sketches()
    _keep_in_memory(1024 * 1024)  # SQLite's default


def _forget_sketches() -> None:
    op.execute("DELETE FROM search_copy_keys")
    op.execute("DELETE FROM search_copy_state")


def _keep_in_memory(size: int) -> None:
    if op.get_bind().dialect.name == "sqlite":
        setting = f"INSERT INTO search_index (search_index, rank) VALUES ('hashsize', {size})"  # noqa: S608
        op.execute(setting)
