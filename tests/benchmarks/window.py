"""In the real window on the large workbook: an edit from key to shown, and a table's repaint while a paper is built."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from assurance_desk import app
from assurance_desk.clock import Clock
from assurance_desk.ui.main_window import MainWindow

EDITS = 15
AT_REST = 60


@contextmanager
def shown(workbook: Path, page: str) -> Iterator[tuple[MainWindow, Any]]:
    held = app.application()
    window = MainWindow(Clock())
    assert window.open_path(workbook)
    window.resize(1366, 697)
    window.show()
    window.go(page)
    settle(held)
    try:
        yield window, window.frame.page
    finally:
        window.close()
        settle(held)


def settle(held: QApplication) -> None:
    for _turn in range(5):
        held.processEvents()


def edit_seconds(workbook: Path) -> list[float]:
    """An action's text retyped in its table: from the Enter key until it is on the disk and painted again."""
    held = app.application()
    found = []
    with shown(workbook, "Actions") as (window, page):
        table = page.table
        column = _editable(table)
        kept: list[object] = []
        window.shell.desk.listen(kept.append)
        for number in range(EDITS):
            cell = table.model().index(number, column)
            table.setCurrentIndex(cell)
            table.edit(cell)
            settle(held)
            box = (
                held.focusWidget()
                if isinstance(held.focusWidget(), QLineEdit)
                else table.findChild(QLineEdit)
            )
            box.setText(f"Show the Board what was learnt, {time.time_ns()}")
            started = time.perf_counter()
            QTest.keyClick(box, Qt.Key.Key_Return)
            held.processEvents()
            found.append(time.perf_counter() - started)
        assert len(kept) == EDITS
    return found


def _editable(table: QTableView) -> int:
    """The first column that is edited as text."""
    model = table.model()
    for column in range(model.columnCount()):
        cell = model.index(0, column)
        if model.flags(cell) & Qt.ItemFlag.ItemIsEditable and isinstance(
            cell.data(Qt.ItemDataRole.EditRole), str
        ):
            return column
    raise LookupError("no column of the table is edited as text")


def repaint_seconds(workbook: Path) -> tuple[list[float], list[float]]:
    """A full table's repaints, one after the other, while a paper on 300 returns is built in the worker process.

    And as many at rest, before the paper is begun.
    """
    from assurance_desk.services import papers
    from assurance_desk.services.child import Child

    held = app.application()
    found = []
    with shown(workbook, "Actions") as (window, page):
        rest = [_repaint(page.table, held) for _round in range(AT_REST)]
        paper = papers.create_board_paper(window.shell.desk, "htg")
        job = papers.gather(window.shell.desk, paper.id)
        child = Child()
        made = []
        work = threading.Thread(target=lambda: made.append(papers.make(job, child)))
        work.start()
        while work.is_alive():
            found.append(_repaint(page.table, held))
        child.close()
        assert made, "the paper was not built"
    return found, rest


def _repaint(table: QTableView, held: QApplication) -> float:
    started = time.perf_counter()
    table.viewport().repaint()
    seconds = time.perf_counter() - started
    held.processEvents()
    time.sleep(0.005)
    return seconds


def worst(seconds: list[float]) -> float:
    """The 95th of 100, so that one hiccup of the machine does not speak for all."""
    return sorted(seconds)[int(len(seconds) * 0.95)]


def typical(seconds: list[float]) -> float:
    return median(seconds)
