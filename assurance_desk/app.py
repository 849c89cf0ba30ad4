"""Builds the window and runs it. Loads none of the libraries that read and write files: services do, when asked."""

from __future__ import annotations

import gc
from pathlib import Path

# Nothing made while the window is put together is rubbish: looking for some would cost a tenth of the first paint.
gc.disable()

from PySide6.QtCore import QTimer  # noqa: E402

from assurance_desk import scratch  # noqa: E402
from assurance_desk.clock import Clock  # noqa: E402
from assurance_desk.ui import messages, recent_books  # noqa: E402
from assurance_desk.ui.application import application  # noqa: E402
from assurance_desk.ui.main_window import MainWindow  # noqa: E402

CLEARED_AFTER = 3000
"""Milliseconds after the start at which copies left by a run that died are cleared away."""
__all__ = ["application", "main"]


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
    window.show_first()
    QTimer.singleShot(CLEARED_AFTER, window, scratch.clear_left)
    return app.exec()
