"""Databases for tests: SQLite files, and a PostgreSQL server that runs as long as the session.

The server is the machine's own (Debian: `apt install postgresql`), started on a socket in a folder of
its own. Where there is none, its tests are skipped; where `CI` is set, they fail instead.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from catalog.store import migrate

OWNER = "creditline"
LOCKED = "locked"
"""A role that must give its password."""
SECONDS = 60
ROOM = 1 << 30
"""Bytes that must be free in memory for a server to lie there."""
QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "listen_addresses": "",
}
# Order counts: the first line that fits decides.
ACCESS = f"local all {LOCKED} scram-sha-256\nlocal all all trust\n"


def program(name):
    """A PostgreSQL program: on the PATH, else of the newest version that Debian installed."""
    found = shutil.which(name)
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = sorted(versions, key=lambda path: float(path.parts[-3]))
    return found or (str(newest[-1]) if newest else None)


def _memory():
    """A folder in memory with room for a server, where a new database takes a tenth of the time."""
    folder = Path("/dev/shm")  # noqa: S108 -- mkdtemp makes a folder of our own in it
    usable = folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM
    return folder if usable else None


class Server:
    """A PostgreSQL server below a temporary folder; it refuses to run as root, so root lends it a user."""

    def __init__(self):
        # Not below pytest's own folder, which another user may not enter; a socket's path must be short.
        self.folder = Path(tempfile.mkdtemp(prefix="creditline-", dir=_memory()))
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.process = None
        self._numbers = count()
        self._lent = self._lend() if os.geteuid() == 0 else {}

    def _lend(self):
        names = {entry.pw_name: entry for entry in pwd.getpwall()}
        user = names.get("postgres") or names["nobody"]
        os.chown(self.folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def make(self):
        options = ["--username", OWNER, "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
        command = [program("initdb"), "--pgdata", str(self.data), *options]
        made = subprocess.run(command, capture_output=True, text=True, check=False, **self._around())
        assert made.returncode == 0, made.stderr
        (self.data / "pg_hba.conf").write_text(ACCESS)

    def start(self):
        options = [part for name, value in QUICK.items() for part in ("-c", f"{name}={value}")]
        command = [program("postgres"), "-D", str(self.data), "-k", str(self.folder), *options]
        # Should the tests be killed, the server goes with them.
        follow = [shutil.which("setpriv"), "--pdeathsig", "INT"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*follow, *command] if follow[0] else command, stdout=log, stderr=log, **self._around()
            )
        deadline = time.monotonic() + SECONDS
        while not self._answers():
            running = self.process.poll() is None and time.monotonic() < deadline
            assert running, f"PostgreSQL did not start:\n{self.log.read_text()}"
            time.sleep(0.02)

    def _around(self):
        return {"cwd": self.folder, "env": {"PATH": os.defpath, "LC_ALL": "C"}, **self._lent}

    def _answers(self):
        try:
            self.run("SELECT 1")
        except OperationalError:
            return False
        return True

    def stop(self):
        if self.process is None:
            return
        # Ends sessions at once, and cleanly: PostgreSQL manual, "Shutting Down the Server", fast mode.
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(SECONDS)
        finally:
            self.process.kill()
            self.process = None

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database, user=OWNER, password=None):
        place = {"host": str(self.folder), "port": "5432"}
        return URL.create("postgresql+psycopg", user, password, database=database, query=place)

    def run(self, statement, database="postgres"):
        """Run one statement outside a transaction; its first value, if any."""
        engine = create_engine(self.url(database), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None

    def new(self, options=""):
        """The name of a new database."""
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} {options}")
        return name


class Files:
    """Makes SQLite databases in one test's folder."""

    kind = "sqlite"

    def __init__(self, folder, template):
        self.folder = folder
        self._template = template
        self._numbers = count()

    def empty(self):
        """URL of a database that is not there yet."""
        home = self.folder / f"home-{next(self._numbers)}"
        return make_url(f"sqlite:///{home / 'catalog.db'}")

    def catalog(self):
        """URL of a new catalog's database."""
        url = self.empty()
        Path(url.database).parent.mkdir()
        shutil.copy(self._template(), url.database)
        return url


class Databases:
    """Makes databases on a server for one test."""

    kind = "postgresql"

    def __init__(self, server, template):
        self.server = server
        self._template = template
        self._made = []

    def empty(self, options=""):
        """URL of an empty database."""
        name = self.server.new(options)
        self._made.append(name)
        return self.server.url(name)

    def catalog(self):
        """URL of a new catalog's database."""
        # Copying files takes half the time of the default, which writes every page to the log.
        return self.empty(f"TEMPLATE {self._template()} STRATEGY file_copy")

    def drop(self):
        for name in self._made:
            self.server.run(f"DROP DATABASE {name} WITH (FORCE)")


def wait_for_lock(store):
    """Return once a session of a server's database waits for another's lock."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    deadline = time.monotonic() + SECONDS
    with store.engine.connect() as connection:
        while not connection.scalar(waiting):
            # The statistics stand still within a transaction.
            connection.rollback()
            assert time.monotonic() < deadline, "nobody waits"
            time.sleep(0.005)


@pytest.fixture(scope="session")
def postgres_server():
    missing = [name for name in ("initdb", "postgres") if program(name) is None]
    missing += [] if importlib.util.find_spec("psycopg") else ["psycopg"]
    if missing:
        reason = f"no PostgreSQL here ({', '.join(missing)} missing): apt install postgresql"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    server = Server()
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    made = []

    def template():
        if not made:
            path = tmp_path_factory.mktemp("template") / "catalog.db"
            migrate.upgrade(make_url(f"sqlite:///{path}"))
            made.append(path)
        return made[0]

    return template


@pytest.fixture(scope="session")
def postgres_template():
    made = {}

    def template(server):
        if server not in made:
            made[server] = server.new()
            migrate.upgrade(server.url(made[server]))
        return made[server]

    return template


@pytest.fixture
def sqlite_databases(tmp_path, sqlite_template):
    return Files(tmp_path, sqlite_template)


@pytest.fixture
def postgres_databases(postgres_server, postgres_template):
    databases = Databases(postgres_server, lambda: postgres_template(postgres_server))
    yield databases
    databases.drop()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request):
    """Makes databases of one kind, then of the other."""
    names = {"sqlite": "sqlite_databases", "postgresql": "postgres_databases"}
    return request.getfixturevalue(names[request.param])


@pytest.fixture
def database_url(databases):
    """A new catalog's database, as settings name it."""
    return databases.catalog().render_as_string(hide_password=False)
