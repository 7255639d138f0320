"""A command answers at once: little is loaded, and the map stays on disk until a name asks for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT, uncounted

CAPTION = (
    "A handout photo made available by the Ministry of Fisheries shows a trawler off Martakert, "
    "30 September 2020. EPA-EFE/MINISTRY OF FISHERIES HANDOUT"
)
# Seconds of processor time that a start may take, and how much more on a core that others warm up.
LIMITS = {"help": (["--help"], 0.3), "parse": (["parse", CAPTION], 0.5)}
MARGIN = 2.0
TRIES = 3
LOADED = """
import sys
from catalog.cli.main import main
try:
    main()
finally:
    sys.stderr.write(" ".join({name.partition(".")[0] for name in sys.modules}))
"""
ALWAYS_LATER = {"alembic", "sqlalchemy", "flask", "jinja2", "werkzeug", "gunicorn", "PIL", "exifread", "lark"}
HELP_LATER = ALWAYS_LATER | {
    "ahocorasick_rs",
    "babel",
    "msgspec",
    "numpy",
    "rapidfuzz",
    "rich",
    "sqlite3",
    "web",
}
PARSE_LATER = ALWAYS_LATER | {"babel", "numpy", "sqlite3", "web"}
MAPPED = """
import re, tracemalloc
from pathlib import Path
from catalog.places.load import load_gazetteer
tracemalloc.start()
assert load_gazetteer().find("Martakert")
blocks = re.split(r"(?m)^(?=[0-9a-f]+-[0-9a-f]+ )", Path("/proc/self/smaps").read_text())
block = next(block for block in blocks if "gazetteer.bin" in block)
names = ("Size", "Rss", "Private_Dirty")
numbers = [re.search(rf"(?m)^{name}: +([0-9]+) kB", block)[1] for name in names]
print(*numbers, tracemalloc.get_traced_memory()[1] // 1024)
"""


def seconds(arguments):
    """Processor seconds of a command from its start to its end."""
    command = [sys.executable, "-m", "catalog.cli", *arguments]
    started = subprocess.Popen(command, cwd=ROOT, env=uncounted(), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode == 0
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("name", LIMITS)
def test_a_command_starts_within_its_time(name):
    arguments, limit = LIMITS[name]
    best = min(seconds(arguments) for _ in range(TRIES))
    assert best < limit * MARGIN, f"{best:.2f} s of processor time"


@pytest.mark.parametrize(
    ("arguments", "later"),
    [(["--help"], HELP_LATER), (["parse", CAPTION], PARSE_LATER)],
    ids=["help", "parse"],
)
def test_a_command_loads_only_what_it_needs(arguments, later):
    command = [sys.executable, "-c", LOADED, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=uncounted(), capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert {"catalog", "click"} <= loaded
    assert loaded & later == set()


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="only Linux tells what is mapped")
def test_the_gazetteer_is_mapped_and_a_name_touches_little_of_it():
    done = subprocess.run(
        [sys.executable, "-c", MAPPED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    size, resident, changed, held = map(int, done.stdout.split())
    built = (ROOT / "catalog/places/data/gazetteer.bin").stat().st_size
    assert size * 1024 >= built > 10_000_000
    assert (resident < size, changed) == (True, 0)
    assert held < size / 10
