"""First tables: truth, projections, and the ledger that orders all commits.

No ON DELETE CASCADE; every constraint has a name.

Revision: 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


TABLES = (
    "head",
    "audit_event",
    "audit_value",
    "import_run",
    "run_problem",
    "photo",
    "photo_run",
    "edit",
    "change",
    "caption_version",
    "parse",
    "image",
    "metadata_block",
    "handout_source",
    "handout_source_form",
    "finding",
    "handout",
    "photo_handout_source",
)


def upgrade() -> None:
    _ledger()
    _runs()
    _photos()
    _captions()
    _images()
    _sources()
    _assessments()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _ledger() -> None:
    """The head that orders commits, with its one row, and the audit chain."""
    op.create_table(
        "head",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("audit_number", NUMBER, nullable=False),
        sa.Column("audit_digest", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_head_single"),
        sa.PrimaryKeyConstraint("id", name="pk_head"),
    )
    head = sa.table(
        "head",
        sa.column("id", sa.Integer()),
        sa.column("seq", sa.Integer()),
        sa.column("audit_number", sa.Integer()),
        sa.column("audit_digest", sa.Text()),
    )
    op.bulk_insert(head, [{"id": 1, "seq": 0, "audit_number": 0, "audit_digest": "0" * 64}])
    op.create_table(
        "audit_event",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_event"),
    )
    op.create_index("ix_audit_event_subject", "audit_event", ["subject"])
    op.create_table(
        "audit_value",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("erased_by", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["number"], ["audit_event.number"], name="fk_audit_value_number_audit_event"),
        sa.PrimaryKeyConstraint("number", "name", name="pk_audit_value"),
    )


def _runs() -> None:
    """Import runs and the rows that they could not take."""
    op.create_table(
        "import_run",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("started", MOMENT, nullable=False),
        sa.Column("ended", MOMENT, nullable=True),
        sa.Column("heartbeat", MOMENT, nullable=False),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("cancel", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("read", NUMBER, nullable=False),
        sa.Column("added", NUMBER, nullable=False),
        sa.Column("changed", NUMBER, nullable=False),
        sa.Column("unchanged", NUMBER, nullable=False),
        sa.Column("failed", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_run"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_import_run_state", "import_run", ["state"])
    op.create_table(
        "run_problem",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("run_id", NUMBER, nullable=False),
        sa.Column("line", NUMBER, nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name="fk_run_problem_run_id_import_run"),
        sa.PrimaryKeyConstraint("id", name="pk_run_problem"),
    )
    op.create_index("ix_run_problem_run_id", "run_problem", ["run_id"])


def _photos() -> None:
    """Photos, which runs touched them, what people set, and the change log."""
    op.create_table(
        "photo",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("added", MOMENT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("caption_version", NUMBER, nullable=False),
        sa.Column("image_version", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_photo"),
        sa.UniqueConstraint("reference", "provider", name="uq_photo_reference_provider"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "photo_run",
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("run_id", NUMBER, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_photo_run_photo_id_photo"),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name="fk_photo_run_run_id_import_run"),
        sa.PrimaryKeyConstraint("photo_id", "run_id", name="pk_photo_run"),
    )
    op.create_index("ix_photo_run_run_id", "photo_run", ["run_id"])
    op.create_table(
        "edit",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_edit_photo_id_photo"),
        sa.PrimaryKeyConstraint("id", name="pk_edit"),
    )
    op.create_index("ix_edit_photo_id_field", "edit", ["photo_id", "field"])
    op.create_table(
        "change",
        sa.Column("seq", NUMBER, autoincrement=False, nullable=False),
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_change_photo_id_photo"),
        sa.PrimaryKeyConstraint("seq", name="pk_change"),
    )
    op.create_index("ix_change_photo_id", "change", ["photo_id"])


def _captions() -> None:
    """Caption versions, byte for byte, and the parse of the current ones."""
    op.create_table(
        "caption_version",
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_digest", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("received", MOMENT, nullable=False),
        sa.Column("run_id", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_caption_version_photo_id_photo"),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name="fk_caption_version_run_id_import_run"),
        sa.PrimaryKeyConstraint("photo_id", "version", name="pk_caption_version"),
        sa.UniqueConstraint("photo_id", "text_digest", name="uq_caption_version_photo_id_text_digest"),
    )
    op.create_table(
        "parse",
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("parser", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_parse_photo_id_photo"),
        sa.PrimaryKeyConstraint("photo_id", name="pk_parse"),
    )
    op.create_index("ix_parse_parser", "parse", ["parser"])


def _images() -> None:
    """Image files and their metadata blocks."""
    op.create_table(
        "image",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("rendition", sa.Text(), nullable=False),
        sa.Column("received", MOMENT, nullable=False),
        sa.Column("run_id", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_image_photo_id_photo"),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name="fk_image_run_id_import_run"),
        sa.PrimaryKeyConstraint("id", name="pk_image"),
        sa.UniqueConstraint("photo_id", "version", name="uq_image_photo_id_version"),
    )
    op.create_index("ix_image_sha256", "image", ["sha256"])
    op.create_table(
        "metadata_block",
        sa.Column("image_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name="fk_metadata_block_image_id_image"),
        sa.PrimaryKeyConstraint("image_id", "position", name="pk_metadata_block"),
    )


def _sources() -> None:
    """The authority list of handout sources."""
    op.create_table(
        "handout_source",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("class", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("added", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handout_source"),
        sa.UniqueConstraint("slug", name="uq_handout_source_slug"),
    )
    op.create_table(
        "handout_source_form",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("source_id", NUMBER, nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["handout_source.id"], name="fk_handout_source_form_source_id_handout_source"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handout_source_form"),
        sa.UniqueConstraint("folded", "country", name="uq_handout_source_form_folded_country"),
    )
    op.create_index("ix_handout_source_form_source_id", "handout_source_form", ["source_id"])


def _assessments() -> None:
    """What assessment makes of photos."""
    op.create_table(
        "finding",
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_finding_photo_id_photo"),
        sa.PrimaryKeyConstraint("photo_id", "position", name="pk_finding"),
    )
    op.create_index("ix_finding_rule", "finding", ["rule"])
    op.create_table(
        "handout",
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_handout_photo_id_photo"),
        sa.PrimaryKeyConstraint("photo_id", name="pk_handout"),
    )
    op.create_index("ix_handout_state", "handout", ["state"])
    op.create_table(
        "photo_handout_source",
        sa.Column("photo_id", NUMBER, nullable=False),
        sa.Column("source_id", NUMBER, nullable=False),
        sa.Column("position", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name="fk_photo_handout_source_photo_id_photo"),
        sa.ForeignKeyConstraint(
            ["source_id"], ["handout_source.id"], name="fk_photo_handout_source_source_id_handout_source"
        ),
        sa.PrimaryKeyConstraint("photo_id", "source_id", name="pk_photo_handout_source"),
    )
    op.create_index("ix_photo_handout_source_source_id", "photo_handout_source", ["source_id"])
