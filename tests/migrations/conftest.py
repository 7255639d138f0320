"""A database to migrate, once on SQLite and once on PostgreSQL, and a way to look into it."""

import shutil

import pytest
from sqlalchemy import inspect, text

from catalog.store import migrate
from catalog.store.engine import make_engine


class Database:
    """What a test does to a database beside the migrations."""

    def __init__(self, url):
        self.url = url

    def run(self, statement, **values):
        """Run one statement; its rows as tuples, if it gives any."""
        engine = make_engine(self.url, foreign_keys=False, pooled=False)
        with engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return [tuple(row) for row in result] if result.returns_rows else []

    def insert(self, rows):
        """Insert rows in one transaction, each as its table and its values by column."""
        engine = make_engine(self.url, foreign_keys=False, pooled=False)
        with engine.begin() as connection:
            for table, values in rows:
                columns = ", ".join(f'"{name}"' for name in values)
                places = ", ".join(f":{name}" for name in values)
                statement = f'INSERT INTO "{table}" ({columns}) VALUES ({places})'  # noqa: S608
                connection.execute(text(statement), values)

    def tables(self):
        engine = make_engine(self.url, pooled=False)
        return set(inspect(engine).get_table_names())

    def rows(self):
        """Every row of every table, by table."""
        tables = sorted(self.tables() - {"alembic_version"})
        return {name: sorted(self.run(f'SELECT * FROM "{name}"'), key=repr) for name in tables}  # noqa: S608


@pytest.fixture
def database(databases):
    """An empty database of either kind."""
    return Database(databases.empty())


@pytest.fixture
def file(sqlite_databases):
    """An empty SQLite database."""
    return Database(sqlite_databases.empty())


@pytest.fixture
def server(postgres_databases):
    """An empty database on a server."""
    return Database(postgres_databases.empty())


@pytest.fixture
def next_migration(tmp_path, monkeypatch):
    """Adds a migration after the newest one, with this body."""

    def add(*statements):
        folder = tmp_path / "migrations"
        shutil.copytree(migrate.migrations_folder(), folder)
        body = "\n".join(f"    {one}" for one in statements)
        (folder / "versions" / "0004_next.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n\n"
            "revision = '0004'\ndown_revision = '0003'\n\n\n"
            f"def upgrade():\n{body}\n\n\ndef downgrade():\n    pass\n"
        )
        monkeypatch.setattr(migrate, "migrations_folder", lambda: folder)
        for module in ("migrate", "schema"):
            monkeypatch.setattr(f"catalog.store.{module}.REVISION", "0004")

    return add
