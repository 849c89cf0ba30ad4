"""What the machine itself needs, in the same run: the least an absolute figure could be, and how fast Python is here."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from statistics import median

ADDITIONS = 5_000_000
SET_ON = 0.25
"""Seconds these took on the machine the budgets in ms were set on."""
ROUNDS = 15


def additions() -> float:
    """Seconds of a loop that never changes: a yardstick for the machine, not for us."""
    started = time.perf_counter()
    total = 0
    for number in range(ADDITIONS):
        total += number
    return time.perf_counter() - started


def slowness(seconds: list[float]) -> float:
    """By how much this machine is slower than the one the budgets were set on; 1 where it is not."""
    return max(1.0, median(seconds) / SET_ON)


def commit_seconds(folder: Path) -> float:
    """One text changed and kept by bare SQLite, as safely as a workbook is and on the same file system."""
    bare = sqlite3.connect(folder / "bare.sqlite")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE action (id INTEGER PRIMARY KEY, text TEXT)")
    bare.execute("INSERT INTO action VALUES (1, '')")
    bare.commit()
    found = []
    for number in range(ROUNDS):
        started = time.perf_counter()
        bare.execute("UPDATE action SET text = ?", [f"Show the Board what was learnt, {number}"])
        bare.commit()
        found.append(time.perf_counter() - started)
    bare.close()
    return median(found)


def words_seconds() -> float:
    """Looking for a word in as many texts as there are answers, with nothing but Python."""
    texts = [f"Housing staff of provider {number} were trained in March" for number in range(100_000)]
    found = []
    for _round in range(5):
        started = time.perf_counter()
        sum("provider 9" in text for text in texts)
        found.append(time.perf_counter() - started)
    return median(found)


def table_seconds() -> float:
    """A repaint of a table without anything of ours, as large as ours is shown."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    from assurance_desk import app

    held = app.application()
    model = QStandardItemModel()
    for number in range(100):
        model.appendRow([QStandardItem(f"{number}.{column} Show the Board") for column in range(6)])
    table = QTableView()
    table.setModel(model)
    table.resize(1366, 697)
    table.show()
    held.processEvents()
    found = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        table.viewport().repaint()
        found.append(time.perf_counter() - started)
    table.close()
    return median(found)
