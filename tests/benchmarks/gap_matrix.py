"""The analysis of one questionnaire as the Gaps page asks for it: answers read, matrices, grades, denominators."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from assurance_desk.clock import Clock
from assurance_desk.services import files, gaps

ROUNDS = 9


def measure(workbook: Path) -> float:
    """Seconds, the median of several."""
    desk = files.open_desk(workbook, Clock())
    found = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        analysed = gaps.analyse(desk, "htg")
        found.append(time.perf_counter() - started)
    assert analysed.main
    assert len(analysed.main.rows) == 300
    desk.close()
    return median(found)
