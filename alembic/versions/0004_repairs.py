"""Repairs are a kind of run of their own; a WARC file may be one of others, named by its path.

Version 0004, after 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KINDS_BEFORE = ("ingest", "reparse", "import", "fetch")
KINDS = (*KINDS_BEFORE, "repair")
COMMENT_BEFORE = "Runs of ingest, re-parse and import, with their outcome."
COMMENT = "Runs of ingest, re-parse, import and repair, with their outcome."
NAME_BEFORE = "File name, relative to the archive's warc folder."
NAME = "File name, relative to the archive's warc folder; the whole path of a file imported by reference."


def upgrade() -> None:
    """Bring the schema up to this version."""
    _words(KINDS_BEFORE, KINDS, COMMENT_BEFORE, COMMENT, NAME_BEFORE, NAME)
    op.execute("UPDATE runs SET kind = 'repair', detail = NULL WHERE kind = 'import' AND detail = 'repair'")


def downgrade() -> None:
    """Take this version back: a repair is again an import whose detail says so."""
    op.execute("UPDATE runs SET kind = 'import', detail = 'repair' WHERE kind = 'repair'")
    _words(KINDS, KINDS_BEFORE, COMMENT, COMMENT_BEFORE, NAME, NAME_BEFORE)


def _words(
    kinds_before: tuple[str, ...],
    kinds: tuple[str, ...],
    comment_before: str,
    comment: str,
    name_before: str,
    name: str,
) -> None:
    """Other kinds of runs, and other comments. SQLite can't alter a check: the table is copied."""
    with op.batch_alter_table("runs", recreate="auto") as runs:
        runs.drop_constraint(op.f("ck_runs_kind"), type_="check")
        runs.create_check_constraint(op.f("ck_runs_kind"), f"kind IN ({', '.join(map(repr, kinds))})")
        runs.alter_column(
            "kind",
            existing_type=sa.Text(),
            existing_nullable=False,
            comment=f"One of: {', '.join(kinds)}.",
            existing_comment=f"One of: {', '.join(kinds_before)}.",
        )
        runs.create_table_comment(comment, existing_comment=comment_before)
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column(
            "warc_files",
            "name",
            existing_type=sa.Text(),
            existing_nullable=False,
            comment=name,
            existing_comment=name_before,
        )
