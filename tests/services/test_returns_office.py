"""Questionnaires filled and saved again by LibreOffice come in with identical answers."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from assurance_desk.services import returns_import
from tests.make_sample.office import save_as
from tests.returns_desk import ANSWERS, answers, filled, issue

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here"),
]


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_saved_again_as(ending: str, tmp_path: Path) -> None:
    desk, copies = issue(tmp_path)
    try:
        plain = filled(copies["O05"], tmp_path / "plain.xlsx")
        again = tmp_path / f"again.{ending}"
        save_as(plain, again)
        [done] = returns_import.import_files(desk, [again], take=True, received_on=date(2019, 3, 14))
        assert done.status == "taken"
        assert answers(desk, "O05") == ANSWERS
        assert done.record.unrecognised == 0
    finally:
        desk.close()
