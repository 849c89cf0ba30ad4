"""The analysis of one questionnaire as the Gaps page asks for it: answers read, matrices, grades, denominators."""

from __future__ import annotations

import json
import time
from pathlib import Path
from statistics import median

from assurance_desk.clock import Clock
from assurance_desk.services import files, gaps

ROUNDS = 9
RAW = (
    'SELECT a.return_id, a.question, a.row, a."column", a.value, a.agreed, a.state'
    " FROM return_ r JOIN answer a ON a.return_id = r.id WHERE r.questionnaire_id = ?"
    " AND a.question IN (SELECT value FROM json_each(?))"
    " AND a.\"column\" NOT IN ('comment', 'evidence', 'plan')"
)


def measure(workbook: Path) -> tuple[float, float]:
    """(the analysis, its answers only read by the driver): seconds, the median of several taken in turn."""
    desk = files.open_desk(workbook, Clock())
    found, raw = [], []
    analysed = gaps.analyse(desk, "htg")
    asked = {row.question.ref for row in analysed.grid.rows} | {one.question.ref for one in analysed.matrices}
    for _round in range(ROUNDS):
        started = time.perf_counter()
        assert desk.db.conn.execute(RAW, ["htg", json.dumps(sorted(asked))]).fetchall()
        raw.append(time.perf_counter() - started)
        started = time.perf_counter()
        analysed = gaps.analyse(desk, "htg")
        found.append(time.perf_counter() - started)
    assert analysed.main
    assert len(analysed.main.rows) == 300
    desk.close()
    return median(found), median(raw)
