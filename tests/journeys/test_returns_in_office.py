"""The Excel returns opened and saved again by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date

import openpyxl
import pytest

from assurance_desk.clock import Clock
from assurance_desk.services import exports, files
from tests import gaps_desk


@pytest.fixture
def exported(tmp_path):
    desk = files.create(tmp_path / "w.assurance", Clock(date(2019, 4, 30)))
    gaps_desk.fill(desk)
    exports.export(desk, "returns", tmp_path / "returns.xlsx")
    desk.close()
    return tmp_path / "returns.xlsx"


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_it_again_with_nothing_lost(exported, tmp_path):
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "again", exported],
        check=True,
        capture_output=True,
        timeout=180,
    )
    before, after = (
        openpyxl.load_workbook(exported),
        openpyxl.load_workbook(tmp_path / "again" / exported.name),
    )
    assert after.sheetnames == before.sheetnames
    for sheet in before:
        again = after[sheet.title]
        assert list(again.iter_rows(values_only=True)) == list(sheet.iter_rows(values_only=True))
        assert again.auto_filter.ref == sheet.auto_filter.ref
