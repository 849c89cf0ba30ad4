"""One bad file never takes the window down: the child is bounded, stopped and replaced."""

import sys
import threading
import time

import pytest

from assurance_desk.errors import DeskError
from assurance_desk.progress import Cancelled, Progress
from assurance_desk.services.child import Child, DiedError, TaskFaultError, TooLargeError, TooLongError

TASK = "tests.services.child_tasks:"


@pytest.fixture(scope="module")
def child():
    opened = Child(patience=1.0)
    yield opened
    opened.close()


def test_one_warm_child_does_task_after_task_and_says_how_far_it_is(child):
    heard = []
    assert child.run(TASK + "add", 2, 3, progress=Progress(lambda *at: heard.append(at), every=0)) == 5
    first = child.pid
    assert child.run(TASK + "add", 1, 1) == 2
    assert child.pid == first
    assert heard[-1] == (3, 3, "Adding")


def test_a_child_that_dies_is_one_sentence_and_the_next_task_runs(child):
    with pytest.raises(DiedError, match="Nothing was changed"):
        child.run(TASK + "die")
    assert child.run(TASK + "add", 1, 1) == 2


def test_a_child_that_hangs_is_stopped(child):
    begun = time.monotonic()
    with pytest.raises(TooLongError):
        child.run(TASK + "hang")
    assert time.monotonic() - begun < 5
    assert child.run(TASK + "add", 1, 1) == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's bound on memory is Linux's")
def test_a_task_that_grows_too_large_is_stopped(child):
    with pytest.raises(TooLargeError):
        child.run(TASK + "grow")
    assert child.run(TASK + "add", 1, 1) == 2


def test_a_refusal_comes_back_as_its_sentence(child):
    with pytest.raises(DeskError, match="Ask the sender for the Excel file"):
        child.run(TASK + "refuse")


def test_a_fault_of_ours_is_not_told_as_the_senders(child):
    with pytest.raises(TaskFaultError, match="ZeroDivisionError"):
        child.run(TASK + "fault")


@pytest.mark.parametrize("task", ["count_for_ever", "hang"])
def test_cancel_stops_the_work_at_once(child, task):
    progress = Progress()
    threading.Timer(0.2, progress.cancel).start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        child.run(TASK + task, progress=progress)
    assert time.monotonic() - begun < 3
    assert child.run(TASK + "add", 1, 1) == 2


def test_the_child_loads_neither_the_database_nor_the_window(child):
    loaded = child.run(TASK + "loaded")
    assert not [
        name for name in loaded if name.split(".")[0] in {"sqlite3", "sqlcipher3", "sqlite_utils", "PySide6"}
    ]
    assert not [name for name in loaded if name.startswith("assurance_desk.store")]
