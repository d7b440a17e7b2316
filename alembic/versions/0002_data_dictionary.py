"""The data dictionary, and the views that are made with it.

Version 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsarchive.store.types import Identifier

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "data_dictionary",
        sa.Column("name", sa.Text(), nullable=False, comment="Name of the table or view."),
        sa.Column(
            "position",
            Identifier,
            nullable=False,
            comment="0 for the table or view itself, else the place of the column.",
        ),
        sa.Column(
            "column_name",
            sa.Text(),
            nullable=False,
            comment="Name of the column; empty for the table or view itself.",
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="table or view."),
        sa.Column("comment", sa.Text(), nullable=False, comment="What it means."),
        sa.CheckConstraint("kind IN ('table', 'view')", name=op.f("ck_data_dictionary_kind")),
        sa.PrimaryKeyConstraint("name", "position", name=op.f("pk_data_dictionary")),
        comment="What every table, view and column means; made anew by each upgrade.",
    )


def downgrade() -> None:
    """Take this version back."""
    op.drop_table("data_dictionary")
