"""What may stand in the cells of an update workbook: apart from its records, which are read at every start."""

from __future__ import annotations

from typing import Final

from assurance_desk.domain.questions.cells import CellRule
from assurance_desk.domain.updates import DATE, EVIDENCE, PROGRESS, REASON, STATE, STATES

RULES: Final[dict[str, CellRule]] = {
    PROGRESS: CellRule("text"),
    STATE: CellRule("choice", tuple(STATES)),
    EVIDENCE: CellRule("text"),
    DATE: CellRule("date"),
    REASON: CellRule("text"),
}
