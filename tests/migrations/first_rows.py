"""Rows of a catalog of schema 0001, as that program wrote them; photos, names and words are invented."""

import json
from pathlib import Path

from catalog.store import migrate

ROWS = [
    json.loads(line) for line in Path(__file__).with_name("rows-0001.jsonl").read_text("utf-8").splitlines()
]
COUNTED = ("import_run", "run_problem", "photo", "edit", "image", "handout_source", "handout_source_form")
"""Tables whose numbers a server counts up by itself."""


def make_first_catalog(database):
    """Bring an empty database to schema 0001 and fill all its tables."""
    migrate._run(database.url, "0001")
    database.run("DELETE FROM head")
    database.insert(
        (line["table"], {name: _value(value) for name, value in line["row"].items()}) for line in ROWS
    )
    if database.url.get_backend_name() == "postgresql":
        for table in COUNTED:
            highest = f"(SELECT max(id) FROM {table})"  # noqa: S608
            database.run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {highest})")


def _value(value):
    """Bytes are written as hexadecimal digits."""
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value
