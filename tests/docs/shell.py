"""The console examples of a page, run as they stand in a folder of their own."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.docs.markdown import ROOT, blocks

ANY = "..."
"""In an example: any characters of a line, any lines, any value, or further items of a list."""

# Flask's own client in curl's place: the examples name port 8000, which may be anybody's.
_CURL = """\
#!{python}
import argparse, sys, urllib.parse
from pathlib import Path
from catalog.settings import load_settings
from web import create_app
reader = argparse.ArgumentParser()
reader.add_argument("-s", action="store_true")
reader.add_argument("-i", action="store_true")
reader.add_argument("-H", action="append", default=[])
reader.add_argument("-d")
reader.add_argument("url")
asked = reader.parse_args()
url = urllib.parse.urlsplit(asked.url)
settings = load_settings({{}}, Path("catalog-demo"))
client = create_app(settings).test_client()
headers = dict(line.split(": ", 1) for line in asked.H) | {{"Host": url.netloc}}
answer = client.open(
    url.path, query_string=url.query, headers=headers, data=asked.d, method="POST" if asked.d else "GET"
)
if asked.i:
    print(f"HTTP/1.1 {{answer.status}}")
    print("\\n".join(f"{{name}}: {{value}}" for name, value in answer.headers) + "\\n")
sys.stdout.write(answer.text)
"""


class Command(NamedTuple):
    """One command of a page, the output shown beneath it, and where it stands."""

    text: str
    shown: list[str]
    line: int


class Done(NamedTuple):
    """What a command printed, both streams together, and its exit status."""

    output: str
    status: int


def commands(block):
    """The commands of a console block; a backslash at a line's end continues it."""
    found = []
    open_line = False
    for number, line in enumerate(block.text.splitlines(), block.line + 1):
        if open_line:
            found[-1] = found[-1]._replace(text=f"{found[-1].text}\n{line}")
            open_line = line.endswith("\\")
        elif line.startswith("$ "):
            found.append(Command(line[2:], [], number))
            open_line = line.endswith("\\")
        else:
            found[-1].shown.append(line)
    return found


def lay_out(folder):
    """Put what examples expect into a folder: the samples, and a `curl` that asks Flask's client."""
    (folder / "samples").symlink_to(ROOT / "samples")
    tools = folder / ".bin"
    tools.mkdir()
    curl = tools / "curl"
    curl.write_text(_CURL.format(python=sys.executable))
    curl.chmod(0o755)


# A process that has loaded the program and the parser's knowledge, and runs each command in a fork of itself:
# a page's commands would else spend their time on loading.
_READY = """\
import json, os, sys
import web.app, catalog.importer, catalog.search, catalog.store
from catalog.caption import parse_caption
from catalog.cli import main as command
from catalog.cli.main import _COMMANDS
import importlib
for module, _, _ in _COMMANDS.values():
    importlib.import_module(module)
parse_caption("A lamp in Gorizia, Italy, 3 May 2019. EPA/LAMP MUSEUM HANDOUT")
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if not child:
        os.chdir(asked["folder"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(asked["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.dup2(1, 2)
        sys.argv = asked["words"]
        status = 1
        try:
            command.main()
        except SystemExit as end:
            status = end.code or 0
        finally:
            sys.stdout.flush()
            os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
_SIGNS = frozenset("|&;<>$`*?\n")


class Shell:
    """Runs commands: plain ones of `catalog` in a process that is ready, all others in a shell."""

    def __init__(self):
        self._ready = None

    def run(self, command, folder):
        """Run one command in a folder."""
        if command.startswith("catalog ") and not _SIGNS & set(command):
            return self._fork(shlex.split(command), folder)
        done = subprocess.run(
            ["bash", "-c", command],  # noqa: S607 (whatever bash the reader has)
            cwd=folder,
            env=_environment(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=300,
        )
        return Done(done.stdout, done.returncode)

    def _fork(self, words, folder):
        if self._ready is None:
            self._ready = subprocess.Popen(
                [sys.executable, "-c", _READY],
                env=_environment(folder),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        output = folder / ".output"
        asked = {"words": words, "folder": str(folder), "output": str(output)}
        self._ready.stdin.write(json.dumps(asked) + "\n")
        self._ready.stdin.flush()
        status = int(self._ready.stdout.readline())
        return Done(output.read_text("utf-8"), status)

    def close(self):
        """End the process that is ready."""
        if self._ready is not None:
            self._ready.stdin.close()
            self._ready.wait(timeout=60)
            self._ready.stdout.close()


def _environment(folder):
    """The environment of a command: ours without a catalog's settings, and the tools of the folder first."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CATALOG_")}
    tools = [str(folder / ".bin"), str(Path(sys.executable).parent), environment["PATH"]]
    return environment | {"PATH": os.pathsep.join(tools), "PYTHONPATH": str(ROOT), "COLUMNS": "120"}


def _pattern(line):
    """A line of an example as a pattern; two blanks or more stand for any number, so columns may widen."""
    parts = [re.sub(r"(?:\\ ){2,}", "[ ]{2,}", re.escape(part)) for part in line.rstrip().split(ANY)]
    return ".*".join(parts)


def matches(shown, output):
    """Whether lines of output are what an example shows."""
    parts = ["(?:.*\n)*" if line.strip() == ANY else f"{_pattern(line)}[ ]*\n" for line in shown]
    return re.fullmatch("".join(parts), output.rstrip("\n") + "\n" if output.strip() else "") is not None


def differences(shown, found, where="$"):
    """Where JSON differs from what an example shows of it; keys that it leaves out may hold anything."""
    if shown == ANY:
        return []
    if isinstance(shown, str) and isinstance(found, str) and shown.endswith(ANY):
        return [] if found.startswith(shown.removesuffix(ANY)) else [f"{where}: {found!r}"]
    if isinstance(shown, dict) and isinstance(found, dict):
        missing = [f"{where}.{name} is missing" for name in shown if name not in found]
        same = [name for name in shown if name in found]
        return missing + [
            d for name in same for d in differences(shown[name], found[name], f"{where}.{name}")
        ]
    if isinstance(shown, list) and isinstance(found, list):
        return [] if _fits(shown, found) else _first_difference(shown, found, where)
    return [] if shown == found else [f"{where}: {found!r}"]


def _fits(shown, found):
    """Whether a list is as shown, where `...` stands for any number of items."""
    if not shown:
        return not found
    if shown[0] == ANY:
        return any(_fits(shown[1:], found[start:]) for start in range(len(found) + 1))
    return bool(found) and not differences(shown[0], found[0]) and _fits(shown[1:], found[1:])


def _first_difference(shown, found, where):
    """What to say of a list that is not as shown: its length, or the first item that differs."""
    if ANY in shown or len(shown) != len(found):
        return [f"{where} has {len(found)} items: {found}"]
    pairs = enumerate(zip(shown, found, strict=True))
    return [d for number, (one, other) in pairs for d in differences(one, other, f"{where}[{number}]")]


def faults(text, folder, shell):
    """Run a page's examples in order and say what is not as shown, one line each."""
    found = []
    last = None
    for block in blocks(text):
        if block.name and block.language != "console":
            file = folder / block.name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            for command in commands(block):
                last = shell.run(command.text, folder)
                if command.shown and not matches(command.shown, last.output):
                    found.append(f"line {command.line}: {command.text} printed\n{last.output}")
                elif not command.shown and last.status:
                    found.append(
                        f"line {command.line}: {command.text} ended with {last.status}\n{last.output}"
                    )
        elif block.language == "json" and last is not None:
            found += [f"line {block.line}: {fault}" for fault in _json_faults(block, last.output)]
    return found


def _json_faults(block, output):
    try:
        return differences(json.loads(block.text), json.loads(output))
    except ValueError as error:
        return [f"{error} in {output[:200]}"]
