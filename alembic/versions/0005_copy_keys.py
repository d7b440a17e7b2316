"""The sketches by which copies are found are made by another hash.

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


def upgrade() -> None:
    """Bring the schema up to this version."""
    _forget_sketches()


def downgrade() -> None:
    """Take this version back."""
    _forget_sketches()


def _forget_sketches() -> None:
    op.execute("DELETE FROM search_copy_keys")
    op.execute("DELETE FROM search_copy_state")
