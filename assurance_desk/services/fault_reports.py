"""Reports of our own mistakes, kept for whoever supports the program."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path

import assurance_desk
from assurance_desk.services.places import data_folder


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
