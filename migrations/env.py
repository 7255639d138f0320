"""Run migrations on the connection that `catalog.store.migrate` hands over.

Called by the `alembic` command (to draft a new migration), it opens the catalog of the environment.
"""

import os

from alembic import context
from sqlalchemy import Connection, text

from catalog.settings import load_settings
from catalog.store.engine import WRITE, make_engine, read_url
from catalog.store.tables import Base

# Any number that nothing else in the database locks; it keeps two migrating programs apart.
ADVISORY_LOCK = 0x6372_6564


def run(connection: Connection) -> None:
    """Run migrations inside the transaction that the caller began."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
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
    url = read_url(load_settings(os.environ).database_url)
    engine = make_engine(url, foreign_keys=False, pooled=False).execution_options(**{WRITE: True})
    with engine.begin() as own:
        run(own)
