"""The environments of the programs that we are compared with, tried without any of them."""

import re
import subprocess
import sys

import pytest

from benchmarks import environment


def test_an_environment_with_other_pins_is_made_again(monkeypatch, tmp_path):
    pins, folder = tmp_path / "peer.txt", tmp_path / "venv"
    pins.write_text("tagger==1 --hash=sha256:00", "utf-8")
    calls = []
    monkeypatch.setattr(environment.venv, "create", lambda path, **_: path.mkdir(exist_ok=True))
    monkeypatch.setattr(environment.subprocess, "run", lambda command, **_: calls.append(command))

    environment.install(folder, pins)
    environment.install(folder, pins)
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]

    pins.write_text("tagger==2 --hash=sha256:00", "utf-8")
    environment.install(folder, pins)
    assert len(calls) == 2


@pytest.mark.parametrize(("name", "least"), [("parse", 40), ("similar", 5)])
def test_every_pin_has_its_hashes_and_no_address(name, least):
    text = environment.pins_of(name).read_text("utf-8")
    pins = re.findall(r"(?m)^[\w.-]+==.*(?:\n +--hash=sha256:[0-9a-f]{64}.*)+", text)
    assert len(pins) == len(re.findall(r"(?m)^\w", text)) >= least
    assert "://" not in text
    assert "index-url" not in text


def test_a_program_gets_its_order_and_one_thread():
    program = (
        "import json, os, sys; json.dump([json.load(sys.stdin), os.environ['OMP_NUM_THREADS']], sys.stdout)"
    )
    assert environment.ask([sys.executable, "-c", program], {"a": 1}) == [{"a": 1}, "1"]


def test_a_program_that_fails_is_an_error():
    with pytest.raises(subprocess.CalledProcessError):
        environment.ask([sys.executable, "-c", "raise SystemExit(3)"], {})
