"""Faults. Those of the world are told beside what caused them; our own leave a report and keep the window up."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

import assurance_desk
from assurance_desk.errors import DeskError
from assurance_desk.services.places import data_folder
from assurance_desk.texts import _

Tell = Callable[[str], object]


def write_report(error: BaseException) -> Path | None:
    """A file with the fault and where it happened; no words from the workbook. None where it cannot be written."""
    now = datetime.now()  # noqa: DTZ005  (a report bears the computer's own time)
    lines = [
        f"Assurance Desk {assurance_desk.__version__}",
        f"Python {platform.python_version()} on {platform.platform()}",
        now.isoformat(timespec="seconds"),
        "",
        *_where(error),
    ]
    try:
        folder = data_folder() / "reports"
        folder.mkdir(exist_ok=True)
        path = folder / f"fault {now.strftime('%Y-%m-%d %H%M%S')}.txt"
        path.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError:
        return None
    return path


def _where(error: BaseException) -> list[str]:
    """File, line and function of each frame, and the kind of error: its text may hold what was typed."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or error.__context__
    return [*lines, type(error).__name__, *(["", "after:", *_where(cause)] if cause else [])]


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
