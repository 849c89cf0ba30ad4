"""The note beside an open workbook that says who has it."""

from __future__ import annotations

import getpass
import json
import platform
from datetime import UTC, datetime
from pathlib import Path


def note(path: Path) -> Path:
    return path.with_name(f"~{path.name}.in-use")


def leave(path: Path) -> None:
    """A folder that takes no such note still takes the work."""
    words = {"user": user(), "computer": platform.node(), "at": datetime.now(UTC).isoformat()}
    try:
        note(path).write_text(json.dumps(words), "utf-8")
    except OSError:
        return


def who(path: Path) -> str:
    """``manager on LAPTOP-7``; empty where no note can be read."""
    try:
        words = json.loads(note(path).read_text("utf-8"))
        return f"{words['user']} on {words['computer']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
