"""The Board becomes a Partnership: what went out keeps the old name, what is made after has the new one, and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from assurance_desk.clock import Clock
from assurance_desk.domain.actions import BLUE, Action, ProgressNote
from assurance_desk.domain.organisations import SAFEGUARDING_BODY, Organisation
from assurance_desk.domain.questionnaire import Questionnaire
from assurance_desk.domain.returns import Return
from assurance_desk.domain.reviews import Review
from assurance_desk.services import files, organisations, papers, register
from assurance_desk.store import rows
from assurance_desk.ui import theme
from assurance_desk.ui.main_window import MainWindow

BOARD = "Merrowshire Safeguarding Children Board"
PARTNERSHIP = "Merrowshire Safeguarding Children Partnership"


@pytest.fixture
def window(
    qapp: QApplication, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setenv("ASSURANCE_DESK_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("ASSURANCE_DESK_DATA", str(tmp_path / "data"))
    theme.apply(qapp)
    desk = files.create(tmp_path / "w.assurance", Clock(date(2019, 8, 1)))
    with desk.step("Begin"):
        rows.put_many(
            desk.db,
            [
                Organisation(id="b", ref="MSCB", name=BOARD, short_name="MSCB", kind=SAFEGUARDING_BODY),
                Organisation(id="o", ref="O05", name="Ludmarsh Homes"),
                Review(id="v", ref="CI", title="Child I"),
                Action(id="a", review_id="v", ref="R1", text="Done", lead_organisation_id="b", delivery=BLUE),
                Action(id="n", review_id="v", ref="R2", text="Open", lead_organisation_id="b"),
                Questionnaire(id="q", ref="HTG", version="1.0", title="Gaps", status="live", sections=()),
                Return(id="r", questionnaire_id="q", organisation_id="o", ref="O05", name="Ludmarsh Homes", code="A"),
            ],
        )  # fmt: skip
        note = ProgressNote(id="p", action_id="a", on=date(2019, 8, 1), text="Accepted", delivery=BLUE)
        rows.put(desk.db, note)
    desk.close()
    made = MainWindow(Clock(date(2019, 8, 1)))
    made.resize(1366, 768)
    made.show()
    assert made.open_path(tmp_path / "w.assurance")
    yield made
    made.close()
    made.deleteLater()


def test_old_papers_keep_the_old_name_and_new_ones_have_the_new(window: MainWindow, qtbot: Any) -> None:
    desk = window.frame.page.shell.desk
    old = papers.issue_paper(desk, papers.create_board_paper(desk, "q", title="Before").id)
    bytes_then = papers.issued_bytes(desk, old.id)
    assert BOARD in text_of(bytes_then)

    window.go("Organisations")
    page = window.frame.page
    page.show_record("b")
    page.detail.names.new_name.setText(PARTNERSHIP)
    page.detail.names.new_short.setText("MSCP")
    page.detail.names.since.setText("1 September 2019")
    page.detail.names.rename.click()
    assert organisations.body_name(desk) == BOARD  # it is still August

    desk.clock = Clock(date(2019, 9, 19))
    new = papers.issue_paper(desk, papers.create_board_paper(desk, "q", title="After").id)
    said = text_of(papers.issued_bytes(desk, new.id))
    assert PARTNERSHIP in said
    assert BOARD not in said
    assert papers.issued_bytes(desk, old.id) == bytes_then
    assert papers.kind_name(desk, old) == "Board paper"
    assert papers.kind_name(desk, new) == "Partnership paper"
    correction = papers.correct_paper(desk, old.id, "A figure")
    drafted = papers.make(papers.gather(desk, correction.id)).data
    assert BOARD in text_of(drafted)  # its position is that of August

    shown = {row.action.ref: row.organisation for row in register.all_actions(desk)}
    assert shown == {"R1": "MSCB", "R2": "MSCP"}

    while desk.undoable().label != "Rename MSCB to MSCP":
        desk.undo()
    desk.undo()
    assert organisations.body_name(desk) == BOARD
    assert papers.issued_bytes(desk, old.id) == bytes_then


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()
