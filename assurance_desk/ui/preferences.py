"""What the window remembers of its user between sittings: look, sizes, recent workbooks. Never in a workbook."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QSettings

FOLDER = "ASSURANCE_DESK_CONFIG"
"""Environment variable that puts the preferences elsewhere: a portable copy, a test."""


@cache
def _file(folder: str) -> QSettings:
    return QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)


def _settings() -> QSettings:
    return _file(os.environ.get(FOLDER) or str(user_config_path("Assurance Desk", appauthor=False)))


def text(key: str, default: str = "") -> str:
    return str(_settings().value(key, default))


def number(key: str, default: float) -> float:
    try:
        return float(str(_settings().value(key, default)))
    except ValueError:  # somebody edited the file
        return default


def words(key: str) -> list[str]:
    """A list, as one line a value."""
    return [line for line in text(key).split("\n") if line]


def keep(key: str, value: str | float) -> None:
    _settings().setValue(key, str(value))


def keep_words(key: str, values: list[str]) -> None:
    keep(key, "\n".join(values))
