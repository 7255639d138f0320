"""Clusters of copies: which pictures are one, what people said about it, and how far the log was followed.

`copy_word` is truth; the other tables are projections that `catalog clusters rebuild` makes again. A
catalog of before has no members yet: the next import, or a rebuild, follows its change log from the start.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _clusters()
    _words()
    _progress()


def downgrade() -> None:
    for table in ("cluster_progress", "copy_word", "cluster_member", "cluster"):
        op.drop_table(table)


def _clusters() -> None:
    """Clusters, those that became part of others too, and the pictures that were looked at."""
    op.create_table(
        "cluster",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("into", NUMBER, nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["photo.id"], name="fk_cluster_id_photo"),
        sa.ForeignKeyConstraint(["into"], ["cluster.id"], name="fk_cluster_into_cluster"),
        sa.PrimaryKeyConstraint("id", name="pk_cluster"),
    )
    op.create_table(
        "cluster_member",
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("cluster_id", NUMBER, nullable=True),
        sa.Column("image_version", NUMBER, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_cluster_member_photo_id_photo"),
        sa.ForeignKeyConstraint(["cluster_id"], ["cluster.id"], name="fk_cluster_member_cluster_id_cluster"),
        sa.PrimaryKeyConstraint("photo_id", name="pk_cluster_member"),
    )
    op.create_index("ix_cluster_member_cluster_id", "cluster_member", ["cluster_id"])


def _words() -> None:
    """What people said of two pictures; the newest word of a pair counts."""
    op.create_table(
        "copy_word",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("photo_a", NUMBER, nullable=False),
        sa.Column("photo_b", NUMBER, nullable=False),
        sa.Column("same", sa.Boolean(), nullable=True),
        sa.Column("event", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["photo_a"], ["photo.id"], name="fk_copy_word_photo_a_photo"),
        sa.ForeignKeyConstraint(["photo_b"], ["photo.id"], name="fk_copy_word_photo_b_photo"),
        sa.CheckConstraint("photo_a < photo_b", name=op.f("ck_copy_word_ordered")),
        sa.PrimaryKeyConstraint("id", name="pk_copy_word"),
    )
    op.create_index("ix_copy_word_photo_a_photo_b", "copy_word", ["photo_a", "photo_b"])
    op.create_index("ix_copy_word_photo_b", "copy_word", ["photo_b"])
    op.create_index("ix_copy_word_event", "copy_word", ["event"])


def _progress() -> None:
    """How far the change log was followed, in its one row."""
    op.create_table(
        "cluster_progress",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("turn", NUMBER, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_cluster_progress_single")),
        sa.PrimaryKeyConstraint("id", name="pk_cluster_progress"),
    )
    progress = sa.table(
        "cluster_progress",
        sa.column("id", sa.Integer()),
        sa.column("seq", sa.Integer()),
        sa.column("turn", sa.Integer()),
    )
    op.bulk_insert(progress, [{"id": 1, "seq": 0, "turn": 0}])
