"""${message}.

No ON DELETE CASCADE; every constraint has a name, given whole as `op.f("ck_head_single")`; a table is
altered inside `op.batch_alter_table`. The ledger's triggers are off meanwhile and made again at the end.
Column types are written out with names of `sqlalchemy`, never imported from the catalog. Data that is
moved survives both ways. Then set `REVISION` in `catalog/store/schema.py`.

Revision: ${up_revision}, after ${down_revision | comma,n}.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
