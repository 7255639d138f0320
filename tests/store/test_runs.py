import pytest

from catalog.errors import CatalogError
from catalog.store import RunCounts, RunProblem, add_problems, beat, begin_run, cancel_run, end_run

COUNTS = RunCounts(read=5, added=3, changed=0, unchanged=1, failed=1)


@pytest.fixture
def run_id(store, actor):
    with store.writing(actor) as work:
        return begin_run(work, source="desk.csv", provider="coastwire", holder="host:1")


def test_a_run_tells_what_it_does_and_for_whom(store, run_id):
    run = store.run(run_id)

    assert (run.state, run.source, run.provider, run.said) == ("running", "desk.csv", "coastwire", "")
    assert run.actor == "cli:import"
    assert run.ended is None
    assert store.run(run_id + 1) is None


def test_a_sign_of_life_keeps_the_counts_and_writes_no_event(store, actor, run_id):
    with store.writing(actor) as work:
        assert beat(work, run_id, COUNTS) is False

    run = store.run(run_id)
    assert run.counts == COUNTS
    assert run.heartbeat > run.started
    assert store.verify_audit().events == 1


def test_a_run_is_told_to_stop_at_its_next_sign_of_life(store, actor, run_id):
    with store.writing(actor) as work:
        cancel_run(work, run_id)
    with store.writing(actor) as work:
        assert beat(work, run_id, COUNTS) is True


def test_a_run_ends_with_state_and_reason(store, actor, run_id):
    with store.writing(actor) as work:
        end_run(work, run_id, COUNTS, state="failed", said="a table", reason="the disk is full")

    run = store.run(run_id)
    assert (run.state, run.reason, run.counts) == ("failed", "the disk is full", COUNTS)
    assert run.said == "a table"
    assert run.ended is not None
    assert store.verify_audit().events == 2


def test_runs_are_listed_newest_first(store, actor, run_id):
    with store.writing(actor) as work:
        newer = begin_run(work, source="b.csv", provider=None)

    assert [run.id for run in store.runs()] == [newer, run_id]
    assert [run.id for run in store.runs(limit=1)] == [newer]


def test_problems_keep_their_bytes(store, actor, run_id):
    problem = RunProblem(line=7, where="desk.csv", reason="no caption\x00", raw=b"\xff\x00,")
    with store.writing(actor) as work:
        add_problems(work, run_id, [problem, RunProblem(line=None, where="d", reason="r", raw=b"")])

    kept = store.problems(run_id)
    assert (kept[0].line, kept[0].where, kept[0].reason, kept[0].raw) == (
        7,
        "desk.csv",
        "no caption\ufffd",
        b"\xff\x00,",
    )
    assert kept[1].line is None
    assert store.problems(run_id, limit=1) == kept[:1]


def test_a_run_that_does_not_exist_is_an_error(store, actor):
    with (
        pytest.raises(CatalogError, match="import 99: there is no such import"),
        store.writing(actor) as work,
    ):
        beat(work, 99, COUNTS)
