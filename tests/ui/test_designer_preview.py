"""The preview beside a design: last round's answers as they would stand in a copy, and what is not asked yet in grey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from assurance_desk.domain.questionnaire import DRAFT, Questionnaire
from assurance_desk.services import carry_forward
from assurance_desk.store import rows
from assurance_desk.ui.pages.designer import Designer
from assurance_desk.ui.pages.designer_outline import QUESTION, row_of
from assurance_desk.ui.pages.questionnaires import QuestionnairesPage
from assurance_desk.ui.shell import Shell
from tests.two_rounds import FIRST, SECOND, desk_with_a_round


@pytest.fixture
def designer(look: QApplication, tmp_path: Path, qtbot) -> Iterator[Designer]:
    """The second round is a draft that carries the first's answers; its last question of A hangs on A2."""
    first = SECOND.sections[0]
    last = replace(first.questions[-1], shown_if="A2", shown_when=("Not met",))
    sections = (replace(first, questions=(*first.questions[:-1], last)), *SECOND.sections[1:])
    desk = desk_with_a_round(tmp_path, replace(SECOND, sections=sections))
    with desk.step("A draft"):
        rows.put(desk.db, replace(rows.get(desk.db, Questionnaire, SECOND.id), status=DRAFT))
    carry_forward.choose(desk, SECOND.id, FIRST.id)
    shell = Shell(desk)
    page = QuestionnairesPage(shell)
    qtbot.addWidget(page)
    shell.changed.connect(page.refresh)
    page.resize(1300, 640)
    page.refresh(None)
    page.show()
    page.show_record(SECOND.id)
    page.design()
    page.designer.choose(row_of(QUESTION, "A2"))
    yield page.designer
    shell.close()
    desk.close()


def heard(designer: Designer, ref: str) -> str:
    """The row of a question in the preview, as a screen reader says it."""
    view = designer.sheets.view
    model = view.model()
    row = next(
        at for at, line in enumerate(view.picture.lines) if line.question == ref and len(line.pieces) > 2
    )
    role = Qt.ItemDataRole.AccessibleTextRole
    return " | ".join(str(model.index(row, at).data(role) or "") for at in range(model.columnCount()))


def test_the_preview_shows_a_copy_with_last_rounds_answers(designer: Designer) -> None:
    who = designer.sheets.who
    assert who.isVisible()
    assert who.itemText(0) == "As anyone opens it, blank"
    assert "Mostly met" not in heard(designer, "A2").partition("Choose one")[0]
    copy = who.itemText(1)
    assert copy.startswith("As Ludmarsh Homes opens it: ")
    assert copy.endswith(" answers as last time")
    who.set_words(copy)
    who.committed.emit()
    told = heard(designer, "A2")
    assert "Mostly met" in told
    assert "as last time, to confirm" in told
    assert "To confirm" in told
    designer.choose(row_of(QUESTION, "D1"))
    assert who.words() == copy, "it stays while the design is walked through"


def test_what_is_not_asked_until_an_answer_says_so_is_grey(designer: Designer) -> None:
    last = SECOND.sections[0].questions[-1].ref
    greyed = {line.question for line in designer.sheets.view.picture.lines if line.greyed}
    assert greyed == {last}


def test_without_a_round_before_there_is_nothing_to_choose(designer: Designer) -> None:
    desk = designer._shell.desk
    carry_forward.choose(desk, SECOND.id, None)
    assert not designer.sheets.who.isVisible()
