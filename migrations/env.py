"""Run migrations on the connection that `catalog.store.migrate` hands over.

Called by the `alembic` command (to draft a new migration), it opens the catalog of the environment.
"""

import os

from alembic import context
from sqlalchemy import Connection

from catalog.settings import load_settings
from catalog.store.engine import read_url
from catalog.store.migrate import migration_engine, triggers_off, wait_for_others
from catalog.store.tables import Base


def run(connection: Connection) -> None:
    """Run migrations inside the transaction that the caller began."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = migration_engine(read_url(load_settings(os.environ).database_url))
    with engine.begin() as own:
        wait_for_others(own)
        with triggers_off(own):
            run(own)
