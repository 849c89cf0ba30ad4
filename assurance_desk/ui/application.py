"""The one QApplication, in the look the user chose."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from assurance_desk.ui import preferences, theme


def application() -> QApplication:
    """Made when first asked for."""
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
    QTimer.singleShot(0, _collect_again)  # runs when the window has been painted
    return app


def _collect_again() -> None:
    """``app`` puts the collector off while the window is made; what stands now stays as long as the window."""
    gc.freeze()
    gc.enable()
