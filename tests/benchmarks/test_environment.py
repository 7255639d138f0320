import re
import subprocess
import sys

import pytest
from packaging.requirements import Requirement

from benchmarks import environment, metadata, parse, similar
from benchmarks.environment import ROOT, Environment

PEERS = [("parse", parse.PEER, 3, 40), ("metadata", metadata.PEER, 1, 1), ("similar", similar.PEER, 1, 5)]


def pins_of(name):
    return (ROOT / "benchmarks/peers" / f"{name}.txt").read_text("utf-8")


def test_an_environment_with_other_pins_is_made_again(monkeypatch, tmp_path):
    pins, folder = tmp_path / "tagger.txt", tmp_path / "venv"
    pins.write_text("tagger==1 --hash=sha256:00", "utf-8")
    calls = []
    monkeypatch.setattr(environment.venv, "create", lambda path, **_: path.mkdir(exist_ok=True))
    monkeypatch.setattr(environment.subprocess, "run", lambda command, **_: calls.append(command))
    peer = Environment("tagger", named=("tagger",), folder=folder, pins=pins)

    assert not peer.is_installed()
    peer.install()
    peer.install()
    assert peer.is_installed()
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]

    pins.write_text("tagger==2 --hash=sha256:00", "utf-8")
    peer.install()
    assert len(calls) == 2
    assert peer.versions() == ["tagger 2"]


@pytest.mark.parametrize(("name", "least"), [pytest.param(row[0], row[3], id=row[0]) for row in PEERS])
def test_every_pin_has_its_hashes_and_no_address(name, least):
    text = pins_of(name)
    pins = re.findall(r"(?m)^[\w.-]+==.*(?:\n +--hash=sha256:[0-9a-f]{64}.*)+", text)
    assert len(pins) == len(re.findall(r"(?m)^\w", text)) >= least
    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize(("name", "peer", "asked"), [pytest.param(*row[:3], id=row[0]) for row in PEERS])
def test_peers_are_pinned_as_they_are_asked_for(name, peer, asked):
    pins = dict(re.findall(r"(?m)^([\w.-]+)==([^ ;\\]+)", pins_of(name)))
    lines = (ROOT / "benchmarks/peers" / f"{name}.in").read_text("utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line[0] != "#"]
    assert len(wanted) == asked
    assert [one.name for one in wanted if not one.specifier.contains(pins[one.name])] == []
    assert {f"{one.name} {pins[one.name]}" for one in wanted} <= set(peer.versions())


def test_a_program_gets_its_order_and_one_thread():
    program = (
        "import json, os, sys; json.dump([json.load(sys.stdin), os.environ['OMP_NUM_THREADS']], sys.stdout)"
    )
    assert environment.ask([sys.executable, "-c", program], {"a": 1}) == [{"a": 1}, "1"]


def test_a_program_that_fails_is_an_error():
    with pytest.raises(subprocess.CalledProcessError):
        environment.ask([sys.executable, "-c", "raise SystemExit(3)"], {})
