"""Workbooks opened lately, newest first."""

from __future__ import annotations

from pathlib import Path

from assurance_desk.ui import preferences

KEPT = 8


def recent() -> list[Path]:
    """Those still there."""
    return [path for path in map(Path, preferences.words("recent")) if path.is_file()]


def remember(path: Path) -> None:
    path = path.resolve()
    others = [str(one) for one in recent() if one != path]
    preferences.keep_words("recent", [str(path), *others][:KEPT])
