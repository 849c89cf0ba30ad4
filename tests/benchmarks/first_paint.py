"""From a fresh process to the first paint: ours on the large workbook, against a bare window with an empty table.

Run as a file it is one start: ``first_paint.py bare`` or ``first_paint.py ours WORKBOOK``; prints seconds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

STARTED = "BENCHMARK_STARTED"
ROUNDS = 7


def measure(workbook: Path) -> tuple[float, float]:
    """(ours, bare): the median seconds of several starts, taken in turn, of a program compiled as an installed one is."""
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as compiled:
        _start(compiled, "bare"), _start(compiled, "ours", str(workbook))  # the first start compiles
        for _round in range(ROUNDS):
            bare.append(_start(compiled, "bare"))
            ours.append(_start(compiled, "ours", str(workbook)))
    return median(ours), median(bare)


def _start(compiled: str, *words: str) -> float:
    environment = {**os.environ, STARTED: repr(time.time()), "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    told = subprocess.run(
        [sys.executable, __file__, *words], capture_output=True, text=True, check=True, env=environment
    )
    return float(told.stdout)


def _bare() -> None:
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    held = QApplication([])
    window = QMainWindow()
    table = QTableView()
    model = QStandardItemModel(0, 6, table)
    table.setModel(model)
    window.setCentralWidget(table)
    window.resize(1366, 697)
    window.show()
    _leave_when_painted(held, table.viewport())


def _ours(workbook: str) -> None:
    sys.modules["numpy"] = None  # one of the check tools brings it, and a library of ours would load it
    from assurance_desk import app
    from assurance_desk.clock import Clock
    from assurance_desk.ui.main_window import MainWindow

    held = app.application()
    window = MainWindow(Clock())
    assert window.open_path(Path(workbook))
    window.resize(1366, 697)
    window.show()
    desk = window.shell.desk
    _leave_when_painted(held, window.frame, desk.close)  # else the next start would check the whole file


def _leave_when_painted(held: object, widget: object, tidy: Callable[[], None] = lambda: None) -> None:
    """The first time this widget was painted, everything in the window has been drawn when its events are done."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                widget.removeEventFilter(self)
                QTimer.singleShot(0, self.done)
            return False

        def done(self) -> None:
            print(time.time() - float(os.environ[STARTED]))
            sys.stdout.flush()
            tidy()
            os._exit(0)

    watch = Watch()
    widget.installEventFilter(watch)
    held.exec()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    _bare() if sys.argv[1] == "bare" else _ours(sys.argv[2])
