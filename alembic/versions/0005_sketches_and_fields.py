"""Copies are found by sketches of another hash; PostgreSQL finds headlines and subheads by indexes of their own.

All sketches go; the next ingest, re-parse or import compares every article anew. The groups that are
known stay until then.

Version 0005, after 0004.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FIELDS = (("headline", "a"), ("subheads", "b"))
"""Short fields, with their weight: a word in one is mostly in many more texts than headlines."""


def upgrade() -> None:
    """Bring the schema up to this version."""
    _forget_sketches()
    if op.get_bind().dialect.name != "sqlite":
        for name, weight in FIELDS:
            op.execute(
                f"CREATE INDEX ix_search_index_{name} ON search_index USING gin (ts_filter(tokens, '{{{weight}}}'))"
            )


def downgrade() -> None:
    """Take this version back."""
    _forget_sketches()
    if op.get_bind().dialect.name != "sqlite":
        for name, _ in FIELDS:
            op.execute(f"DROP INDEX ix_search_index_{name}")


def _forget_sketches() -> None:
    op.execute("DELETE FROM search_copy_keys")
    op.execute("DELETE FROM search_copy_state")
