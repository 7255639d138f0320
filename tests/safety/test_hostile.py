"""Files made to harm: each gets a reason in one line, is kept where it lies, and hurts nothing else."""

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.safety.mutants import drawn

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>'
)
OUTSIDE = LAUGHS.replace(b'"ha"', b'SYSTEM "file:///etc/passwd"')
DEEP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + b"<a>" * 4_000 + b"</a>" * 4_000 + b"</x:xmpmeta>"


def png_bomb(edge=60_000):
    """A PNG of 3.6 gigapixels in a few kilobytes."""
    head = struct.pack(">IIBBBBB", edge, edge, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 << 22), 9)
    chunks = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def gif_bomb():
    return (
        b"GIF89a"
        + struct.pack("<HH", 65_535, 65_535)
        + b"\x00\x00\x00\x2c"
        + bytes(4)
        + b"\xff\xff\xff\xff\x00\x02\x00\x3b"
    )


def with_packet(packet):
    data = drawn("PNG")
    chunk = b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + packet
    return data[:33] + struct.pack(">I", len(chunk)) + b"iTXt" + chunk + bytes(4) + data[33:]


def inspect(path):
    command = [sys.executable, "-m", "catalog.cli", "inspect", os.fsencode(path)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60)


HOSTILE = [
    ("a picture of gigapixels", "bomb.png", png_bomb(), b"megapixels"),
    ("an animation of gigapixels", "bomb.gif", gif_bomb(), b"megapixels"),
    ("SVG with a script", "lamp.svg", SVG, b"not an image"),
    ("SVG under another name", "lamp.jpg", SVG, b"not an image"),
    ("a web page under another name", "lamp.png", b"<!doctype html><title>404</title>", b"not an image"),
    ("a program", "lamp.jpg", Path(sys.executable).read_bytes()[:4096], b"not an image"),
    ("PostScript, which a renderer would run", "lamp.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"not an image"),
    ("nothing", "empty.jpg", b"", b"empty file"),
    ("entities that grow", "laughs.png", with_packet(LAUGHS), b"document type"),
    ("an entity that reads a file", "outside.png", with_packet(OUTSIDE), b"document type"),
    ("elements without end", "deep.png", with_packet(DEEP), b"nested deeper"),
    ("a picture under another name", "lamp.gif", drawn("JPEG"), b"jpeg, 96"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [pytest.param(name, data, said, id=title) for title, name, data, said in HOSTILE],
)
def test_each_gets_its_reason_and_stays_as_it_is(tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)
    done = inspect(path)
    assert done.returncode in {0, 1}
    assert said in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr
    assert b"root:" not in done.stdout
    assert path.read_bytes() == data


def test_what_is_no_file_is_said_at_once(tmp_path):
    pipe = tmp_path / "pipe.jpg"
    os.mkfifo(pipe)
    loop = tmp_path / "loop.jpg"
    loop.symlink_to(loop)
    for path in (pipe, tmp_path, tmp_path / "none.jpg", loop):
        done = inspect(path)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1


def test_a_file_of_two_gigabytes_is_read_within_bounds(tmp_path):
    path = tmp_path / "large.jpg"
    with path.open("wb") as file:
        file.write(drawn("JPEG"))
        file.truncate(2 * 1024**3)
    done = inspect(path)
    assert done.returncode == 0
    assert b"2,147,483,648 bytes" in done.stdout


NAMES = [b"two\nlines.jpg", b"caf\xe9.jpg", b"-rf.jpg", "霧 و ضباب.jpg".encode(), b"\x1b[31mred.jpg"]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_terminals_do_not_like_are_read_and_shown_on_one_line(tmp_path, name):
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(drawn("JPEG"))
    done = inspect(path)
    assert done.returncode == 0, done.stderr
    assert b"\x1b[31m" not in done.stdout
    assert b"jpeg, 96" in done.stdout.splitlines()[0]


def catalog(home, *words):
    command = [sys.executable, "-m", "catalog.cli", "--home", str(home), *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, timeout=120, stdin=subprocess.DEVNULL)


def test_a_folder_of_hostile_files_is_taken_in_and_every_loss_is_listed(tmp_path):
    folder, home = tmp_path / "incoming", tmp_path / "home"
    folder.mkdir()
    sound = [os.fsdecode(name) for name in NAMES]
    for name in sound:
        (folder / name).write_bytes(drawn("JPEG") + name.encode("utf-8", "surrogateescape"))
    for name, data in (("bomb.png", png_bomb()), ("empty.jpg", b""), ("lamp.jpg", SVG)):
        (folder / name).write_bytes(data)
    os.mkfifo(folder / "pipe.jpg")
    (folder / "outside.jpg").symlink_to("/etc/passwd")
    (folder / "folder.jpg").mkdir()
    before = {path.name: path.lstat().st_size for path in folder.iterdir()}

    assert catalog(home, "init").returncode == 0
    done = catalog(home, "import", folder)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"{len(sound) + 1} added, 0 changed, 0 unchanged, 5 failed".encode() in said
    for reason in (b"megapixels", b"empty file", b"is no image", b"a named pipe", b"leaves the folder"):
        assert reason in said
    assert b"root:" not in said
    assert b"Traceback" not in said
    assert {path.name: path.lstat().st_size for path in folder.iterdir()} == before

    again = catalog(home, "import", folder)
    assert f"0 added, 0 changed, {len(sound) + 1} unchanged".encode() in again.stdout + again.stderr
