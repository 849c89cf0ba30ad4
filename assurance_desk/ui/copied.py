"""Cells onto the clipboard, as text and as a table, so that a spreadsheet program takes them as cells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from assurance_desk.domain.cells_text import as_html, as_text


def copy_cells(rows: Sequence[Sequence[str]]) -> None:
    """The first row are the headings."""
    held = QMimeData()
    held.setText(as_text(rows))
    held.setHtml(as_html(rows))
    QGuiApplication.clipboard().setMimeData(held)
