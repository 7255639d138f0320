"""What holds for every command: help that loads fast, one-line errors, exit status, pipes and signals."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from catalog.cli.main import _COMMANDS
from catalog.cli.rooms import actor_for
from catalog.settings import load_settings
from catalog.store import Store

ROOT = Path(__file__).parents[2]
HEAVY = ("sqlalchemy", "flask", "PIL", "numpy")


def test_help_lists_every_command(run):
    done = run("--help")

    assert done.code == 0
    assert set(_COMMANDS) <= set(done.out.split())


def test_help_loads_no_heavy_library():
    code = "import sys; sys.argv = ['catalog', '--help']\nfrom catalog.cli.main import main\n"
    code += f"try: main()\nexcept SystemExit: print([m for m in {HEAVY!r} if m in sys.modules])"

    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)

    assert out.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", list(_COMMANDS))
def test_every_command_explains_itself(run, command):
    done = run(command, "--help")

    assert done.code == 0
    assert done.out.startswith(f"Usage: catalog {command}")


def test_the_version_is_said(run):
    assert run("--version").out.startswith("catalog, version ")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["inspect", "no-such-file.jpg"], "no-such-file.jpg: there is no such file"),
        (["inspect", "."], ".: is no file"),
        (["serve", "--host", "192.0.2.1"], "only 127.0.0.1"),
        (["parse"], "give a caption"),
        (["pars"], "No such command 'pars'"),
        (["import"], "Missing argument"),
        (["import", "--as", "fax", "desk.txt"], "'fax' is not one of"),
        (["imports", "show", "one"], "'one' is not a valid integer"),
    ],
)
def test_what_cannot_run_says_why_with_status_two(run, tmp_path, arguments, reason):
    done = run(*arguments, home=tmp_path / "none")

    assert (done.code, done.out) == (2, "")
    assert reason in done.err


def test_a_catalogs_folder_that_cannot_be_made_is_named(run, tmp_path):
    (tmp_path / "file").write_text("")

    done = run("init", home=tmp_path / "file" / "home")

    assert done.code == 2
    assert done.err == f"catalog: {tmp_path}/file/home: cannot make the catalog's folder: Not a directory\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "lamps"],
        ["export"],
        ["index", "status"],
        ["index", "rebuild"],
        ["imports", "list"],
        ["reparse"],
    ],
    ids=" ".join,
)
def test_a_mistyped_folder_is_told_and_not_made(run, tmp_path, arguments):
    done = run(*arguments, home=tmp_path / "none")

    assert done.code == 2
    assert (
        done.err == f"catalog: {tmp_path}/none/catalog.db: there is no catalog here yet; run `catalog init`\n"
    )
    assert not (tmp_path / "none").exists()


def test_init_twice_leaves_a_catalog_as_it_is(run, home):
    before = run("export", home=home).out

    done = run("init", home=home)

    assert (done.code, done.out) == (0, f"Catalog ready in {home}\n")
    assert run("export", home=home).out == before


def test_an_index_that_cannot_be_opened_is_an_error_of_one_line(run, home):
    (home / "index.db").unlink()
    (home / "index.db").mkdir()

    done = run("search", "lamp", home=home)

    assert done.code == 2
    assert len(done.err.splitlines()) == 1


# Python writes at once where this is set, else at the end or when enough has come together.
UNBUFFERED = os.environ | {"PYTHONUNBUFFERED": "1"}
BUFFERED = os.environ | {"PYTHONUNBUFFERED": ""}


@pytest.mark.parametrize("environment", [UNBUFFERED, BUFFERED], ids=["at once", "at the end"])
@pytest.mark.parametrize("command", [["search", "--json"], ["export", "--format", "csv"]])
def test_a_reader_that_goes_away_is_no_error(program, home, command, environment):
    with program(
        *command, home=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        process.stdout.close()
        assert process.wait(60) == 0
        assert b"Error" not in process.stderr.read()


@pytest.mark.parametrize("environment", [UNBUFFERED, BUFFERED], ids=["at once", "at the end"])
@pytest.mark.parametrize("command", [["search", "--json"], ["export"]])
def test_a_full_disk_is_an_error_of_one_line(program, home, command, environment):
    with (
        Path("/dev/full").open("wb") as full,
        program(*command, home=home, stdout=full, stderr=subprocess.PIPE, env=environment) as process,
    ):
        error = process.stderr.read()

    assert process.returncode == 2
    assert error.splitlines()[-1] == b"catalog: No space left on device"
    assert b"Traceback" not in error


def test_a_letter_that_the_terminal_lacks_is_escaped(program, home):
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    with program(
        "parse", "Lamps in Łódź. EPA/ADA ROWE", home=home, stdout=subprocess.PIPE, env=environment
    ) as process:
        out = process.stdout.read()

    assert process.returncode == 0
    assert rb"\u0141\xf3d\u017a" in out


def test_an_import_that_somebody_stops_says_so_and_is_known_as_stopped(program, home):
    with program(
        "import", "-", home=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        # It waits for its input once its run has begun.
        settings = load_settings({}, home)
        with Store.open(settings) as store:
            deadline = time.monotonic() + 60
            while len(store.runs()) < 2 and time.monotonic() < deadline:
                time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        error = process.stderr.read()
        process.wait(60)

    assert process.returncode == 2
    assert error.strip() == b"catalog: stopped"
    with Store.open(settings) as store:
        assert (store.runs()[0].state, store.runs()[0].reason) == ("cancelled", "interrupted")


@pytest.mark.parametrize("given", ["option", "environment", "nothing"])
def test_a_catalog_is_where_option_environment_or_the_folder_at_hand_say(run, tmp_path, monkeypatch, given):
    monkeypatch.chdir(tmp_path)
    expected = tmp_path / {"option": "a", "environment": "b", "nothing": "catalog-home"}[given]
    if given != "nothing":
        monkeypatch.setenv("CATALOG_HOME", str(tmp_path / "b"))

    done = run("init", home=expected if given == "option" else None)

    assert done.out == f"Catalog ready in {expected}\n"
    assert (expected / "catalog.db").is_file()


def test_an_act_is_signed_with_the_users_name_and_the_command(monkeypatch):
    monkeypatch.setenv("LOGNAME", "ann")

    assert actor_for("import").name == "ann (catalog import)"


def test_an_act_of_a_user_without_a_name_is_signed_too(monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    # A container may run as a number that no user has.
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)

    assert actor_for("import").name == "unknown (catalog import)"


def test_the_command_runs_as_a_module_under_the_same_name(program):
    with program("--version", stdout=subprocess.PIPE) as process:
        assert process.stdout.read().startswith(b"catalog, version ")
    assert process.returncode == 0


def test_a_shell_completes_commands(program):
    environment = os.environ | {
        "_CATALOG_COMPLETE": "bash_complete",
        "COMP_WORDS": "catalog imp",
        "COMP_CWORD": "1",
    }
    with program(stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout.read() == b"plain,import\nplain,imports\n"
    assert process.returncode == 0
