"""Pictures of a page in every look, made by the project's own command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

BOOK = Path(__file__).parents[1] / "data" / "workbooks" / "schema-1.assurance"


def test_a_page_is_taken_light_dark_and_at_200_per_cent_and_the_workbook_left_alone(tmp_path: Path) -> None:
    before = BOOK.read_bytes()
    command = [sys.executable, "-m", "assurance_desk.ui.screenshots", str(tmp_path), str(BOOK), "History"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    names = {"history.png", "history-dark.png", "history-200.png", "history-dark-200.png"}
    assert {path.name for path in tmp_path.iterdir()} == names
    seen = {name: QImage(str(tmp_path / name)) for name in names}
    assert {(image.width(), image.height()) for image in seen.values()} == {(1366, 768)}
    light, dark = (
        seen[name].pixelColor(700, 700).lightness() for name in ("history.png", "history-dark.png")
    )
    assert light > 200 > 80 > dark
    assert BOOK.read_bytes() == before
    assert not list(BOOK.parent.glob("~*"))
