"""Damaged files in worker processes: nothing crashes here, nothing lasts, nothing is lost without a word."""

import time
from pathlib import Path

import pytest

from catalog.workers import Limits, WorkerFailure, Workers
from tests.safety.mutants import mutants

TARGET = "catalog.images.job:read_and_render"
PEAK = "tests.workers.jobs:peak"
SECONDS = 5.0
MOST_MEMORY = 600 * 1024 * 1024
FEW, MANY = 240, 6_000


def read_all(folder, seed, count):
    """Read mutants in workers: each file's outcome, the seconds that all took, the most memory in bytes."""
    files = []
    for number, data in enumerate(mutants(seed, count)):
        path = folder / f"{number}.img"
        path.write_bytes(data)
        files.append(path)
    began = time.monotonic()
    with Workers(2, Limits()) as workers:
        outcomes = list(workers.map(TARGET, [(str(path), (320,)) for path in files], SECONDS))
        took = time.monotonic() - began
        peaks = [peak for _, peak in workers.map(PEAK, [() for _ in range(8)], SECONDS)]
    assert [args[0] for args, _ in outcomes] == [str(path) for path in files]
    return files, [outcome for _, outcome in outcomes], took, max(peaks)


def judge(files, outcomes):
    """Each outcome is a record whose losses are named, or a failure in one line."""
    for path, outcome in zip(files, outcomes, strict=True):
        assert path.exists()
        if isinstance(outcome, WorkerFailure):
            assert outcome.reason.startswith(("timeout", "crash", "out of memory")), (path, outcome.reason)
            continue
        reading, renditions = outcome
        assert reading.record.bytes == path.stat().st_size
        if not renditions:
            assert reading.record.problems, path
        for problem in reading.record.problems:
            assert problem.reason.strip(), path
            assert "\n" not in problem.reason, path


@pytest.mark.parametrize("seed", [20201, 20202])
def test_damaged_files_are_read_or_refused_with_a_reason(tmp_path, seed):
    files, outcomes, _, peak = read_all(tmp_path, seed, FEW)
    judge(files, outcomes)
    failures = [outcome for outcome in outcomes if isinstance(outcome, WorkerFailure)]
    assert failures == []
    assert peak < MOST_MEMORY


@pytest.mark.deep
def test_many_damaged_files_are_read_or_refused_with_a_reason(tmp_path):
    for seed in range(MANY // 1_000):
        folder = Path(tmp_path / str(seed))
        folder.mkdir()
        files, outcomes, seconds, peak = read_all(folder, seed, 1_000)
        judge(files, outcomes)
        assert seconds < 1_000 * SECONDS
        assert peak < MOST_MEMORY
