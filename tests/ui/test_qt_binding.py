"""PySide6 6.12.0 on Python 3.11 gives back one reference to None too many and the process dies."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
from PySide6.QtGui import QGuiApplication, QImage, QPainter
app = QGuiApplication([])
image = QImage(8, 8, QImage.Format.Format_RGB32)
painter = QPainter(image)
for _ in range(20_000):
    painter.save()
    painter.restore()
painter.end()
print("alive")
"""


def test_twenty_thousand_painter_calls_are_survived() -> None:
    """In a process of its own: a loss of None would take the test run with it."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == "alive", done.stderr
