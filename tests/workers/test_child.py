import os
import signal
from multiprocessing import Pipe
from threading import Thread

import pytest

from catalog.errors import CatalogError
from catalog.workers import child
from catalog.workers import limits as bounds
from catalog.workers.child import Answer, Job, Started, answer, serve, told
from catalog.workers.slot import Slot, _ending


@pytest.fixture
def served():
    """A connection to a worker that runs in a thread, without limits."""
    ours, theirs = Pipe()
    thread = Thread(target=serve, args=(theirs, None))
    thread.start()
    yield ours
    ours.close()
    thread.join(5)
    theirs.close()
    assert not thread.is_alive()


def test_a_worker_says_that_it_began_and_how_it_ended(served):
    served.send(Job("os.path:basename", ("/a/b",), 1.0))
    assert [served.recv(), served.recv()] == [Started(), Answer(result="b")]


def test_a_worker_tells_of_a_missing_target_and_goes_on(served):
    served.send(Job("os.path:nothing", (), 1.0))
    assert served.recv().failure.startswith("AttributeError")
    served.send(Job("builtins:len", ("abc",), 1.0))
    assert [served.recv(), served.recv()] == [Started(), Answer(result=3)]


def test_a_result_that_cannot_be_sent_is_a_failure(served):
    served.send(Job("threading:Lock", (), 1.0))
    served.recv()
    assert served.recv().failure.startswith("the result cannot be sent: TypeError")


class Script:
    """A connection that asks for the given jobs and then closes."""

    def __init__(self, *jobs):
        self.jobs = list(jobs)
        self.sent = []

    def recv(self):
        if not self.jobs:
            raise EOFError
        return self.jobs.pop(0)

    def send(self, message):
        self.sent.append(message)


def test_limits_are_set_once_after_the_first_import(monkeypatch):
    calls = []
    monkeypatch.setattr(child, "apply_limits", calls.append)
    monkeypatch.setattr(child, "allow_seconds", calls.append)
    limits = bounds.Limits()
    before = signal.getsignal(signal.SIGINT)
    try:
        script = Script(
            Job("no.such:thing", (), 1.0), Job("builtins:len", ("ab",), 2.0), Job("builtins:len", ("a",), 3.0)
        )
        serve(script, limits)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    assert calls == [limits, 2.0, 3.0]
    assert [type(message) for message in script.sent] == [Answer, Started, Answer, Started, Answer]


def test_the_process_serves_the_pipe_it_was_handed(monkeypatch):
    calls = []
    monkeypatch.setattr(child.os, "dup2", lambda _from, to: calls.append(to))
    monkeypatch.setattr(
        child, "serve", lambda connection, limits: calls.append((connection.fileno(), limits))
    )
    ours, theirs = Pipe()
    handle = os.dup(theirs.fileno())
    child.main(handle, {"memory": 1, "files": 2, "jobs": 3})
    assert calls == [1, 2, (handle, bounds.Limits(memory=1, files=2, jobs=3))]
    ours.close()
    theirs.close()


class Broken:
    """A connection whose other end is gone."""

    def send(self, _message):
        raise BrokenPipeError

    def close(self):
        pass


def test_a_job_that_cannot_be_sent_is_a_crash(monkeypatch):
    slot = Slot(bounds.Limits())
    monkeypatch.setattr(slot, "_spawn", lambda: setattr(slot, "_connection", Broken()))
    assert slot.start(Job("builtins:len", ("a",), 1.0)) == Answer(
        failure="crash: the process ended with status None"
    )
    assert not slot.busy


def raising(error):
    raise error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "out of memory"),
        (ValueError("two\nlines"), "ValueError: two lines"),
        (KeyError(), "KeyError"),
        (CatalogError("pier.jpg", "No such file"), "pier.jpg: No such file"),
        (ValueError("x" * 999), f"ValueError: {'x' * 288}"),
    ],
)
def test_an_exception_is_told_in_one_short_line(error, said):
    assert answer(raising, (error,)) == Answer(failure=said)


def test_told_never_exceeds_300_characters():
    assert len(told(ValueError("x" * 999))) == 300


def test_limits_are_set_above_what_is_in_use_and_below_what_is_allowed(monkeypatch):
    asked = {}
    monkeypatch.setattr(bounds.resource, "setrlimit", lambda kind, pair: asked.update({kind: pair}))
    monkeypatch.setattr(bounds.resource, "getrlimit", lambda _kind: (10, 32))
    bounds.apply_limits(bounds.Limits(memory=5, files=16))
    bounds.allow_seconds(1000)
    assert asked[bounds.resource.RLIMIT_AS] == (32, 32)
    assert asked[bounds.resource.RLIMIT_NOFILE] == (16, 32)
    assert asked[bounds.resource.RLIMIT_FSIZE] == asked[bounds.resource.RLIMIT_CORE] == (0, 32)
    assert asked[bounds.resource.RLIMIT_CPU][0] > 1000


def test_memory_is_counted_from_what_the_imports_took(monkeypatch, tmp_path):
    monkeypatch.setattr(bounds.resource, "getrlimit", lambda _kind: (0, bounds.resource.RLIM_INFINITY))
    asked = {}
    monkeypatch.setattr(bounds.resource, "setrlimit", lambda kind, pair: asked.update({kind: pair}))
    statm = tmp_path / "statm"
    statm.write_text("1000 5 5")
    monkeypatch.setattr(bounds, "_STATM", statm)
    bounds.apply_limits(bounds.Limits(memory=7))
    assert asked[bounds.resource.RLIMIT_AS][0] == 1000 * bounds.resource.getpagesize() + 7
    monkeypatch.setattr(bounds, "_STATM", tmp_path / "absent")
    bounds.apply_limits(bounds.Limits(memory=7))
    assert asked[bounds.resource.RLIMIT_AS][0] == 7


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (0, "crash: the process ended with status 0"),
        (None, "crash: the process ended with status None"),
        (-signal.SIGSEGV, "crash: the process was ended by SIGSEGV"),
        (-signal.SIGXCPU, "timeout: out of CPU time"),
        (-250, "crash: the process was ended by signal 250"),
    ],
)
def test_the_end_of_a_process_is_told_in_words(code, said):
    assert _ending(code) == said


def test_an_idle_slot_has_nothing_to_say():
    slot = Slot(bounds.Limits())
    assert (slot.busy, slot.poll(), slot.kill()) == (False, None, None)
    slot.stop()
    with pytest.raises(RuntimeError, match="no process"):
        _ = slot.connection
