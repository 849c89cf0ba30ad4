"""Showing the window loads none of the libraries that read and write files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from assurance_desk.app import application
from assurance_desk.clock import Clock
from assurance_desk.ui.main_window import MainWindow
app = application()
window = MainWindow(Clock())
assert window.create_path(Path(sys.argv[1]))
window.show()
app.processEvents()
window.frame.refresh_badges()
heavy = ("openpyxl", "reportlab", "pikepdf", "lxml", "PIL", "python_calamine", "pypdfium2", "docx")
print(",".join(name for name in heavy if name in sys.modules))
window.close()
"""


def test_no_heavy_library_is_loaded(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ASSURANCE_DESK_CONFIG": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "w.assurance")],
        capture_output=True, text=True, timeout=60, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
