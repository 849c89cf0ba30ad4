"""Builds the window and runs it. Loads none of the libraries that read and write files: services do, when asked."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from assurance_desk.clock import Clock
from assurance_desk.ui import messages, preferences, recent_books, theme
from assurance_desk.ui.main_window import MainWindow


def application() -> QApplication:
    """The one QApplication, in the look the user chose."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Assurance Desk")
    app.setApplicationDisplayName("Assurance Desk")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    translator = QTranslator(app)
    if translator.load(
        QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)
    size = round(preferences.number("text size", 100))
    theme.apply(app, scheme=preferences.text("scheme", theme.SYSTEM), text_size=size)
    return app


def main(workbook: Path | None, clock: Clock, *, sample: bool = False) -> int:
    """Show the window: on ``workbook``, a fresh sample, the last workbook used, or the welcome page.

    A workbook that cannot be opened leaves the welcome page, with the sentence why.
    """
    app = application()
    window = MainWindow(clock)
    messages.install(window.tell)
    if sample:
        window.try_sample()
    elif workbook is not None:
        window.open_path(workbook)
    elif last := recent_books.recent():
        window.open_path(last[0])
    window.show()
    return app.exec()
