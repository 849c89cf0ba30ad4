"""Asking where a file is or shall be; a test puts its own in place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from assurance_desk.texts import later

WORKBOOKS = later("Assurance Desk workbook (*.assurance)")
BROUGHT_IN = later(
    "Published response or tracker (*.txt *.md *.xlsx *.xlsm *.xls *.xlsb *.ods);;All files (*)"
)


class FileDialogs:
    def __init__(self, window: QWidget | None) -> None:
        self._window = window

    def open(self, title: str, kinds: str) -> Path | None:
        name, _kind = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        return Path(name) if name else None

    def save(self, title: str, suggested: str, kinds: str) -> Path | None:
        """With the suggested suffix where none was typed."""
        name, _kind = QFileDialog.getSaveFileName(self._window, title, suggested, kinds)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(Path(suggested).suffix)
