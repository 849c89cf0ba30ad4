"""Faults. Those of the world are told beside what caused them; our own leave a report and keep the window up."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from assurance_desk.errors import DeskError
from assurance_desk.services.fault_reports import write_report
from assurance_desk.texts import _

Tell = Callable[[str], object]


def sentence(error: BaseException) -> str:
    """What the user reads of a fault: its own sentence, or that it is ours and where its report is."""
    if isinstance(error, DeskError):
        return error.sentence
    if isinstance(error, OSError) and error.filename:
        told = _("“{path}” could not be used: {reason}. Nothing half-written was kept.")
        return told.format(path=error.filename, reason=error.strerror or type(error).__name__)
    path = write_report(error)
    if path is None:
        return _(
            "Assurance Desk made a mistake of its own. What was saved is safe. Please carry on, or open it again."
        )
    return _(
        "Assurance Desk made a mistake of its own. What was saved is safe. "
        "If it happens again, send this report to your supplier: {path}"
    ).format(path=path)


def install(tell: Tell) -> None:
    """Tell of every exception nothing caught; the window stays open."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not isinstance(error, DeskError):
            traceback.print_exception(kind, error, trace, file=sys.stderr)
        tell(sentence(error))

    sys.excepthook = hook
