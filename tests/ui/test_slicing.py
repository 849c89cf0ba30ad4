"""Work on the desk in slices: one step however many turns it takes, the window answering, cancelled without a trace."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton

from assurance_desk.clock import Clock
from assurance_desk.domain.organisations import Organisation
from assurance_desk.errors import DeskError
from assurance_desk.services import files
from assurance_desk.store import chain, rows
from assurance_desk.ui.job_runner import JobRunner


@pytest.fixture
def desk(tmp_path):
    opened = files.create(tmp_path / "desk.assurance", Clock(date(2019, 4, 24)))
    yield opened
    opened.close()


@pytest.fixture
def runner(look, qtbot):
    made = JobRunner()
    yield made
    made.close()


def adding(desk, count, *, fails=False):
    with desk.step("Add organisations"):
        for number in range(count):
            rows.put(desk.db, Organisation(id=f"o{number}", ref=f"O{number}", name=f"Provider {number}"))
            desk.journal.keep_up()
            yield
        if fails:
            raise DeskError("The disk is full; nothing was changed.")
    return count


def held(desk):
    return len(rows.find(desk.db, Organisation))


def test_many_slices_are_one_step_and_the_window_answers_between_them(runner, desk, qtbot):
    beats, done = [], []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(held(desk)))
    timer.start(0)
    runner.run_here("Adding", adding(desk, 400), done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20000)
    assert done == [400]
    assert any(0 < beat < 400 for beat in beats), "nothing else ran while it was under way"
    assert not runner.busy
    assert chain.broken_at(desk.db) is None
    desk.undo()
    assert held(desk) == 0


def test_cancelling_leaves_nothing_behind(runner, desk, qtbot):
    told = []
    runner.cancelled.connect(lambda: told.append("cancelled"))
    progress = runner.run_here("Adding", adding(desk, 100_000))
    qtbot.waitUntil(lambda: desk.journal.open, timeout=5000)
    progress.cancel()
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert held(desk) == 0
    assert desk.undoable() is None
    with desk.step("Add one"):
        rows.put(desk.db, Organisation(id="x", ref="X", name="After"))
    assert held(desk) == 1


def test_what_is_refused_is_told_and_not_kept(runner, desk, qtbot):
    failed = []
    runner.run_here("Adding", adding(desk, 3, fails=True), failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed), timeout=5000)
    assert failed[0].sentence == "The disk is full; nothing was changed."
    assert held(desk) == 0


def test_clicks_wait_while_it_runs_but_for_cancel(runner, desk, qtbot):
    pressed = []
    button, cancel = QPushButton("Edit"), QPushButton("Cancel")
    cancel.setProperty("cancels", True)
    for one in (button, cancel):
        qtbot.addWidget(one)
        one.show()
        one.clicked.connect(lambda _on=False, one=one: pressed.append(one.text()))
    runner.run_here("Adding", adding(desk, 100_000))
    qtbot.waitUntil(lambda: desk.journal.open, timeout=5000)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert pressed == ["Cancel"]
    runner.cancel()
    qtbot.waitUntil(lambda: not runner.busy, timeout=5000)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["Cancel", "Edit"]


def test_a_job_that_ends_meanwhile_is_told_once_it_is_over(runner, desk, qtbot):
    order = []
    runner.run_here("Adding", adding(desk, 300), lambda _count: order.append("slices"))
    runner.run("Reading", lambda _progress: 7, lambda _seven: order.append("job"))
    qtbot.waitUntil(lambda: len(order) == 2, timeout=20000)
    assert order == ["slices", "job"]


def test_closing_the_window_breaks_it_off_without_a_trace(desk, look, qtbot):
    runner = JobRunner()
    runner.run_here("Adding", adding(desk, 100_000))
    qtbot.waitUntil(lambda: desk.journal.open, timeout=5000)
    runner.close()
    assert not desk.journal.open
    assert held(desk) == 0
