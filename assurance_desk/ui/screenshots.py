"""Pictures of every page: light and dark at 1366×768, and both at 200 % text.

    python -m assurance_desk.ui.screenshots OUT_FOLDER WORKBOOK [PAGE…]

Reads a copy of WORKBOOK; writes ``home.png``, ``home-dark.png``, ``home-200.png`` … and ``welcome*.png``. A PAGE may name
a record or a part of it, as in ``Returns:moderation:``.
Runs without a screen (Qt's offscreen platform) unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assurance_desk.clock import Clock
from assurance_desk.ui.pages_list import PAGES

if TYPE_CHECKING:
    from assurance_desk.ui.main_window import MainWindow

SIZE = (1366, 768)
LONGEST = 20.0
"""Seconds a page may take to settle."""
QUIET = 20
"""Looks, 20 ms apart, at which nothing may be under way: previews begin a moment after their page."""
LOOKS = (("", "light", 100), ("-dark", "dark", 100), ("-200", "light", 200), ("-dark-200", "dark", 200))


def take(out: Path, workbook: Path, only: list[str]) -> list[Path]:
    """Take the pictures; returns their paths."""
    from assurance_desk.ui import preferences
    from assurance_desk.ui.application import application
    from assurance_desk.ui.main_window import MainWindow

    with tempfile.TemporaryDirectory() as scratch:
        os.environ[preferences.FOLDER] = scratch
        application()
        copy = Path(scratch) / workbook.name
        shutil.copy2(workbook, copy)
        window = MainWindow(Clock())
        window.resize(*SIZE)
        window.show()
        made = _in_each_look(window, out, ["Welcome"] if not only or "Welcome" in only else [])
        window.open_path(copy)
        named = [one for one in only if ":" in one]
        made += _in_each_look(
            window, out, [*(one.name for one in PAGES if (not only) or one.name in only), *named]
        )
        window.close()
    return made


def _in_each_look(window: MainWindow, out: Path, pages: list[str]) -> list[Path]:
    made = []
    for suffix, scheme, size in LOOKS:
        window.scheme, window.text_size = scheme, size
        window.rebuild()
        for page in pages:
            if window.frame:
                name, _colon, record = page.partition(":")
                window.frame.go(name, record)
                window.frame.refresh_badges()
            file = page.lower().strip(":").replace(":", "-")
            made.append(_shoot(window, out / f"{file}{suffix}.png"))
    return made


def _shoot(window: MainWindow, path: Path) -> Path:
    """Once the page has settled: its previews are drawn by long work."""
    from PySide6.QtWidgets import QApplication

    until = time.monotonic() + LONGEST
    settled = 0
    while settled < QUIET and time.monotonic() < until:
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        time.sleep(0.02)
        settled = 0 if window.jobs.busy else settled + 1
    window.grab().save(str(path))
    return path


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    for path in take(out, Path(arguments[1]), arguments[2:]):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
