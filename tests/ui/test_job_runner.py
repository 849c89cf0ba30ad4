"""Long work leaves the window free, tells how far it is, and stops when asked."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtWidgets import QApplication

from assurance_desk.errors import DeskError
from assurance_desk.progress import Progress
from assurance_desk.ui.job_runner import JobRunner
from assurance_desk.ui.notices import ProgressLine


@pytest.fixture
def jobs(look: QApplication):
    made = JobRunner()
    yield made
    made.close()


def test_the_result_comes_back_on_the_windows_thread(jobs: JobRunner, qtbot) -> None:
    got: list[object] = []
    jobs.run(
        "Reading",
        lambda progress: threading.get_ident(),
        lambda value: got.extend([value, threading.get_ident()]),
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got[0] != got[1] == threading.get_ident()
    assert not jobs.busy


def test_work_is_stopped_by_cancel_and_says_so(jobs: JobRunner, qtbot) -> None:
    line = ProgressLine(jobs)
    qtbot.addWidget(line)

    def work(progress: Progress) -> None:
        for number in range(10_000):
            progress.at(number, 10_000, "file")
            time.sleep(0.002)

    done: list[object] = []
    jobs.run("Reading 10,000 files", work, done.append)
    qtbot.waitUntil(lambda: not line.isHidden())
    qtbot.waitUntil(lambda: "of 10000" in line.count.text())
    assert line.words.words() == "Reading 10,000 files"
    with qtbot.waitSignal(jobs.cancelled):
        line.cancel.click()
    assert line.isHidden()
    assert not done


def test_a_refusal_reaches_whoever_asked_and_otherwise_the_window(jobs: JobRunner, qtbot) -> None:
    def work(_progress: Progress) -> None:
        raise DeskError("This is no spreadsheet. Ask for the Excel file.")

    told: list[BaseException] = []
    jobs.run("Reading", work, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    with qtbot.waitSignal(jobs.broke) as broke:
        jobs.run("Reading", work)
    assert str(broke.args[0]) == str(told[0])


def test_jobs_run_one_after_another(jobs: JobRunner, qtbot) -> None:
    order: list[int] = []
    for number in range(3):
        jobs.run(f"Job {number}", lambda _progress, number=number: number, order.append)
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == [0, 1, 2]
