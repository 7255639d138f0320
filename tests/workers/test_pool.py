import os
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest

from catalog.workers import Limits, WorkerFailure, Workers

JOBS = "tests.workers.jobs"
WORK = f"{JOBS}:work"


@pytest.fixture(scope="module")
def workers():
    with Workers(2, Limits(memory=1 << 28)) as pool:
        yield pool


def failure(workers, *args, timeout=10.0):
    with pytest.raises(WorkerFailure) as raised:
        workers.run(WORK, *args, timeout=timeout)
    assert str(raised.value) == raised.value.reason
    return raised.value.reason


def test_a_job_runs_in_another_process(workers):
    assert workers.run(f"{JOBS}:double", 21, timeout=10) == 42
    assert workers.run(WORK, "pid", timeout=10) != os.getpid()


def test_a_process_stays_from_job_to_job():
    with Workers(1) as pool:
        assert len({pool.run(WORK, "pid", timeout=10) for _ in range(3)}) == 1


def test_a_process_is_replaced_after_its_share_of_jobs():
    with Workers(1, Limits(jobs=2)) as pool:
        pids = [pool.run(WORK, "pid", timeout=10) for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_a_job_that_takes_too_long_is_killed(workers):
    started = time.monotonic()
    assert failure(workers, "sleep", 60, timeout=0.2) == "timeout after 0.2 s"
    assert time.monotonic() - started < 20


def test_a_killed_process_is_gone_and_replaced():
    with Workers(1) as pool:
        pid = pool.run(WORK, "pid", timeout=10)
        failure(pool, "spin", timeout=0.2)
        assert not Path(f"/proc/{pid}").exists()
        assert pool.run(WORK, "pid", timeout=10) != pid


CRASHES = [
    ("exit", ("exit", 3), "crash: the process ended with status 3"),
    ("abort", ("abort",), "crash: the process was ended by SIGABRT"),
    ("memory", ("grow", 1 << 30), "out of memory"),
    ("exception", ("raise", "two\nlines"), "ValueError: two lines"),
    ("result that cannot be sent", ("local",), "the result cannot be sent"),
    ("file written", ("write", "forbidden.bin"), "OSError: [Errno 27] File too large"),
]


@pytest.mark.parametrize(("args", "said"), [pytest.param(a, s, id=n) for n, a, s in CRASHES])
def test_a_failed_job_says_why_and_the_next_one_runs(workers, args, said, tmp_path):
    if args[0] == "write":
        args = ("write", str(tmp_path / args[1]))
    assert failure(workers, *args).startswith(said)
    assert workers.run(f"{JOBS}:double", 1, timeout=10) == 2


@pytest.mark.parametrize("target", ["no.such.module:f", f"{JOBS}:nothing", "no colon"])
def test_a_target_that_is_not_there_is_told(workers, target):
    with pytest.raises(WorkerFailure, match=r"ModuleNotFoundError|AttributeError"):
        workers.run(target, timeout=10)


def test_memory_within_the_limit_is_allowed(workers):
    assert workers.run(WORK, "grow", 1 << 26, timeout=10) == 1 << 26


def test_map_keeps_the_order_and_a_failure_stays_with_its_job(workers):
    jobs = [("sleep", 0.2), ("exit", 1), ("pid",), ("raise", "no"), ("sleep", 0)]
    results = list(workers.map(WORK, jobs, 10))
    assert [args for args, _ in results] == jobs
    assert [isinstance(result, WorkerFailure) for _, result in results] == [False, True, False, True, False]
    assert results[3][1].reason == "ValueError: no"


def test_map_reads_only_a_few_jobs_ahead(workers):
    taken = []

    def jobs():
        for number in count():
            taken.append(number)
            yield (number,)

    results = workers.map(f"{JOBS}:double", jobs(), 10)
    assert [next(results)[1] for _ in range(20)] == [number * 2 for number in range(20)]
    assert len(taken) <= 20 + 2 * 5
    results.close()


def test_an_abandoned_map_leaves_no_stale_answers(workers):
    results = workers.map(WORK, [("sleep", 0.3), ("sleep", 0.3), ("pid",)], 10)
    next(results)
    results.close()
    assert workers.run(f"{JOBS}:double", 4, timeout=10) == 8


def test_a_process_that_does_not_leave_is_killed(monkeypatch):
    monkeypatch.setattr("catalog.workers.slot._LEAVE", 0.0)
    with Workers(1) as pool:
        pid = pool.run(WORK, "pid", timeout=10)
    assert not Path(f"/proc/{pid}").exists()


def test_a_job_cut_short_by_the_kernel_is_a_timeout():
    with Workers(1) as pool:
        assert failure(pool, "xcpu") == "timeout: out of CPU time"


def test_no_jobs_give_no_results(workers):
    assert list(workers.map(WORK, [], 10)) == []


def test_a_process_that_died_between_jobs_is_replaced():
    with Workers(1) as pool:
        pid = pool.run(WORK, "pid", timeout=10)
        os.kill(pid, signal.SIGKILL)
        while " Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii"):
            time.sleep(0.01)
        assert pool.run(f"{JOBS}:double", 2, timeout=10) == 4


def test_a_process_that_hangs_up_and_lingers_costs_one_job():
    with Workers(1) as pool:
        pool.run(WORK, "hang up", timeout=10)
        time.sleep(0.6)
        assert failure(pool, "pid") == "crash: the process was ended by SIGKILL"
        assert pool.run(f"{JOBS}:double", 2, timeout=10) == 4


def test_leaving_ends_jobs_that_nobody_waits_for_any_longer():
    started = time.monotonic()
    with Workers(2) as pool:
        results = pool.map(WORK, [("pid",), ("sleep", 60), ("sleep", 60)], 100)
        _, pid = next(results)
    assert time.monotonic() - started < 30
    assert not Path(f"/proc/{pid}").exists()


def test_leaving_ends_every_process():
    with Workers(2) as pool:
        pids = [result for _, result in pool.map(WORK, [("pid",)] * 4, 10)]
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_a_script_runs_once_and_sees_no_noise_of_its_workers(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from catalog.workers import Workers\n"
        "print('once')\n"
        "with Workers(1) as pool:\n"
        "    print(pool.run('tests.workers.jobs:work', 'shout', timeout=10))\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("once\n10\n", "")
