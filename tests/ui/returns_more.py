"""What a return's menu of seldom done things holds, and choosing from it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget


def _actions(detail: QWidget) -> list[QAction]:
    button = next(one for one in detail.findChildren(QPushButton) if one.accessibleName() == "More…")
    return [one for one in button.menu().actions() if not one.isSeparator()]


def offered(detail: QWidget) -> list[str]:
    return [one.text() for one in _actions(detail)]


def more(detail: QWidget, words: str) -> None:
    next(one for one in _actions(detail) if one.text() == words).trigger()
