"""The returns of a questionnaire as a workbook, shaped and written in one go: the worker's task."""

from __future__ import annotations

from datetime import date

from assurance_desk.domain.returns_kept import ReturnsKept, returns_tables
from assurance_desk.excel.returns import write_tables
from assurance_desk.progress import Progress


def write_returns(kept: ReturnsKept, made_on: date, progress: Progress | None = None) -> bytes:
    return write_tables(returns_tables(kept), made_on, progress)
