"""What was carried forward, confirmed and changed is known again after another program saved the file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assurance_desk.domain.questionnaire import Slot
from assurance_desk.domain.returns import ANSWERED, UNCONFIRMED, Query
from assurance_desk.services import returns_import
from assurance_desk.store import rows
from tests import two_rounds as t
from tests.excel.conftest import soffice  # noqa: F401  (a fixture)
from tests.services.test_carry_forward import MARKS

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here"),
]


@pytest.mark.parametrize("kind", ["ods", "xls", "xlsx"])
def test_it_is_the_same_in_another_format(tmp_path: Path, soffice, kind: str) -> None:  # noqa: F811
    desk = t.desk_with_a_round(tmp_path)
    copies = t.issue_second(desk, tmp_path / "second")
    sent = t.typed(copies["O05"], tmp_path / "back.xlsx", MARKS)
    returns_import.import_files(desk, [soffice(sent, kind, tmp_path / "resaved")], take=True)
    found = t.states(desk)
    assert found[Slot("A2")] == ("Mostly met", ANSWERED)
    assert found[Slot("A6", "A6.1")] == ("Yes", ANSWERED)
    assert found[Slot("A1")][1] == UNCONFIRMED
    assert found[Slot("D1", "SG1", "employed")][1] == ANSWERED
    assert found[Slot("D1", "SG2", "employed")][1] == UNCONFIRMED
    assert rows.find(desk.db, Query, status="open") == []
    desk.close()
