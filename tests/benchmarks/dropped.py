"""60 returns of 150 questions dropped on the window at once: until they can be reviewed, until they are taken in, and the
longest time the window did not answer meanwhile. Beside openpyxl's bare load of the same files.
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assurance_desk.domain.questionnaire import LIVE, Question, Questionnaire, Section, Slot
from assurance_desk.domain.questions import slots_of
from tests.benchmarks.taking_in import LOAD

RETURNS, SECTIONS, EACH = 60, 10, 15
KINDS = ("graded", "choice", "number", "yes_no", "long_text", "date")


@dataclass(frozen=True)
class Found:
    """Seconds."""

    reviewable: float
    taken: float
    blocked: float
    openpyxl: float
    answers: int


def asked() -> Questionnaire:
    """150 questions of every plain kind."""
    return Questionnaire(
        id="long", ref="AUDIT-2019", version="1.0", title="Audit of everything", status=LIVE,
        issued_on=date(2019, 2, 4), due_on=date(2019, 3, 15),
        sections=tuple(_section(chr(65 + number)) for number in range(SECTIONS)),
    )  # fmt: skip


def _section(letter: str) -> Section:
    questions = []
    for number in range(1, EACH + 1):
        kind = KINDS[number % len(KINDS)]
        choices = ("Never", "Sometimes", "Always") if kind == "choice" else ()
        text = f"Question {number} of part {letter}: is it done, by whom and how is it known?"
        questions.append(Question(ref=f"{letter}{number}", text=text, kind=kind, choices=choices))
    return Section(letter=letter, title=f"Part {letter}", tab=f"{letter} Part", questions=tuple(questions))


def answers(number: int) -> dict[Slot, str]:
    given = {
        "text": f"We do this in every team, as the audit of {number} shows.", "whole": str(number), "whole_or": "7",
        "date": "2019-01-14", "month": "2019-01",
    }  # fmt: skip
    found: dict[Slot, str] = {}
    for question in asked().questions():
        for at, (slot, rule) in enumerate(slots_of(question)):
            if rule.kind == "choice":
                found[slot] = rule.choices[(number + at) % 3 % len(rule.choices)]
            elif slot.column in ("answer", "comment", "evidence"):
                found[slot] = given[rule.kind]
    return found


def measure(scratch: Path) -> Found:
    workbook, folder = scratch / "dropped.assurance", scratch / "dropped"
    folder.mkdir()
    spawn = multiprocessing.get_context("spawn")
    making = spawn.Process(target=issue, args=(workbook, folder))
    making.start()
    making.join()
    files = sorted(folder.glob("*.xlsx"))
    assert len(files) == RETURNS, "the questionnaires were not issued"
    with spawn.Pool(2) as pool:
        pool.starmap(fill_in, list(enumerate(files)))
    reviewable, taken, blocked, count = drop(workbook, files)
    loading = subprocess.run(
        [sys.executable, "-c", LOAD, str(folder)], capture_output=True, text=True, check=True
    )
    return Found(reviewable, taken, blocked, float(loading.stdout), count)


def issue(workbook: Path, folder: Path) -> None:
    from assurance_desk.clock import Clock
    from assurance_desk.domain.organisations import Organisation
    from assurance_desk.services import files, issuing
    from assurance_desk.store import rows

    desk = files.create(workbook, Clock(date(2019, 2, 4)))
    with desk.step("Set up"):
        rows.put(desk.db, asked())
        rows.put_many(
            desk.db,
            (
                Organisation(id=f"o{n}", ref=f"O{n:03}", name=f"Housing provider {n}")
                for n in range(1, RETURNS + 1)
            ),
        )
    issuing.issue(desk, "AUDIT-2019", folder)
    desk.close()


def fill_in(number: int, path: Path) -> None:
    from openpyxl import load_workbook

    from tests.make_sample.fill import fill

    book = load_workbook(path)
    fill(book, asked(), answers(number))
    book.save(path)


class Heart:
    """Beats every few milliseconds while the window answers; ``longest`` is the longest silence, in seconds of this
    process's own work, so that other programs on the machine are not counted.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest, self._last = 0.0, time.process_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(4)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.process_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def stop(self) -> float:
        self._beat()
        self._timer.stop()
        return self.longest


def drop(workbook: Path, paths: list[Path]) -> tuple[float, float, float, int]:
    from PySide6.QtWidgets import QApplication

    from assurance_desk.domain.returns import Answer
    from assurance_desk.services import returns
    from assurance_desk.store import rows
    from tests.benchmarks.window import shown

    with shown(workbook, "Returns") as (window, page):
        held: Any = QApplication.instance()

        def until(done: Any) -> float:
            started = time.perf_counter()
            while not done():
                held.processEvents()
                time.sleep(0.0005)
            window.repaint()
            return time.perf_counter() - started

        desk = window.shell.desk
        window.frame.refresh_badges()  # as a moment after opening: the other pages' modules are loaded
        page.import_files([])
        heart = Heart()
        page.import_files(paths)
        reviewable = until(lambda: not window.jobs.busy and len(returns.staged_files(desk)) == RETURNS)
        page.tray.take_in_all()
        taken = until(lambda: not window.jobs.busy and not returns.staged_files(desk))
        blocked = heart.stop()
        count = len(rows.find(desk.db, Answer))
    return reviewable, taken, blocked, count
