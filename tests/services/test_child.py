"""The worker process: what it does, refuses and survives."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator

import pytest

from assurance_desk.errors import DeskError
from assurance_desk.progress import Cancelled, Progress
from assurance_desk.services.child import Child, ChildEndedError, WorkerFaultError

pytestmark = pytest.mark.whole

TASKS = "tests.services.worker_tasks:"


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


def test_a_warm_child_does_task_after_task_in_one_process(child: Child) -> None:
    assert child.run(TASKS + "double", 21) == 42
    first = child.pid
    assert child.run(TASKS + "double", 2) == 4
    assert child.pid == first


def test_a_refusal_comes_back_as_its_sentence(child: Child) -> None:
    with pytest.raises(DeskError, match="Ask the sender for a copy"):
        child.run(TASKS + "refuse", "Ask the sender for a copy.")


@pytest.mark.parametrize("how", ["die", "panic"])
def test_a_death_ends_one_task_and_the_next_goes_on(child: Child, how: str) -> None:
    with pytest.raises(ChildEndedError) as ended:
        child.run(TASKS + how)
    assert ended.value.why == "died"
    assert child.run(TASKS + "double", 5) == 10


def test_silence_is_ended(child: Child) -> None:
    began = time.monotonic()
    with pytest.raises(ChildEndedError) as ended:
        child.run(TASKS + "be_silent", 30.0, seconds=0.2)
    assert ended.value.why == "time"
    assert time.monotonic() - began < 5
    assert child.run(TASKS + "double", 5) == 10


def test_reports_come_back_and_cancel_stops_the_work(child: Child) -> None:
    seen: list[tuple[int, int, str]] = []
    assert (
        child.run(TASKS + "count", 30, progress=Progress(lambda *report: seen.append(report), every=0)) == 30
    )
    assert seen
    assert seen[-1][1:] == (30, "counting")
    progress = Progress()
    threading.Timer(0.2, progress.cancel).start()
    before = child.pid
    with pytest.raises(Cancelled):
        child.run(TASKS + "count", 100_000, progress=progress)
    assert child.pid == before, "work that reports is asked to stop, not killed"
    assert child.run(TASKS + "double", 5) == 10


def test_work_that_never_reports_is_ended_when_cancelled(child: Child) -> None:
    progress = Progress()
    threading.Timer(0.1, progress.cancel).start()
    with pytest.raises(Cancelled):
        child.run(TASKS + "be_silent", 30.0, progress=progress)


def test_work_broken_off_half_way_leaves_nothing_for_the_next_task_to_read(child: Child) -> None:
    def breaks(*_report: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        child.run(TASKS + "count", 30, progress=Progress(breaks, every=0))
    assert child.run(TASKS + "double", 4) == 8


def test_a_fault_of_ours_is_not_dressed_up_as_the_worlds(child: Child) -> None:
    with pytest.raises(WorkerFaultError, match="KeyError"):
        child.run(TASKS + "mistake")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="bounded by other means elsewhere")
def test_memory_is_bounded(child: Child) -> None:
    with pytest.raises(ChildEndedError):
        child.run(TASKS + "eat", 4_000_000_000)
    assert child.run(TASKS + "eat", 1000) == 1000


def test_the_child_knows_no_database_and_no_window() -> None:
    child = Child()
    try:
        import importlib

        from assurance_desk.services.worker import TASKS as REGISTERED

        for where in REGISTERED.values():
            module, _colon, name = where.partition(":")
            assert hasattr(importlib.import_module(module), name), where
        loaded = set(child.run("tests.services.worker_tasks:loaded"))
    finally:
        child.close()
    for name in ("sqlite3", "sqlcipher3", "sqlite_utils", "PySide6", "assurance_desk.store"):
        assert name not in loaded
