"""The full-text index, and the keys by which copies are found.

Version 0003. The articles that are there are indexed in the same step.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from newsarchive.store.search_index import rebuild_index

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        _make_fts5()
    else:
        _make_tsvector()
    op.create_table(
        "search_copy_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column(
            "article_id",
            sa.BigInteger(),
            sa.ForeignKey("articles.id", ondelete="CASCADE", name="fk_search_copy_keys_article_id"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("key", "article_id", name="pk_search_copy_keys"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_copy_keys_article_id", "search_copy_keys", ["article_id"])
    op.create_table(
        "search_copy_state",
        sa.Column(
            "article_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("articles.id", ondelete="CASCADE", name="fk_search_copy_state_article_id"),
            nullable=False,
            autoincrement=False,
        ),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_search_copy_state"),
    )
    rebuild_index(Session(bind=connection, join_transaction_mode="rollback_only"))


def _make_fts5() -> None:
    # The tokens come ready-made (search_tokens); the ascii tokenizer only parts them at the spaces.
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5"
        "(headline, subheads, body, revision UNINDEXED, tokenize = 'ascii')"
    )
    # Merge eight pieces of the index at a time, not four: half the work of a bulk load, and the same searches.
    op.execute("INSERT INTO search_index (search_index, rank) VALUES ('automerge', 8)")
    op.execute(
        "CREATE TRIGGER search_index_article_deleted AFTER DELETE ON articles"
        " BEGIN DELETE FROM search_index WHERE rowid = old.id; END"
    )


def _make_tsvector() -> None:
    op.execute(
        "CREATE TABLE search_index ("
        " article_id bigint CONSTRAINT pk_search_index PRIMARY KEY"
        " CONSTRAINT fk_search_index_article_id REFERENCES articles (id) ON DELETE CASCADE,"
        " revision bigint NOT NULL, tokens tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_search_index_tokens ON search_index USING gin (tokens)")


def downgrade() -> None:
    """Bring the schema back to the version before."""
    op.drop_table("search_copy_state")
    op.drop_table("search_copy_keys")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER search_index_article_deleted")
    op.execute("DROP TABLE search_index")
