"""Append-only ledger: triggers refuse to alter or take away its rows.

The triggers are made by `catalog.store.triggers.make_triggers`, which runs after every migration that
ends at this revision or later. Here only the head's constraint gets the name that the convention gives:
0001 had the convention applied to a name that already followed it.

Revision: 0002, after 0001.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FIRST = "ck_head_ck_head_single"
NAME = "ck_head_single"
RULE = "id = 1"


def upgrade() -> None:
    _rename(FIRST, NAME)


def downgrade() -> None:
    # The triggers were taken off before this began, and are not made again below 0002.
    _rename(NAME, FIRST)


def _rename(old: str, new: str) -> None:
    with op.batch_alter_table("head") as head:
        head.drop_constraint(op.f(old), type_="check")
        head.create_check_constraint(op.f(new), RULE)
